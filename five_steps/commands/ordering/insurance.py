"""Insurance before dangerous duty (志愿服务条例): a law, so no version of our rules lifts it."""

from five_steps.commands.kernel.context import Context
from five_steps.domain.incentives.benefits.insurance_cover import InsuranceCover
from five_steps.domain.incentives.benefits.insurance_enrolment import (
    InsuranceEnrolment,
    insurance_enrolment_id,
)
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.people.volunteer import Volunteer


async def require_insured(c: Context, volunteer: Volunteer, order: Order) -> None:
    """Refuse a dangerous order to a volunteer whom no policy covers from its start to its end."""
    if not order.hazardous:
        return
    enrolment = await c.work.find(InsuranceEnrolment, insurance_enrolment_id(volunteer.id))
    for cover_id in enrolment.cover_ids if enrolment else ():
        cover = await c.get(InsuranceCover, cover_id, "volunteerId")
        if cover.protects(order.category, order.window):
            return
    raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="insured for dangerous duty")
