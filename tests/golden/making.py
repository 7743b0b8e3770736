"""A log in which every event happens: a few people's days by commands, and every life.

The days are as the service writes them, with keys of persons and sealed texts. The lives are of one
small district (`tests/domain/district.py`), an append for each of them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import orjson

from five_steps.commands.ordering.rating import RateOrder
from five_steps.event_store import Append
from five_steps.event_store.codec import to_new_event
from five_steps.operations.event_catalogue.sealed_fields import SEALED
from tests.commands.district import District
from tests.domain.district import (
    DAMEN_ID,
    OTHER_STATION_ID,
    centre,
    institute,
    station,
)
from tests.domain.lives import LIVES

if TYPE_CHECKING:
    from five_steps.domain.kernel.aggregate import Aggregate
    from five_steps.event_store import EventStore, NewEvent

_NAMESPACE = UUID("b9e1a6f8-4c0e-4f43-9f4b-0d5f7a1f0c11")


async def make(store: EventStore) -> None:
    """Fill an empty log."""
    await _days(District(store))
    for unit in (centre(), institute(), institute(DAMEN_ID), station(), station(OTHER_STATION_ID)):
        await _append(store, unit, "a unit of the lives")
    for life in LIVES:
        await _append(store, life.lived(), life.name)


async def _days(district: District) -> None:
    """Rules, units, a resident, a volunteer who serves twice, and a rating with a comment."""
    await district.found()
    volunteer = await district.volunteer()
    rated = await district.completed(volunteer)
    await district.give(RateOrder(order_id=rated, score=5, comment="唱得好"), district.as_resident)
    await district.completed(volunteer)


async def _append(store: EventStore, aggregate: Aggregate, name: str) -> None:
    """Append what happened to an aggregate, under another id if there is one with its own."""
    events = [to_new_event(event) for event in aggregate.collect_events()]
    stream = aggregate.id
    if (await store.recorder.select_heads([stream]))[stream]:
        stream = uuid5(stream, name)
    if events[0].topic.endswith("_policy.created"):
        # Of rules there is one stream, and the commands have begun it.
        return
    events = [
        event._replace(originator_id=stream, state=await _sealed(store, event)) for event in events
    ]
    digest = hashlib.sha256(b"".join(event.state for event in events)).digest()
    command_id = uuid5(_NAMESPACE, f"{name} {stream}")
    await store.append(Append(events, command_id, "Live", digest, "golden", "{}"))


async def _sealed(store: EventStore, event: NewEvent) -> bytes:
    """The state with personal texts sealed, which the lives leave as they are.

    By keys of nobody in the log: to whoever reads it these persons are erased.
    """
    fields = orjson.loads(event.state)

    async def seal(value: Any) -> Any:
        if isinstance(value, list):
            return [await seal(item) for item in value]
        return await store.vault.seal(_NAMESPACE, value) if value else value

    for name in SEALED.get(event.topic, ()):
        if event.topic != "fund.donated" or fields["donor_is_person"]:
            fields[name] = await seal(fields[name])
    return orjson.dumps(fields)
