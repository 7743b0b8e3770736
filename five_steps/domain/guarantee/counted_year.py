"""What was counted for a unit's year, up to a position of the log."""

from collections.abc import Mapping
from dataclasses import dataclass

from five_steps.domain.guarantee.counted import Counted


@dataclass(frozen=True, slots=True)
class CountedYear:
    """The counts of a unit's year; numbers that are 0 are left out."""

    counts: Mapping[Counted, int]
    position: int
    """Every event up to it was counted, and none after it."""

    @property
    def vetoed(self) -> bool:
        """Whether a veto on the year stands (一票否决)."""
        return self.counts.get(Counted.VETOES, 0) > 0
