"""Commands appended through the store's group commit."""

from __future__ import annotations

import asyncio
import gc
from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING

import uvloop
from uuid_utils.compat import uuid7

from benchmarks.orders import placed_events
from five_steps.event_store import Append, EventStore
from five_steps.event_store.codec import to_new_event

if TYPE_CHECKING:
    from five_steps.event_store.codec import DomainEvent


def appended_per_second(dsn: str, commands: int, concurrent: int) -> float:
    """Commands a second, sent by `concurrent` tasks that each wait for their answer."""
    events = placed_events(commands)
    gc.freeze()
    return uvloop.run(_rate(dsn, events, concurrent))


async def _rate(dsn: str, events: list[DomainEvent], concurrent: int) -> float:
    async with EventStore.open(dsn, secret=b"benchmark" * 4) as store:
        waiting = iter(events)

        async def client() -> None:
            for event in waiting:
                await store.append(_command(event))

        started = perf_counter()
        await asyncio.gather(*(client() for _ in range(concurrent)))
        return len(events) / (perf_counter() - started)


def _command(event: DomainEvent) -> Append:
    new = to_new_event(event)
    return Append(
        [new],
        uuid7(),
        "place_order",
        sha256(new.state).digest(),
        f"RESIDENT {new.originator_id}",
        str(new.originator_id),
    )
