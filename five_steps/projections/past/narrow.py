"""A past object without the past of everything else: from its own streams, in memory.

For a question about one object the whole district need not be folded: its rows, and those that
they lead to, are made of few streams, which the log finds by their ids. `reach_of` reads off a
question's SQL which rows it looks at; if there is anything among them that few streams do not make,
there is no reach, and the question is one for the whole past.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from five_steps.projections.past.limits import PastLimits
from five_steps.projections.past.narrow_finding import Finding
from five_steps.projections.past.narrow_fold import IdleFolds
from five_steps.projections.past.narrow_log import NarrowLog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.event_store.connections import Pool
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.past.narrow_reach import Reach


class NarrowPast:
    """Finds the rows that few streams make, as of a position."""

    def __init__(self, pool: Pool, opener: Opener, limits: PastLimits | None = None) -> None:
        """Prepare.

        Args:
            pool: reads the log.
            opener: opens sealed texts.
            limits: how many events are folded for one question.
        """
        self._pool = pool
        self._opener = opener
        self._events_max = (limits or PastLimits()).narrow_events_max
        self._idle = IdleFolds()

    async def rows(self, reach: Reach, parameters: Sequence[Any], position: int) -> dict[str, str]:
        """The rows that a question reads of each table, as a JSON array in text.

        They are what `json_populate_recordset(NULL::read.<table>, …)` takes.

        Args:
            reach: what the question's statement reads.
            parameters: those of the statement.
            position: the last event that counts.

        Raises:
            TooWide: too many events are behind them.
        """
        log = NarrowLog(self._pool, position, self._events_max)
        with self._idle.lent() as folds:
            found = await Finding(log, self._opener, folds).find(reach, parameters)
            return {table: _json(rows) for table, rows in found.items()}


def _json(rows: list[Any]) -> str:
    # What JSON has no form for, a `Decimal`, goes as text: so it stays exact.
    return orjson.dumps(rows, default=str).decode()
