"""Follow-ups by draw 回访抽样: anybody recomputes who is drawn, and nobody chooses."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.follow_up_draw import draw, is_drawn
from five_steps.domain.ordering.order import Order
from tests.domain import orders
from tests.domain.district import DAY, HOUR, INSTANT, MONDAY, ORDER_ID, service_rules
from tests.domain.given_when_then import given, happened

ALL, NONE = service_rules(follow_up_share=Decimal(1)), service_rules(follow_up_share=Decimal(0))


def closed_order() -> Order:
    return orders.order_at("UNRATED")


def test_the_lot_is_what_the_rule_says_it_is() -> None:
    # printf '%s' '00000000-0000-0000-0000-000000000191 1772413200000000 1' | sha256sum
    assert draw(UUID(int=401), MONDAY, 1) == 0x7970_7625_5028_3348


def test_share_version_and_moment_decide() -> None:
    assert is_drawn(ORDER_ID, MONDAY, ALL)
    assert not is_drawn(ORDER_ID, MONDAY, NONE)
    lots = {draw(ORDER_ID, at, version) for at in (MONDAY, MONDAY + INSTANT) for version in (1, 2)}
    assert len(lots) == 4


def test_about_the_share_is_drawn() -> None:
    tenth = service_rules(follow_up_share=Decimal("0.1"))
    drawn = sum(is_drawn(UUID(int=number), MONDAY, tenth) for number in range(10_000))
    assert 900 < drawn < 1100


def test_a_drawn_order_is_overdue_once_its_time_has_passed() -> None:
    order = closed_order()
    assert order.closed_at is not None
    due_at = order.closed_at + 14 * DAY
    early = given(order).when(orders.mark_follow_up_overdue(due_at - INSTANT, ALL))
    early.then_refused(RefusalCode.TOO_EARLY, "orderId", allowed=due_at.isoformat())
    late = given(order).when(orders.mark_follow_up_overdue(due_at, ALL))
    overdue = late.then(happened(Order.FollowUpOverdue, due_at=due_at))
    again = given(overdue).when(orders.mark_follow_up_overdue(due_at, ALL))
    again.then_refused(RefusalCode.DUPLICATE, "orderId")
    given(overdue).when(orders.follow_up()).then(happened(Order.FollowedUp))


def test_what_was_not_drawn_or_is_done_is_never_overdue() -> None:
    long_after = MONDAY + 365 * DAY
    given(closed_order()).when(orders.mark_follow_up_overdue(long_after, NONE)).then_refused(
        RefusalCode.NOT_FOUND, "orderId"
    )
    followed_up = given(closed_order(), orders.follow_up())
    followed_up.when(orders.mark_follow_up_overdue(long_after, ALL)).then_refused(
        RefusalCode.WRONG_STATE, "orderId"
    )


def test_a_dispute_stops_the_clock_of_the_follow_up() -> None:
    order = orders.order_at("RATED")
    assert order.closed_at is not None
    due_at = order.closed_at + 14 * DAY
    disputed = given(order, orders.dispute())
    at_due = orders.mark_follow_up_overdue(due_at, ALL)
    disputed.when(at_due).then_refused(RefusalCode.WRONG_STATE, "orderId")
    # It was open for an hour.
    decided = given(disputed.aggregate, orders.decide())
    decided.when(at_due).then_refused(
        RefusalCode.TOO_EARLY, "orderId", allowed=(due_at + HOUR).isoformat()
    )
