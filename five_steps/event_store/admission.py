"""Who of a batch may append: the rules, apart from any database.

Decided under the lock, in the order of arrival. A command that loses fails alone; the others go
on as if it had never been there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.errors import CommandIdReused, StoreError, VersionConflict

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence
    from uuid import UUID

    from five_steps.event_store.records import Append, KnownCommand, NewEvent, Receipt


class Accepted(NamedTuple):
    """Its events are appended."""


class RepeatOfLogged(NamedTuple):
    """The log has the command already."""

    receipt: Receipt


class RepeatInBatch(NamedTuple):
    """The same command stands earlier in this batch, and was accepted."""

    first: int
    """Its index in the batch."""


class Refused(NamedTuple):
    """It lost."""

    error: StoreError


_ACCEPTED = Accepted()

Verdict = Accepted | RepeatOfLogged | RepeatInBatch | Refused


def admit(
    appends: Sequence[Append],
    heads: MutableMapping[UUID, int],
    known: Mapping[UUID, KnownCommand],
) -> list[Verdict]:
    """One verdict for each append.

    Args:
        appends: in the order of arrival.
        heads: the version of every stream that an append writes or has read, 0 where there is no
            such stream; moved forward as appends are accepted, so that the next may chain on.
        known: those of the batch's command ids that the log has already.
    """
    verdicts: list[Verdict] = []
    accepted: dict[UUID, int] = {}
    fallen: set[UUID] = set()
    for index, append in enumerate(appends):
        command_id = append.command_id
        if (logged := known.get(command_id)) is not None:
            if logged.fingerprint == append.fingerprint:
                verdicts.append(RepeatOfLogged(logged.receipt))
            else:
                verdicts.append(Refused(CommandIdReused(command_id)))
        elif (first := accepted.get(command_id)) is not None:
            if appends[first].fingerprint == append.fingerprint:
                verdicts.append(RepeatInBatch(first))
            else:
                verdicts.append(Refused(CommandIdReused(command_id)))
        elif (conflict := _conflict(append, heads)) is not None:
            verdicts.append(Refused(conflict))
        elif not fallen.isdisjoint(append.builds_on):
            verdicts.append(Refused(undermined(append)))
        else:
            for event in append.events:
                heads[event.originator_id] = event.originator_version
            accepted[command_id] = index
            verdicts.append(_ACCEPTED)
            continue
        fallen.add(command_id)
    return verdicts


def undermined(append: Append) -> VersionConflict:
    """The conflict of an append that was built on one that was not recorded.

    The versions alone do not show it: another process may have brought the stream to the same one.
    """
    event = append.events[0]
    expected = event.originator_version - 1
    return VersionConflict(event.originator_id, expected, expected)


def expected_heads(appends: Sequence[Append]) -> dict[UUID, int] | None:
    """The versions that streams must have for all of a batch to be accepted, in turn.

    Without the streams that begin in the batch: the log's keys take no second beginning. None if
    the appends cannot all be accepted, whatever the log has.
    """
    expected: dict[UUID, int] = {}
    # By the ids' integers: hashing a UUID is a call into Python, and most of the work here.
    moved: dict[int, int] = {}
    for append in appends:
        for stream, seen in append.reads:
            head = moved.get(stream.int)
            if head is None:
                moved[stream.int] = expected[stream] = seen
            elif head != seen:
                return None
        for event in append.events:
            stream, version = event.originator_id, event.originator_version
            head = moved.get(stream.int)
            if head is None and version > 1:
                expected[stream] = version - 1
            elif version != (head or 0) + 1:
                return None
            moved[stream.int] = version
    return expected


def _conflict(append: Append, heads: Mapping[UUID, int]) -> VersionConflict | None:
    for originator_id, seen in append.reads:
        head = heads[originator_id]
        if head != seen:
            return VersionConflict(originator_id, seen, head)
    events = append.events
    if len(events) == 1:
        return _misplaced(events[0], heads[events[0].originator_id])
    moved: dict[UUID, int] = {}
    for event in events:
        head = moved.get(event.originator_id, heads[event.originator_id])
        if (conflict := _misplaced(event, head)) is not None:
            return conflict
        moved[event.originator_id] = event.originator_version
    return None


def _misplaced(event: NewEvent, head: int) -> VersionConflict | None:
    if event.originator_version == head + 1:
        return None
    return VersionConflict(event.originator_id, event.originator_version - 1, head)
