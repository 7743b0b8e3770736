"""What is not settled with a person, as the views have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.domain.people.privacy.matters import (
    ENDED_ORDERS,
    OPEN_FEEDBACK,
    OPEN_HELP,
    OPEN_NOMINATIONS,
    Matter,
)
from five_steps.event_store import NotReadInTime

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from five_steps.event_store.connections import Pool
    from five_steps.event_store.recorder import Recorder
    from five_steps.projections.kernel.views import Views

WAIT_SECONDS_MAX: Final = 5.0

_OPEN: Final = """
SELECT 'ORDER' WHERE EXISTS (SELECT FROM read.orders
    WHERE requester_id = $1 AND state <> ALL ($2::text[]))
UNION ALL SELECT 'FEEDBACK' WHERE EXISTS (SELECT FROM read.feedback_cases
    WHERE asker_id = $1 AND state = ANY ($3::text[]))
UNION ALL SELECT 'HELP' WHERE EXISTS (SELECT FROM read.help_cases
    WHERE volunteer_id = $1 AND state = ANY ($4::text[]))
UNION ALL SELECT 'NOMINATION' WHERE EXISTS (SELECT FROM read.nominations
    WHERE nominee_id = $1 AND state = ANY ($5::text[]))
"""


class OpenInViews:
    """Asks four indexes where the log would have to be read."""

    def __init__(self, pool: Pool, recorder: Recorder, views: Views) -> None:
        self._pool = pool
        self._recorder = recorder
        self._views = views

    async def of(self, person_id: UUID) -> Collection[Matter]:
        """What of the person's is open, at the log's present end or after it.

        Raises:
            NotReadInTime: the views are too far behind the log.
        """
        head = await self._recorder.max_notification_id() or 0
        if not await self._views.wait_for(head, WAIT_SECONDS_MAX):
            raise NotReadInTime("what is not settled")
        rows = await self._pool.fetch(
            _OPEN,
            person_id,
            list(ENDED_ORDERS),
            list(OPEN_FEEDBACK),
            list(OPEN_HELP),
            list(OPEN_NOMINATIONS),
        )
        return {Matter(matter) for (matter,) in rows}
