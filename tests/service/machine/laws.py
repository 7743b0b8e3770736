"""What holds for every order, service book and points account, told without the domain's help."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from five_steps.domain.incentives.service_record import RecordKind, RecordState
from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.domain.ordering.order_state import AssignmentStatus, OrderState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from five_steps.domain.incentives.incentive_policy import IncentivePolicy, IncentiveRules
    from five_steps.domain.incentives.points_account import PointsAccount
    from five_steps.domain.incentives.service_book import ServiceBook
    from five_steps.domain.incentives.service_record import ServiceRecord
    from five_steps.domain.ordering.order import Order
    from five_steps.domain.organisation.venue_booking import VenueBooking

_STATE = OrderState
_DISPUTABLE = {_STATE.COMPLETED, _STATE.RATED, _STATE.UNRATED, _STATE.FOLLOWED_UP}
EDGES: dict[OrderState | None, set[OrderState]] = {
    None: {_STATE.PLACED},
    _STATE.PLACED: {_STATE.DISPATCHED, _STATE.CANCELLED, _STATE.EXPIRED},
    _STATE.DISPATCHED: {_STATE.PLACED, _STATE.ACCEPTED, _STATE.CANCELLED, _STATE.EXPIRED},
    _STATE.ACCEPTED: {_STATE.PLACED, _STATE.IN_SERVICE, _STATE.CANCELLED, _STATE.EXPIRED},
    _STATE.IN_SERVICE: {_STATE.COMPLETED},
    _STATE.COMPLETED: {_STATE.RATED, _STATE.UNRATED, _STATE.DISPUTED},
    _STATE.RATED: {_STATE.FOLLOWED_UP, _STATE.DISPUTED},
    _STATE.UNRATED: {_STATE.FOLLOWED_UP, _STATE.DISPUTED},
    _STATE.FOLLOWED_UP: {_STATE.DISPUTED},
    _STATE.DISPUTED: _DISPUTABLE,
    _STATE.CANCELLED: set(),
    _STATE.EXPIRED: set(),
}
"""Where one command can take an order."""


def order_moved(before: Order | None, after: Order) -> None:
    """An order moves along the edges alone, and nobody is squeezed in or lost."""
    known = before.state if before else None
    if known is not after.state:
        assert after.state in EDGES[known], (known, after.state)
    if before and known is _STATE.DISPUTED and after.state is not known:
        assert after.state is before.state_before_dispute
        assert sum(a.minutes for a in after.assignments.values()) <= sum(
            a.minutes for a in before.assignments.values()
        )
    assert len(after.assignments) <= after.headcount
    if after.state is _STATE.COMPLETED:
        settled = {AssignmentStatus.VERIFIED, AssignmentStatus.NO_SHOW}
        assert {a.status for a in after.assignments.values()} <= settled
    if after.state in (_STATE.CANCELLED, _STATE.EXPIRED):
        assert not any(a.minutes for a in after.assignments.values())
    if before and known in (_STATE.RATED, _STATE.FOLLOWED_UP):
        assert after.amendable_since == before.amendable_since


def book_moved(before: ServiceBook | None, after: ServiceBook, topics: Iterable[str]) -> None:
    """Nobody is in two places at once; stars rise by hours and fall by decision alone."""
    for one, other in combinations(after.duties.values(), 2):
        assert not (one.start < other.end and other.start < one.end), (one, other)
    taken = [r for r in after.records.values() if r.state is not RecordState.REJECTED]
    # A record corrected to nothing is as if it had not been.
    in_place = [r for r in taken if r.minutes or r.state is RecordState.SUBMITTED]
    for mine, theirs in combinations(in_place, 2):
        one, other = mine.window, theirs.window
        assert not (one.start < other.end and other.start < one.end), (mine, theirs)
    for record in taken:
        length = (record.window.end - record.window.start) // timedelta(minutes=1)
        assert 0 <= record.minutes <= length
    counting = [r.minutes for r in taken if r.state is RecordState.VERIFIED]
    assert after.minutes == sum(counting)
    scores = [r.score for r in in_place if r.score is not None]
    assert (after.ratings.count, after.ratings.total) == (len(scores), sum(scores))
    level = before.star_level if before else 0
    if after.star_level < level:
        assert "service_book.star_demoted" in topics
    if after.star_level > level:
        assert "service_book.star_promoted" in topics


def bookings_apart(bookings: Iterable[VenueBooking]) -> None:
    """No venue is booked twice for a moment."""
    standing = [booking for booking in bookings if not booking.released]
    for mine, theirs in combinations(standing, 2):
        one, other = mine.window, theirs.window
        apart = one.end <= other.start or other.end <= one.start
        assert mine.venue_id != theirs.venue_id or apart, (mine, theirs)


def minutes_by_day(record: ServiceRecord) -> Counter[date]:
    """How many of a record's minutes end on each civil date, minute by minute."""
    ends = (
        record.window.start + timedelta(minutes=minute) for minute in range(1, record.minutes + 1)
    )
    # What ends at midnight was served on the day before.
    instant = timedelta(microseconds=1)
    return Counter((end - instant).astimezone(DISTRICT_ZONE).date() for end in ends)


