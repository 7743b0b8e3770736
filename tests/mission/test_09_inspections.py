"""§9 Guarantee 运行保障: inspections 监督检查, from the plan to the rectification, and the veto."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.mission.telling import done, refused, seen

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

DAY = timedelta(days=1)
SECOND, THIRD = (Actor(name, Role.CENTRE_ADMIN) for name in ("second", "third"))
"""Others of the centre."""
CHECKLIST = ["责任清单", "阵地管理", "信息发布"]
INSPECTION = """query ($id: ID!) { inspection(id: $id) { state findings openFindings conclusion
    items { number text result severity note task { id state owner } }
    veto { state year reason decision objection ruling } } }"""


async def planned(api: Api, **given: Any) -> dict[str, str]:
    """An inspection of the institute by the centre, as mutations name it."""
    plan = {
        "unitId": gid("Unit", api.district.institute),
        "year": 2026,
        "kind": "IDEOLOGY",
        "title": "意识形态工作责任制检查",
        "checklist": CHECKLIST,
        "plannedAt": (api.district.now + DAY).isoformat(),
        **given,
    }
    return {"inspectionId": str((await done(api, "planInspection", CENTRE, plan))["id"])}


async def carried_out(api: Api, *severities: str | None) -> dict[str, str]:
    """An inspection with its checks concluded; a severity makes a finding of an item."""
    inspection = await planned(api, checklist=CHECKLIST[: len(severities)])
    for number, severity in enumerate(severities, start=1):
        check = {"number": number, "passed": severity is None, "severity": severity}
        note = {} if severity is None else {"note": "未落实"}
        await done(api, "checkInspectionItem", CENTRE, {**inspection, **check, **note})
    await done(api, "carryOutInspection", CENTRE, {**inspection, "summary": "总体良好"})
    return inspection


async def ordered(api: Api, inspection: dict[str, str], number: int) -> str:
    """The improvement task by which a finding is ordered to be rectified."""
    order = {
        "number": number,
        "owner": "所长",
        "matter": "落实阵地管理",
        "dueAt": (api.district.now + 10 * DAY).isoformat(),
    }
    task = (await done(api, "orderRectification", CENTRE, {**inspection, **order}))["id"]
    shown = await seen(api, INSPECTION, CENTRE, id=inspection["inspectionId"])
    assert shown["items"][number - 1]["task"] == {"id": task, "state": "OPEN", "owner": "所长"}
    return str(task)


async def rectified(api: Api, task: str) -> None:
    """The unit did what was ordered, and somebody else of it accepted that."""
    finish = {"taskId": task, "result": "已落实"}
    await done(api, "finishImprovement", api.district.admin, finish)
    await done(api, "acceptImprovement", CENTRE, {"taskId": task})


# --- plan, checklist ------------------------------------------------------------------------------


async def test_an_inspection_is_planned_for_a_unit_and_year_with_a_checklist(api: Api) -> None:
    inspection = await planned(api, kind="SAFETY", title="安全检查")
    query = """query ($under: ID!) { inspections(filter: { under: $under, year: 2026,
        kind: [SAFETY] }) { edges { node { id state items { text } } } } }"""
    (edge,) = (await seen(api, query, api.district.admin, under=gid("Unit", api.district.centre)))[
        "edges"
    ]
    assert edge["node"] == {
        "id": inspection["inspectionId"],
        "state": "PLANNED",
        "items": [{"text": text} for text in CHECKLIST],
    }
    own = {
        "unitId": gid("Unit", api.district.institute),
        "year": 2026,
        "kind": "SAFETY",
        "title": "自查",
        "checklist": CHECKLIST,
        "plannedAt": api.district.now.isoformat(),
    }
    assert await refused(api, "planInspection", api.district.admin, own) == (
        "FORBIDDEN",
        "unitId",
    )


async def test_a_planned_inspection_is_called_off(api: Api) -> None:
    inspection = await planned(api)
    reason = {"reason": "合并检查"}
    cancelled = await done(api, "cancelInspection", CENTRE, {**inspection, **reason}, "state")
    assert cancelled["state"] == "CANCELLED"


# --- findings -------------------------------------------------------------------------------------


async def test_every_item_passes_or_is_a_finding_of_some_severity(api: Api) -> None:
    inspection = await planned(api, checklist=CHECKLIST[:2])
    passed = {**inspection, "number": 1, "passed": True}
    ungraded = {**inspection, "number": 2, "passed": False, "note": "无专人管理"}
    await done(api, "checkInspectionItem", CENTRE, passed)
    assert await refused(api, "checkInspectionItem", CENTRE, ungraded) == ("INVALID", "severity")
    unfinished = {**inspection, "summary": "总体良好"}
    assert await refused(api, "carryOutInspection", CENTRE, unfinished) == (
        "WRONG_STATE",
        "inspectionId",
    )
    await done(api, "checkInspectionItem", CENTRE, {**ungraded, "severity": "MAJOR"})
    await done(api, "carryOutInspection", CENTRE, unfinished)
    shown = await seen(api, INSPECTION, api.district.admin, id=inspection["inspectionId"])
    assert (shown["state"], shown["findings"], shown["openFindings"]) == ("CARRIED_OUT", 1, 1)
    assert [(item["result"], item["severity"], item["note"]) for item in shown["items"]] == [
        ("PASSED", None, ""),
        ("FINDING", "MAJOR", "无专人管理"),
    ]


# --- rectification with due date ------------------------------------------------------------------


async def test_a_finding_is_rectified_by_an_improvement_task_and_looked_at_again(api: Api) -> None:
    inspection = await carried_out(api, None, "MAJOR")
    task = await ordered(api, inspection, 2)
    query = """query ($unit: ID!) { improvementTasks(first: 100, filter: { under: $unit,
        sourceKind: [INSPECTION] }) { edges { node { id owner matter dueAt } } } }"""
    listed = await seen(api, query, api.district.admin, unit=gid("Unit", api.district.institute))
    due = {edge["node"]["id"]: edge["node"]["owner"] for edge in listed["edges"]}
    assert due[task] == "所长"
    again = {**inspection, "number": 2, "rectified": False, "note": "仍无专人"}
    assert await refused(api, "reinspectFinding", CENTRE, again) == ("WRONG_STATE", "number")
    await rectified(api, task)
    await done(api, "reinspectFinding", CENTRE, again)
    conclusion = {**inspection, "conclusion": "整改到位"}
    assert await refused(api, "closeInspection", CENTRE, conclusion) == (
        "WRONG_STATE",
        "inspectionId",
    )
    await rectified(api, await ordered(api, inspection, 2))
    good = {**inspection, "number": 2, "rectified": True}
    await done(api, "reinspectFinding", CENTRE, good)
    closed = await done(api, "closeInspection", CENTRE, conclusion, "state", "openFindings")
    assert (closed["state"], closed["openFindings"]) == ("CLOSED", 0)


# --- a veto 一票否决 from the ideological-responsibility inspection -------------------------------


async def test_a_veto_is_decided_by_a_second_person_for_a_severe_finding(api: Api) -> None:
    reason = {"reason": "阵地失管"}
    mild = await carried_out(api, "MAJOR")
    assert await refused(api, "proposeVeto", CENTRE, {**mild, **reason}) == (
        "WRONG_STATE",
        "inspectionId",
    )
    inspection = await carried_out(api, "SEVERE")
    await done(api, "proposeVeto", CENTRE, {**inspection, **reason})
    decision = {**inspection, "vetoed": True, "reason": "属实"}
    assert (await refused(api, "decideVeto", CENTRE, decision))[0] == "SECOND_PERSON_REQUIRED"
    unit_sees = await seen(api, INSPECTION, api.district.admin, id=inspection["inspectionId"])
    assert unit_sees["veto"] is None
    await done(api, "decideVeto", SECOND, decision)
    for viewer in (api.district.admin, AUDITOR):
        shown = await seen(api, INSPECTION, viewer, id=inspection["inspectionId"])
        assert shown["veto"] == {
            "state": "IN_FORCE",
            "year": 2026,
            "reason": "阵地失管",
            "decision": "属实",
            "objection": None,
            "ruling": None,
        }


async def test_the_unit_objects_and_a_third_person_lifts_or_upholds(api: Api) -> None:
    states = []
    for ruling in ("liftVeto", "upholdVeto"):
        inspection = await carried_out(api, "SEVERE")
        await done(api, "proposeVeto", CENTRE, {**inspection, "reason": "阵地失管"})
        await done(api, "decideVeto", SECOND, {**inspection, "vetoed": True, "reason": "属实"})
        objection = {**inspection, "reason": "已当日整改"}
        assert await refused(api, "objectToVeto", api.district.stranger, objection) == (
            "FORBIDDEN",
            "inspectionId",
        )
        await done(api, "objectToVeto", api.district.admin, objection)
        ruled = {**inspection, "reason": "经复核"}
        for partial in (CENTRE, SECOND):
            assert (await refused(api, ruling, partial, ruled))[0] == "SECOND_PERSON_REQUIRED"
        await done(api, ruling, THIRD, ruled)
        shown = await seen(api, INSPECTION, api.district.admin, id=inspection["inspectionId"])
        states.append((shown["veto"]["state"], shown["veto"]["ruling"]))
    assert states == [("LIFTED", "经复核"), ("UPHELD", "经复核")]


async def test_vetoes_in_force_are_found(api: Api) -> None:
    inspection = await carried_out(api, "SEVERE")
    await done(api, "proposeVeto", CENTRE, {**inspection, "reason": "阵地失管"})
    query = "{ inspections(first: 100, filter: { vetoed: true }) { edges { node { id } } } }"
    found = {"node": {"id": inspection["inspectionId"]}}
    assert found not in (await seen(api, query, CENTRE))["edges"]
    await done(api, "decideVeto", SECOND, {**inspection, "vetoed": True, "reason": "属实"})
    assert found in (await seen(api, query, CENTRE))["edges"]
