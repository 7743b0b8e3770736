"""Placing an order 点单."""

from __future__ import annotations

from datetime import timedelta

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.menu_item import HEADCOUNT_MAX
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import OrderState, RequesterKind
from tests.domain.district import (
    BEIAO_ID,
    DAY,
    INSTANT,
    MONDAY,
    STATION_ID,
    WU,
    between,
    service_rules,
)
from tests.domain.given_when_then import happened, made
from tests.domain.orders import END, START, placed


def test_an_order_waits_for_dispatch_at_the_unit_it_was_placed_with() -> None:
    order = made(placed).then(
        happened(
            Order.Created,
            unit_id=STATION_ID,
            requester_id=WU,
            category="THEORY",
            starts_at=START,
            ends_at=END,
            headcount=2,
            due_at=MONDAY + DAY,
        )
    )
    assert order.state is OrderState.PLACED
    assert order.handling_unit_id == STATION_ID
    assert order.window == between(START, 120)
    assert order.open_places == 2


def test_a_unit_orders_as_well_as_a_resident() -> None:
    order = placed(requester_kind=RequesterKind.UNIT, requester_id=BEIAO_ID)
    assert order.requester_kind is RequesterKind.UNIT


def test_the_time_to_dispatch_is_a_rule() -> None:
    order = placed(rules=service_rules(dispatch_within_minutes=90))
    assert order.due_at == MONDAY + timedelta(minutes=90)


def test_an_order_may_be_placed_until_its_window_ends() -> None:
    assert placed(at=END - INSTANT).state is OrderState.PLACED
    made(lambda: placed(at=END)).then_refused(RefusalCode.TOO_LATE, "endsAt")


@pytest.mark.parametrize("headcount", [0, HEADCOUNT_MAX + 1])
def test_the_headcount_has_limits(headcount: int) -> None:
    made(lambda: placed(headcount=headcount)).then_refused(
        RefusalCode.INVALID, "headcount", allowed=f"1–{HEADCOUNT_MAX}"
    )


@pytest.mark.parametrize("title", ["", "  ", "长" * 101, "null\0"])
def test_the_title_is_a_name(title: str) -> None:
    made(lambda: placed(title=title)).then_refused(RefusalCode.INVALID, "title")
