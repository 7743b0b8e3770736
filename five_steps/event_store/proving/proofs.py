"""Proofs, as files that somebody checks without us, by `docs/audit/check_proof.py`."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any, NamedTuple

from five_steps.event_store.proving.merkle import (
    consistency_path,
    inclusion_path,
    root_of_inclusion,
)
from five_steps.event_store.proving.tree import TreeIncomplete, hash_spans, locate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.event_store.connections import Connection, Pool
    from five_steps.event_store.proving.head import SignedHead
    from five_steps.event_store.proving.leaves import LoggedEvent
    from five_steps.event_store.proving.merkle import Span


class NotProvable(Exception):
    """There is no such proof; says why."""


class InclusionProof(NamedTuple):
    """That an event is in the log as a head has it."""

    event: LoggedEvent
    before: int
    """How many events are before it: its index in the tree."""
    path: Sequence[bytes]
    head: SignedHead

    def as_json(self) -> dict[str, Any]:
        """As it is given away."""
        event = self.event
        return {
            "kind": "inclusion",
            "event": {
                "position": event.position,
                "originator_id": str(event.originator_id),
                "originator_version": event.version,
                "topic": event.topic,
                "state": b64encode(event.state).decode(),
                "command_id": None if event.command_id is None else str(event.command_id),
                "actor": event.actor,
                "recorded_at": event.recorded_at.isoformat(timespec="microseconds"),
            },
            "leaf": event.leaf_hash.hex(),
            "index": self.before,
            "path": [hash_.hex() for hash_ in self.path],
            "head": self.head.as_json(),
        }


class ConsistencyProof(NamedTuple):
    """That the log of a head goes on from the log of an earlier one, and changes nothing of it."""

    first: SignedHead
    second: SignedHead
    path: Sequence[bytes]

    def as_json(self) -> dict[str, Any]:
        """As it is given away."""
        return {
            "kind": "consistency",
            "first": self.first.as_json(),
            "second": self.second.as_json(),
            "path": [hash_.hex() for hash_ in self.path],
        }


async def prove_inclusion(pool: Pool, position: int, head: SignedHead) -> InclusionProof:
    """Prove that the event at a position is under a head.

    Raises:
        NotProvable: there is no such event, the log is not what the head says, or the tree is
            being made.
    """
    size, root = head.head.events, head.head.root
    async with pool.acquire() as connection:
        found = await locate(connection, position)
        if found is None or position > head.head.position:
            message = f"no event at position {position} is under the head of {size} events"
            raise NotProvable(message)
        index, event = found
        path = await _hashes(connection, inclusion_path(index, size))
    if root_of_inclusion(index, size, event.leaf_hash, path) != root:
        message = f"the log is not what the head of {size} events says; run five-steps verify"
        raise NotProvable(message)
    return InclusionProof(event, index, path, head)


async def prove_consistency(pool: Pool, first: SignedHead, second: SignedHead) -> ConsistencyProof:
    """Prove that the log of the second head goes on from that of the first.

    Raises:
        NotProvable: the first is the later one, or the tree is being made.
    """
    if first.head.events > second.head.events:
        message = "the first head has to be the earlier one"
        raise NotProvable(message)
    async with pool.acquire() as connection:
        path = await _hashes(connection, consistency_path(first.head.events, second.head.events))
    return ConsistencyProof(first, second, path)


async def _hashes(connection: Connection, spans: Sequence[Span]) -> list[bytes]:
    try:
        return await hash_spans(connection, spans)
    except TreeIncomplete:
        message = "the tree over the log is made anew just now; try again after the next head"
        raise NotProvable(message) from None
