"""Snapshots: how an aggregate stood at a version, so that a long stream is not replayed at length.

Written in the background, after the commit; no command waits for one. A snapshot is a cache in the
database: if it does not fit the code any more (another `class_version`, other attributes, a changed
dataclass) it is ignored and the stream replayed.
"""

from __future__ import annotations

import asyncio
import inspect
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from eventsourcing.domain import Aggregate, Snapshot
from eventsourcing.utils import get_topic

from five_steps.event_store.connections import is_lost
from five_steps.event_store.snapshot_codec import (
    SnapshotUnsupported,
    SnapshotUnusable,
    decode_state,
    encode_state,
)

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.event_store.connections import Pool
    from five_steps.event_store.limits import Limits

_log = structlog.get_logger(__name__)

A = TypeVar("A", bound=Aggregate)

# Kept apart by the stock library's Snapshot too, as they are columns of the table.
_NOT_STATE = ("_id", "_version", "_pending_events")


class Snapshots:
    """Takes the snapshots of one process."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._every = limits.snapshot_every_events
        self._waiting: asyncio.Queue[Aggregate] = asyncio.Queue(limits.snapshots_waiting_max)

    def committed(self, aggregate: Aggregate, events: int) -> None:
        """Take a snapshot soon, if these last events brought the aggregate to its turn.

        The aggregate must not be changed afterwards.
        """
        due = aggregate.version // self._every > (aggregate.version - events) // self._every
        if due and not self._waiting.full():
            self._waiting.put_nowait(aggregate)

    async def run(self) -> None:
        """Write snapshots until cancelled."""
        while True:
            aggregate = await self._waiting.get()
            try:
                await self.save(aggregate)
            except SnapshotUnsupported as error:
                _log.error(
                    "snapshot_unsupported", topic=get_topic(type(aggregate)), error=str(error)
                )
            except Exception as error:
                if not is_lost(error):
                    raise
                # A later version will have its turn.
                _log.warning("snapshot_failed", error=repr(error))

    async def save(self, aggregate: Aggregate) -> None:
        """Write a snapshot of the aggregate as it stands."""
        aggregate_class = type(aggregate)
        state = {name: value for name, value in vars(aggregate).items() if name not in _NOT_STATE}
        data = encode_state(
            {
                "timestamp": aggregate.modified_on,
                "topic": get_topic(aggregate_class),
                "class_version": _class_version(aggregate_class),
                "state": state,
            }
        )
        await self._pool.execute(
            """
            INSERT INTO public.snapshots (originator_id, originator_version, topic, state)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """,
            aggregate.id,
            aggregate.version,
            get_topic(Snapshot),
            data,
        )


def restored(aggregate_class: type[A], aggregate_id: UUID, version: int, data: bytes) -> A | None:
    """The aggregate as a snapshot has it; None if the snapshot does not fit the code any more."""
    try:
        return _restore(aggregate_class, aggregate_id, version, data)
    except SnapshotUnusable as error:
        _log.info("snapshot_ignored", originator_id=str(aggregate_id), reason=str(error))
        return None


def _restore(aggregate_class: type[A], aggregate_id: UUID, version: int, data: bytes) -> A:
    snapshot = decode_state(data)
    if snapshot["topic"] != get_topic(aggregate_class):
        message = f"it is of a {snapshot['topic']}"
        raise SnapshotUnusable(message)
    if snapshot["class_version"] != _class_version(aggregate_class):
        message = f"it is of class version {snapshot['class_version']}"
        raise SnapshotUnusable(message)
    state: dict[str, Any] = snapshot["state"]
    if missing := _declared_attributes(aggregate_class) - state.keys():
        message = f"it lacks {', '.join(sorted(missing))}"
        raise SnapshotUnusable(message)
    aggregate = object.__new__(aggregate_class)
    vars(aggregate).update(state, _id=aggregate_id, _version=version, _pending_events=[])
    return aggregate


def _class_version(aggregate_class: type[Aggregate]) -> int:
    return int(getattr(aggregate_class, "class_version", 1))


@cache
def _declared_attributes(aggregate_class: type[Aggregate]) -> frozenset[str]:
    """What `__init__` declares: an attribute that was added later is not in an old snapshot."""
    if len(inspect.signature(aggregate_class.__init__).parameters) > 1:
        return frozenset()
    blank = object.__new__(aggregate_class)
    blank.__init__()  # type: ignore[misc]
    return frozenset(vars(blank))
