"""Counts orders."""

from dataclasses import dataclass
from functools import singledispatchmethod
from uuid import UUID

from five_steps.domain.guarantee.counting.changes import Changes
from five_steps.domain.guarantee.counting.in_memory.tally import Tally
from five_steps.domain.guarantee.counting.orders import (
    ORDER_CLOSED_UNRATED,
    ORDER_FOLLOWED_UP,
    order_ended,
    order_rated,
    rating_amended,
)
from five_steps.domain.ordering import order_events


@dataclass(slots=True)
class _Order:
    unit_id: UUID
    escalated: bool = False
    year: int | None = None
    score: int | None = None


class OrderCount:
    """Remembers every order, for its rating and its follow-up."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._orders: dict[UUID, _Order] = {}

    @singledispatchmethod
    def count(self, event: object) -> None:
        """Count an event, if it is about an order."""

    @count.register
    def _(self, event: order_events.Created) -> None:
        self._orders[event.originator_id] = _Order(event.unit_id)

    @count.register
    def _(self, event: order_events.Transferred) -> None:
        self._orders[event.originator_id].unit_id = event.to_unit_id

    @count.register
    def _(self, event: order_events.Escalated) -> None:
        order = self._orders[event.originator_id]
        order.escalated = True
        order.unit_id = event.to_unit_id or order.unit_id

    @count.register
    def _(self, event: order_events.Completed) -> None:
        order = self._orders[event.originator_id]
        self._add(order, order_ended(order, event.timestamp, completed=True))

    @count.register
    def _(self, event: order_events.Expired) -> None:
        order = self._orders[event.originator_id]
        self._add(order, order_ended(order, event.timestamp, completed=False))

    @count.register
    def _(self, event: order_events.Rated) -> None:
        order = self._orders[event.originator_id]
        self._add(order, order_rated(order, event.score))

    @count.register
    def _(self, event: order_events.RatingAmended) -> None:
        order = self._orders[event.originator_id]
        self._add(order, rating_amended(order, event.score))

    @count.register
    def _(self, event: order_events.ClosedUnrated) -> None:
        self._add(self._orders[event.originator_id], ORDER_CLOSED_UNRATED)

    @count.register
    def _(self, event: order_events.FollowedUp) -> None:
        self._add(self._orders[event.originator_id], ORDER_FOLLOWED_UP)

    def _add(self, order: _Order, changes: Changes) -> None:
        assert order.year is not None
        self._tally.add(order.unit_id, order.year, changes)
