"""A B A B …: both meet the same disk, the same neighbours and the same hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.report import Comparison

if TYPE_CHECKING:
    from collections.abc import Callable


def compare(
    title: str,
    *,
    ours: Callable[[], float],
    peer: Callable[[], float],
    peer_name: str,
    unit: str,
    target: float,
    pairs: int,
) -> Comparison:
    """Let both take turns.

    Args:
        title: the work.
        ours: does the work once; returns its rate.
        peer: as `ours`.
        peer_name: who the peer is.
        unit: the rates' unit.
        target: the ratio wanted.
        pairs: how many turns each gets.
    """
    ours_rates, peer_rates = [], []
    for _ in range(pairs):
        peer_rates.append(peer())
        ours_rates.append(ours())
    return Comparison(title, peer_name, unit, tuple(ours_rates), tuple(peer_rates), target)
