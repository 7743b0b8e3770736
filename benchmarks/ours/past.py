"""The views that a past volunteer is read from, replayed from zero up to a position."""

from __future__ import annotations

from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import uvloop

from benchmarks.log.fill import SECRET
from five_steps.event_store import Limits
from five_steps.event_store.connections import open_pool
from five_steps.event_store.vault import Vault
from five_steps.projections import PROJECTIONS
from five_steps.projections.kernel.values import Position
from five_steps.projections.past.kept import KeptPasts
from five_steps.projections.past.tables import schema_of

if TYPE_CHECKING:
    from uuid import UUID

VIEWS = ("volunteers", "units", "points")
"""Those that the question reads; none of the others is folded."""

_SHOWN = """
SELECT v.minutes, (SELECT count(*) FROM {past}.service_records r WHERE r.volunteer_id = v.id),
    (SELECT a.issued FROM {past}.points_accounts a WHERE a.volunteer_id = v.id)
FROM {past}.volunteers v WHERE v.id = $1
"""


class Shown(NamedTuple):
    """What a past shows of a volunteer."""

    minutes: int
    records: int
    points: int


class Replayed(NamedTuple):
    """How a replay went."""

    seconds: float
    shown: Shown


def replayed(dsn: str, position: int, volunteer_id: UUID) -> Replayed:
    """Replay, and look the volunteer up."""
    return uvloop.run(_replayed(dsn, Position(position), volunteer_id))


async def _replayed(dsn: str, position: Position, volunteer_id: UUID) -> Replayed:
    limits = Limits()
    pool = await open_pool(dsn, limits)
    try:
        pasts = KeptPasts(dsn, partial(Vault, pool, SECRET, limits), PROJECTIONS)
        await pasts.set_up()
        started = perf_counter()
        await pasts.build(position, VIEWS)
        seconds = perf_counter() - started
        row = await pool.fetchrow(_SHOWN.format(past=schema_of(position)), volunteer_id)
        assert row is not None
        await pasts.forget()
        return Replayed(seconds, Shown(*row))
    finally:
        await pool.close()
