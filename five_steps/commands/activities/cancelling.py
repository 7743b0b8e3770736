"""Calling an activity off, with all that was arranged for it (取消活动)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.activities.duties import release_duties
from five_steps.commands.activities.parties import activity_of_staff
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.organisation import venue_bookings
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.duty_roster import DutyRoster, duty_roster_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelActivity(Command):
    """Cancel an activity that nobody has come to (取消活动)."""

    activity_id: UUID
    reason: str


@handles(CancelActivity)
async def cancel_activity(c: Context, command: CancelActivity) -> UUID:
    """Cancel an activity."""
    activity = await activity_of_staff(c, command.activity_id)
    await call_off(c, activity, reason=command.reason)
    return activity.id


async def call_off(c: Context, activity: Activity, *, reason: str) -> None:
    """Cancel an activity, give its venue back and let its volunteers go."""
    activity.cancel(reason=reason, by=c.actor.subject, at=c.now)
    if activity.booking_id is not None and c.now < activity.ends_at:
        await venue_bookings.release(c, activity.booking_id, reason=reason)
    roster = await c.work.find(DutyRoster, duty_roster_id(activity.id))
    if roster is not None:
        volunteer_ids = list(roster.assignments)
        roster.close(at=c.now)
        await release_duties(c, activity.id, volunteer_ids)
