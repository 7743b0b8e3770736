"""Heads of the log, signed while the service runs, as the settings say."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

import structlog

from five_steps.event_store import EventStore
from five_steps.event_store.proving import HeadKeeper, SigningKey
from five_steps.operations.secret import kept_signing_key
from five_steps.operations.settings import Settings

_log = structlog.get_logger(__name__)


def own_key(settings: Settings) -> SigningKey:
    """The key that signs heads; made in the home folder if there is none."""
    return settings.signing_key or SigningKey.read(kept_signing_key(settings.home))


def open_heads(settings: Settings, store: EventStore, clock: Callable[[], datetime]) -> HeadKeeper:
    """The keeper of heads."""
    return HeadKeeper(store.pool, own_key(settings), settings.heads_file, clock)


@asynccontextmanager
async def keep_heads(heads: HeadKeeper, interval_s: float) -> AsyncIterator[None]:
    """Sign at intervals, and once more at the end."""
    keeping = asyncio.create_task(heads.run(interval_s), name="heads")
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        try:
            await heads.sign()
        except Exception:
            # It would keep the service from stopping in order; the next start signs.
            _log.exception("head_not_signed")
