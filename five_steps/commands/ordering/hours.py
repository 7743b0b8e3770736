"""A volunteer's hours on an order: submitted, then verified by staff (时长提交与审核)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import service_book
from five_steps.commands.incentives.crediting import Served, submit_served, verify_and_credit
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.parties import order_of_staff, order_of_volunteer_or_staff
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitHours(Command):
    """Submit the minutes served on an order (提交时长).

    Without `minutes`, all from check-in to check-out that no other record has taken, as far as the
    day's cap goes.
    """

    order_id: UUID
    volunteer_id: UUID
    minutes: int | None = None
    note: str = ""


@handles(SubmitHours)
async def submit_hours(c: Context, command: SubmitHours) -> UUID:
    """Put a record into the volunteer's book, waiting for verification; returns the record."""
    order = await order_of_volunteer_or_staff(c, command.order_id, command.volunteer_id)
    served = Served(
        window=order.served_window(command.volunteer_id, await c.service_rules()),
        unit_id=order.handling_unit_id,
        category=order.category,
        evidence_hash=order.assignments[command.volunteer_id].evidence_hash,
        order_id=order.id,
    )
    book = await service_book(c, command.volunteer_id)
    return await submit_served(c, book, served, minutes=command.minutes, note=command.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyHours(Command):
    """Verify a volunteer's submitted minutes, or fewer of them (审核时长)."""

    order_id: UUID
    volunteer_id: UUID
    minutes: int | None = None


@handles(VerifyHours)
async def verify_hours(c: Context, command: VerifyHours) -> UUID:
    """Verify hours: book, points and order in one append; returns the record."""
    order = await order_of_staff(c, command.order_id)
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    book = await service_book(c, volunteer.id)
    record = book.record_of_order(order.id)
    minutes = await verify_and_credit(c, volunteer, book, record, command.minutes)
    book.release(order.id, at=c.now)
    order.verify_hours(
        volunteer.id,
        record.record_id,
        minutes,
        by=c.actor.subject,
        rules=await c.service_rules(),
        at=c.now,
    )
    return record.record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectHours(Command):
    """Do not accept a volunteer's submitted minutes (驳回时长)."""

    order_id: UUID
    volunteer_id: UUID
    reason: str


@handles(RejectHours)
async def reject_hours(c: Context, command: RejectHours) -> UUID:
    """Reject hours: the order settles with no minutes of this volunteer; returns the record."""
    order = await order_of_staff(c, command.order_id)
    book = await service_book(c, command.volunteer_id)
    record = book.record_of_order(order.id)
    by = c.actor.subject
    book.reject(record.record_id, reason=command.reason, by=by, at=c.now)
    book.release(order.id, at=c.now)
    order.verify_hours(
        command.volunteer_id, record.record_id, 0, by=by, rules=await c.service_rules(), at=c.now
    )
    return record.record_id
