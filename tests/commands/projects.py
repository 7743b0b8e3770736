"""Leads projects through their loop, by commands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from five_steps.commands.feedback.questionnaires.answering import AnswerQuestionnaire
from five_steps.commands.feedback.questionnaires.drafting import (
    CloseQuestionnaire,
    DraftQuestionnaire,
    PublishQuestionnaire,
)
from five_steps.commands.projects.evaluating import EvaluateProject
from five_steps.commands.projects.implementing import (
    BeginProjectEvaluation,
    RecordProjectProgress,
)
from five_steps.commands.projects.optimising import NameProjectChanges
from five_steps.commands.projects.planning import EstablishProject
from five_steps.commands.projects.recruiting import (
    JoinProject,
    OpenProjectRecruitment,
    StartProject,
)
from five_steps.domain.feedback.questionnaires.answer_sheet import Answer
from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from five_steps.domain.ordering.category import Category
from five_steps.domain.projects.project_state import ProgressKind, ProjectOutcome, ProjectStage

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Command
    from tests.commands.district import District

MINUTE = timedelta(minutes=1)


def establish(district: District, **changes: Any) -> EstablishProject:
    """A command to establish a project of the station for the coming month."""
    fields: dict[str, Any] = {
        "unit_id": district.station,
        "name": "银龄陪伴",
        "category": Category.EDUCATION,
        "aims": "独居老人每周有人上门",
        "lead": "村书记",
        "planned_start": district.now,
        "planned_end": district.now + timedelta(days=30),
    }
    return EstablishProject(**{**fields, **changes})


async def closed_survey(district: District, *, answered: bool = True, **changes: Any) -> UUID:
    """A questionnaire that opens now, is answered by the resident, and closed."""
    fields: dict[str, Any] = {
        "unit_id": district.station,
        "title": "项目满意度",
        "audience": Audience.RESIDENTS,
        "anonymous": False,
        "opens_at": district.now,
        "closes_at": district.now + timedelta(days=7),
        "questions": (Question(QuestionKind.SCALE, "您是否满意？", scale_max=5),),
    }
    survey = await district.give(DraftQuestionnaire(**{**fields, **changes}), district.admin)
    await district.give(PublishQuestionnaire(questionnaire_id=survey), district.admin)
    if answered:
        answer = AnswerQuestionnaire(questionnaire_id=survey, answers=(Answer(1, score=5),))
        await district.give(answer, district.as_resident)
    await district.give(CloseQuestionnaire(questionnaire_id=survey), district.admin)
    return survey


async def project_in(district: District, stage: ProjectStage, *members: UUID) -> UUID:
    """A project that was led up to a stage, with these members and all its next step needs."""
    volunteers = members or (await district.volunteer(),)
    project_id = await district.give(establish(district), district.admin)
    for reached, commands in _steps(project_id).items():
        if list(ProjectStage).index(reached) > list(ProjectStage).index(stage):
            break
        for command in commands:
            await district.give(command, district.admin)
        if reached is ProjectStage.RECRUIT:
            for volunteer_id in volunteers:
                join = JoinProject(project_id=project_id, volunteer_id=volunteer_id)
                await district.give(join, district.as_volunteer(volunteer_id))
        if reached is ProjectStage.EVALUATE and stage is not reached:
            await evaluate(district, project_id)
        district.now += MINUTE
    return project_id


async def evaluate(district: District, project_id: UUID) -> None:
    """Evaluate a round on a survey of its own."""
    survey = await closed_survey(district)
    await district.give(
        EvaluateProject(
            project_id=project_id,
            questionnaire_ids=(survey,),
            outcome=ProjectOutcome.ACHIEVED,
            result="满意率 96%",
        ),
        district.admin,
    )


def _steps(project_id: UUID) -> dict[ProjectStage, tuple[Command, ...]]:
    progress = RecordProjectProgress(
        project_id=project_id, kind=ProgressKind.MILESTONE, title="首次入户"
    )
    recruit = OpenProjectRecruitment(project_id=project_id, volunteers_min=1, volunteers_max=2)
    changes = NameProjectChanges(project_id=project_id, changes=("增加晚间班次",))
    return {
        ProjectStage.RECRUIT: (recruit,),
        ProjectStage.IMPLEMENT: (StartProject(project_id=project_id), progress),
        ProjectStage.EVALUATE: (BeginProjectEvaluation(project_id=project_id),),
        ProjectStage.OPTIMISE: (changes,),
    }
