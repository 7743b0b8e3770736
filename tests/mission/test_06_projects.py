"""§6 Projects 项目 and the government purchase list 政府采购清单."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from five_steps.commands import Actor, Role
from five_steps.domain.guarantee.budget.budget import Budget
from tests.commands.budgets import BUDGET_ID, LINE, adopt_budget, balances
from tests.commands.projects import closed_survey
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.test_subscriptions import connected
from tests.mission.telling import done, refused, seen, time_passes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

DAY = timedelta(days=1)
PROJECT = """query ($id: ID!) { project(id: $id) { stage round memberCount result
    rounds { number outcome result answers changes members { totalCount } }
    steps { stage round takenBy } } }"""


def planned(api: Api, days: int = 60) -> dict[str, str]:
    """The days from now on."""
    start = api.district.now
    return {
        "plannedStart": start.isoformat(),
        "plannedEnd": (start + days * DAY).isoformat(),
    }


async def established(api: Api, **given: Any) -> str:
    """A project of the station."""
    project = {
        "unitId": gid("Unit", api.district.station),
        "name": "银龄陪伴",
        "category": "EDUCATION",
        "aims": "独居老人每周有人上门",
        "lead": "村书记",
        **planned(api),
        **given,
    }
    return str((await done(api, "establishProject", api.district.admin, project))["id"])


async def step(api: Api, name: str, project: str, **given: Any) -> None:
    """Lead a project on, as its administrator."""
    await done(api, name, api.district.admin, {"projectId": project, **given})


async def join(api: Api, project: str) -> UUID:
    """A new volunteer joins, of themselves."""
    volunteer = await api.district.volunteer()
    given = {"projectId": project, "volunteerId": gid("Volunteer", volunteer)}
    await done(api, "joinProject", api.district.as_volunteer(volunteer), given)
    return volunteer


async def implementing(api: Api) -> str:
    project = await established(api)
    await step(api, "openProjectRecruitment", project, volunteersMin=1, volunteersMax=3)
    await join(api, project)
    await step(api, "startProject", project)
    await step(api, "recordProjectProgress", project, kind="MILESTONE", title="首次入户")
    return project


async def evaluating(api: Api) -> str:
    project = await implementing(api)
    await step(api, "beginProjectEvaluation", project)
    return project


async def evaluated(api: Api) -> str:
    project = await evaluating(api)
    await evaluate(api, project)
    return project


async def evaluate(api: Api, project: str) -> None:
    survey = gid("Questionnaire", await closed_survey(api.district))
    finding = {"outcome": "ACHIEVED", "result": "满意率 96%"}
    await step(api, "evaluateProject", project, questionnaireIds=[survey], **finding)


# --- the closed loop ------------------------------------------------------------------------------


async def test_a_project_goes_through_its_loop_and_is_closed(api: Api) -> None:
    project = await evaluated(api)
    await step(api, "nameProjectChanges", project, changes=["增加晚间班次"])
    await step(api, "closeProject", project, result="模式在全街道推广")
    shown = await seen(api, PROJECT, None, id=project)
    assert (shown["stage"], shown["result"]) == ("CLOSED", "模式在全街道推广")
    assert shown["rounds"] == [
        {
            "number": 1,
            "outcome": "ACHIEVED",
            "result": "满意率 96%",
            "answers": 1,
            "changes": ["增加晚间班次"],
            "members": {"totalCount": 1},
        }
    ]
    for_staff = await seen(api, PROJECT, api.district.admin, id=project)
    assert for_staff["steps"] == [
        {"stage": stage, "round": 1, "takenBy": "admin"}
        for stage in ("ESTABLISH", "RECRUIT", "IMPLEMENT", "EVALUATE", "OPTIMISE", "CLOSED")
    ]


async def test_or_it_goes_into_the_next_round(api: Api) -> None:
    project = await evaluated(api)
    await step(api, "nameProjectChanges", project, changes=["再招十人"])
    plan = {**planned(api), "volunteersMin": 1, "volunteersMax": 10}
    await step(api, "beginNextProjectRound", project, **plan)
    shown = await seen(api, PROJECT, None, id=project)
    assert (shown["stage"], shown["round"], shown["memberCount"]) == ("RECRUIT", 2, 0)
    # The second round has to go the same way.
    await join(api, project)
    await step(api, "startProject", project)
    await step(api, "recordProjectProgress", project, kind="REPORT", title="第二轮第一周")
    await step(api, "beginProjectEvaluation", project)
    await evaluate(api, project)
    shown = await seen(api, PROJECT, None, id=project)
    assert [learnt["answers"] for learnt in shown["rounds"]] == [1, 1]
    given = {"projectId": project, "result": "推广"}
    refusal = await refused(api, "closeProject", api.district.admin, given)
    assert refusal == ("WRONG_STATE", "projectId"), "the second round named no change"


async def test_establishing_needs_aims_a_lead_and_a_period(api: Api) -> None:
    unit = gid("Unit", api.district.station)
    whole = {
        "unitId": unit,
        "name": "银龄陪伴",
        "category": "EDUCATION",
        "aims": "上门",
        "lead": "书记",
    }
    for missing, given in {
        "aims": {"aims": " "},
        "lead": {"lead": ""},
        "plannedEnd": {"plannedEnd": api.district.now.isoformat()},
        "unitId": {"unitId": gid("Unit", uuid4())},
    }.items():
        spoilt = {**whole, **planned(api), **given}
        _, field = await refused(api, "establishProject", api.district.admin, spoilt)
        assert field == missing


async def test_volunteers_join_of_themselves_up_to_the_headcount(api: Api) -> None:
    district = api.district
    project = await established(api)
    await step(api, "openProjectRecruitment", project, volunteersMin=2, volunteersMax=2)
    volunteer = await join(api, project)
    started = {"projectId": project}
    refusal = await refused(api, "startProject", district.admin, started)
    assert refusal == ("WRONG_STATE", "projectId"), "one is not enough"
    await join(api, project)
    late = await district.volunteer()
    given = {"projectId": project, "volunteerId": gid("Volunteer", late)}
    refusal = await refused(api, "joinProject", district.as_volunteer(late), given)
    assert refusal == ("FULL", "projectId")
    refusal = await refused(api, "joinProject", district.admin, given)
    assert refusal == ("FORBIDDEN", "role"), "nobody is assigned"
    mine = "query ($member: ID!) { projects(filter: {member: $member}) { edges { node { id } } } }"
    found = await seen(api, mine, None, member=gid("Volunteer", volunteer))
    assert found == {"edges": [{"node": {"id": project}}]}


async def test_implementing_keeps_milestones_reports_and_work(api: Api) -> None:
    district = api.district
    project = await implementing(api)
    order = gid("Order", await district.give(district.order(), district.as_resident))
    await step(api, "recordProjectProgress", project, kind="REPORT", title="第一周")
    await step(api, "linkProjectWork", project, workId=order)
    nothing = {"projectId": project, "workId": gid("Order", uuid4())}
    refusal = await refused(api, "linkProjectWork", district.admin, nothing)
    assert refusal == ("NOT_FOUND", "workId")
    shown = await seen(
        api,
        """query ($id: ID!) { project(id: $id) { progress { edges { node { kind title } } }
            work { edges { node { kind order { id } } } } } }""",
        district.admin,
        id=project,
    )
    assert [edge["node"]["kind"] for edge in shown["progress"]["edges"]] == ["REPORT", "MILESTONE"]
    assert shown["work"] == {"edges": [{"node": {"kind": "ORDER", "order": {"id": order}}}]}


async def test_an_evaluation_needs_its_surveys(api: Api) -> None:
    district = api.district
    before = await closed_survey(district)
    district.now += timedelta(minutes=1)
    project = await evaluating(api)
    unanswered = await closed_survey(district, answered=False)
    finding = {"projectId": project, "outcome": "MISSED", "result": "入户率 40%"}
    for surveys, code in (
        ([], "INVALID"),
        ([before], "WRONG_STATE"),
        ([unanswered], "WRONG_STATE"),
    ):
        given = {**finding, "questionnaireIds": [gid("Questionnaire", one) for one in surveys]}
        refusal = await refused(api, "evaluateProject", district.admin, given)
        assert refusal == (code, "questionnaireIds")
    await evaluate(api, project)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("closeProject", {"result": "推广"}),
        ("beginNextProjectRound", {"volunteersMin": 1, "volunteersMax": 2}),
    ],
)
async def test_optimising_must_name_what_changes(
    api: Api, name: str, given: dict[str, Any]
) -> None:
    project = await evaluated(api)
    given = {"projectId": project, **given}
    if name == "beginNextProjectRound":
        given |= planned(api)
    assert await refused(api, name, api.district.admin, given) == ("WRONG_STATE", "projectId")
    nothing = {"projectId": project, "changes": [" "]}
    refusal = await refused(api, "nameProjectChanges", api.district.admin, nothing)
    assert refusal == ("INVALID", "changes")
    await step(api, "nameProjectChanges", project, changes=["改在周末"])
    await done(api, name, api.district.admin, given)


async def test_no_stage_is_skipped(api: Api) -> None:
    project = await established(api)
    skipping: dict[str, dict[str, Any]] = {
        "startProject": {},
        "recordProjectProgress": {"kind": "REPORT", "title": "第一周"},
        "beginProjectEvaluation": {},
        "nameProjectChanges": {"changes": ["改在周末"]},
        "closeProject": {"result": "推广"},
    }
    for name, given in skipping.items():
        asked = {"projectId": project, **given}
        assert await refused(api, name, api.district.admin, asked) == ("WRONG_STATE", "projectId")


async def test_a_project_may_be_abandoned_with_a_reason(api: Api) -> None:
    project = await implementing(api)
    await step(api, "abandonProject", project, reason="经费取消")
    shown = await seen(
        api,
        "query ($id: ID!) { project(id: $id) { stage endedReason } }",
        None,
        id=project,
    )
    assert shown == {"stage": "ABANDONED", "endedReason": "经费取消"}


async def test_a_project_beyond_its_plan_is_overdue(api: Api) -> None:
    project = await established(api, **planned(api, days=10))
    query = """query ($id: ID!) { projects(filter: {overdue: true}) { edges { node { id } } }
        project(id: $id) { overdue } }"""
    for until, overdue in (
        (api.district.now + 9 * DAY, False),
        (api.district.now + 10 * DAY, True),
    ):
        await time_passes(api, until)
        await api.shown()
        shown = await api.data(query, {"id": project})
        assert shown["project"]["overdue"] is overdue
        assert ({"node": {"id": project}} in shown["projects"]["edges"]) is overdue
    given = {"aims": "每天有人上门", "lead": "文书", "reason": "延期", **planned(api)}
    await step(api, "changeProjectPlan", project, **given)
    assert (
        await seen(api, "query ($id: ID!) { project(id: $id) { overdue } }", None, id=project)
    ) == {"overdue": False}


async def test_projects_are_found_by_unit_stage_and_year(api: Api) -> None:
    district = api.district
    here = await established(api, name="本年项目")
    found = await seen(
        api,
        """query ($under: ID!, $year: Int!, $search: String!) { projects(orderBy: PLANNED_END,
            filter: {under: $under, year: $year, stage: [ESTABLISH], search: $search}) {
            totalCount edges { node { id } } } }""",
        None,
        under=gid("Unit", district.institute),
        year=district.now.year,
        search="本年",
    )
    assert found == {"totalCount": 1, "edges": [{"node": {"id": here}}]}


async def test_who_watches_a_project_is_told(api: Api) -> None:
    project = await established(api)
    await api.shown()
    query = "subscription ($id: ID!) { projectChanged(projectId: $id) { stage } }"
    async with connected(api, api.district.admin) as socket:
        await socket.subscribe("p", query, id=project)
        assert (await socket.data("p"))["projectChanged"]["stage"] == "ESTABLISH"
        await step(api, "openProjectRecruitment", project, volunteersMin=1, volunteersMax=1)
        assert (await socket.data("p"))["projectChanged"]["stage"] == "RECRUIT"


# --- the government purchase list -----------------------------------------------------------------


@pytest_asyncio.fixture(loop_scope="module")
async def funded(api: Api) -> Api:
    """The station has 5,000 yuan of a line of this year's budget."""
    if await api.district.store.repository.find(Budget, BUDGET_ID) is None:
        await adopt_budget(api.district)
    return api


