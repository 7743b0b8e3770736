"""Verifies everything there is to verify."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from five_steps.access_trail.verify import verify_trail
from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.event_store import Limits, UnknownTopics, verify_log
from five_steps.event_store.connections import open_pool
from five_steps.event_store.topics import check_topics
from five_steps.event_store.vault import Vault
from five_steps.operations.verifying.identities import check_books
from five_steps.operations.verifying.report import Report
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.kernel.poison import PoisonousEvent
from five_steps.projections.kernel.views import Views
from five_steps.projections.parallel import verify_in_processes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator, Sequence

    from five_steps.event_store.connections import Pool
    from five_steps.event_store.proving import PublicKey, SignedHead
    from five_steps.projections.kernel.fill import Progress
    from five_steps.projections.kernel.verify import Mismatch

    class _Replay(Protocol):
        def __call__(
            self, *, progress: Callable[[Progress], None]
        ) -> Awaitable[Sequence[Mismatch]]: ...


Bars = Callable[[str], AbstractContextManager[Callable[[int, int], None]]]
"""Shows how far a part is: told how much is done, and of how much."""

EVENTS_WORTH_PROCESSES = 50_000
"""Fewer are replayed before processes for it have started."""

_VIEWS_POSITION = "SELECT coalesce(min(position), 0) FROM public.five_steps_views"
_MONTHS = """
SELECT to_char(recorded_at AT TIME ZONE $1, 'YYYY-MM') AS month, count(*)
FROM public.stored_events GROUP BY month ORDER BY month
"""


async def verify(
    dsn: str,
    secret: bytes,
    *,
    kept_heads: Sequence[SignedHead],
    kept_keys: Sequence[PublicKey] | None,
    own_keys: Sequence[PublicKey] = (),
    bars: Bars,
) -> Report:
    """Verify the log, the access trail, the books and the views.

    The event store is not opened: it would seal what the stock library wrote, and refuse a log with
    events that it does not know, where it is to be told what is wrong.

    Args:
        dsn: the database, migrated.
        secret: to open sealed texts, which the views show.
        kept_heads: heads kept elsewhere.
        kept_keys: the only keys that may have signed heads; by default those of the database.
        own_keys: by default these, too: a database that was restored may lack them.
        bars: shows how far it is.
    """
    verified_at = datetime.now(UTC)
    seconds: dict[str, float] = {}
    with bars("seals") as show, _timed(seconds, "log"):
        log = await verify_log(
            dsn, kept_heads=kept_heads, kept_keys=kept_keys, own_keys=own_keys, progress=show
        )
    limits = Limits()
    pool = await open_pool(dsn, limits)
    try:
        async with pool.acquire() as connection:
            trail = await verify_trail(connection)
        report = Report(verified_at=verified_at, log=log, trail=trail, seconds=seconds)
        if not log.was_read:
            return report
        months = await pool.fetch(_MONTHS, str(DISTRICT_ZONE))
        views = Views(dsn, Vault(pool, secret, limits), PROJECTIONS)
        await views.set_up()
        shown_to = await pool.fetchval(_VIEWS_POSITION)
        small = log.events < EVENTS_WORTH_PROCESSES
        replay = views.verify if small else partial(verify_in_processes, dsn, secret)
        with bars("views") as show, _timed(seconds, "views"):
            mismatches, obstacle = await _verify_views(pool, replay, show)
        with _timed(seconds, "books"):
            unbalanced = await check_books(pool)
    finally:
        await pool.close()
    return replace(
        report,
        months=[(month, count) for month, count in months],
        unbalanced=unbalanced,
        views_position=shown_to,
        mismatches=mismatches,
        obstacle=obstacle,
    )


@contextmanager
def _timed(seconds: dict[str, float], part: str) -> Iterator[None]:
    started = perf_counter()
    yield
    seconds[part] = perf_counter() - started


async def _verify_views(
    pool: Pool, replay: _Replay, show: Callable[[int, int], None]
) -> tuple[Sequence[Mismatch], str | None]:
    """The tables that differ, and why they could not be compared."""
    try:
        await check_topics(pool)
        found = await replay(progress=lambda reached: show(reached.position, reached.head))
    except (PoisonousEvent, UnknownTopics) as error:
        return [], str(error)
    return found, None
