"""The running totals of all units' years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from five_steps.domain.guarantee.counted import CARRIED_OVER, Counted
from five_steps.domain.guarantee.counting.changes import Changes


class Tally:
    """Adds up what events change."""

    def __init__(self) -> None:
        self._totals: defaultdict[tuple[UUID, int], defaultdict[Counted, int]] = defaultdict(
            lambda: defaultdict(int)
        )

    def add(self, unit_id: UUID, year: int, changes: Changes) -> None:
        """Count for a unit's year."""
        for counted, amount in changes:
            self._totals[unit_id, year][counted] += amount

    def totals(self, unit_id: UUID, year: int) -> Mapping[Counted, int]:
        """What was counted for a unit's year, carried over from earlier years where that is due."""
        totals = dict(self._totals.get((unit_id, year), {}))
        for counted in CARRIED_OVER:
            totals[counted] = sum(self._up_to(unit_id, year, counted))
        return totals

    def _up_to(self, unit_id: UUID, year: int, counted: Counted) -> Iterable[int]:
        for (unit, of_year), totals in self._totals.items():
            if unit == unit_id and of_year <= year:
                yield totals.get(counted, 0)
