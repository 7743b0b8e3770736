"""A redemption 兑换: its states, its 15 minutes, its return and its settlement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.incentives.redeeming.redemption import Redemption, RedemptionState
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import DAY, INSTANT, LAN, MONDAY
from tests.domain.given_when_then import given, happened, made
from tests.domain.shop import (
    HOLD_ENDS,
    OPERATOR,
    OTHER_MERCHANT_ID,
    OTHER_SETTLEMENT_ID,
    PERIOD,
    SETTLEMENT_ID,
    cancel,
    confirm,
    fulfil,
    redemption,
    settle,
    take_back,
    time_out,
)

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

    Path = tuple[Verb[Redemption], ...]

PATHS: dict[RedemptionState, Path] = {
    RedemptionState.HELD: (),
    RedemptionState.CONFIRMED: (confirm(),),
    RedemptionState.FULFILLED: (confirm(), fulfil()),
    RedemptionState.CANCELLED: (cancel(),),
    RedemptionState.TIMED_OUT: (time_out(),),
    RedemptionState.RETURNED: (confirm(), take_back()),
}
HELD, CONFIRMED, FULFILLED = (
    RedemptionState.HELD,
    RedemptionState.CONFIRMED,
    RedemptionState.FULFILLED,
)

STEPS: tuple[tuple[Verb[Redemption], type, set[RedemptionState]], ...] = (
    (confirm(), Redemption.Confirmed, {HELD}),
    (fulfil(), Redemption.Fulfilled, {CONFIRMED}),
    (cancel(), Redemption.Cancelled, {HELD}),
    (time_out(), Redemption.TimedOut, {HELD}),
    (take_back(), Redemption.Returned, {CONFIRMED, FULFILLED}),
    (settle(), Redemption.Settled, {FULFILLED}),
)


@pytest.mark.parametrize("state", PATHS)
@pytest.mark.parametrize(("verb", "event", "allowed"), STEPS)
def test_what_may_follow_each_state(
    state: RedemptionState, verb: Verb[Redemption], event: type, allowed: set[RedemptionState]
) -> None:
    outcome = given(redemption(), *PATHS[state]).when(verb)
    if state in allowed:
        outcome.then(happened(event))
    else:
        assert outcome.refusal is not None
        assert (outcome.refusal.code, outcome.refusal.details["actual"]) == (
            RefusalCode.WRONG_STATE,
            state.value,
        )


def test_paths_lead_to_their_states() -> None:
    assert {state: given(redemption(), *path).aggregate.state for state, path in PATHS.items()} == {
        state: state for state in PATHS
    }


def test_a_hold_lasts_fifteen_minutes() -> None:
    held = made(redemption).then(
        happened(
            Redemption.Created, points=20, cost_cents=1000, held_by=str(LAN), expires_at=HOLD_ENDS
        )
    )
    given(held).when(confirm(at=HOLD_ENDS - INSTANT)).then(
        happened(Redemption.Confirmed, confirmed_by=OPERATOR)
    )
    given(held).when(time_out(HOLD_ENDS - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "redemptionId", allowed=HOLD_ENDS.isoformat()
    )
    given(held).when(confirm(at=HOLD_ENDS)).then_refused(RefusalCode.TOO_LATE, "redemptionId")
    given(held).when(time_out(HOLD_ENDS)).then(happened(Redemption.TimedOut))


def test_the_code_confirms_and_nobody_serves_themselves() -> None:
    held = given(redemption())
    held.when(confirm(code_matches=False)).then_refused(RefusalCode.WRONG_CODE, "code")
    held.when(confirm(by=str(LAN))).then_refused(RefusalCode.SELF_VERIFICATION, "redemptionId")


def test_reasons_are_given() -> None:
    given(redemption()).when(cancel("")).then_refused(RefusalCode.INVALID, "reason")
    given(redemption(), confirm()).when(take_back(reason="")).then_refused(
        RefusalCode.INVALID, "reason"
    )


def test_a_return_is_taken_within_the_rewards_days() -> None:
    confirmed = given(redemption(return_days=7), confirm())
    confirmed.when(take_back(at=MONDAY + 7 * DAY - INSTANT)).then(
        happened(Redemption.Returned, returned_by=OPERATOR, reason="破损")
    )
    confirmed.when(take_back(at=MONDAY + 7 * DAY)).then_refused(
        RefusalCode.TOO_LATE, "redemptionId", allowed=(MONDAY + 7 * DAY).isoformat()
    )
    given(redemption(return_days=0), confirm()).when(take_back()).then_refused(
        RefusalCode.TOO_LATE, "redemptionId"
    )


def test_a_redemption_is_settled_once_and_not_returned_afterwards() -> None:
    settled = (
        given(redemption(), confirm(), fulfil())
        .when(settle())
        .then(happened(Redemption.Settled, settlement_id=SETTLEMENT_ID))
    )
    given(settled).when(settle(OTHER_SETTLEMENT_ID)).then_refused(
        RefusalCode.DUPLICATE, "redemptionIds", actual=str(SETTLEMENT_ID)
    )
    given(settled).when(take_back()).then_refused(
        RefusalCode.WRONG_STATE, "redemptionId", actual="SETTLED"
    )


@pytest.mark.parametrize(
    "verb",
    [
        settle(merchant_id=OTHER_MERCHANT_ID),
        settle(merchant_id=None),
        settle(period=Window(PERIOD.start, MONDAY)),
        settle(period=Window(MONDAY + INSTANT, PERIOD.end)),
    ],
)
def test_a_settlement_lists_what_its_merchant_confirmed_in_its_period(
    verb: Verb[Redemption],
) -> None:
    given(redemption(), confirm(), fulfil()).when(verb).then_refused(
        RefusalCode.INVALID, "redemptionIds"
    )
