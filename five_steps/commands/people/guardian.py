"""Noting down who consents to a minor's service."""

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.personal_data import Guardian
from five_steps.domain.people.volunteer import Volunteer


async def note_guardian(c: Context, volunteer: Volunteer, guardian: Guardian) -> None:
    """The guardian, sealed with the key of the minor: what is known of both goes together."""
    volunteer.record_guardian_consent(
        guardian=await c.seal(volunteer.id, guardian.to_text(), "volunteerId"),
        by=c.actor.subject,
        at=c.now,
    )
