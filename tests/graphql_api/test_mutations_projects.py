"""Mutations of projects: the loop from the aims to what is learnt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands.projects.implementing import LinkProjectWork
from five_steps.domain.projects.project_state import ProjectStage
from tests.commands.projects import closed_survey, project_in
from tests.graphql_api.api import gid
from tests.graphql_api.known_volunteer import KNOWN_ID, by_known, known_volunteer
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_done_once_at_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


def by_admin(district: District) -> Actor:
    return district.admin


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


def period(api: Api) -> dict[str, str]:
    """The two months from now."""
    start = api.district.now
    return {
        "plannedStart": start.isoformat(),
        "plannedEnd": (start + timedelta(days=60)).isoformat(),
    }


def edges(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"edges": [{"node": node} for node in nodes]}


async def asked(api: Api, standing: ProjectStage, given: dict[str, Any], **shown: Any) -> Asked:
    """A command about a project in a stage, with the known volunteer, and what it shows."""
    project = gid("Project", await project_in(api.district, standing, await known_volunteer(api)))
    return Asked({"projectId": project, **given}, {"id": project, **shown})


# --- planning -------------------------------------------------------------------------------------


async def establish_project(api: Api) -> Asked:
    unit = gid("Unit", api.district.station)
    plan = {
        "name": "兰小草",
        "category": "CIVILITY",
        "aims": "弘扬大爱",
        "lead": "书记",
        **period(api),
    }
    return Asked(
        {"unitId": unit, **plan},
        {
            **plan,
            "stage": "ESTABLISH",
            "round": 1,
            "memberCount": 0,
            "establishedBy": "admin",
            "overdue": False,
            "unit": {"id": unit},
            "steps": [{"stage": "ESTABLISH", "round": 1, "takenBy": "admin"}],
        },
    )


async def change_project_plan(api: Api) -> Asked:
    plan = {"aims": "每天有人上门", "lead": "文书", **period(api)}
    return await asked(
        api,
        ProjectStage.RECRUIT,
        {**plan, "reason": "人手够了"},
        **plan,
        rounds=[{"number": 1, **period(api)}],
    )


async def abandon_project(api: Api) -> Asked:
    reason = {"reason": "经费取消"}
    return await asked(
        api, ProjectStage.IMPLEMENT, reason, stage="ABANDONED", endedReason="经费取消"
    )


# --- recruiting -----------------------------------------------------------------------------------


async def open_project_recruitment(api: Api) -> Asked:
    wanted = {"volunteersMin": 2, "volunteersMax": 8}
    return await asked(api, ProjectStage.ESTABLISH, wanted, stage="RECRUIT", **wanted)


async def join_project(api: Api) -> Asked:
    await known_volunteer(api)
    other = await api.district.volunteer()
    project = gid("Project", await project_in(api.district, ProjectStage.RECRUIT, other))
    return Asked(
        {"projectId": project, "volunteerId": KNOWN_ID},
        {"id": project, "memberCount": 2, "volunteersMax": 2},
    )


async def leave_project(api: Api) -> Asked:
    given = {"volunteerId": KNOWN_ID, "reason": "搬家"}
    return await asked(api, ProjectStage.IMPLEMENT, given, memberCount=0, members={"totalCount": 0})


async def start_project(api: Api) -> Asked:
    return await asked(
        api,
        ProjectStage.RECRUIT,
        {},
        stage="IMPLEMENT",
        members=edges({"round": 1, "leftAt": None, "volunteer": {"id": KNOWN_ID}}),
    )


# --- implementing ---------------------------------------------------------------------------------


async def record_project_progress(api: Api) -> Asked:
    report = {
        "kind": "REPORT",
        "title": "第一周",
        "details": "上门 12 户",
        "evidenceHash": "ab" * 32,
    }
    first = {"kind": "MILESTONE", "title": "首次入户", "details": "", "evidenceHash": None}
    return await asked(api, ProjectStage.IMPLEMENT, report, progress=edges(report, first))


async def link_project_work(api: Api) -> Asked:
    order = gid("Order", await api.district.give(api.district.order(), api.district.as_resident))
    linked = edges({"kind": "ORDER", "order": {"id": order}})
    return await asked(api, ProjectStage.IMPLEMENT, {"workId": order}, work=linked)


async def unlink_project_work(api: Api) -> Asked:
    district = api.district
    order = await district.give(district.order(), district.as_resident)
    project = await project_in(district, ProjectStage.IMPLEMENT)
    await district.give(LinkProjectWork(project_id=project, work_id=order), district.dispatcher)
    given = {"projectId": gid("Project", project), "workId": gid("Order", order)}
    return Asked(
        {**given, "reason": "选错了"}, {"id": given["projectId"], "work": {"totalCount": 0}}
    )


async def begin_project_evaluation(api: Api) -> Asked:
    return await asked(api, ProjectStage.IMPLEMENT, {}, stage="EVALUATE")


# --- evaluating and optimising --------------------------------------------------------------------


async def evaluate_project(api: Api) -> Asked:
    project = gid("Project", await project_in(api.district, ProjectStage.EVALUATE))
    survey = await closed_survey(api.district)
    result = {"outcome": "PARTLY", "result": "满意率 96%"}
    return Asked(
        {"projectId": project, "questionnaireIds": [gid("Questionnaire", survey)], **result},
        {"id": project, "stage": "OPTIMISE", "rounds": [{**result, "answers": 1}]},
    )


async def name_project_changes(api: Api) -> Asked:
    changes = ["再招十人", "改在周末"]
    return await asked(
        api,
        ProjectStage.OPTIMISE,
        {"changes": changes},
        rounds=[{"changes": ["增加晚间班次", *changes]}],
    )


async def begin_next_project_round(api: Api) -> Asked:
    wanted = {"volunteersMin": 3, "volunteersMax": 9}
    project = await project_in(api.district, ProjectStage.OPTIMISE)
    plan = {**period(api), **wanted}
    return Asked(
        {"projectId": gid("Project", project), **plan},
        {"stage": "RECRUIT", "round": 2, "memberCount": 0, **plan},
    )


async def close_project(api: Api) -> Asked:
    result = {"result": "全街道推广"}
    return await asked(api, ProjectStage.OPTIMISE, result, stage="CLOSED", **result)


CASES = [
    Case("establishProject", establish_project, by_admin),
    Case("changeProjectPlan", change_project_plan, by_admin),
    Case("abandonProject", abandon_project, by_admin),
    Case("openProjectRecruitment", open_project_recruitment, by_admin),
    Case("joinProject", join_project, by_known),
    Case("leaveProject", leave_project, by_admin),
    Case("startProject", start_project, by_admin),
    Case("recordProjectProgress", record_project_progress, by_dispatcher),
    Case("linkProjectWork", link_project_work, by_dispatcher),
    Case("unlinkProjectWork", unlink_project_work, by_dispatcher),
    Case("beginProjectEvaluation", begin_project_evaluation, by_admin),
    Case("evaluateProject", evaluate_project, by_admin),
    Case("nameProjectChanges", name_project_changes, by_admin),
    Case("beginNextProjectRound", begin_next_project_round, by_admin),
    Case("closeProject", close_project, by_admin),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("projects")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


# A volunteer who names somebody unknown hears that it is somebody else.
OTHERWISE = {("unknown id", "joinProject")}


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)
