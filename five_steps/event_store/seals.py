"""The chain of seals over the log.

The seal of an event is the SHA-256 of the seal before it and of everything we say about the event:
its stream and version, topic, state, command, actor and time of recording, each with its length, so
that no two different events have the same encoding. The order of positions is covered by the
chaining. What the stock library wrote is sealed by the next transaction of ours, with the command
and actor it has: none.

A cut tail leaves a valid shorter chain; only a head that is kept elsewhere (`proving`) shows it.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

GENESIS = hashlib.sha256(b"five-steps seal chain 1").digest()
"""Stands before the first event."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_ABSENT = b"\x00"
_PRESENT = b"\x01"

# stream, version, microseconds since 1970, length of topic, length of state
_HEAD = Struct(">16sqqIQ")
_LENGTH = Struct(">I")


def seal_event(
    previous: bytes,
    originator_id: UUID,
    version: int,
    topic: str,
    state: bytes,
    origin: bytes,
    recorded_us: int,
) -> bytes:
    """The seal (32 bytes) of an event that follows the one with the previous seal.

    Args:
        previous: the seal before, or GENESIS.
        originator_id: the event's stream.
        version: its version in the stream.
        topic: its topic.
        state: its stored bytes.
        origin: what `encode_origin` says of its command and actor.
        recorded_us: what `microseconds` says of its time of recording.
    """
    body = event_body(originator_id.bytes, version, topic.encode(), state, origin, recorded_us)
    return seal_body(previous, body)


def event_body(
    originator_id: bytes,
    version: int,
    topic: bytes,
    state: bytes,
    origin: bytes,
    recorded_us: int,
) -> bytes:
    """What a seal says of the event itself; as for `seal_event`, stream and topic as bytes."""
    head = _HEAD.pack(originator_id, version, recorded_us, len(topic), len(state))
    return b"".join((head, topic, state, origin))


def seal_body(previous: bytes, body: bytes) -> bytes:
    """The seal of an event by its `event_body`."""
    return hashlib.sha256(previous + body).digest()


def encode_origin(command_id: UUID | None, actor: str | None) -> bytes:
    """Who caused an event, the same for all events of a command."""
    return encode_raw_origin(None if command_id is None else command_id.bytes, actor)


def encode_raw_origin(command_id: bytes | None, actor: str | None) -> bytes:
    """As `encode_origin`, of a command's id as bytes."""
    command = _ABSENT if command_id is None else _PRESENT + command_id
    if actor is None:
        return command + _ABSENT
    actor_bytes = actor.encode()
    return b"".join((command, _PRESENT, _LENGTH.pack(len(actor_bytes)), actor_bytes))


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970, which is all that PostgreSQL keeps of a time."""
    return (moment - _EPOCH) // _MICROSECOND
