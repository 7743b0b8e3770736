"""What was counted for a unit's year, as the assessment's view has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.domain.guarantee.counted import CARRIED_OVER, Counted
from five_steps.domain.guarantee.counted_year import CountedYear
from five_steps.event_store import NotReadInTime

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.event_store.connections import Pool
    from five_steps.event_store.recorder import Recorder
    from five_steps.projections.kernel.views import Views

WAIT_SECONDS_MAX = 5.0

# One statement, so one snapshot: the counts are those of the position that it tells.
_COUNTS = """
SELECT v.position, c.counted, sum(c.amount)::bigint AS amount
FROM public.five_steps_views v
LEFT JOIN read.assessed_counts c ON c.unit_id = $1
    AND (c.year = $2 OR (c.year < $2 AND c.counted = ANY ($3)))
WHERE v.view = 'assessment'
GROUP BY v.position, c.counted
"""


class CountedFromView:
    """Reads a few rows where the log would have to be counted from its first event."""

    def __init__(self, pool: Pool, recorder: Recorder, views: Views) -> None:
        self._pool = pool
        self._recorder = recorder
        self._views = views

    async def of(self, unit_id: UUID, year: int) -> CountedYear:
        """What was counted for a unit's year, by the view at or after the log's present end.

        Raises:
            NotReadInTime: the view is too far behind the log.
        """
        head = await self._recorder.max_notification_id() or 0
        if not await self._views.wait_for(head, WAIT_SECONDS_MAX):
            raise NotReadInTime("what was counted")
        rows = await self._pool.fetch(_COUNTS, unit_id, year, list(CARRIED_OVER))
        counts = {Counted(row["counted"]): row["amount"] for row in rows if row["counted"]}
        return CountedYear(
            {counted: amount for counted, amount in counts.items() if amount}, rows[0]["position"]
        )
