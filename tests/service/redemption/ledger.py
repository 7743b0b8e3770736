"""What the books of a shop should say: a ledger kept by hand, without the domain's help.

Every verb answers why it should be refused; only if it should not, it is entered.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from five_steps.domain.kernel.refusal import RefusalCode as Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

_DISTRICT = ZoneInfo("Asia/Shanghai")
_HOLD = timedelta(minutes=15)
_RETURN = timedelta(days=7)


@dataclass(slots=True)
class Lot:
    """Points that came together; what is left of them may be below zero: owed."""

    lot_id: UUID
    points: int
    expires_at: datetime
    frozen: bool = False
    held: int = 0
    spent: int = 0
    expired: int = 0
    taken_away: int = 0

    @property
    def left(self) -> int:
        return self.points - self.held - self.spent - self.expired


@dataclass(frozen=True, slots=True)
class Ware:
    """Something on offer."""

    points: int
    cents: int
    stocked: bool
    per_person: int | None


@dataclass(slots=True)
class Deal:
    """A redemption."""

    volunteer: UUID
    ware: Ware
    quantity: int
    held_at: datetime
    parts: Mapping[UUID, int]
    state: str = "HELD"
    confirmed_at: datetime | None = None
    settled: bool = False

    @property
    def points(self) -> int:
        return self.ware.points * self.quantity

    @property
    def cents(self) -> int:
        return self.ware.cents * self.quantity

    @property
    def pieces(self) -> int:
        return self.quantity if self.ware.stocked else 0


@dataclass(slots=True)
class Ledger:
    """The accounts of the volunteers, the shelf, the counter's day and the fund."""

    shelf: int
    free: int
    day_points_max: int
    set_aside: int = 0
    reserved: int = 0
    payable: int = 0
    lots: dict[UUID, list[Lot]] = field(default_factory=dict)
    deals: dict[UUID, Deal] = field(default_factory=dict)
    taken: Counter[date] = field(default_factory=Counter)

    # --- points -----------------------------------------------------------------------------------

    def credit(self, volunteer: UUID, lot_id: UUID, points: int, now: datetime) -> None:
        """Points come; they expire at the end of the second calendar year."""
        year = now.astimezone(_DISTRICT).year + 2
        expires_at = datetime(year, 1, 1, tzinfo=_DISTRICT)
        self.lots.setdefault(volunteer, []).append(Lot(lot_id, points, expires_at))

    def debit(self, volunteer: UUID, points: int, now: datetime) -> Code | None:
        """Points are taken away."""
        if points > self.spendable(volunteer, now):
            return Code.INSUFFICIENT_POINTS
        for lot, part in self._oldest(volunteer, points, now):
            lot.points -= part
            lot.taken_away += part
        return None

    def revalue(self, volunteer: UUID, lot_id: UUID, points: int) -> None:
        """What earned the lot turns out to be worth so many points."""
        lot = self.lot(volunteer, lot_id)
        lot.points = points - lot.taken_away
        # Points that nobody ever had cannot have expired.
        lot.expired -= min(lot.expired, max(-lot.left, 0))

    def expire(self, volunteer: UUID, now: datetime) -> bool:
        """What is left past its time is void, but for what it covers of a debt; whether any was."""
        owed = self._owed(volunteer)
        before = sum(lot.expired for lot in self.lots[volunteer])
        for lot in self._by_expiry(volunteer):
            if now >= lot.expires_at and not lot.frozen and lot.left > 0:
                covering = min(lot.left, owed)
                owed -= covering
                lot.expired += lot.left - covering
        return sum(lot.expired for lot in self.lots[volunteer]) > before

    def spendable(self, volunteer: UUID, now: datetime) -> int:
        """What a volunteer may spend."""
        lots = [lot for lot in self.lots[volunteer] if not lot.frozen and lot.left > 0]
        past = sum(lot.left for lot in lots if now >= lot.expires_at)
        live = sum(lot.left for lot in lots if now < lot.expires_at)
        return max(live - max(self._owed(volunteer) - past, 0), 0)

    def lot(self, volunteer: UUID, lot_id: UUID) -> Lot:
        """A lot of a volunteer."""
        return next(lot for lot in self.lots[volunteer] if lot.lot_id == lot_id)

    def _owed(self, volunteer: UUID) -> int:
        return sum(max(-lot.left, 0) for lot in self.lots[volunteer])

    def _by_expiry(self, volunteer: UUID) -> list[Lot]:
        return sorted(self.lots[volunteer], key=lambda lot: (lot.expires_at, lot.lot_id))

    def _oldest(self, volunteer: UUID, points: int, now: datetime) -> Iterable[tuple[Lot, int]]:
        for lot in self._by_expiry(volunteer):
            if now < lot.expires_at and not lot.frozen and lot.left > 0 and points:
                part = min(lot.left, points)
                points -= part
                yield lot, part

    # --- redemptions ------------------------------------------------------------------------------

    def hold(self, volunteer: UUID, ware: Ware, quantity: int, now: datetime) -> Deal | Code:
        """Everything is held, or nothing."""
        had = sum(
            deal.quantity
            for deal in self.deals.values()
            if (deal.volunteer, deal.ware) == (volunteer, ware)
            and deal.state in {"HELD", "CONFIRMED", "FULFILLED"}
        )
        if ware.per_person is not None and had + quantity > ware.per_person:
            return Code.LIMIT_REACHED
        points, today = ware.points * quantity, now.astimezone(_DISTRICT).date()
        if points > self.spendable(volunteer, now):
            return Code.INSUFFICIENT_POINTS
        if ware.stocked and quantity > self.shelf:
            return Code.OUT_OF_STOCK
        if self.taken[today] + points > self.day_points_max:
            return Code.LIMIT_REACHED
        if ware.cents * quantity > self.free:
            return Code.FUND_EXHAUSTED
        parts = {}
        for lot, part in self._oldest(volunteer, points, now):
            lot.held += part
            parts[lot.lot_id] = part
        deal = Deal(volunteer, ware, quantity, now, parts)
        self._shift(shelf=-deal.pieces, set_aside=deal.pieces)
        self._shift(free=-deal.cents, reserved=deal.cents)
        self.taken[today] += points
        return deal

    def confirm(self, deal: Deal, now: datetime, *, right_code: bool) -> Code | None:
        """The points are spent, the pieces gone, the money owed."""
        if deal.state != "HELD":
            return Code.WRONG_STATE
        if now >= deal.held_at + _HOLD:
            return Code.TOO_LATE
        if not right_code:
            return Code.WRONG_CODE
        if any(self.lot(deal.volunteer, lot_id).frozen for lot_id in deal.parts):
            return Code.FROZEN
        for lot_id, part in deal.parts.items():
            lot = self.lot(deal.volunteer, lot_id)
            lot.held -= part
            lot.spent += part
        self._shift(set_aside=-deal.pieces)
        self._shift(reserved=-deal.cents, payable=deal.cents)
        deal.state, deal.confirmed_at = "CONFIRMED", now
        return None

    def fulfil(self, deal: Deal) -> Code | None:
        """It is handed over."""
        if deal.state != "CONFIRMED":
            return Code.WRONG_STATE
        deal.state = "FULFILLED"
        return None

    def cancel(self, deal: Deal, now: datetime) -> Code | None:
        """The hold is given up."""
        if deal.state != "HELD":
            return Code.WRONG_STATE
        self._let_go(deal, now, "CANCELLED")
        return None

    def time_out(self, deal: Deal, now: datetime) -> Code | None:
        """The hold is over."""
        if deal.state != "HELD":
            return Code.WRONG_STATE
        if now < deal.held_at + _HOLD:
            return Code.TOO_EARLY
        self._let_go(deal, now, "TIMED_OUT")
        return None

    def take_back(self, deal: Deal, now: datetime) -> Code | None:
        """Everything goes back to where it came from."""
        if deal.state not in {"CONFIRMED", "FULFILLED"}:
            return Code.WRONG_STATE
        assert deal.confirmed_at is not None
        if now >= deal.confirmed_at + _RETURN:
            return Code.TOO_LATE
        if deal.settled:
            return Code.WRONG_STATE
        for lot_id, part in deal.parts.items():
            self.lot(deal.volunteer, lot_id).spent -= part
        self._shift(shelf=deal.pieces)
        self._shift(payable=-deal.cents, free=deal.cents)
        self._make_room(deal, now)
        deal.state = "RETURNED"
        return None

    def settle(self, deals: Iterable[Deal]) -> Code | None:
        """What was handed over is settled and paid."""
        settled = list(deals)
        if not settled:
            return Code.INVALID
        for deal in settled:
            deal.settled = True
            self._shift(payable=-deal.cents)
        return None

    def spend(self, cents: int) -> Code | None:
        """Money goes out for something else."""
        if cents > self.free:
            return Code.FUND_EXHAUSTED
        self._shift(free=-cents)
        return None

    def _let_go(self, deal: Deal, now: datetime, state: str) -> None:
        for lot_id, part in deal.parts.items():
            self.lot(deal.volunteer, lot_id).held -= part
        self._shift(set_aside=-deal.pieces, shelf=deal.pieces)
        self._shift(reserved=-deal.cents, free=deal.cents)
        self._make_room(deal, now)
        deal.state = state

    def _make_room(self, deal: Deal, now: datetime) -> None:
        today = now.astimezone(_DISTRICT).date()
        if deal.held_at.astimezone(_DISTRICT).date() == today:
            self.taken[today] -= deal.points

    def _shift(self, **changes: int) -> None:
        for book, change in changes.items():
            setattr(self, book, getattr(self, book) + change)
