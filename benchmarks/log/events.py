"""The log's events in order: thousands of orders on their way at once, as in a real district."""

from __future__ import annotations

import heapq
from datetime import timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from benchmarks.log.district import OPENED_AT
from benchmarks.log.order_life import order_life

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from benchmarks.log.district import District
    from five_steps.event_store import NewEvent

ORDERS_A_DAY = 100
"""An order takes about three weeks, so some two thousand are open at any time."""


def log_events(district: District, events: int, *, seed: int = 1) -> Iterator[NewEvent]:
    """That many events, or a few more; the district's people are settled before."""
    random = Random(seed)
    done = 0
    steps = _steps(district, random)
    while done < events:
        for event in district.recorded():
            yield event
            done += 1
        next(steps)


def _steps(district: District, random: Random) -> Iterator[None]:
    """Let the next thing happen, again and again."""
    tie_breaker = count()
    between = timedelta(days=1) / ORDERS_A_DAY
    place_at = OPENED_AT + timedelta(days=1)
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []
    while True:
        if waiting and waiting[0][0] <= place_at:
            _, number, life = heapq.heappop(waiting)
        else:
            number, life = next(tie_breaker), order_life(district, random, place_at)
            place_at += between
        go_on_at = next(life, None)
        if go_on_at is not None:
            heapq.heappush(waiting, (go_on_at, number, life))
        yield
