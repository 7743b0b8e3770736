"""Signing up for an activity, and thinking again (报名)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.activities.parties import require_own_or_staff, require_participant
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.places import ParticipantKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpForActivity(Command):
    """Sign up for an activity; once it is full, for its waiting list (活动报名).

    People sign up for themselves; staff of the unit sign up who has called.
    """

    activity_id: UUID
    participant_id: UUID
    participant_kind: ParticipantKind


@handles(SignUpForActivity)
async def sign_up_for_activity(c: Context, command: SignUpForActivity) -> UUID:
    """Sign somebody up."""
    activity = await c.get(Activity, command.activity_id, "activityId")
    await require_own_or_staff(c, command.participant_id, activity.unit_id, "activityId")
    await require_participant(c, command.participant_id, command.participant_kind)
    activity.sign_up(command.participant_id, command.participant_kind, at=c.now)
    return activity.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSignUp(Command):
    """Give a place back before the activity begins; the first who waits gets it (取消报名)."""

    activity_id: UUID
    participant_id: UUID


@handles(CancelSignUp)
async def cancel_sign_up(c: Context, command: CancelSignUp) -> UUID:
    """Cancel a sign-up."""
    activity = await c.get(Activity, command.activity_id, "activityId")
    await require_own_or_staff(c, command.participant_id, activity.unit_id, "activityId")
    activity.cancel_sign_up(command.participant_id, by=c.actor.subject, at=c.now)
    return activity.id
