"""Complaining and suggesting (投诉建议): by anybody, or by staff for somebody who called."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.activities.activity import Activity
from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.feedback_state import (
    Asker,
    AskerKind,
    Concern,
    FeedbackKind,
    FeedbackTopic,
)
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.privacy.data_period import MonthlyTexts
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFeedback(Command):
    """Complain of a unit, order or activity, or suggest something (提出投诉建议).

    A resident or volunteer speaks for themselves; staff for somebody of their unit who called.
    """

    kind: FeedbackKind
    topic: FeedbackTopic
    about_id: UUID
    asker_kind: AskerKind
    asker_id: UUID
    text: str


@handles(FileFeedback)
async def file_feedback(c: Context, command: FileFeedback) -> UUID:
    """File a complaint or suggestion with the unit that has to answer for it."""
    asker = await _asker(c, command)
    text = checks.text("text", command.text)
    case = FeedbackCase.file(
        id=c.work.new_id(),
        at=c.now,
        kind=command.kind,
        concern=await _concern(c, command),
        asker=asker,
        text=await c.seal_for_month(asker.id, MonthlyTexts.FEEDBACK_TEXTS, text, "askerId"),
        rules=await c.service_rules(),
        by=c.actor.subject,
    )
    c.work.add(case)
    return case.id


async def _asker(c: Context, command: FileFeedback) -> Asker:
    person: Resident | Volunteer
    if command.asker_kind is AskerKind.RESIDENT:
        person = await c.get(Resident, command.asker_id, "askerId")
    else:
        person = await c.get(Volunteer, command.asker_id, "askerId")
    await scope.require_self_or_unit(c, person.id, person.unit_id, "askerId")
    return Asker(command.asker_kind, person.id)


async def _concern(c: Context, command: FileFeedback) -> Concern:
    return Concern(command.topic, command.about_id, await _unit_concerned(c, command))


async def _unit_concerned(c: Context, command: FileFeedback) -> UUID:
    """The unit that has to answer, whatever became of it: those above answer for it."""
    match command.topic:
        case FeedbackTopic.UNIT:
            return (await c.get(Unit, command.about_id, "aboutId")).id
        case FeedbackTopic.ACTIVITY:
            return (await c.get(Activity, command.about_id, "aboutId")).plan.unit_id
        case FeedbackTopic.ORDER:
            order = await c.get(Order, command.about_id, "aboutId")
            # Orders are nobody else's business.
            if command.asker_id not in {order.requester_id, *order.assignments}:
                raise Refusal(
                    RefusalCode.FORBIDDEN, "aboutId", allowed="an order of the asker's own"
                )
            return order.handling_unit_id
