"""Counters 兑换点: hours, operators, the limit of the day, the stock."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from five_steps.domain.incentives.redeeming.counter import (
    DAY_MINUTES,
    DAY_POINTS_MAX,
    OPERATORS_MAX,
    Counter,
)
from five_steps.domain.incentives.redeeming.counter_day import CounterDay
from five_steps.domain.incentives.redeeming.counter_stock import PIECES_MAX, CounterStock
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from tests.domain.accounts import REDEMPTION_ID, REWARD_ID
from tests.domain.district import DAY, INSTANT, MONDAY, STATION_ID, moment
from tests.domain.given_when_then import Verb, given, happened, made
from tests.domain.shop import COUNTER_ID, MERCHANT_ID, OPERATOR, counter, day, stock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def set_hours(
    weekdays: Sequence[int] = (5, 1, 5), opens: int = 540, closes: int = 1020
) -> Verb[Counter]:
    return lambda c: c.set_hours(weekdays, opens, closes, at=MONDAY)


def set_day_limit(points: int) -> Verb[Counter]:
    return lambda c: c.set_day_limit(points, at=MONDAY)


def appoint(operator: str = OPERATOR) -> Verb[Counter]:
    return lambda c: c.appoint(operator, at=MONDAY)


def dismiss(operator: str = OPERATOR) -> Verb[Counter]:
    return lambda c: c.dismiss(operator, at=MONDAY)


def shut_down(reason: str = "装修") -> Verb[Counter]:
    return lambda c: c.shut_down(reason=reason, at=MONDAY)


def require_open(at: datetime) -> Verb[Counter]:
    return lambda c: c.require_open(at)


# --- the counter ----------------------------------------------------------------------------------


def test_a_counter_is_open_at_all_hours_until_it_has_some() -> None:
    opened = made(counter).then(
        happened(Counter.Created, unit_id=STATION_ID, merchant_id=MERCHANT_ID, name="积分超市")
    )
    given(opened).when(require_open(moment(3, 8, 3))).then_nothing()
    made(lambda: counter(name="")).then_refused(RefusalCode.INVALID, "name")
    made(lambda: counter(place="")).then_refused(RefusalCode.INVALID, "place")


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (moment(3, 2, 9), True),
        (moment(3, 2, 9) - INSTANT, False),
        (moment(3, 2, 17) - INSTANT, True),
        (moment(3, 2, 17), False),
        (moment(3, 3, 12), False),
        (moment(3, 6, 12), True),
    ],
)
def test_hours_are_the_districts(at: datetime, is_open: bool) -> None:
    hours = (
        given(counter())
        .when(set_hours())
        .then(happened(Counter.HoursSet, weekdays=[1, 5], opens_minute=540, closes_minute=1020))
    )
    asked = given(hours).when(require_open(at))
    if is_open:
        asked.then_nothing()
    else:
        asked.then_refused(RefusalCode.CLOSED, "counterId", allowed="1, 5 09:00–17:00")


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        (set_hours([]), "weekdays"),
        (set_hours([0]), "weekdays"),
        (set_hours([8]), "weekdays"),
        (set_hours(opens=-1), "opensMinute"),
        (set_hours(opens=DAY_MINUTES), "opensMinute"),
        (set_hours(closes=540), "closesMinute"),
        (set_hours(closes=DAY_MINUTES + 1), "closesMinute"),
        (set_day_limit(-1), "points"),
        (set_day_limit(DAY_POINTS_MAX + 1), "points"),
        (appoint(""), "operator"),
        (appoint("x" * 101), "operator"),
        (shut_down(""), "reason"),
    ],
)
def test_what_cannot_be_set(verb: Verb[Counter], field: str) -> None:
    given(counter()).when(verb).then_refused(RefusalCode.INVALID, field)


def test_operators_are_appointed_and_dismissed() -> None:
    worked = (
        given(counter())
        .when(appoint())
        .then(happened(Counter.OperatorAppointed, operator=OPERATOR))
    )
    assert worked.operators == {OPERATOR}
    given(worked).when(appoint()).then_refused(RefusalCode.DUPLICATE, "operator")
    left = (
        given(worked).when(dismiss()).then(happened(Counter.OperatorDismissed, operator=OPERATOR))
    )
    given(left).when(dismiss()).then_refused(RefusalCode.NOT_FOUND, "operator")
    assert left.operators == frozenset()
    many = given(counter(), *(appoint(f"operator-{n}") for n in range(OPERATORS_MAX)))
    many.when(appoint("one more")).then_refused(RefusalCode.FULL, "operator", allowed=OPERATORS_MAX)


def test_a_counter_shut_down_takes_no_more_holds_but_may_be_worked() -> None:
    shut = given(counter()).when(shut_down()).then(happened(Counter.ShutDown, reason="装修"))
    for verb in (require_open(MONDAY), set_hours(), set_day_limit(1), shut_down()):
        given(shut).when(verb).then_refused(
            RefusalCode.WRONG_STATE, "counterId", actual="SHUT_DOWN"
        )
    given(shut).when(appoint()).then(happened(Counter.OperatorAppointed))


# --- its day --------------------------------------------------------------------------------------


def take(points: int, limit: int = 100) -> Verb[CounterDay]:
    return lambda d: d.take(REDEMPTION_ID, points, limit=limit, at=MONDAY)


def test_a_day_takes_points_up_to_the_limit() -> None:
    taken = (
        given(day())
        .when(take(60))
        .then(happened(CounterDay.PointsTaken, redemption_id=REDEMPTION_ID, points=60))
    )
    given(taken).when(take(41)).then_refused(
        RefusalCode.LIMIT_REACHED, "counterId", allowed=40, actual=41
    )
    given(taken).when(take(1, limit=50)).then_refused(
        RefusalCode.LIMIT_REACHED, "counterId", allowed=0
    )
    back = (
        given(taken)
        .when(lambda d: d.give_back(REDEMPTION_ID, 60, at=MONDAY))
        .then(happened(CounterDay.PointsGivenBack, points=60))
    )
    given(back).when(take(100)).then(happened(CounterDay.PointsTaken))


def test_each_counter_and_civil_day_has_one_book() -> None:
    days = {
        CounterDay.begin(counter_id, at=at).id
        for counter_id in (COUNTER_ID, UUID(int=1))
        for at in (moment(3, 3) - INSTANT, moment(3, 3), MONDAY, MONDAY + DAY)
    }
    assert len(days) == 4
    assert day().id == CounterDay.begin(COUNTER_ID, at=moment(3, 2)).id


# --- its stock ------------------------------------------------------------------------------------


def change(pieces: int, reason: str = "到货") -> Verb[CounterStock]:
    return lambda s: s.change(pieces, reason=reason, by=OPERATOR, at=MONDAY)


def reserve(pieces: int) -> Verb[CounterStock]:
    return lambda s: s.reserve(REDEMPTION_ID, pieces, at=MONDAY)


def test_a_stock_begins_empty() -> None:
    made(stock).then(happened(CounterStock.Created, counter_id=COUNTER_ID, reward_id=REWARD_ID))
    given(stock()).when(reserve(1)).then_refused(
        RefusalCode.OUT_OF_STOCK, "quantity", allowed=0, actual=1
    )


def test_only_free_pieces_are_reserved_or_written_off() -> None:
    reserved = given(stock(5)).when(reserve(3)).then(happened(CounterStock.Reserved, pieces=3))
    assert (reserved.on_hand, reserved.free) == (5, 2)
    given(reserved).when(reserve(3)).then_refused(RefusalCode.OUT_OF_STOCK, "quantity", allowed=2)
    given(reserved).when(change(-3)).then_refused(RefusalCode.INVALID, "pieces")
    given(reserved).when(change(-2, "破损")).then(
        happened(CounterStock.Changed, pieces=-2, reason="破损", changed_by=OPERATOR)
    )


@pytest.mark.parametrize(
    ("verb", "field"),
    [(change(0), "pieces"), (change(PIECES_MAX), "pieces"), (change(1, ""), "reason")],
)
def test_what_is_no_delivery(verb: Verb[CounterStock], field: str) -> None:
    given(stock(1)).when(verb).then_refused(RefusalCode.INVALID, field)


stock_steps = st.lists(
    st.tuples(
        st.sampled_from(["deliver", "write off", "reserve", "release", "issue", "take back"]),
        st.integers(1, 5),
    ),
    max_size=40,
)


@for_all(stock_steps)
def test_nothing_is_handed_out_that_is_not_there(steps: list[tuple[str, int]]) -> None:
    kept, reserved, issued, shelf = stock(), list[int](), list[int](), 0
    for step, pieces in steps:
        try:
            if step == "deliver":
                kept.change(pieces, reason=step, by=OPERATOR, at=MONDAY)
                shelf += pieces
            elif step == "write off":
                kept.change(-pieces, reason=step, by=OPERATOR, at=MONDAY)
                shelf -= pieces
            elif step == "reserve":
                kept.reserve(REDEMPTION_ID, pieces, at=MONDAY)
                reserved.append(pieces)
            elif step == "release" and reserved:
                kept.release(REDEMPTION_ID, reserved.pop(), at=MONDAY)
            elif step == "issue" and reserved:
                issued.append(reserved.pop())
                kept.issue(REDEMPTION_ID, issued[-1], at=MONDAY)
                shelf -= issued[-1]
            elif step == "take back" and issued:
                kept.take_back(REDEMPTION_ID, issued[-1], at=MONDAY)
                shelf += issued.pop()
        except Refusal:
            assert pieces > kept.free
        assert (kept.on_hand, kept.reserved) == (shelf, sum(reserved))
        assert kept.free >= 0
