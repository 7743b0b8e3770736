"""A proposed adjustment of points (积分调整): it takes a reason and a second person."""

from dataclasses import dataclass

ADJUSTMENT_POINTS_MAX = 100_000


@dataclass(frozen=True, slots=True)
class AdjustmentProposal:
    """Points to add, or to take away (below zero), waiting for a second person."""

    points: int
    proposed_by: str
