"""The verbs of a service book with everyday defaults. The book is Lan's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.ordering.category import Category
from tests.domain.district import (
    CLERK,
    INCENTIVES,
    LAN,
    MONDAY,
    OTHER_CLERK,
    RECORD_ID,
    STATION_ID,
    approved,
    between,
    moment,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from five_steps.domain.incentives.incentive_policy import IncentiveRules
    from five_steps.domain.kernel.district_time import Window
    from five_steps.domain.people.volunteer import Volunteer
    from tests.domain.given_when_then import Verb

    BookVerb = Verb[ServiceBook]

SERVED = between(moment(3, 5, 14), 120)
"""Thursday afternoon."""
FRIDAY = moment(3, 6, 9)
LATER = moment(12, 1)
"""When everything in these stories is over."""


def opened() -> ServiceBook:
    """A book just opened."""
    return ServiceBook.open(LAN, at=MONDAY)


def reserve(order_id: UUID, window: Window) -> BookVerb:
    """Take a window for an order."""
    return lambda book: book.reserve(order_id, window, at=MONDAY)


def release(order_id: UUID) -> BookVerb:
    """Free the window of an order."""
    return lambda book: book.release(order_id, at=MONDAY)


def submit(
    record_id: UUID = RECORD_ID,
    window: Window = SERVED,
    minutes: int | None = None,
    *,
    order_id: UUID | None = None,
    kind: RecordKind = RecordKind.CREDITED,
    by: str = CLERK,
    at: datetime = LATER,
) -> BookVerb:
    """Submit a window, by default all of it."""
    return lambda book: book.submit(
        record_id=record_id,
        order_id=order_id,
        unit_id=STATION_ID,
        kind=kind,
        category=Category.THEORY,
        window=window,
        minutes=window.minutes if minutes is None else minutes,
        by=by,
        reason="补录" if kind is RecordKind.BACK_ENTERED else "",
        evidence_hash=None,
        at=at,
    )


def verify(
    record_id: UUID = RECORD_ID,
    minutes: int = 120,
    *,
    by: str = OTHER_CLERK,
    rules: IncentiveRules = INCENTIVES,
    volunteer: Volunteer | None = None,
) -> BookVerb:
    """Staff verify minutes."""
    return lambda book: book.verify(
        record_id,
        minutes,
        unit_id=STATION_ID,
        volunteer=volunteer or approved(),
        by=by,
        rules=rules,
        at=LATER,
    )


def reject(record_id: UUID = RECORD_ID, *, by: str = OTHER_CLERK, reason: str = "不实") -> BookVerb:
    """Staff do not accept minutes."""
    return lambda book: book.reject(record_id, reason=reason, by=by, at=LATER)


def import_record(
    record_id: UUID = RECORD_ID,
    window: Window = SERVED,
    minutes: int | None = None,
    *,
    at: datetime = LATER,
    rules: IncentiveRules = INCENTIVES,
) -> BookVerb:
    """Take over a record from a historical roster."""
    return lambda book: book.import_record(
        record_id=record_id,
        unit_id=STATION_ID,
        volunteer=approved(),
        category=Category.THEORY,
        window=window,
        minutes=window.minutes if minutes is None else minutes,
        verified_by="北岙街道",
        source="2025名册",
        rules=rules,
        at=at,
    )


def correct(
    minutes: int,
    record_id: UUID = RECORD_ID,
    *,
    by: str = OTHER_CLERK,
    reason: str = "记错",
    rules: IncentiveRules = INCENTIVES,
) -> BookVerb:
    """Staff correct verified minutes."""
    return lambda book: book.correct(
        record_id, minutes, reason=reason, by=by, rules=rules, at=LATER
    )


def freeze(record_id: UUID = RECORD_ID) -> BookVerb:
    """A dispute begins."""
    return lambda book: book.freeze(record_id, at=LATER)


def unfreeze(
    minutes: int | None = None,
    record_id: UUID = RECORD_ID,
    *,
    by: str = OTHER_CLERK,
    reason: str = "裁定",
    rules: IncentiveRules = INCENTIVES,
) -> BookVerb:
    """The dispute is decided."""
    return lambda book: book.unfreeze(
        record_id, minutes, reason=reason, by=by, rules=rules, at=LATER
    )


def count_rating(
    score: int, record_id: UUID = RECORD_ID, *, rules: IncentiveRules = INCENTIVES
) -> BookVerb:
    """A requester's score comes in."""
    return lambda book: book.count_rating(record_id, score, rules=rules, at=LATER)


def demote(level: int, *, by: str = OTHER_CLERK, reason: str = "违规") -> BookVerb:
    """The star is lowered by decision."""
    return lambda book: book.demote(level, reason=reason, by=by, at=LATER)


VERIFIED = (submit(), verify())
"""Two hours of Thursday, verified."""
