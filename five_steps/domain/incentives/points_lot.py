"""A lot of points (积分批次) and the parts of lots that a redemption takes."""

from collections.abc import Iterable
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

    @property
    def left(self) -> int:
        """Points neither held, spent nor expired."""
        return self.points - self.held - self.spent - self.expired

    def spendable(self, at: datetime) -> int:
        """What may be spent of it at a moment; below zero: what is owed."""
        if self.left < 0:
            return self.left
        return 0 if self.frozen or self.expires_at <= at else self.left


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

    @property
    def points(self) -> int:
        """Points in all."""
        return sum(part.points for part in self.parts)


def oldest_first(
    lots: Iterable[PointsLot], points: int, *, field: str, at: datetime
) -> tuple[LotPart, ...]:
    """Parts of lots that add up to `points`, those that expire first being taken first.

    What is owed on other lots is not spendable.
    """
    lots = list(lots)
    spendable = sum(lot.spendable(at) for lot in lots)
    if points > spendable:
        raise Refusal(
            RefusalCode.INSUFFICIENT_POINTS, field, allowed=max(spendable, 0), actual=points
        )
    parts = []
    for lot in sorted(lots, key=lambda lot: (lot.expires_at, lot.lot_id)):
        part = min(lot.spendable(at), points)
        if part > 0:
            parts.append(LotPart(lot.lot_id, part))
            points -= part
    return tuple(parts)
