"""The catalogue 兑换目录: what may be redeemed, by whom, when and how often."""

from __future__ import annotations

from typing import Any

import pytest

from five_steps.domain.incentives.redeeming.reward import (
    CENTS_MAX,
    POINTS_MAX,
    QUANTITY_MAX,
    RETURN_DAYS_MAX,
    Reward,
    RewardKind,
)
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import DAY, INSTANT, MONDAY
from tests.domain.given_when_then import Verb, given, happened, made, refusal_of
from tests.domain.shop import reward


def reprice(points: int = 12, cost_cents: int = 600, reason: str = "进价上涨") -> Verb[Reward]:
    return lambda r: r.reprice(points=points, cost_cents=cost_cents, reason=reason, at=MONDAY)


def withdraw(reason: str = "停产") -> Verb[Reward]:
    return lambda r: r.withdraw(reason=reason, at=MONDAY)


def require(
    quantity: int = 1, *, redeemed: int = 0, star_level: int = 0, days: int = 0
) -> Verb[Reward]:
    at = MONDAY + days * DAY
    return lambda r: r.require_redeemable(
        quantity=quantity, redeemed=redeemed, star_level=star_level, at=at
    )


def test_a_reward_is_put_on_repriced_and_withdrawn() -> None:
    offered = made(reward).then(happened(Reward.Created, kind="GOODS", points=10, cost_cents=500))
    assert (offered.price(3), offered.cost(3)) == (30, 1500)
    dearer = given(offered).when(reprice()).then(happened(Reward.Repriced, reason="进价上涨"))
    assert (dearer.price(3), dearer.cost(3)) == (36, 1800)
    gone = given(dearer).when(withdraw()).then(happened(Reward.Withdrawn, reason="停产"))
    for verb in (reprice(), withdraw(), require()):
        given(gone).when(verb).then_refused(RefusalCode.WRONG_STATE, "rewardId", actual="WITHDRAWN")


def test_counters_keep_a_stock_of_goods_alone() -> None:
    assert [kind for kind in RewardKind if reward(kind=kind).stocked] == [RewardKind.GOODS]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"points": 0}, "points"),
        ({"points": POINTS_MAX + 1}, "points"),
        ({"cost_cents": -1}, "costCents"),
        ({"cost_cents": CENTS_MAX + 1}, "costCents"),
        ({"star_floor": -1}, "starFloor"),
        ({"star_floor": 6}, "starFloor"),
        ({"per_person_max": 0}, "perPersonMax"),
        ({"per_person_max": QUANTITY_MAX + 1}, "perPersonMax"),
        ({"return_days": -1}, "returnDays"),
        ({"return_days": RETURN_DAYS_MAX + 1}, "returnDays"),
        ({"valid_from": MONDAY.replace(tzinfo=None)}, "validFrom"),
        ({"valid_until": MONDAY}, "validUntil"),
        ({"name": ""}, "name"),
        ({"description": "长" * 2001}, "description"),
    ],
)
def test_limits_of_a_reward(changes: dict[str, Any], field: str) -> None:
    made(lambda: reward(**changes)).then_refused(RefusalCode.INVALID, field)


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        (reprice(points=0), "points"),
        (reprice(cost_cents=-1), "costCents"),
        (reprice(reason=""), "reason"),
        (withdraw(reason=""), "reason"),
        (require(0), "quantity"),
        (require(QUANTITY_MAX + 1), "quantity"),
    ],
)
def test_what_is_no_change_and_no_quantity(verb: Verb[Reward], field: str) -> None:
    given(reward()).when(verb).then_refused(RefusalCode.INVALID, field)


def test_a_reward_is_redeemable_while_it_is_valid() -> None:
    valid = given(reward(valid_from=MONDAY + DAY, valid_until=MONDAY + 3 * DAY))
    valid.when(require()).then_refused(RefusalCode.TOO_EARLY, "rewardId")
    valid.when(require(days=1)).then_nothing()
    valid.when(require(days=2)).then_nothing()
    valid.when(require(days=3)).then_refused(RefusalCode.TOO_LATE, "rewardId")
    just_before = refusal_of(
        valid.aggregate.require_redeemable,
        quantity=1,
        redeemed=0,
        star_level=0,
        at=MONDAY + DAY - INSTANT,
    )
    assert just_before.code == RefusalCode.TOO_EARLY


def test_a_reward_may_ask_for_a_star() -> None:
    starred = given(reward(star_floor=3))
    starred.when(require(star_level=2)).then_refused(RefusalCode.NOT_ELIGIBLE, "rewardId")
    starred.when(require(star_level=3)).then_nothing()


def test_one_volunteer_may_have_so_many() -> None:
    limited = given(reward(per_person_max=3))
    limited.when(require(3)).then_nothing()
    limited.when(require(2, redeemed=2)).then_refused(
        RefusalCode.LIMIT_REACHED, "quantity", allowed=1, actual=2
    )
    limited.when(require(1, redeemed=5)).then_refused(
        RefusalCode.LIMIT_REACHED, "quantity", allowed=0
    )
    given(reward()).when(require(100, redeemed=1000)).then_nothing()
