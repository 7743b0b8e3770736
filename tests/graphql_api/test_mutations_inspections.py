"""Mutations of inspections and the veto, and who sees what of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.guarantee.inspections.rectifying import ReinspectFinding
from tests.commands import inspections
from tests.commands.inspections import ARBITER, DAY, DECIDER
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.executions import same
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


def by_admin(district: District) -> Actor:
    return district.admin


def by_arbiter(district: District) -> Actor:
    return ARBITER


def by_decider(district: District) -> Actor:
    return DECIDER


# --- a case for each ------------------------------------------------------------------------------


async def plan_inspection(api: Api) -> Asked:
    unit = gid("Unit", api.district.station)
    shown = {"year": 2026, "kind": "IDEOLOGY", "title": "意识形态工作责任制检查"}
    checklist = ["责任清单", "阵地管理"]
    items = [
        {"number": number, "text": text, "result": None}
        for number, text in enumerate(checklist, start=1)
    ]
    return Asked(
        {
            "unitId": unit,
            **shown,
            "checklist": checklist,
            "plannedAt": api.district.now.isoformat(),
        },
        {**shown, "state": "PLANNED", "unit": {"id": unit}, "items": items},
    )


async def cancel_inspection(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.planned(api.district))
    return Asked(
        {"inspectionId": id_, "reason": "合并检查"},
        {"id": id_, "state": "CANCELLED", "cancellationReason": "合并检查"},
    )


async def check_inspection_item(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.planned(api.district, checklist=("责任清单",)))
    given = {"number": 1, "severity": "MAJOR", "note": "清单未更新"}
    return Asked(
        {"inspectionId": id_, "passed": False, **given},
        {"id": id_, "items": [{**given, "result": "FINDING", "checkedBy": "admin"}]},
    )


async def carry_out_inspection(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.checked(api.district))
    return Asked(
        {"inspectionId": id_, "summary": "总体良好"},
        {
            "id": id_,
            "state": "CARRIED_OUT",
            "summary": "总体良好",
            "findings": 1,
            "openFindings": 1,
        },
    )


async def order_rectification(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.carried_out(api.district))
    task = {"owner": "站长", "matter": "落实阵地管理"}
    due_at = (api.district.now + 10 * DAY).isoformat()
    return Asked(
        {"inspectionId": id_, "number": 2, "dueAt": due_at, **task},
        {**task, "sourceKind": "INSPECTION", "state": "OPEN"},
    )


async def reinspect_finding(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.rectified(api.district))
    return Asked(
        {"inspectionId": id_, "number": 2, "rectified": True, "note": "已到位"},
        {"id": id_, "findings": 1, "openFindings": 0},
    )


async def close_inspection(api: Api) -> Asked:
    inspection = await inspections.rectified(api.district)
    await api.district.give(
        ReinspectFinding(inspection_id=inspection, number=2, rectified=True), api.district.admin
    )
    id_ = gid("Inspection", inspection)
    return Asked(
        {"inspectionId": id_, "conclusion": "整改到位"},
        {"id": id_, "state": "CLOSED", "conclusion": "整改到位", "closedBy": "admin"},
    )


async def propose_veto(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.carried_out(api.district))
    veto = {"state": "PROPOSED", "reason": "阵地失管", "proposedBy": "arbiter", "year": 2026}
    return Asked({"inspectionId": id_, "reason": "阵地失管"}, {"id": id_, "veto": veto})


async def decide_veto(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.proposed(api.district))
    veto = {"state": "IN_FORCE", "decision": "属实", "decidedBy": "decider"}
    return Asked({"inspectionId": id_, "vetoed": True, "reason": "属实"}, {"id": id_, "veto": veto})


async def object_to_veto(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.vetoed(api.district))
    veto = {"state": "OBJECTED", "objection": "已整改", "objectedBy": "admin"}
    return Asked({"inspectionId": id_, "reason": "已整改"}, {"id": id_, "veto": veto})


async def uphold_veto(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.objected(api.district))
    veto = {"state": "UPHELD", "ruling": "异议不成立", "ruledBy": "arbiter"}
    return Asked({"inspectionId": id_, "reason": "异议不成立"}, {"id": id_, "veto": veto})


async def lift_veto(api: Api) -> Asked:
    id_ = gid("Inspection", await inspections.objected(api.district))
    veto = {"state": "LIFTED", "ruling": "异议成立", "ruledBy": "arbiter"}
    return Asked({"inspectionId": id_, "reason": "异议成立"}, {"id": id_, "veto": veto})


CASES = [
    Case("planInspection", plan_inspection, by_admin),
    Case("cancelInspection", cancel_inspection, by_admin),
    Case("checkInspectionItem", check_inspection_item, by_admin),
    Case("carryOutInspection", carry_out_inspection, by_admin),
    Case("orderRectification", order_rectification, by_admin),
    Case("reinspectFinding", reinspect_finding, by_admin),
    Case("closeInspection", close_inspection, by_admin),
    Case("proposeVeto", propose_veto, by_arbiter),
    Case("decideVeto", decide_veto, by_decider),
    Case("objectToVeto", object_to_veto, by_admin),
    Case("upholdVeto", uphold_veto, by_arbiter),
    Case("liftVeto", lift_veto, by_arbiter),
]


async def test_each_mutation_has_its_case() -> None:
    assert {case.name for case in CASES} == of_chapter("guarantee.inspections")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_is_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_keeps_its_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_it_is_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- who sees what, and finds what ----------------------------------------------------------------

INSPECTION = """query ($id: ID!) { inspection(id: $id) { title findings unit { name }
    items { number result task { owner matter } } veto { state } } }"""


async def test_an_inspection_is_for_staff_of_the_unit_and_above(api: Api) -> None:
    district = api.district
    inspection, _ = await inspections.ordered(district)
    variables = {"id": gid("Inspection", inspection)}
    await api.shown()
    for viewer in (district.dispatcher, district.admin, AUDITOR, CENTRE):
        shown = (await same(api, INSPECTION, variables, viewer))["inspection"]
        assert [item["result"] for item in shown["items"]] == ["PASSED", "FINDING"]
        assert shown["items"][1]["task"] == {"owner": "站长", "matter": "落实阵地管理"}
    counter = Actor("counter", Role.COUNTER, district.station)
    for outsider in (None, district.as_resident, district.stranger, counter):
        assert (await same(api, INSPECTION, variables, outsider))["inspection"] is None


async def test_a_veto_is_told_to_the_unit_once_it_is_in_force(api: Api) -> None:
    district = api.district
    proposed, vetoed = await inspections.proposed(district), await inspections.vetoed(district)
    await api.shown()

    async def state(inspection: Any, viewer: Actor) -> str | None:
        variables = {"id": gid("Inspection", inspection)}
        veto = (await same(api, INSPECTION, variables, viewer))["inspection"]["veto"]
        return veto and str(veto["state"])

    assert [await state(proposed, viewer) for viewer in (district.admin, CENTRE)] == [
        None,
        "PROPOSED",
    ]
    assert [await state(vetoed, viewer) for viewer in (district.dispatcher, AUDITOR)] == [
        "IN_FORCE"
    ] * 2


async def test_inspections_are_found_by_year_kind_state_findings_and_veto(api: Api) -> None:
    district = api.district
    vetoed = gid("Inspection", await inspections.vetoed(district))
    clean = gid("Inspection", await inspections.carried_out(district, None))
    query = """query ($under: ID!, $vetoed: Boolean!, $open: Boolean!) {
        inspections(first: 100, orderBy: MOST_FINDINGS, filter: { under: $under, year: 2026,
            kind: [IDEOLOGY], state: [CARRIED_OUT], vetoed: $vetoed, openFindings: $open }) {
            edges { cursor node { id } } } }"""
    await api.shown()
    for found_id, flag in ((vetoed, True), (clean, False)):
        variables = {"under": gid("Unit", district.institute), "vetoed": flag, "open": flag}
        edges = (await same(api, query, variables, CENTRE))["inspections"]["edges"]
        assert found_id in {edge["node"]["id"] for edge in edges}
        elsewhere = {**variables, "under": gid("Unit", district.other_station)}
        assert not (await same(api, query, elsewhere, CENTRE))["inspections"]["edges"]
