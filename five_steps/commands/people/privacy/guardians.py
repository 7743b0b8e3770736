"""A guardian's consent (监护人同意): recorded by staff, and taken back."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.personal_data import Guardian
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.people.guardian import note_guardian
from five_steps.domain.kernel import checks
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGuardianConsent(Command):
    """Record that a minor's guardian consents, and who that is (登记监护人同意)."""

    volunteer_id: UUID
    guardian: Guardian


@handles(RecordGuardianConsent)
async def record_guardian_consent(c: Context, command: RecordGuardianConsent) -> UUID:
    """Record a consent, as staff who have seen it."""
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    await scope.require_unit(c, volunteer.unit_id, "volunteerId")
    await note_guardian(c, volunteer, command.guardian)
    return volunteer.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawGuardianConsent(Command):
    """Record that a minor's guardian does not consent any more (撤回监护人同意).

    The minor accepts nothing further; what was accepted before is the unit's to settle.
    """

    volunteer_id: UUID
    reason: str


@handles(WithdrawGuardianConsent)
async def withdraw_guardian_consent(c: Context, command: WithdrawGuardianConsent) -> UUID:
    """Withdraw a consent: by staff whom the guardian told, or with the minor's own account."""
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    await scope.require_self_or_unit(c, volunteer.id, volunteer.unit_id, "volunteerId")
    reason = checks.reason("reason", command.reason)
    volunteer.withdraw_guardian_consent(
        reason=await c.seal(volunteer.id, reason, "volunteerId"), by=c.actor.subject, at=c.now
    )
    return volunteer.id
