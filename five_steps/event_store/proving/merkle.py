"""The Merkle tree of RFC 6962, section 2.1: which hashes a root or a proof is put together of.

A tree over any number of leaves is made of *perfect* subtrees, whose hashes never change once their
leaves are there. So everything is computed from those, wherever they are kept.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

EMPTY_ROOT = sha256().digest()
"""The root over no leaves."""

# A leaf never hashes like a node, or a part of the tree could be passed off as an event.
LEAF = b"\x00"
_NODE = b"\x01"


class Subtree(NamedTuple):
    """A perfect subtree: over the leaves from `number << level`, `1 << level` of them."""

    level: int
    number: int

    @property
    def first(self) -> int:
        """The index of its first leaf."""
        return self.number << self.level


class Span(NamedTuple):
    """Leaves from one index up to, and without, another: a part of a tree that has one hash."""

    start: int
    end: int

    @property
    def subtrees(self) -> list[Subtree]:
        """The perfect subtrees that it is put together of, the largest first."""
        found, start = [], self.start
        while start < self.end:
            level = (self.end - start).bit_length() - 1
            found.append(Subtree(level, start >> level))
            start += 1 << level
        return found

    def hash(self, known: Mapping[Subtree, bytes]) -> bytes:
        """Its hash, from those of its subtrees."""
        return joined([known[subtree] for subtree in self.subtrees])


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(_NODE + left + right).digest()


def joined(hashes: Sequence[bytes]) -> bytes:
    """The hash over perfect subtrees of falling size that stand side by side."""
    if not hashes:
        return EMPTY_ROOT
    right = hashes[-1]
    for left in hashes[-2::-1]:
        right = node_hash(left, right)
    return right


def levels(leaves: Iterable[bytes]) -> list[list[bytes]]:
    """All hashes of all perfect subtrees over some leaves, by level; the leaves are the first."""
    found = [list(leaves)]
    while len(found[-1]) > 1:
        below = found[-1]
        found.append(
            [
                sha256(_NODE + left + right).digest()
                for left, right in zip(below[::2], below[1::2], strict=False)
            ]
        )
    return found


def inclusion_path(index: int, size: int) -> list[Span]:
    """What a proof that a leaf is in a tree consists of, from the leaf up (RFC 6962, 2.1.1)."""
    path: list[Span] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            path.append(Span(middle, end))
            end = middle
        else:
            path.append(Span(start, middle))
            start = middle
    return path[::-1]


def root_of_inclusion(index: int, size: int, leaf_hash: bytes, path: Sequence[bytes]) -> bytes:
    """The root that a leaf and its path lead to."""
    hash_ = leaf_hash
    for span, other in zip(inclusion_path(index, size), path, strict=True):
        hash_ = node_hash(other, hash_) if span.end <= index else node_hash(hash_, other)
    return hash_


def consistency_path(first: int, second: int) -> list[Span]:
    """What a proof that a tree continues a smaller one consists of (RFC 6962, 2.1.2).

    Both have leaves.
    """
    path: list[Span] = []
    start, end, whole = 0, second, True
    while first < end:
        middle = start + _half(end - start)
        if first <= middle:
            path.append(Span(middle, end))
            end = middle
        else:
            path.append(Span(start, middle))
            start, whole = middle, False
    # The verifier has the hash of the smaller tree itself.
    own = [] if whole else [Span(start, end)]
    return [*own, *path[::-1]]


def _half(size: int) -> int:
    """The largest power of two that is less than a size of at least two."""
    return 1 << ((size - 1).bit_length() - 1)
