"""What was counted for a unit's year, for commands that decide on it."""

from typing import Protocol
from uuid import UUID

from five_steps.domain.guarantee.counted_year import CountedYear


class CountedYears(Protocol):
    """Counts the log.

    However it does, it comes to what `LogCount` comes to at the position that it tells: so a
    decision can be made again from the log alone.
    """

    async def of(self, unit_id: UUID, year: int) -> CountedYear:
        """What was counted for a unit's year: all that was recorded before the call, at least.

        Raises:
            NotReadInTime: it takes too long just now.
        """