async def purchase(api: Api, **given: Any) -> str:
    item = {
        "year": 2026,
        "unitId": gid("Unit", api.district.station),
        "line": LINE,
        "title": "银龄课堂",
        "plannedCents": 1_000_00,
        **given,
    }
    return str((await done(api, "listPurchaseItem", api.district.admin, item))["id"])


def contract(api: Api, item: str, shares: Sequence[int] = (50, 50), **given: Any) -> dict[str, Any]:
    due = (api.district.now + 30 * DAY).isoformat()
    return {
        "purchaseItemId": item,
        "supplier": "海岛社工中心",
        "number": f"DT-{uuid4()}",
        "sumCents": 900_00,
        "signedOn": api.district.now.isoformat(),
        "milestones": [
            {"title": f"第{n}期", "dueAt": due, "sharePercent": share}
            for n, share in enumerate(shares, start=1)
        ],
        **given,
    }


async def test_a_purchase_from_the_list_to_the_last_payment(funded: Api) -> None:
    district = funded.district
    free, _, spent = await balances(district)
    project = await established(funded)
    item = await purchase(funded, projectId=project)
    await done(funded, "signPurchaseContract", district.admin, contract(funded, item))
    assert await balances(district) == (free - 900_00, 900_00, spent), "the sum is set aside"
    second_person = Actor("deputy", Role.UNIT_ADMIN, district.institute)
    for milestone in (1, 2):
        given = {"purchaseItemId": item, "milestone": milestone}
        payment = {**given, "voucher": f"记-{item[-6:]}-{milestone}"}
        refusal = await refused(funded, "payMilestone", district.admin, payment)
        assert refusal == ("WRONG_STATE", "milestone"), "nothing is paid before it is accepted"
        await done(funded, "recordDelivery", district.dispatcher, given)
        refusal = await refused(funded, "acceptMilestone", district.admin, given)
        assert refusal == ("SECOND_PERSON_REQUIRED", "milestone"), "who signed does not accept"
        await done(funded, "acceptMilestone", second_person, given)
        await done(funded, "payMilestone", district.admin, payment)
    assert await balances(district) == (free - 900_00, 0, spent + 900_00)
    shown = await seen(
        funded,
        """query ($id: ID!) { project(id: $id) { purchaseItems { edges { node {
            id year line title plannedCents state supplier contractNumber sumCents paidCents
            milestones { number sharePercent amountCents state acceptedBy } } } } } }""",
        None,
        id=project,
    )
    (edge,) = shown["purchaseItems"]["edges"]
    assert (edge["node"]["state"], edge["node"]["paidCents"]) == ("COMPLETED", 900_00)
    assert edge["node"]["milestones"] == [
        {
            "number": number,
            "sharePercent": 50,
            "amountCents": 450_00,
            "state": "PAID",
            # Who accepted is for the unit's staff.
            "acceptedBy": None,
        }
        for number in (1, 2)
    ]


