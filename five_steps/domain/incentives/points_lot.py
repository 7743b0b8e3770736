"""A lot of points (积分批次) and the parts of lots that a redemption takes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True)
class PointsLot:
    """Whole points issued at once; those of a service record bear the record's id.

    issued `points` = left + `held` + `spent` + `expired`. What is left is below zero when a lot was
    repriced below what had been spent of it: the account owes the difference.
    """

    lot_id: UUID
    points: int
    expires_at: datetime
    policy_version: int | None
    frozen: bool = False
    held: int = 0
    spent: int = 0
    expired: int = 0
    taken: int = 0
    """Points that adjustments took out of `points`: repricing the record does not bring them back.
    """

    @property
    def left(self) -> int:
        """Points neither held, spent nor expired."""
        return self.points - self.held - self.spent - self.expired

    @property
    def worth(self) -> int:
        """What the record was last found to be worth."""
        return self.points + self.taken

    def due(self, at: datetime) -> int:
        """What is left past the expiry; a dispute puts the expiry off until it is decided."""
        return 0 if self.frozen or at < self.expires_at else max(self.left, 0)

    def live(self, at: datetime) -> int:
        """What is left to spend at a moment: neither frozen nor past the expiry."""
        return 0 if self.frozen or at >= self.expires_at else max(self.left, 0)


@dataclass(frozen=True, slots=True)
class LotPart:
    """Points taken from one lot."""

    lot_id: UUID
    points: int


@dataclass(frozen=True, slots=True)
class Taking:
    """What a redemption takes from an account: so many of a reward, paid from these lots."""

    reward_id: UUID
    quantity: int
    parts: tuple[LotPart, ...]


def owed(lots: Collection[PointsLot]) -> int:
    """What the account owes: lots repriced below what had been spent of them."""
    return -sum(min(lot.left, 0) for lot in lots)


def spendable(lots: Collection[PointsLot], at: datetime) -> int:
    """What may be spent of all lots at a moment.

    What is owed is paid from what expires anyway, then from the rest: so a debt costs the same
    whether it is looked at before or after an expiry.
    """
    uncovered = max(owed(lots) - sum(lot.due(at) for lot in lots), 0)
    return max(sum(lot.live(at) for lot in lots) - uncovered, 0)


def oldest_first(
    lots: Collection[PointsLot], points: int, *, field: str, at: datetime
) -> tuple[LotPart, ...]:
    """Parts of lots that add up to `points`, those that expire first being taken first."""
    most = spendable(lots, at)
    if points > most:
        raise Refusal(RefusalCode.INSUFFICIENT_POINTS, field, allowed=most, actual=points)
    parts = []
    for lot in by_expiry(lots):
        part = min(lot.live(at), points)
        if part > 0:
            parts.append(LotPart(lot.lot_id, part))
            points -= part
    return tuple(parts)


def void(lots: Collection[PointsLot], at: datetime) -> tuple[LotPart, ...]:
    """What expired lots lose at a moment: all that is left of them and not owed elsewhere."""
    parts = []
    covering = owed(lots)
    for lot in by_expiry(lots):
        kept = min(lot.due(at), covering)
        covering -= kept
        if lost := lot.due(at) - kept:
            parts.append(LotPart(lot.lot_id, lost))
    return tuple(parts)


def by_expiry(lots: Collection[PointsLot]) -> list[PointsLot]:
    """Lots in the order in which they expire; ids make it the same everywhere."""
    return sorted(lots, key=lambda lot: (lot.expires_at, lot.lot_id))
