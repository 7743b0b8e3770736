"""Whom a questionnaire is for (问卷对象)."""

from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus

_FIELD = "questionnaireId"


async def require_asked(
    c: Context, questionnaire: Questionnaire, audience: Audience, order_id: UUID | None
) -> UUID:
    """The person who acts, if the questionnaire is for them.

    Requesters name an order of theirs that the unit handled, which is how they are known as such.
    """
    if c.actor.role is Role.RESIDENT:
        unit_id = (await c.get(Resident, c.actor.person_id, "subject")).unit_id
        of_the_right_kind = audience is not Audience.VOLUNTEERS
    else:
        volunteer = await c.get(Volunteer, c.actor.person_id, "subject")
        unit_id = volunteer.unit_id
        of_the_right_kind = (
            audience in {Audience.EVERYBODY, Audience.VOLUNTEERS}
            and volunteer.status is VolunteerStatus.ACTIVE
        )
    if audience is Audience.REQUESTERS:
        unit_id = await _unit_of_order(c, order_id)
    elif order_id is not None:
        raise Refusal(RefusalCode.INVALID, "orderId", allowed="only for requesters")
    if not of_the_right_kind or not await scope.lies_under(c, unit_id, questionnaire.unit_id):
        raise Refusal(RefusalCode.FORBIDDEN, _FIELD, allowed=audience)
    return c.actor.person_id


async def _unit_of_order(c: Context, order_id: UUID | None) -> UUID:
    if order_id is None:
        raise Refusal(RefusalCode.INVALID, "orderId", allowed="an order of your own")
    order = await c.get(Order, order_id, "orderId")
    scope.require_self(c, order.requester_id, "orderId")
    return order.handling_unit_id
