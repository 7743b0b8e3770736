"""Making an improvement task of what a questionnaire showed (问卷整改)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.feedback.opening_tasks import open_task
from five_steps.commands.feedback.questionnaires.drafting import questionnaire_of_staff
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.feedback.improvement_state import ImprovementSource
from five_steps.domain.kernel import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class ImproveOnQuestionnaire(Command):
    """Give the unit of a questionnaire something to improve that people answered (问卷整改)."""

    questionnaire_id: UUID
    owner: str
    matter: str
    due_at: datetime


@handles(ImproveOnQuestionnaire)
async def improve_on_questionnaire(c: Context, command: ImproveOnQuestionnaire) -> UUID:
    """Open a task on the results of a questionnaire; returns the task."""
    questionnaire = await questionnaire_of_staff(c, command.questionnaire_id)
    questionnaire.require_answered()
    task = await open_task(
        c,
        unit_id=questionnaire.unit_id,
        owner=command.owner,
        matter=checks.text("matter", command.matter),
        source_kind=ImprovementSource.QUESTIONNAIRE,
        source_id=questionnaire.id,
        due_at=command.due_at,
    )
    return task.id
