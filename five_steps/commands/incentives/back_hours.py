"""Hours entered later by staff, with evidence and a second person (补录)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.incentives.books import service_book
from five_steps.commands.incentives.crediting import verify_and_credit
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import evidence_hash
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.back_entry_log import BackEntryLog, back_entry_log_id
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.service_record import RecordKind, ServiceRecord
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer

WINDOW_DAYS_MAX = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterBackHours(Command):
    """Enter hours served for a unit that no check-in recorded (补录时长).

    `evidence_hash` is the SHA-256, in hexadecimal, of the evidence kept elsewhere.
    """

    volunteer_id: UUID
    unit_id: UUID
    category: Category
    starts_at: datetime
    ends_at: datetime
    minutes: int
    reason: str
    evidence_hash: str


@handles(EnterBackHours)
async def enter_back_hours(c: Context, command: EnterBackHours) -> UUID:
    """Enter hours, up to the staff member's limit of the day; returns the record."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    staff = c.actor.subject
    if c.actor.is_person(command.volunteer_id):
        raise Refusal(RefusalCode.SELF_VERIFICATION, "volunteerId")
    log = await c.work.find(BackEntryLog, back_entry_log_id(staff))
    if log is None:
        log = BackEntryLog.begin(staff, at=c.now)
        c.work.add(log)
    book = await service_book(c, command.volunteer_id)
    record_id = c.work.new_id()
    rules = await c.service_rules()
    log.enter(staff, command.volunteer_id, record_id, rules=rules, at=c.now)
    book.submit(
        record_id=record_id,
        order_id=None,
        unit_id=unit.id,
        kind=RecordKind.BACK_ENTERED,
        category=command.category,
        window=window(command.starts_at, command.ends_at, days_max=WINDOW_DAYS_MAX),
        minutes=command.minutes,
        by=staff,
        reason=checks.reason("reason", command.reason),
        evidence_hash=evidence_hash("evidenceHash", command.evidence_hash),
        at=c.now,
    )
    return record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyBackHours(Command):
    """Verify back-entered minutes, or fewer, as the second person (审核补录)."""

    volunteer_id: UUID
    record_id: UUID
    minutes: int | None = None


@handles(VerifyBackHours)
async def verify_back_hours(c: Context, command: VerifyBackHours) -> UUID:
    """Verify back-entered hours; they earn points if the policy says so; returns the record."""
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    book, record = await _back_entered(c, volunteer.id, command.record_id)
    await verify_and_credit(c, volunteer, book, record, command.minutes)
    return record.record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectBackHours(Command):
    """Do not accept back-entered minutes, as the second person (驳回补录)."""

    volunteer_id: UUID
    record_id: UUID
    reason: str


@handles(RejectBackHours)
async def reject_back_hours(c: Context, command: RejectBackHours) -> UUID:
    """Reject back-entered hours; returns the record."""
    book, record = await _back_entered(c, command.volunteer_id, command.record_id)
    book.reject(record.record_id, reason=command.reason, by=c.actor.subject, at=c.now)
    return record.record_id


async def _back_entered(
    c: Context, volunteer_id: UUID, record_id: UUID
) -> tuple[ServiceBook, ServiceRecord]:
    """A record entered by hand; one of an order is settled with the order."""
    book = await service_book(c, volunteer_id)
    record = book.record_numbered(record_id)
    await scope.require_unit(c, record.unit_id, "recordId")
    if record.kind is not RecordKind.BACK_ENTERED:
        raise Refusal(RefusalCode.INVALID, "recordId", allowed=RecordKind.BACK_ENTERED)
    return book, record
