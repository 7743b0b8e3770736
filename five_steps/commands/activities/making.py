"""Making an activity, alone, of a series or in a course: with its venue and its duty roster."""

from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.organisation import venue_bookings
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.duty_roster import DutyRoster
from five_steps.domain.activities.plan import ActivityPlan
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.organisation.venue import Venue
from five_steps.domain.organisation.venue_booking import BookingHolder


async def require_unit_may_hold(c: Context, unit_id: UUID) -> None:
    """Refuse a unit that does not work, or that the actor does not act for."""
    unit = await c.get(Unit, unit_id, "unitId")
    unit.require_active()
    await scope.require_unit(c, unit.id, "unitId")


async def make_activity(
    c: Context,
    activity_id: UUID,
    plan: ActivityPlan,
    window: Window,
    *,
    publish: bool,
    sign_up_opens_at: datetime | None = None,
    sign_up_closes_at: datetime | None = None,
    series_id: UUID | None = None,
    course_id: UUID | None = None,
) -> None:
    """Plan an activity, and publish it if that is asked for."""
    activity = Activity.create(
        id=activity_id,
        at=c.now,
        plan=plan,
        window=window,
        booking_id=await _booked(c, activity_id, plan, window),
        sign_up_opens_at=sign_up_opens_at,
        sign_up_closes_at=sign_up_closes_at,
        series_id=series_id,
        course_id=course_id,
        by=c.actor.subject,
    )
    c.work.add(activity)
    if publish:
        publish_activity(c, activity)


def publish_activity(c: Context, activity: Activity) -> None:
    """Let people sign up, and look for the volunteers wanted on duty."""
    activity.publish(at=c.now)
    plan = activity.plan
    if plan.duty_category is not None:
        c.work.add(
            DutyRoster.open(
                at=c.now,
                activity_id=activity.id,
                unit_id=plan.unit_id,
                category=plan.duty_category,
                skills=plan.duty_skills,
                headcount=plan.duty_headcount,
                window=activity.window,
            )
        )


async def require_holds(c: Context, venue_id: UUID | None, capacity: int) -> None:
    """Refuse more people than the venue that is booked already holds."""
    if venue_id is None:
        return
    venue = await c.get(Venue, venue_id, "activityId")
    if capacity > venue.capacity:
        raise Refusal(RefusalCode.CAP_EXCEEDED, "capacity", allowed=venue.capacity)


async def require_bookable(c: Context, plan: ActivityPlan, window: Window) -> None:
    """Refuse a plan whose venue could not be booked then, whatever else is booked there."""
    if plan.venue_id is None:
        return
    venue = await c.get(Venue, plan.venue_id, "venueId")
    try:
        venue.require_bookable(window, headcount=plan.capacity, at=c.now)
    except Refusal as refusal:
        raise _of_plan(refusal) from None


async def _booked(c: Context, activity_id: UUID, plan: ActivityPlan, window: Window) -> UUID | None:
    if plan.venue_id is None:
        return None
    try:
        return await venue_bookings.book(
            c,
            plan.venue_id,
            window,
            unit_id=plan.unit_id,
            holder_kind=BookingHolder.ACTIVITY,
            holder_id=activity_id,
            purpose=plan.title,
            headcount=plan.capacity,
        )
    except Refusal as refusal:
        raise _of_plan(refusal) from None


def _of_plan(refusal: Refusal) -> Refusal:
    """A venue's refusal, by the names of the fields of a plan."""
    field = "capacity" if refusal.field == "headcount" else refusal.field
    return Refusal(refusal.code, field, **refusal.details)
