from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from five_steps.event_store.admission import (
    Accepted,
    Refused,
    RepeatInBatch,
    RepeatOfLogged,
    admit,
    expected_heads,
)
from five_steps.event_store.errors import CommandIdReused, VersionConflict
from five_steps.event_store.records import KnownCommand, Receipt
from tests.event_store.commands import append_of, new_event

if TYPE_CHECKING:
    from five_steps.event_store.records import Append

A, B = uuid4(), uuid4()
COMMAND = uuid4()


def test_versions_chain_within_a_batch() -> None:
    batch = [
        append_of(new_event(A, 1), new_event(A, 2)),
        append_of(new_event(A, 3), new_event(B, 1)),
        append_of(new_event(A, 4)),
    ]
    heads = {A: 0, B: 0}

    assert admit(batch, heads, {}) == [Accepted()] * 3
    assert heads == {A: 4, B: 1}


def test_a_loser_fails_alone_and_moves_no_head() -> None:
    batch = [
        append_of(new_event(A, 1)),
        append_of(new_event(B, 1), new_event(A, 3)),
        append_of(new_event(A, 2)),
        append_of(new_event(B, 1)),
    ]

    first, lost, second, other = admit(batch, {A: 0, B: 0}, {})

    assert (first, second, other) == (Accepted(), Accepted(), Accepted())
    assert isinstance(lost, Refused)
    assert isinstance(lost.error, VersionConflict)
    assert (lost.error.originator_id, lost.error.expected, lost.error.actual) == (A, 2, 1)


def test_what_was_built_on_a_loser_falls_with_it() -> None:
    """Even if the versions fit, because somebody else wrote the version that it counted on."""
    lost = append_of(new_event(A, 5))
    built_on_it = append_of(new_event(A, 6), builds_on=[lost.command_id])
    built_on_that = append_of(new_event(B, 1), builds_on=[built_on_it.command_id])
    other = append_of(new_event(A, 6))

    *fallen, accepted = admit([lost, built_on_it, built_on_that, other], {A: 5, B: 0}, {})

    for verdict in fallen:
        assert isinstance(verdict, Refused)
        assert isinstance(verdict.error, VersionConflict)
    assert accepted == Accepted()


def test_what_was_read_must_not_have_moved() -> None:
    batch = [
        append_of(new_event(A, 6), reads=[(B, 3)]),
        append_of(new_event(B, 4)),
        append_of(new_event(A, 7), reads=[(B, 3)]),
    ]

    verdicts = admit(batch, {A: 5, B: 3}, {})

    assert verdicts[:2] == [Accepted(), Accepted()]
    assert isinstance(verdicts[2], Refused)


def test_a_gap_in_the_versions_is_a_conflict() -> None:
    (verdict,) = admit([append_of(new_event(A, 1), new_event(A, 3))], {A: 0}, {})
    assert isinstance(verdict, Refused)


def test_a_repeat_is_answered_and_other_content_is_refused() -> None:
    receipt = Receipt(1, 1, datetime.now(UTC), "first", repeated=True)
    known = {COMMAND: KnownCommand(append_of(content="x").fingerprint, receipt)}
    batch = [
        append_of(new_event(A, 9), command_id=COMMAND, content="x"),
        append_of(new_event(A, 9), command_id=COMMAND, content="y"),
    ]

    repeat, reused = admit(batch, {A: 1}, known)

    assert repeat == RepeatOfLogged(receipt)
    assert isinstance(reused, Refused)
    assert isinstance(reused.error, CommandIdReused)


def test_a_repeat_in_the_same_batch_points_at_the_accepted_one() -> None:
    batch = [
        append_of(new_event(A, 5), command_id=COMMAND),
        append_of(new_event(A, 1), command_id=COMMAND),
        append_of(new_event(A, 1), command_id=COMMAND),
        append_of(new_event(A, 1), command_id=COMMAND, content="other"),
    ]

    lost, accepted, repeat, reused = admit(batch, {A: 0}, {})

    assert isinstance(lost, Refused)
    assert (accepted, repeat) == (Accepted(), RepeatInBatch(1))
    assert isinstance(reused, Refused)


def test_a_batch_tells_what_it_expects_of_the_log() -> None:
    batch = [
        append_of(new_event(A, 4), new_event(A, 5), reads=[(COMMAND, 7)]),
        append_of(new_event(B, 1), reads=[(A, 5), (COMMAND, 7)]),
    ]

    heads = expected_heads(batch)

    # B begins here, which the log's keys see to.
    assert heads == {A: 3, COMMAND: 7}
    assert admit(batch, {**heads, B: 0}, {}) == [Accepted()] * 2


@pytest.mark.parametrize(
    "batch",
    [
        [append_of(new_event(A, 1)), append_of(new_event(A, 3))],
        [append_of(new_event(A, 1)), append_of(new_event(A, 1))],
        [append_of(new_event(A, 1)), append_of(new_event(B, 1), reads=[(A, 0)])],
        [append_of(new_event(B, 1), reads=[(A, 2)]), append_of(new_event(A, 4))],
        [append_of(new_event(A, 2), new_event(A, 2))],
        [append_of(new_event(A, 0))],
    ],
)
def test_a_batch_that_contradicts_itself_expects_nothing(batch: list[Append]) -> None:
    assert expected_heads(batch) is None
