"""A batch as it goes to PostgreSQL: sealed, and laid out in columns."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.records import Receipt
from five_steps.event_store.seals import GENESIS, encode_origin, microseconds, seal_event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from five_steps.event_store.records import Append, NewEvent


class End(NamedTuple):
    """What the log ends with."""

    seal: bytes
    """GENESIS while the log is empty."""
    recorded_at: datetime | None


class Draft(NamedTuple):
    """A batch that wants to stand at one certain place of the log."""

    end: End
    """What the log will end with."""
    recorded_at: datetime
    command_ids: Sequence[UUID]
    answers: Sequence[str]
    counts: Sequence[int] | None
    """How many events each command has; None if each has one."""
    arguments: tuple[object, ...]
    """Of `five_steps_append`."""


def draft_after(end: End, appends: Sequence[Append], heads: Mapping[UUID, int]) -> Draft:
    """Lay out a batch that follows this end, if the streams have these heads."""
    recorded_at = _time_after(end)
    recorded_us = microseconds(recorded_at)
    seal = end.seal
    batches, ids, kinds, fingerprints, actors, answers, *_ = zip(*appends, strict=True)
    events: list[NewEvent] = []
    seals: list[bytes] = []
    for batch, command_id, actor in zip(batches, ids, actors, strict=True):
        origin = encode_origin(command_id, actor)
        for stream, version, topic, state in batch:
            seal = seal_event(seal, stream, version, topic, state, origin, recorded_us)
            seals.append(seal)
        events += batch
    streams, versions, topics, states = zip(*events, strict=True)
    counts = None if len(events) == len(appends) else [len(batch) for batch in batches]
    return Draft(
        End(seal, recorded_at),
        recorded_at,
        ids,
        answers,
        counts,
        (
            b"" if end.seal == GENESIS else end.seal,
            recorded_at,
            list(heads.keys()),
            list(heads.values()),
            streams,
            versions,
            topics,
            states,
            seals,
            ids,
            kinds,
            fingerprints,
            actors,
            answers,
            counts,
        ),
    )


def receipts_of(draft: Draft, positions: Sequence[int]) -> list[Receipt]:
    """What its commands are told, now that its events stand at these positions."""
    firsts = lasts = positions
    if draft.counts is not None:
        ends = list(accumulate(draft.counts))
        firsts = [positions[end - count] for end, count in zip(ends, draft.counts, strict=True)]
        lasts = [positions[end - 1] for end in ends]
    fields = zip(firsts, lasts, repeat(draft.recorded_at), draft.answers, repeat(False))
    return [*map(Receipt._make, fields)]


def _time_after(end: End) -> datetime:
    """The time of what comes next.

    A clock that was set back must not make the log's times go back: reading the log "as of" a time
    cuts it at one position.
    """
    now = datetime.now(UTC)
    return now if end.recorded_at is None else max(now, end.recorded_at)
