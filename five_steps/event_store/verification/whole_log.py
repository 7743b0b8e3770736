"""The parts of the log, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.proving.merkle import Span, Subtree, joined, levels
from five_steps.event_store.proving.tree import KEPT_LEVEL
from five_steps.event_store.seals import GENESIS
from five_steps.event_store.verification.diagnosis import diagnose
from five_steps.event_store.verification.findings import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from five_steps.event_store.verification.part_check import AtHead, CheckedPart


class WholeLog(NamedTuple):
    """What the whole log turned out to be."""

    part_level: int
    """Every part but the last was a perfect subtree of this level."""
    events: int
    position: int
    """The position of the last event."""
    head: bytes
    """The last seal."""
    sealed: int
    """The position that has it."""
    unsealed: int
    """Events behind it that the stock library wrote and nobody sealed yet."""
    without_command: int
    """Events that name no command."""
    subtrees: Mapping[Subtree, tuple[int, bytes]]
    """The Merkle tree from `KEPT_LEVEL` up: the last position under each subtree, and its hash."""
    at_heads: Mapping[int, AtHead]
    """By the count of events up to there."""
    findings: Sequence[Finding]

    def root(self, events: int) -> bytes:
        """The root over the first events; some that a head was signed over."""
        subtrees = Span(0, events).subtrees
        whole = [
            self.subtrees[subtree][1] for subtree in subtrees if subtree.level >= self.part_level
        ]
        # Those of its part, unless that is whole.
        smaller = self.at_heads[events].hashes
        return joined([*whole, *smaller[len(smaller) - len(subtrees) + len(whole) :]])


def put_together(
    part_level: int, parts: Sequence[CheckedPart], heads_at: Sequence[Sequence[int]]
) -> WholeLog:
    """Put together what came of the parts.

    Args:
        part_level: every part but the last is a perfect subtree of this level.
        parts: in order.
        heads_at: for each, the counts of its first events that heads were signed over.
    """
    sealed, head = max((part.sealed, part.head) for part in parts) if parts else (0, GENESIS)
    unsealed = [position for part in parts for position in part.unsealed]
    broken = [row for part in parts for row in part.broken]
    return WholeLog(
        part_level=part_level,
        events=sum(part.events for part in parts),
        position=parts[-1].position if parts else 0,
        head=head,
        sealed=sealed,
        unsealed=sum(position > sealed for position in unsealed),
        without_command=sum(part.without_command for part in parts),
        subtrees=_subtrees(part_level, parts),
        at_heads={
            (number << part_level) + count: at
            for number, (part, counts) in enumerate(zip(parts, heads_at, strict=True))
            for count, at in zip(counts, part.at_heads, strict=True)
        },
        findings=[
            *diagnose(broken, (sealed, head)),
            *(
                Finding(position, FindingKind.UNSEALED)
                for position in unsealed
                if position < sealed
            ),
        ],
    )


def _subtrees(part_level: int, parts: Sequence[CheckedPart]) -> dict[Subtree, tuple[int, bytes]]:
    found = {
        Subtree(level, (number << part_level - level) + place): (
            part.ends[((place + 1) << level - KEPT_LEVEL) - 1],
            hash_,
        )
        for number, part in enumerate(parts)
        for level, hashes in enumerate(part.hashes, start=KEPT_LEVEL)
        for place, hash_ in enumerate(hashes)
    }
    whole = [part for part in parts if part.events == 1 << part_level]
    roots = (part.hashes[-1][0] for part in whole)
    for level, hashes in enumerate(levels(roots), start=part_level):
        for place, hash_ in enumerate(hashes):
            last = ((place + 1) << level - part_level) - 1
            found[Subtree(level, place)] = (whole[last].position, hash_)
    return found