def cap_held(book: ServiceBook, added: ServiceRecord, rules: IncentiveRules) -> None:
    """On the days of a record that came to count, no more minutes than the cap."""
    counted: Counter[date] = Counter()
    for record in book.records.values():
        if record.state in (RecordState.VERIFIED, RecordState.FROZEN):
            counted += minutes_by_day(record)
    for day in minutes_by_day(added):
        assert counted[day] <= rules.day_minutes_max, (day, counted[day])


def order_and_book_agree(order: Order, books: Mapping[UUID, ServiceBook]) -> None:
    """What an order says of somebody's minutes is what their book says, whoever changed it."""
    for assignment in order.assignments.values():
        if assignment.record_id is not None:
            record = books[assignment.volunteer_id].records[assignment.record_id]
            rejected = record.state is RecordState.REJECTED
            assert assignment.minutes == (0 if rejected else record.minutes), (order.id, record)


def account_balanced(account: PointsAccount, ledger: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """What was issued is the sum of the lots, and of all that was ever entered."""
    entered: Counter[str] = Counter()
    for topic, fields in ledger:
        if topic in ("points_account.credited", "points_account.adjusted"):
            entered[str(fields["lot_id"])] += fields["points"]
        elif topic == "points_account.adjustment_approved":
            sign = 1 if fields["points"] > 0 else -1
            for lot_id, points in zip(fields["lot_ids"], fields["lot_points"], strict=True):
                entered[str(lot_id)] += sign * points
    lots = {str(lot.lot_id): lot.points for lot in account.lots.values()}
    assert lots == dict(entered) | {lot: 0 for lot in lots if lot not in entered}
    assert account.issued == sum(lots.values()) == sum(entered.values())
    assert account.frozen == sum(max(lot.left, 0) for lot in account.lots.values() if lot.frozen)
    kept = account.available + account.held + account.spent + account.expired
    assert account.issued == kept
    assert all(lot.worth >= 0 for lot in account.lots.values())


def points_are_worth_the_hours(
    book: ServiceBook, account: PointsAccount, policy: IncentivePolicy
) -> None:
    """Each lot is what its record is worth by the version it was credited by, or was granted."""
    for lot in account.lots.values():
        if lot.policy_version is None:
            assert lot.lot_id not in book.records
            continue
        record = book.records[lot.lot_id]
        rules = next(v for v in policy.versions if v.version == lot.policy_version)
        coefficient = (
            rules.unrated_coefficient
            if record.score is None
            else rules.score_coefficients[record.score - 1]
        )
        exact = (
            Fraction(min(record.minutes, rules.record_minutes_max) * rules.points_per_hour, 60)
            * Fraction(coefficient)
        )  # fmt: skip
        # Python rounds fractions half to even too.
        assert lot.worth == round(exact), (lot, record)
        assert lot.frozen == (record.state is RecordState.FROZEN)
    credited = {
        record.record_id
        for record in book.records.values()
        if record.kind is RecordKind.CREDITED
        and record.state in (RecordState.VERIFIED, RecordState.FROZEN)
    }
    assert credited <= account.lots.keys()
    imported = {r.record_id for r in book.records.values() if r.kind is RecordKind.IMPORTED}
    assert not imported & account.lots.keys()
