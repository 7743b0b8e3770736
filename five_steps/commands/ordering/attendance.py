"""Being there: check-in, check-out, no-show (签到签退)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import optional_evidence_hash
from five_steps.commands.kernel.presence import method_of, sealed_location
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.duties import release_duties
from five_steps.commands.ordering.parties import order_of_staff, order_of_volunteer_or_staff


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Command):
    """Check in to an accepted order (签到): a volunteer by the order's code, staff without it.

    `location`, if given, is free text such as coordinates; it is sealed for the volunteer.
    """

    order_id: UUID
    volunteer_id: UUID
    code: str | None = None
    location: str | None = None


@handles(CheckIn)
async def check_in(c: Context, command: CheckIn) -> UUID:
    """Check a volunteer in."""
    order = await order_of_volunteer_or_staff(c, command.order_id, command.volunteer_id)
    order.check_in(
        command.volunteer_id,
        method=await method_of(c, order.id, command.code),
        location=await sealed_location(c, command.volunteer_id, command.location),
        rules=await c.service_rules(),
        at=c.now,
    )
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOut(Command):
    """Check out after the service (签退); as for check-in.

    `evidence_hash` is the SHA-256, in hexadecimal, of a photo kept elsewhere.
    """

    order_id: UUID
    volunteer_id: UUID
    code: str | None = None
    location: str | None = None
    evidence_hash: str | None = None


@handles(CheckOut)
async def check_out(c: Context, command: CheckOut) -> UUID:
    """Check a volunteer out."""
    order = await order_of_volunteer_or_staff(c, command.order_id, command.volunteer_id)
    order.check_out(
        command.volunteer_id,
        method=await method_of(c, order.id, command.code),
        location=await sealed_location(c, command.volunteer_id, command.location),
        evidence_hash=optional_evidence_hash("evidenceHash", command.evidence_hash),
        at=c.now,
    )
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoShow(Command):
    """Record that a volunteer who had accepted did not come (未到岗)."""

    order_id: UUID
    volunteer_id: UUID


@handles(RecordNoShow)
async def record_no_show(c: Context, command: RecordNoShow) -> UUID:
    """Record a no-show and free the volunteer's window."""
    order = await order_of_staff(c, command.order_id)
    order.record_no_show(
        command.volunteer_id, by=c.actor.subject, rules=await c.service_rules(), at=c.now
    )
    await release_duties(c, order, [command.volunteer_id])
    return order.id
