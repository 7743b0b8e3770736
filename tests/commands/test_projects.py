"""Projects by commands: who may lead them, who joins, and what an evaluation has to stand on."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from five_steps.commands import Actor, Role
from five_steps.commands.organisation.unit_life import SuspendUnit
from five_steps.commands.people.volunteers import SuspendVolunteer
from five_steps.commands.projects.evaluating import EvaluateProject
from five_steps.commands.projects.implementing import LinkProjectWork
from five_steps.commands.projects.optimising import BeginNextProjectRound, CloseProject
from five_steps.commands.projects.recruiting import JoinProject, LeaveProject, StartProject
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.projects.project import Project
from five_steps.domain.projects.project_state import ProjectOutcome, ProjectStage
from tests.commands.activities import Activities
from tests.commands.projects import MINUTE, closed_survey, establish, project_in
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

FORBIDDEN, WRONG_STATE = RefusalCode.FORBIDDEN, RefusalCode.WRONG_STATE


async def project_of(district: District, project_id: UUID) -> Project:
    return await district.store.repository.get(Project, project_id, fresh=True)


async def test_the_whole_loop_and_a_second_round(district: District) -> None:
    lan = await district.volunteer()
    project_id = await project_in(district, ProjectStage.OPTIMISE, lan)
    await district.give(
        BeginNextProjectRound(
            project_id=project_id,
            planned_start=district.now,
            planned_end=district.now + timedelta(days=30),
            volunteers_min=1,
            volunteers_max=1,
        ),
        district.admin,
    )
    join = JoinProject(project_id=project_id, volunteer_id=lan)
    await district.give(join, district.as_volunteer(lan))
    await district.give(StartProject(project_id=project_id), district.admin)
    project = await project_of(district, project_id)
    assert (project.stage, project.round) == (ProjectStage.IMPLEMENT, 2)


async def test_only_staff_of_its_unit_lead_a_project(district: District) -> None:
    with refused(FORBIDDEN, "unitId"):
        await district.give(establish(district), district.stranger)
    project_id = await project_in(district, ProjectStage.OPTIMISE)
    close = CloseProject(project_id=project_id, result="推广")
    with refused(FORBIDDEN, "projectId"):
        await district.give(close, district.stranger)
    await district.give(close, district.admin)
    await district.give(SuspendUnit(unit_id=district.station, reason="装修"))
    with refused(WRONG_STATE, "unitId"):
        await district.give(establish(district), district.admin)


async def test_volunteers_join_for_themselves_while_they_are_active(district: District) -> None:
    project_id = await project_in(district, ProjectStage.RECRUIT)
    mei = await district.volunteer()
    join = JoinProject(project_id=project_id, volunteer_id=mei)
    with refused(FORBIDDEN, "volunteerId"):
        await district.give(join, district.as_volunteer(uuid4()))
    await district.give(SuspendVolunteer(volunteer_id=mei, reason="培训"), district.admin)
    with refused(WRONG_STATE, "volunteerId"):
        await district.give(join, district.as_volunteer(mei))


async def test_who_leaves_is_the_volunteer_or_of_the_staff(district: District) -> None:
    lan, mei = await district.volunteer(), await district.volunteer()
    project_id = await project_in(district, ProjectStage.IMPLEMENT, lan, mei)
    leave = LeaveProject(project_id=project_id, volunteer_id=lan, reason="搬家")
    for somebody_else in (district.as_volunteer(mei), district.stranger):
        with refused(FORBIDDEN, "volunteerId"):
            await district.give(leave, somebody_else)
    await district.give(leave, district.as_volunteer(lan))
    leave = LeaveProject(project_id=project_id, volunteer_id=mei, reason="多次缺席")
    await district.give(leave, district.admin)
    assert not (await project_of(district, project_id)).members


async def test_the_last_place_goes_to_one_of_those_who_want_it(district: District) -> None:
    project_id = await project_in(district, ProjectStage.RECRUIT)
    wanting = [await district.volunteer() for _ in range(5)]
    answers = await asyncio.gather(
        *(
            district.give(
                JoinProject(project_id=project_id, volunteer_id=volunteer_id),
                district.as_volunteer(volunteer_id),
            )
            for volunteer_id in wanting
        ),
        return_exceptions=True,
    )
    refusals = [answer.code for answer in answers if isinstance(answer, Refusal)]
    assert refusals == [RefusalCode.FULL] * 4
    assert len((await project_of(district, project_id)).members) == 2


async def test_what_is_linked_is_an_order_or_activity_of_ones_own_units(district: District) -> None:
    project_id = await project_in(district, ProjectStage.IMPLEMENT)
    order_id = await district.give(district.order(), district.as_resident)
    elsewhere = await district.give(
        district.order(unit_id=district.other_station), district.as_resident
    )
    activity_id = await Activities(district).published()
    for work_id in (order_id, activity_id):
        link = LinkProjectWork(project_id=project_id, work_id=work_id)
        await district.give(link, district.dispatcher)
    with refused(FORBIDDEN, "workId"):
        await district.give(
            LinkProjectWork(project_id=project_id, work_id=elsewhere), district.dispatcher
        )
    for nothing in (uuid4(), district.station):
        with refused(RefusalCode.NOT_FOUND, "workId"):
            await district.give(
                LinkProjectWork(project_id=project_id, work_id=nothing), district.dispatcher
            )
    assert (await project_of(district, project_id)).work == {order_id, activity_id}


async def test_an_evaluation_stands_on_answered_surveys_of_its_round(district: District) -> None:
    early = await closed_survey(district)
    district.now += MINUTE
    project_id = await project_in(district, ProjectStage.EVALUATE)
    unanswered = await closed_survey(district, answered=False)
    elsewhere = await closed_survey(district, answered=False, unit_id=district.other_station)
    survey = await closed_survey(district)

    def evaluation(*surveys: UUID) -> EvaluateProject:
        return EvaluateProject(
            project_id=project_id,
            questionnaire_ids=surveys,
            outcome=ProjectOutcome.PARTLY,
            result="满意率 96%",
        )

    for code, surveys in [
        (RefusalCode.INVALID, ()),
        (RefusalCode.NOT_FOUND, (uuid4(),)),
        (WRONG_STATE, (early,)),
        (WRONG_STATE, (survey, unanswered)),
    ]:
        with refused(code, "questionnaireIds"):
            await district.give(evaluation(*surveys), district.admin)
    with refused(FORBIDDEN, "questionnaireIds"):
        await district.give(
            evaluation(elsewhere), Actor("admin", Role.UNIT_ADMIN, district.station)
        )
    await district.give(evaluation(survey), district.admin)
    assert (await project_of(district, project_id)).stage is ProjectStage.OPTIMISE
