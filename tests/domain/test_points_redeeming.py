"""Points held, spent, refunded, expired and adjusted: which lots, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from five_steps.domain.incentives.points_account import PointsAccount, expiry
from five_steps.domain.incentives.points_adjustment import ADJUSTMENT_POINTS_MAX
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.accounts import (
    ADJUSTMENT_ID,
    EXPIRY,
    OTHER_REDEMPTION_ID,
    OTHER_REWARD_ID,
    REDEMPTION_ID,
    REWARD_ID,
    approve,
    credit,
    expire,
    freeze,
    hold,
    opened,
    propose,
    refund,
    reject,
    release_hold,
    reprice,
    spend,
    unfreeze,
)
from tests.domain.district import (
    CLERK,
    DAY,
    INCENTIVES,
    INSTANT,
    LAN,
    MONDAY,
    OTHER_RECORD_ID,
    RECORD_ID,
    incentive_rules,
)
from tests.domain.given_when_then import given, happened

if TYPE_CHECKING:
    from tests.domain.accounts import AccountVerb

LATER_LOT = credit(60, incentive_rules(lot_years=3), lot_id=OTHER_RECORD_ID)
"""Ten points that expire a year after the others."""
LATER_EXPIRY = expiry(MONDAY, incentive_rules(lot_years=3))


def balances(account: PointsAccount) -> tuple[int, int, int, int]:
    """Available, held, spent and expired."""
    return account.available, account.held, account.spent, account.expired


# --- hold, spend, refund --------------------------------------------------------------------------


def test_points_that_expire_first_are_held_first() -> None:
    account = (
        given(opened(), LATER_LOT, credit())
        .when(hold(25))
        .then(
            happened(
                PointsAccount.Held,
                redemption_id=REDEMPTION_ID,
                reward_id=REWARD_ID,
                quantity=1,
                points=25,
                lot_ids=[RECORD_ID, OTHER_RECORD_ID],
                lot_points=[20, 5],
            )
        )
    )
    assert balances(account) == (5, 25, 0, 0)
    assert account.spendable(MONDAY) == 5


def test_no_more_is_held_than_may_be_spent() -> None:
    given(opened(), credit()).when(hold(21)).then_refused(
        RefusalCode.INSUFFICIENT_POINTS, "quantity", allowed=20, actual=21
    )
    given(opened(), credit(), hold(15)).when(hold(6, OTHER_REDEMPTION_ID)).then_refused(
        RefusalCode.INSUFFICIENT_POINTS, "quantity", allowed=5, actual=6
    )
    given(opened(), credit(), freeze()).when(hold(1)).then_refused(
        RefusalCode.INSUFFICIENT_POINTS, "quantity", allowed=0
    )
    given(opened(), credit()).when(hold(1, at=EXPIRY)).then_refused(
        RefusalCode.INSUFFICIENT_POINTS, "quantity", allowed=0
    )
    given(opened(), credit()).when(hold(20, at=EXPIRY - INSTANT)).then(happened(PointsAccount.Held))


@pytest.mark.parametrize("before", [(hold(5),), (hold(5), spend())])
def test_a_redemption_holds_once(before: tuple[AccountVerb, ...]) -> None:
    given(opened(), credit(), *before).when(hold(5)).then_refused(
        RefusalCode.DUPLICATE, "redemptionId"
    )


@pytest.mark.parametrize(
    ("verb", "event", "after"),
    [
        (release_hold(), PointsAccount.HoldReleased, (30, 0, 0, 0)),
        (spend(), PointsAccount.Spent, (5, 0, 25, 0)),
    ],
)
def test_a_hold_is_released_or_spent_from_the_same_lots(
    verb: AccountVerb, event: type, after: tuple[int, int, int, int]
) -> None:
    account = (
        given(opened(), LATER_LOT, credit(), hold(25))
        .when(verb)
        .then(happened(event, points=25, lot_ids=[RECORD_ID, OTHER_RECORD_ID], lot_points=[20, 5]))
    )
    assert balances(account) == after
    given(account).when(verb).then_refused(RefusalCode.NOT_FOUND, "redemptionId")


def test_a_refund_goes_back_to_the_same_lots() -> None:
    before = given(opened(), LATER_LOT, credit()).aggregate
    account = (
        given(before, hold(25), spend())
        .when(refund())
        .then(
            happened(
                PointsAccount.Refunded, lot_ids=[RECORD_ID, OTHER_RECORD_ID], lot_points=[20, 5]
            )
        )
    )
    assert [lot.left for lot in account.lots.values()] == [10, 20]
    given(account).when(refund()).then_refused(RefusalCode.NOT_FOUND, "redemptionId")
    given(opened(), credit(), hold(5)).when(refund()).then_refused(
        RefusalCode.NOT_FOUND, "redemptionId"
    )


def test_a_hold_outlasts_the_expiry_but_not_a_dispute() -> None:
    given(opened(), credit(), hold(20), expire()).when(spend(at=EXPIRY)).then(
        happened(PointsAccount.Spent, points=20)
    )
    disputed = given(opened(), credit(), hold(20), freeze())
    disputed.when(spend()).then_refused(RefusalCode.FROZEN, "redemptionId")
    disputed.when(release_hold()).then(happened(PointsAccount.HoldReleased))
    given(disputed.aggregate, unfreeze()).when(spend()).then(happened(PointsAccount.Spent))


def test_what_a_volunteer_has_had_of_a_reward_is_counted_while_it_is_not_given_back() -> None:
    account = given(
        opened(),
        credit(),
        hold(5, quantity=2),
        hold(5, OTHER_REDEMPTION_ID, quantity=3),
        spend(OTHER_REDEMPTION_ID),
    ).aggregate
    assert (account.redeemed(REWARD_ID), account.redeemed(OTHER_REWARD_ID)) == (5, 0)
    assert given(account, release_hold()).aggregate.redeemed(REWARD_ID) == 3
    assert given(account, refund(OTHER_REDEMPTION_ID)).aggregate.redeemed(REWARD_ID) == 0


# --- expiry ---------------------------------------------------------------------------------------


def test_what_is_left_is_void_at_the_expiry() -> None:
    account = given(opened(), credit(), hold(5), spend(), hold(3, OTHER_REDEMPTION_ID))
    account.when(expire(EXPIRY - INSTANT)).then_nothing()
    expired = account.when(expire()).then(
        happened(PointsAccount.LotExpired, lot_id=RECORD_ID, points=12)
    )
    assert balances(expired) == (0, 3, 5, 12)
    given(expired).when(expire()).then_nothing()


@pytest.mark.parametrize(
    "path",
    [
        (hold(20), expire(), release_hold(at=EXPIRY)),
        (hold(20), spend(), expire(), refund(at=EXPIRY)),
    ],
)
def test_points_that_come_back_after_the_expiry_are_void_next(
    path: tuple[AccountVerb, ...],
) -> None:
    account = given(opened(), credit(), *path)
    assert account.aggregate.spendable(EXPIRY) == 0
    account.when(expire()).then(happened(PointsAccount.LotExpired, points=20))


def test_a_dispute_puts_the_expiry_off() -> None:
    frozen = given(opened(), credit(), freeze())
    frozen.when(expire()).then_nothing()
    given(frozen.aggregate, unfreeze()).when(expire()).then(
        happened(PointsAccount.LotExpired, points=20)
    )


# --- what is owed ---------------------------------------------------------------------------------


def test_a_lot_repriced_below_what_was_spent_of_it_is_owed_by_the_others() -> None:
    account = given(opened(), credit(), hold(20), spend(), LATER_LOT, reprice(score=2)).aggregate
    assert (account.available, account.spendable(MONDAY)) == (0, 0)
    given(account, reprice(minutes=90, score=2)).when(hold(1, OTHER_REDEMPTION_ID)).then_refused(
        RefusalCode.INSUFFICIENT_POINTS, "quantity", allowed=0
    )


def test_what_is_owed_is_paid_by_what_expires_first() -> None:
    """Lan owes 10 and has 20 of one year and 10 of the next: 20 to spend, before and after."""
    owing = given(
        opened(),
        credit(lot_id=UUID(int=1), minutes=60),
        hold(10),
        spend(),
        reprice(lot_id=UUID(int=1), minutes=0),
        credit(),
        LATER_LOT,
    )
    account = owing.aggregate
    assert account.spendable(MONDAY) == 20
    expired = owing.when(expire()).then(
        happened(PointsAccount.LotExpired, lot_id=RECORD_ID, points=10)
    )
    assert (account.spendable(EXPIRY), expired.spendable(EXPIRY)) == (10, 10)
    given(expired).when(expire()).then_nothing()
    repaid = given(expired, reprice(lot_id=UUID(int=1), minutes=60))
    assert repaid.aggregate.spendable(EXPIRY) == 10
    repaid.when(expire()).then(happened(PointsAccount.LotExpired, lot_id=RECORD_ID, points=10))


def test_nobody_owes_points_that_were_void_anyway() -> None:
    account = (
        given(opened(), credit(), hold(5), spend(), expire())
        .when(reprice(minutes=60, at=EXPIRY))
        .then(
            happened(PointsAccount.Adjusted, points=-10),
            happened(PointsAccount.LotExpired, points=-10),
        )
    )
    assert balances(account) == (0, 0, 5, 5)
    owed = given(account, reprice(minutes=0, at=EXPIRY)).aggregate
    assert balances(owed) == (-5, 0, 5, 0)


# --- adjustments ----------------------------------------------------------------------------------


def test_an_adjustment_waits_for_a_second_person() -> None:
    proposed = (
        given(opened(), credit())
        .when(propose(5))
        .then(
            happened(
                PointsAccount.AdjustmentProposed,
                adjustment_id=ADJUSTMENT_ID,
                points=5,
                reason="活动补贴",
                proposed_by=CLERK,
            )
        )
    )
    assert proposed.issued == 20
    given(proposed).when(propose(5)).then_refused(RefusalCode.DUPLICATE, "adjustmentId")
    for verb in (approve(by=CLERK), reject(by=CLERK)):
        given(proposed).when(verb).then_refused(RefusalCode.SECOND_PERSON_REQUIRED, "adjustmentId")
    for verb in (approve(by=str(LAN)), reject(by=str(LAN)), propose(5, by=str(LAN))):
        given(proposed).when(verb).then_refused(RefusalCode.SELF_VERIFICATION, "volunteerId")


def test_points_added_are_a_lot_of_their_own() -> None:
    account = (
        given(opened(), propose(5))
        .when(approve())
        .then(
            happened(
                PointsAccount.AdjustmentApproved,
                lot_ids=[ADJUSTMENT_ID],
                lot_points=[5],
                expires_at=expiry(MONDAY, INCENTIVES),
            )
        )
    )
    assert (account.issued, account.spendable(MONDAY)) == (5, 5)
    for verb in (approve(), reject()):
        given(account).when(verb).then_refused(RefusalCode.NOT_FOUND, "adjustmentId")
    given(account).when(reprice(lot_id=ADJUSTMENT_ID, minutes=0)).then_nothing()
    given(account).when(propose(5)).then_refused(RefusalCode.DUPLICATE, "adjustmentId")


def test_points_taken_away_come_from_the_oldest_lots_and_stay_away() -> None:
    account = (
        given(opened(), LATER_LOT, credit(), propose(-25))
        .when(approve())
        .then(
            happened(
                PointsAccount.AdjustmentApproved,
                points=-25,
                lot_ids=[RECORD_ID, OTHER_RECORD_ID],
                lot_points=[20, 5],
                expires_at=None,
            )
        )
    )
    assert (account.issued, account.available) == (5, 5)
    given(account).when(reprice(score=4)).then_nothing()
    given(account).when(reprice(score=5)).then(happened(PointsAccount.Adjusted, points=4))


def test_no_more_is_taken_away_than_may_be_spent() -> None:
    given(opened(), credit(), hold(15), propose(-6)).when(approve()).then_refused(
        RefusalCode.INSUFFICIENT_POINTS, "adjustmentId", allowed=5, actual=6
    )


def test_a_rejected_adjustment_changes_no_balance() -> None:
    account = (
        given(opened(), credit(), propose(-5))
        .when(reject())
        .then(happened(PointsAccount.AdjustmentRejected, reason="依据不足"))
    )
    assert account.issued == 20
    given(opened(), propose(5)).when(reject(reason="")).then_refused(RefusalCode.INVALID, "reason")


@pytest.mark.parametrize("points", [0, ADJUSTMENT_POINTS_MAX + 1, -ADJUSTMENT_POINTS_MAX - 1])
def test_limits_of_an_adjustment(points: int) -> None:
    given(opened()).when(propose(points)).then_refused(RefusalCode.INVALID, "points")
    given(opened()).when(propose(1, reason=" ")).then_refused(RefusalCode.INVALID, "reason")


def test_what_is_spendable_looks_at_each_lots_own_expiry() -> None:
    account = given(opened(), credit(), LATER_LOT).aggregate
    assert [account.spendable(at) for at in (MONDAY, EXPIRY, LATER_EXPIRY - DAY, LATER_EXPIRY)] == [
        30,
        10,
        10,
        0,
    ]
