"""Follow-ups of the orders that were drawn (回访抽样): most in time, some late, some never."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from five_steps.commands.ordering.follow_up import FollowUpOrder
from five_steps.commands.ordering.follow_up_overdue import MarkFollowUpOverdue
from five_steps.domain.ordering.follow_up_draw import is_drawn
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import FollowUpChannel, OrderState
from five_steps.domain.ordering.service_policy import (
    SERVICE_POLICY_ID,
    ServicePolicy,
    ServiceRules,
)
from five_steps.event_store import EventStore
from five_steps.event_store.codec import decode_fields
from five_steps.operations.demo import staff
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.step import Made, Step

_CLOSING: Final = ("order.rated", "order.closed_unrated")
_PAGE_EVENTS: Final = 10_000
_DAY: Final = timedelta(days=1)
_WAITS: Final = {(1, 12): 88, (16, 25): 6, None: 6}
"""After so many days at least and at most the requester is asked, or never, in percent."""


async def follow_ups(store: EventStore, seed: str, now: datetime) -> list[Step]:
    """What staff did by now about the orders that were drawn when they closed."""
    policy = await store.repository.get(ServicePolicy, SERVICE_POLICY_ID)
    steps: list[Step] = []
    async for order_id, closed_at in _closings(store):
        rules = policy.in_force(closed_at)
        if is_drawn(order_id, closed_at, rules):
            order = await store.repository.get(Order, order_id)
            if order.state in (OrderState.RATED, OrderState.UNRATED):
                steps += _told(order, rules, seed, now)
    return sorted(steps, key=lambda step: step.at)


async def _closings(store: EventStore) -> AsyncIterator[tuple[UUID, datetime]]:
    """Which orders closed, and when."""
    position = 0
    while rows := await store.recorder.select_notifications(
        position, _PAGE_EVENTS, topics=_CLOSING, inclusive_of_start=False
    ):
        for row in rows:
            yield row.originator_id, decode_fields(row.state)["timestamp"]
        position = rows[-1].position


def _told(order: Order, rules: ServiceRules, seed: str, now: datetime) -> Iterator[Step]:
    assert order.follow_up_since is not None
    throw = dice(seed, "drawn", order.id)
    # What happened to the order meanwhile, a correction perhaps, comes first.
    since = max(order.follow_up_since, order.modified_on)
    wait = drawn(_WAITS, throw)
    asked_at = None if wait is None else since + throw.uniform(*wait) * _DAY
    overdue_at = max(order.follow_up_since + rules.follow_up_within, since)
    name = f"drawn {order.id}"
    if overdue_at <= min(asked_at or now, now):
        yield Step(f"{name} late", overdue_at, (name,), partial(_late, order.id), staff.system)
    if asked_at is not None and asked_at <= now:
        channel = throw.choice(list(FollowUpChannel))
        asked = partial(_asked, order.id, channel)
        yield Step(f"{name} asked", asked_at, (name,), asked, staff.centre_admin)


def _late(order_id: UUID, _made: Made) -> MarkFollowUpOverdue:
    return MarkFollowUpOverdue(order_id=order_id)


def _asked(order_id: UUID, channel: FollowUpChannel, _made: Made) -> FollowUpOrder:
    return FollowUpOrder(
        order_id=order_id,
        channel=channel,
        satisfied=True,
        complaint=False,
        result="抽样回访:服务满意,希望常来",
    )
