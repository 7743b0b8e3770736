"""What can happen to a points account. Every change of a balance names its lots."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.incentives.points_adjustment import AdjustmentProposal
from five_steps.domain.incentives.points_lot import LotPart, PointsLot, Taking
from five_steps.domain.kernel.aggregate import Aggregate, with_entry, without_entry

if TYPE_CHECKING:
    from five_steps.domain.incentives.points_account import PointsAccount


class Created(Aggregate.Created):
    """The account of an approved volunteer was opened (开户)."""

    TOPIC = "points_account.created"
    volunteer_id: UUID

    def apply(self, account: "PointsAccount") -> None:
        account.volunteer_id = self.volunteer_id


class Credited(Aggregate.Event):
    """Verified minutes earned points (积分入账), at a coefficient, by a policy version."""

    TOPIC = "points_account.credited"
    volunteer_id: UUID
    lot_id: UUID
    points: int
    minutes: int
    coefficient: Decimal
    expires_at: datetime
    policy_version: int

    def apply(self, account: "PointsAccount") -> None:
        account.put_lot(PointsLot(self.lot_id, self.points, self.expires_at, self.policy_version))


class Adjusted(Aggregate.Event):
    """A rating, correction or decision changed a lot by `points`, up or down (积分调整)."""

    TOPIC = "points_account.adjusted"
    volunteer_id: UUID
    lot_id: UUID
    points: int
    minutes: int
    coefficient: Decimal
    cause: str

    def apply(self, account: "PointsAccount") -> None:
        lot = account.lots[self.lot_id]
        account.put_lot(replace(lot, points=lot.points + self.points))


class LotFrozen(Aggregate.Event):
    """A dispute froze a lot (冻结)."""

    TOPIC = "points_account.lot_frozen"
    volunteer_id: UUID
    lot_id: UUID
    points: int

    def apply(self, account: "PointsAccount") -> None:
        account.put_lot(replace(account.lots[self.lot_id], frozen=True))


class LotReleased(Aggregate.Event):
    """The dispute is decided: the lot is free again (解冻)."""

    TOPIC = "points_account.lot_released"
    volunteer_id: UUID
    lot_id: UUID
    points: int

    def apply(self, account: "PointsAccount") -> None:
        account.put_lot(replace(account.lots[self.lot_id], frozen=False))


class Held(Aggregate.Event):
    """A redemption holds points of these lots (冻结待兑): nobody else can spend them."""

    TOPIC = "points_account.held"
    volunteer_id: UUID
    redemption_id: UUID
    reward_id: UUID
    quantity: int
    points: int
    lot_ids: list[UUID]
    lot_points: list[int]

    def apply(self, account: "PointsAccount") -> None:
        parts = _parts(self.lot_ids, self.lot_points)
        taking = Taking(self.reward_id, self.quantity, parts)
        account.holds = with_entry(account.holds, self.redemption_id, taking)
        account.change_lots(parts, held=1)


class HoldReleased(Aggregate.Event):
    """The redemption was cancelled or timed out: its points go back to their lots (释放)."""

    TOPIC = "points_account.hold_released"
    volunteer_id: UUID
    redemption_id: UUID
    points: int
    lot_ids: list[UUID]
    lot_points: list[int]

    def apply(self, account: "PointsAccount") -> None:
        account.holds = without_entry(account.holds, self.redemption_id)
        account.change_lots(_parts(self.lot_ids, self.lot_points), held=-1)


class Spent(Aggregate.Event):
    """The counter confirmed: the points held are spent (消费)."""

    TOPIC = "points_account.spent"
    volunteer_id: UUID
    redemption_id: UUID
    points: int
    lot_ids: list[UUID]
    lot_points: list[int]

    def apply(self, account: "PointsAccount") -> None:
        taking = account.holds[self.redemption_id]
        account.holds = without_entry(account.holds, self.redemption_id)
        account.purchases = with_entry(account.purchases, self.redemption_id, taking)
        account.change_lots(taking.parts, held=-1, spent=1)


class Refunded(Aggregate.Event):
    """What was redeemed was returned: the points go back to the same lots (退回)."""

    TOPIC = "points_account.refunded"
    volunteer_id: UUID
    redemption_id: UUID
    points: int
    lot_ids: list[UUID]
    lot_points: list[int]

    def apply(self, account: "PointsAccount") -> None:
        account.purchases = without_entry(account.purchases, self.redemption_id)
        account.change_lots(_parts(self.lot_ids, self.lot_points), spent=-1)


class LotExpired(Aggregate.Event):
    """What was left of a lot at its expiry is void (过期).

    Below zero: a lot that had expired was repriced, so that fewer of its points had been left.
    """

    TOPIC = "points_account.lot_expired"
    volunteer_id: UUID
    lot_id: UUID
    points: int

    def apply(self, account: "PointsAccount") -> None:
        lot = account.lots[self.lot_id]
        account.put_lot(replace(lot, expired=lot.expired + self.points))


class AdjustmentProposed(Aggregate.Event):
    """Staff proposed to add (or take away, below zero) points, with a reason (提议调整)."""

    TOPIC = "points_account.adjustment_proposed"
    volunteer_id: UUID
    adjustment_id: UUID
    points: int
    reason: str
    proposed_by: str

    def apply(self, account: "PointsAccount") -> None:
        account.proposals = with_entry(
            account.proposals,
            self.adjustment_id,
            AdjustmentProposal(self.points, self.proposed_by),
        )


class AdjustmentApproved(Aggregate.Event):
    """A second person approved it (批准调整): a new lot, or parts taken from lots."""

    TOPIC = "points_account.adjustment_approved"
    volunteer_id: UUID
    adjustment_id: UUID
    points: int
    lot_ids: list[UUID]
    lot_points: list[int]
    expires_at: datetime | None
    approved_by: str

    def apply(self, account: "PointsAccount") -> None:
        account.proposals = without_entry(account.proposals, self.adjustment_id)
        if self.expires_at is not None:
            account.put_lot(PointsLot(self.adjustment_id, self.points, self.expires_at, None))
        else:
            account.change_lots(_parts(self.lot_ids, self.lot_points), taken=1)


class AdjustmentRejected(Aggregate.Event):
    """A second person did not approve it (驳回调整)."""

    TOPIC = "points_account.adjustment_rejected"
    volunteer_id: UUID
    adjustment_id: UUID
    rejected_by: str
    reason: str

    def apply(self, account: "PointsAccount") -> None:
        account.proposals = without_entry(account.proposals, self.adjustment_id)


def _parts(lot_ids: list[UUID], lot_points: list[int]) -> tuple[LotPart, ...]:
    return tuple(map(LotPart, lot_ids, lot_points))
