"""Evaluating a project's round on its surveys (评估)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.projects.reach import project_of_staff
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import QuestionnaireState
from five_steps.domain.projects.project_state import ProjectOutcome
from five_steps.domain.projects.surveys import Survey, check_count


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateProject(Command):
    """State what came of a round, on questionnaires that were closed with answers (完成评估)."""

    project_id: UUID
    questionnaire_ids: tuple[UUID, ...]
    outcome: ProjectOutcome
    result: str


@handles(EvaluateProject)
async def evaluate_project(c: Context, command: EvaluateProject) -> UUID:
    """Evaluate a round."""
    project = await project_of_staff(c, command.project_id)
    # Before they are read: each questionnaire is a stream of its own.
    check_count(len(command.questionnaire_ids))
    project.evaluate(
        surveys=[await _survey(c, one) for one in command.questionnaire_ids],
        outcome=command.outcome,
        result=command.result,
        by=c.actor.subject,
        at=c.now,
    )
    return project.id


async def _survey(c: Context, questionnaire_id: UUID) -> Survey:
    questionnaire = await c.get(Questionnaire, questionnaire_id, "questionnaireIds")
    await scope.require_unit(c, questionnaire.unit_id, "questionnaireIds")
    version = questionnaire.published
    return Survey(
        questionnaire_id=questionnaire.id,
        opened_at=None if version is None else version.content.opens_at,
        closed=questionnaire.state is QuestionnaireState.CLOSED,
        answers=questionnaire.answers,
    )
