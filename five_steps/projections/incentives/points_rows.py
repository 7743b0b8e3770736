"""The rows of points: accounts, lots, ledger entries and proposed adjustments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from five_steps.projections.kernel.values import Id, Position


class PointsBalance(StrEnum):
    """Where points lie, come from and go (积分科目)."""

    ISSUED = "ISSUED"
    """Where all points come from 发放."""
    AVAILABLE = "AVAILABLE"
    """To be spent, unless a dispute freezes them 可用."""
    HELD = "HELD"
    """Held by open redemptions 预留."""
    SPENT = "SPENT"
    """Spent on redemptions 已用."""
    EXPIRED = "EXPIRED"
    """Void at their expiry 过期."""
    VOID = "VOID"
    """Taken away again: by a rating, a correction or an adjustment 核减."""


class PointsEntryKind(StrEnum):
    """Why there is an entry (积分明细类别)."""

    CREDITED = "CREDITED"
    """Verified hours earned them 入账."""
    ADJUSTED = "ADJUSTED"
    """A rating, correction or decision changed what hours are worth 调整."""
    FROZEN = "FROZEN"
    """A dispute froze a lot 冻结."""
    RELEASED = "RELEASED"
    """The dispute was decided 解冻."""
    HELD = "HELD"
    """A redemption holds them 预留."""
    HOLD_RELEASED = "HOLD_RELEASED"
    """The redemption was cancelled or timed out 释放."""
    SPENT = "SPENT"
    """The counter confirmed the redemption 消费."""
    REFUNDED = "REFUNDED"
    """The redemption was returned 退回."""
    EXPIRED = "EXPIRED"
    """What was left of a lot became void, or less of it than thought 过期."""
    ADJUSTMENT = "ADJUSTMENT"
    """Staff added or took away points 人工调整."""


class AdjustmentState(StrEnum):
    """Where a proposed adjustment stands (调整申请状态)."""

    PROPOSED = "PROPOSED"
    """Waits for a second person 待复核."""
    APPROVED = "APPROVED"
    """Took effect 已批准."""
    REJECTED = "REJECTED"
    """Not approved 已驳回."""


@dataclass(slots=True)
class Balances:
    """What became of points: issued = available + held + spent + expired, always."""

    issued: int
    available: int
    """Below zero: owed, since less was found to be earned than had been spent."""
    held: int
    spent: int
    expired: int

    def move(self, source: PointsBalance, target: PointsBalance, points: int) -> None:
        """Move points from one balance to another."""
        self._add(source, -points)
        self._add(target, points)

    def _add(self, balance: PointsBalance, points: int) -> None:
        match balance:
            case PointsBalance.ISSUED | PointsBalance.VOID:
                # Outside of the account: what leaves them is issued, what comes back no longer is.
                self.issued -= points
            case PointsBalance.AVAILABLE:
                self.available += points
            case PointsBalance.HELD:
                self.held += points
            case PointsBalance.SPENT:
                self.spent += points
            case PointsBalance.EXPIRED:
                self.expired += points


@dataclass(slots=True)
class PointsAccountRow(Balances):
    """A volunteer's account; `frozen` is the part of `available` that disputes freeze."""

    id: Id
    volunteer_id: Id
    frozen: int
    position: Position


@dataclass(slots=True)
class PointsLotRow(Balances):
    """Points issued at once; those of a service record bear the record's id."""

    id: Id
    volunteer_id: Id
    expires_at: datetime
    frozen: bool
    policy_version: int | None
    """The incentive rules it was credited by; none for an adjustment by hand."""
    position: Position

    @property
    def frozen_points(self) -> int:
        """What a dispute freezes of it."""
        return max(self.available, 0) if self.frozen else 0


@dataclass(slots=True)
class PointsEntryRow:
    """An entry of the ledger: points that went from one balance to another.

    A dispute moves nothing, so that FROZEN and RELEASED have no balances, only the amount.
    `lot_points` are the points of each of `lot_ids`.
    """

    position: Position
    volunteer_id: Id
    kind: str
    from_balance: str | None
    to_balance: str | None
    points: int
    lot_ids: list[Id]
    lot_points: list[int]
    minutes: int | None
    coefficient: Decimal | None
    cause: str | None
    policy_version: int | None
    redemption_id: Id | None
    adjustment_id: Id | None
    issued_after: int
    available_after: int
    frozen_after: int
    held_after: int
    spent_after: int
    expired_after: int
    occurred_at: datetime


@dataclass(slots=True)
class AdjustmentRow:
    """Points that staff proposed to add, or to take away (below zero)."""

    id: Id
    volunteer_id: Id
    points: int
    reason: str
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    rejection_reason: str | None
    position: Position
