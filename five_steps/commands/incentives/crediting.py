"""Hours on the way into a volunteer's book: submitted, then verified and credited with points.

The same for orders and for duty at activities, and the second half of it for hours entered later.
"""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import points_account
from five_steps.commands.kernel.context import Context
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.service_record import RecordKind, ServiceRecord
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """From check-in to check-out of a volunteer, on an order or at an activity."""

    window: Window
    unit_id: UUID
    category: Category
    evidence_hash: str | None
    order_id: UUID | None = None
    activity_id: UUID | None = None


async def submit_served(
    c: Context, book: ServiceBook, served: Served, *, minutes: int | None, note: str
) -> UUID:
    """Put a record into the book, waiting for verification; returns the record."""
    window = book.left_of(served.window, "activityId" if served.activity_id else "orderId")
    if minutes is None:
        minutes = min(window.minutes, (await c.incentive_rules()).day_minutes_max)
    record_id = c.work.new_id()
    book.submit(
        record_id=record_id,
        order_id=served.order_id,
        activity_id=served.activity_id,
        unit_id=served.unit_id,
        kind=RecordKind.CREDITED,
        category=served.category,
        window=window,
        minutes=minutes,
        by=c.actor.subject,
        reason=checks.text("note", note, chars_min=0),
        evidence_hash=served.evidence_hash,
        at=c.now,
    )
    return record_id


async def verify_and_credit(
    c: Context,
    volunteer: Volunteer,
    book: ServiceBook,
    record: ServiceRecord,
    minutes: int | None,
) -> int:
    """Verify a record's minutes, by default all, and credit the points the policy gives for them.

    Returns the minutes verified.
    """
    rules = await c.incentive_rules()
    verified = record.minutes if minutes is None else minutes
    book.verify(
        record.record_id,
        verified,
        unit_id=record.unit_id,
        volunteer=volunteer,
        by=c.actor.subject,
        rules=rules,
        at=c.now,
    )
    if rules.earns_points(record.kind):
        account = await points_account(c, volunteer.id)
        account.credit(record.record_id, minutes=verified, rules=rules, at=c.now)
    return verified