async def test_a_contract_is_never_beyond_the_plan_nor_the_units_part(funded: Api) -> None:
    district = funded.district
    free, _, _ = await balances(district)
    item = await purchase(funded, plannedCents=free + 1)
    for cents in (free + 2, free + 1):
        given = contract(funded, item, sumCents=cents)
        refusal = await refused(funded, "signPurchaseContract", district.admin, given)
        assert refusal == ("CAP_EXCEEDED", "sumCents")


async def test_an_item_needs_a_line_of_the_years_budget(funded: Api) -> None:
    item = {
        "year": 2026,
        "unitId": gid("Unit", funded.district.station),
        "line": LINE,
        "title": "银龄课堂",
        "plannedCents": 1,
    }
    for field, nothing in {"line": "none", "year": 2031}.items():
        given = {**item, field: nothing}
        refusal = await refused(funded, "listPurchaseItem", funded.district.admin, given)
        assert refusal == ("NOT_FOUND", field)


async def test_milestones_make_up_the_whole_contract(funded: Api) -> None:
    item = await purchase(funded)
    for shares in ((), (50, 49), (99, 2)):
        given = contract(funded, item, shares)
        code, field = await refused(funded, "signPurchaseContract", funded.district.admin, given)
        assert (code, field.partition(".")[0]) == ("INVALID", "milestones")


