"""Who stands in what relation to an activity."""

from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.duty_roster import DutyRoster, duty_roster_id
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.kernel import checks
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus


async def activity_of_staff(c: Context, activity_id: UUID) -> Activity:
    """The activity, if the actor is staff of the unit that holds it or of one above."""
    activity = await c.get(Activity, activity_id, "activityId")
    await scope.require_unit(c, activity.unit_id, "activityId")
    return activity


async def require_own_or_staff(c: Context, participant_id: UUID, unit_id: UUID, field: str) -> None:
    """Refuse unless the actor takes part themselves, or is staff of the unit (`field` names it)."""
    if REACH[c.actor.role] is Reach.OWN:
        scope.require_self(c, participant_id, "participantId")
    else:
        await scope.require_unit(c, unit_id, field)


async def require_participant(c: Context, participant_id: UUID, kind: ParticipantKind) -> None:
    """Refuse who is neither a resident nor a volunteer at work."""
    if kind is ParticipantKind.RESIDENT:
        await c.get(Resident, participant_id, "participantId")
    else:
        volunteer = await c.get(Volunteer, participant_id, "participantId")
        checks.in_state("participantId", volunteer.status, VolunteerStatus.ACTIVE)


async def roster_of_staff(c: Context, activity_id: UUID) -> DutyRoster:
    """The duty roster, if the actor is staff of the unit that holds the activity or above."""
    roster = await duty_roster(c, activity_id)
    await scope.require_unit(c, roster.unit_id, "activityId")
    return roster


async def roster_of_volunteer_or_staff(
    c: Context, activity_id: UUID, volunteer_id: UUID
) -> DutyRoster:
    """The duty roster, if the actor is that volunteer or staff of the unit."""
    if REACH[c.actor.role] is not Reach.OWN:
        return await roster_of_staff(c, activity_id)
    scope.require_self(c, volunteer_id, "volunteerId")
    return await duty_roster(c, activity_id)


async def duty_roster(c: Context, activity_id: UUID) -> DutyRoster:
    """The duty roster of an activity that volunteers are wanted at."""
    return await c.get(DutyRoster, duty_roster_id(activity_id), "activityId")
