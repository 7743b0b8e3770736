"""The tree, against the recursive definitions of RFC 6962 and the auditors' own verifier."""

from __future__ import annotations

from hashlib import sha256

import pytest

from five_steps.event_store.proving.merkle import (
    EMPTY_ROOT,
    Span,
    Subtree,
    consistency_path,
    inclusion_path,
    levels,
    root_of_inclusion,
)
from tests.docs.check_proof import check_proof

LEAVES = [sha256(bytes([n])).digest() for n in range(40)]
KNOWN = {
    Subtree(level, number): hash_
    for level, hashes in enumerate(levels(LEAVES))
    for number, hash_ in enumerate(hashes)
}
SIZES = (1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 40)


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, where the leaves are hashed already."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return sha256(b"\x01" + defined_root(leaves[:middle]) + defined_root(leaves[middle:])).digest()


def root(size: int) -> bytes:
    return Span(0, size).hash(KNOWN)


def test_the_root_is_as_defined() -> None:
    assert root(0) == EMPTY_ROOT
    for size in SIZES:
        assert root(size) == defined_root(LEAVES[:size])


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proved_to_a_stranger(size: int) -> None:
    for index in range(size):
        path = [span.hash(KNOWN) for span in inclusion_path(index, size)]
        assert root_of_inclusion(index, size, LEAVES[index], path) == root(size)
        assert check_proof.root_of_inclusion(index, size, LEAVES[index], path) == root(size)
        other = LEAVES[(index + 1) % len(LEAVES)]
        assert check_proof.root_of_inclusion(index, size, other, path) != root(size)


@pytest.mark.parametrize("second", SIZES)
def test_every_growth_is_proved_to_a_stranger(second: int) -> None:
    for first in range(1, second + 1):
        path = [span.hash(KNOWN) for span in consistency_path(first, second)]
        roots = check_proof.roots_of_consistency(first, second, root(first), path)
        assert roots == (root(first), root(second))


def test_a_proof_of_another_length_is_refused() -> None:
    path = [span.hash(KNOWN) for span in inclusion_path(3, 9)]
    for wrong in (path[:-1], [*path, LEAVES[0]]):
        with pytest.raises(check_proof.Wrong):
            check_proof.root_of_inclusion(3, 9, LEAVES[3], wrong)
