"""How orders count: for the unit that handled them when they ended, in the year of their end."""

from datetime import datetime
from typing import Protocol

from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.counting.changes import Changes
from five_steps.domain.kernel.district_time import local_year


class OrderMemory(Protocol):
    """What has to be remembered of an order."""

    escalated: bool
    year: int | None
    """The civil year in which it ended."""
    score: int | None


def order_ended(order: OrderMemory, at: datetime, *, completed: bool) -> Changes:
    """It was served to the end, or nobody served it."""
    order.year = local_year(at)
    outcome = Counted.ORDERS_COMPLETED if completed else Counted.ORDERS_EXPIRED
    if order.escalated:
        return ((outcome, 1), (Counted.ORDERS_LATE, 1))
    return ((outcome, 1),)


def order_rated(order: OrderMemory, score: int) -> Changes:
    """The requester rated it."""
    order.score = score
    return ((Counted.RATINGS, 1), (Counted.RATING_SCORES, score))


def rating_amended(order: OrderMemory, score: int) -> Changes:
    """The requester thought better of it."""
    assert order.score is not None
    difference = score - order.score
    order.score = score
    return ((Counted.RATING_SCORES, difference),)


ORDER_CLOSED_UNRATED: Changes = ((Counted.ORDERS_UNRATED, 1),)
ORDER_FOLLOWED_UP: Changes = ((Counted.FOLLOW_UPS, 1),)
