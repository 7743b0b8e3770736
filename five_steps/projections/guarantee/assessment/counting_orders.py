"""Counts orders."""

from __future__ import annotations

from five_steps.domain.guarantee.counting.orders import (
    ORDER_CLOSED_UNRATED,
    ORDER_FOLLOWED_UP,
    order_ended,
    order_rated,
    rating_amended,
)
from five_steps.domain.ordering.order import Order
from five_steps.projections.guarantee.assessment.counting import Counting
from five_steps.projections.guarantee.assessment.memory_rows import OrderRow
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.values import Event, Id


class CountsOrders(Counting):
    """An order counts for the unit that handled it when it ended, in the civil year of its end."""

    @on(Order.Created)
    def order_placed(self, event: Event, unit_id: Id) -> None:
        self.kept.orders.add(
            OrderRow(event.stream, unit_id, escalated=False, year=None, score=None)
        )

    @on(Order.Transferred)
    def order_transferred(self, event: Event, to_unit_id: Id) -> None:
        self.kept.orders.change(event.stream).unit_id = to_unit_id

    @on(Order.Escalated)
    def order_escalated(self, event: Event, to_unit_id: Id | None) -> None:
        order = self.kept.orders.change(event.stream)
        order.escalated = True
        order.unit_id = to_unit_id or order.unit_id

    @on(Order.Completed)
    def order_completed(self, event: Event) -> None:
        self._end(event, completed=True)

    @on(Order.Expired)
    def order_expired(self, event: Event) -> None:
        self._end(event, completed=False)

    @on(Order.Rated)
    def order_rated(self, event: Event, score: int) -> None:
        order = self.kept.orders.change(event.stream)
        self.count(event, order.unit_id, _year(order), order_rated(order, score))

    @on(Order.RatingAmended)
    def rating_amended(self, event: Event, score: int) -> None:
        order = self.kept.orders.change(event.stream)
        self.count(event, order.unit_id, _year(order), rating_amended(order, score))

    @on(Order.ClosedUnrated)
    def order_closed_unrated(self, event: Event) -> None:
        order = self.kept.orders[event.stream]
        self.count(event, order.unit_id, _year(order), ORDER_CLOSED_UNRATED)

    @on(Order.FollowedUp)
    def order_followed_up(self, event: Event) -> None:
        order = self.kept.orders[event.stream]
        self.count(event, order.unit_id, _year(order), ORDER_FOLLOWED_UP)

    def _end(self, event: Event, *, completed: bool) -> None:
        order = self.kept.orders.change(event.stream)
        changes = order_ended(order, event.at, completed=completed)
        self.count(event, order.unit_id, _year(order), changes)


def _year(order: OrderRow) -> int:
    assert order.year is not None
    return order.year
