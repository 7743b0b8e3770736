"""Compares the log with heads that were signed over it, and with the tree that is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.event_store.proving.merkle import Subtree
from five_steps.event_store.proving.tree import KEPT_LEVEL
from five_steps.event_store.verification.findings import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.proving.head import SignedHead
    from five_steps.event_store.proving.public_keys import PublicKey
    from five_steps.event_store.verification.whole_log import WholeLog

_TREE = "SELECT level, number, last_position, hash FROM public.log_subtrees ORDER BY level, number"


class CheckedHeads(NamedTuple):
    """What came of it."""

    holding: int
    """How many hold."""
    until: int
    """The position of the last of those."""
    findings: list[Finding]


def check_heads(
    log: WholeLog, name: bytes, heads: Sequence[SignedHead], keys: Sequence[PublicKey]
) -> CheckedHeads:
    """Check each head's signature, and the log up to it.

    Args:
        log: as it was found.
        name: of the log: the seal of its first event.
        heads: those of the database, and those kept elsewhere.
        keys: that may have signed.
    """
    known = {key.id: key for key in keys}
    findings, count, until = [], 0, 0
    rewritten: Finding | None = None
    for signed in sorted(heads, key=lambda signed: signed.head.events):
        head = signed.head
        key = known.get(signed.key_id)
        if key is None or not key.signed(signed):
            findings.append(
                Finding(head.position, FindingKind.HEAD_NOT_SIGNED, f"by key {signed.key_id}")
            )
        elif head.log != name:
            findings.append(Finding(head.position, FindingKind.HEAD_OF_ANOTHER_LOG, head.log.hex()))
        elif head.position > log.position:
            told = f"the head of {head.signed_at} has {head.events} events up to {head.position}"
            findings.append(Finding(log.position + 1, FindingKind.CUT, told))
        elif _holds(log, signed):
            count, until = count + 1, head.position
        elif rewritten is None:
            # Every later head is of the same other log; one finding says it.
            told = f"or up to {head.position}: the head of {head.signed_at} was over other events"
            rewritten = Finding(until + 1, FindingKind.REWRITTEN, told)
    if rewritten is not None:
        findings.append(rewritten)
    return CheckedHeads(count, until, findings)


def _holds(log: WholeLog, signed: SignedHead) -> bool:
    head = signed.head
    there = log.at_heads.get(head.events)
    if there is None:
        return False
    found = there.position, there.seal, log.root(head.events)
    return found == (head.position, head.seal, head.root)


async def check_tree(connection: Connection, log: WholeLog) -> list[Finding]:
    """Compare the tree that is kept with the one of the log; the lowest subtrees that differ."""
    differing: list[Finding] = []
    end_before = 0
    for level, number, end, hash_ in await connection.fetch(_TREE):
        if level > KEPT_LEVEL and differing:
            break
        if number == 0:
            end_before = 0
        if log.subtrees.get(Subtree(level, number)) != (end, hash_):
            told = f"of the events up to {end}"
            differing.append(Finding(end_before + 1, FindingKind.TREE_DIFFERS, told))
        end_before = end
    return differing
