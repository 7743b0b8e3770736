"""What the log says of an event, as bytes: the leaf of the Merkle tree.

It is what the event's seal covers, without the seal before it and with the position instead. So
whoever holds an event needs nothing else of the log to compute its leaf, and no event can be passed
off as one at another position. An erased person's texts are in it as they are in the log: sealed.
"""

from __future__ import annotations

from hashlib import sha256
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.proving.merkle import LEAF
from five_steps.event_store.seals import encode_origin, event_body, microseconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from five_steps.event_store.connections import Connection

_POSITION = Struct(">q")

_BETWEEN = """
SELECT notification_id, originator_id, originator_version, topic, state, command_id, actor,
    recorded_at
FROM public.stored_events WHERE notification_id > $1 AND notification_id <= $2
ORDER BY notification_id LIMIT $3
"""


class LoggedEvent(NamedTuple):
    """An event with everything that its leaf is made of."""

    position: int
    originator_id: UUID
    version: int
    topic: str
    state: bytes
    command_id: UUID | None
    actor: str | None
    recorded_at: datetime

    @property
    def leaf(self) -> bytes:
        """The bytes that are hashed."""
        return _POSITION.pack(self.position) + event_body(
            self.originator_id.bytes,
            self.version,
            self.topic.encode(),
            self.state,
            encode_origin(self.command_id, self.actor),
            microseconds(self.recorded_at),
        )

    @property
    def leaf_hash(self) -> bytes:
        """The hash in the tree."""
        return sha256(LEAF + self.leaf).digest()


async def read_events(
    connection: Connection, after: int, to: int, limit: int
) -> Sequence[LoggedEvent]:
    """At most `limit` events with a position above `after`, up to `to`."""
    return [LoggedEvent(*row) for row in await connection.fetch(_BETWEEN, after, to, limit)]
