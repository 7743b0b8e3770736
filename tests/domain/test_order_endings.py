"""Endings without a service: cancelled 取消, expired 过期."""

from __future__ import annotations

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.steps.endings import NOT_SERVED_AFTER
from tests.domain.district import INSTANT, LAN, MEI, WU
from tests.domain.given_when_then import given, happened
from tests.domain.orders import END, accept, cancel, expire, no_show, order_at


def test_a_cancellation_says_who_and_why() -> None:
    order = (
        given(order_at("ACCEPTED"))
        .when(cancel(reason="下雨"))
        .then(happened(Order.Cancelled, cancelled_by=str(WU), reason="下雨"))
    )
    assert order.due_at is None
    given(order_at("PLACED")).when(cancel(reason=" ")).then_refused(RefusalCode.INVALID, "reason")


def test_an_order_that_nobody_accepted_expires_with_its_window() -> None:
    for stage in ("PLACED", "DISPATCHED"):
        order = given(order_at(stage))
        order.when(expire(at=END - INSTANT)).then_refused(
            RefusalCode.TOO_EARLY, "orderId", allowed=END.isoformat()
        )
        order.when(expire(at=END)).then(happened(Order.Expired))


def test_an_accepted_order_waits_a_day_longer_and_then_nobody_had_come() -> None:
    order = given(order_at("ACCEPTED"), accept(MEI))
    latest = END + NOT_SERVED_AFTER
    order.when(expire(at=latest - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "orderId", allowed=latest.isoformat()
    )
    order.when(expire(at=latest)).then(
        happened(Order.NoShowRecorded, volunteer_id=LAN, recorded_by="system"),
        happened(Order.NoShowRecorded, volunteer_id=MEI),
        happened(Order.Expired),
    )


def test_who_is_a_no_show_already_is_not_recorded_again() -> None:
    given(order_at("ACCEPTED"), accept(MEI), no_show(LAN)).when(expire()).then(
        happened(Order.NoShowRecorded, volunteer_id=MEI), happened(Order.Expired)
    )