async def test_what_is_not_accepted_is_delivered_again_and_late_ones_show(funded: Api) -> None:
    district = funded.district
    item = await purchase(funded)
    await done(funded, "signPurchaseContract", district.admin, contract(funded, item, (100,)))
    given = {"purchaseItemId": item, "milestone": 1}
    await done(funded, "recordDelivery", district.dispatcher, given)
    await done(funded, "rejectDelivery", CENTRE, {**given, "reason": "人数不足"})
    await time_passes(funded, district.now + 31 * DAY)
    late = await seen(
        funded,
        """query { purchaseItems(filter: {year: 2026, overdue: true}) { edges { node {
            id milestones { overdue } } } } }""",
        district.admin,
    )
    assert late == {"edges": [{"node": {"id": item, "milestones": [{"overdue": True}]}}]}
    await done(funded, "recordDelivery", district.dispatcher, given)
    await done(funded, "acceptMilestone", CENTRE, given)


async def test_a_contract_that_ends_early_gives_the_rest_back(funded: Api) -> None:
    district = funded.district
    before = await balances(district)
    item = await purchase(funded)
    await done(funded, "signPurchaseContract", district.admin, contract(funded, item))
    ended = {"purchaseItemId": item, "reason": "无法履约"}
    await done(funded, "terminatePurchaseContract", district.admin, ended)
    assert await balances(district) == before
    given = {"purchaseItemId": item, "milestone": 1}
    refusal = await refused(funded, "recordDelivery", district.dispatcher, given)
    assert refusal == ("WRONG_STATE", "purchaseItemId")
