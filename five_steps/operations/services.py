"""The service's parts, put together once, in the order they need each other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

import structlog

from five_steps.access_trail import AccessTrail
from five_steps.commands.kernel.bus import Commands
from five_steps.commands.kernel.secrets import Secrets
from five_steps.event_store import EventStore
from five_steps.event_store.connections import is_lost
from five_steps.event_store.limits import Limits
from five_steps.event_store.vault import Vault
from five_steps.graphql_api.kernel.database import open_database
from five_steps.graphql_api.kernel.gathered_reads import GatheredReads
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.kernel.tokens import TokenReader
from five_steps.operations.deadlines import DeadlineKeeper
from five_steps.operations.heads import open_heads
from five_steps.operations.metrics import Metrics
from five_steps.operations.refused_commands import RefusedInTrail
from five_steps.operations.settings import Settings
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.guarantee.counted_from_view import CountedFromView
from five_steps.projections.kernel.views import Views
from five_steps.projections.past.pasts import Pasts
from five_steps.projections.people.privacy.open_matters import OpenInViews

LAG_MEASURED_EVERY_SECONDS = 5.0

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_services(settings: Settings, dsn: str) -> AsyncIterator[Services]:
    """Open everything the API works with; closed in reverse, every accepted command answered."""
    metrics = Metrics()
    secret = settings.secret.encode()
    secrets = Secrets.derive(secret)
    async with (
        EventStore.open(dsn, secret=secret, observer=metrics) as store,
        AccessTrail.open(dsn, limits=settings.trail_limits, observer=metrics) as trail,
    ):
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.start()
        # A vault of its own for each build, which cannot know a key that was erased before.
        pasts = Pasts(
            dsn,
            store.pool,
            partial(Vault, store.pool, secret, Limits()),
            PROJECTIONS,
            settings.past_limits,
        )
        await pasts.kept.set_up()
        store.erasures.on_erased(pasts.kept.forget)
        measuring = asyncio.create_task(_measure_lag(views, metrics))
        try:
            async with open_database(dsn) as database:
                yield Services(
                    store=store,
                    views=views,
                    pasts=pasts,
                    trail=trail,
                    heads=open_heads(settings, store, _now),
                    commands=Commands(
                        store,
                        secrets,
                        _now,
                        CountedFromView(store.pool, store.recorder, views),
                        RefusedInTrail(trail),
                        OpenInViews(store.pool, store.recorder, views),
                    ),
                    secrets=secrets,
                    database=database,
                    reads=GatheredReads(database),
                    tokens=TokenReader(
                        secret=settings.secret,
                        jwks_url=settings.oidc_jwks_url,
                        audience=settings.oidc_audience,
                        issuer=settings.oidc_issuer,
                    ),
                    observer=metrics,
                    clock=_now,
                )
        finally:
            measuring.cancel()
            await asyncio.wait([measuring])
            await pasts.close()
            await views.stop()


@asynccontextmanager
async def keep_deadlines(services: Services) -> AsyncIterator[None]:
    """Meet deadlines in the background, as one of all processes on the same log."""
    keeper = DeadlineKeeper(
        store=services.store,
        views=services.views,
        commands=services.commands,
        clock=services.clock,
    )
    keeping = asyncio.create_task(keeper.run(), name="deadlines")
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.wait([keeping])


def _now() -> datetime:
    return datetime.now(UTC)


async def _measure_lag(views: Views, metrics: Metrics) -> None:
    while True:
        try:
            for view, lag in (await views.lag()).items():
                metrics.view_lags(view, positions=lag.positions, seconds=lag.seconds)
        except Exception as error:
            if not is_lost(error):
                raise
            _log.warning("lag_not_measured", error=repr(error))
        await asyncio.sleep(LAG_MEASURED_EVERY_SECONDS)
