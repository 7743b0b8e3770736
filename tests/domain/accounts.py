"""The verbs of a points account with everyday defaults. The account is Lan's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.incentives.points_account import AdjustmentCause, PointsAccount
from tests.domain.district import (
    CLERK,
    INCENTIVES,
    LAN,
    MONDAY,
    OTHER_CLERK,
    RECORD_ID,
    incentive_policy,
    moment,
)

if TYPE_CHECKING:
    from datetime import datetime

    from five_steps.domain.incentives.incentive_policy import IncentivePolicy, IncentiveRules
    from tests.domain.given_when_then import Verb

    AccountVerb = Verb[PointsAccount]

REDEMPTION_ID, OTHER_REDEMPTION_ID = UUID(int=701), UUID(int=702)
REWARD_ID, OTHER_REWARD_ID = UUID(int=711), UUID(int=712)
ADJUSTMENT_ID, OTHER_ADJUSTMENT_ID, REJECTED_ADJUSTMENT_ID = (
    UUID(int=number) for number in range(721, 724)
)
EXPIRY = moment(1, 1, year=2028)
"""When what is credited on that Monday expires."""
POLICY = incentive_policy()


def opened() -> PointsAccount:
    """An account just opened."""
    return PointsAccount.open(LAN, at=MONDAY)


def credit(
    minutes: int = 120,
    rules: IncentiveRules = INCENTIVES,
    *,
    lot_id: UUID = RECORD_ID,
    at: datetime = MONDAY,
) -> AccountVerb:
    """Credit a record: 20 points by default."""
    return lambda account: account.credit(lot_id, minutes=minutes, rules=rules, at=at)


def reprice(
    *,
    minutes: int = 120,
    score: int | None = None,
    policy: IncentivePolicy = POLICY,
    cause: AdjustmentCause = AdjustmentCause.RATING,
    lot_id: UUID = RECORD_ID,
    at: datetime = MONDAY,
) -> AccountVerb:
    """Bring a record to what it is worth now."""
    return lambda account: account.reprice(
        lot_id, minutes=minutes, score=score, policy=policy, cause=cause, at=at
    )


def freeze(lot_id: UUID = RECORD_ID) -> AccountVerb:
    """Freeze a record's lot."""
    return lambda account: account.freeze(lot_id, at=MONDAY)


def unfreeze(lot_id: UUID = RECORD_ID) -> AccountVerb:
    """Release a record's lot."""
    return lambda account: account.unfreeze(lot_id, at=MONDAY)


def hold(
    points: int,
    redemption_id: UUID = REDEMPTION_ID,
    *,
    reward_id: UUID = REWARD_ID,
    quantity: int = 1,
    at: datetime = MONDAY,
) -> AccountVerb:
    """Hold points for a redemption."""
    return lambda account: account.hold(
        redemption_id, reward_id=reward_id, quantity=quantity, points=points, at=at
    )


def release_hold(redemption_id: UUID = REDEMPTION_ID, *, at: datetime = MONDAY) -> AccountVerb:
    """Give a hold up."""
    return lambda account: account.release_hold(redemption_id, at=at)


def spend(redemption_id: UUID = REDEMPTION_ID, *, at: datetime = MONDAY) -> AccountVerb:
    """Spend what is held."""
    return lambda account: account.spend(redemption_id, at=at)


def refund(redemption_id: UUID = REDEMPTION_ID, *, at: datetime = MONDAY) -> AccountVerb:
    """Give back what was spent."""
    return lambda account: account.refund(redemption_id, at=at)


def expire(at: datetime = EXPIRY) -> AccountVerb:
    """Void what is past its expiry."""
    return lambda account: account.expire_lots(at=at)


def propose(
    points: int,
    adjustment_id: UUID = ADJUSTMENT_ID,
    *,
    by: str = CLERK,
    reason: str = "活动补贴",
) -> AccountVerb:
    """Propose an adjustment."""
    return lambda account: account.propose_adjustment(
        adjustment_id, points, reason=reason, by=by, at=MONDAY
    )


def approve(
    adjustment_id: UUID = ADJUSTMENT_ID, *, by: str = OTHER_CLERK, at: datetime = MONDAY
) -> AccountVerb:
    """Approve it."""
    return lambda account: account.approve_adjustment(adjustment_id, by=by, rules=INCENTIVES, at=at)


def reject(
    adjustment_id: UUID = ADJUSTMENT_ID, *, by: str = OTHER_CLERK, reason: str = "依据不足"
) -> AccountVerb:
    """Reject it."""
    return lambda account: account.reject_adjustment(adjustment_id, reason=reason, by=by, at=MONDAY)
