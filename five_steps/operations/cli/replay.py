"""`five-steps replay`: what all views showed at a moment of the past, folded anew from the log."""

import asyncio
import json
import os
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import Annotated, NamedTuple

import typer

from five_steps.event_store import EventStore
from five_steps.event_store.limits import Limits
from five_steps.event_store.vault import Vault
from five_steps.operations.cli._progress import positions_shown
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import read_settings
from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.past.kept import KeptPasts
from five_steps.projections.past.limits import PastLimits
from five_steps.projections.past.moment import (
    Moment,
    OutsideLog,
    moment_at_position,
    moment_at_time,
)

_LOG = """
SELECT count(*) AS events,
    (SELECT encode(seal, 'hex') FROM public.stored_events WHERE notification_id = $1) AS seal
FROM public.stored_events WHERE notification_id <= $1
"""


class Format(StrEnum):
    """How the result is written."""

    TEXT = "text"
    JSON = "json"


class _Replayed(NamedTuple):
    moment: Moment
    events: int
    seal: str | None
    digests: dict[str, dict[str, str]]
    """By view and table."""


def command(
    as_of: Annotated[
        str,
        typer.Option(
            metavar="POSITION|TIME",
            help="When the log ended at this position, or what was recorded by this time, "
            "such as 2026-11-24T08:00:00+08:00.",
        ),
    ],
    keep: Annotated[
        bool, typer.Option(help="Keep the tables: questions `asOf` this position find them.")
    ] = False,
    format_: Annotated[
        Format, typer.Option("--format", help="Text has a digest for each view, JSON each table.")
    ] = Format.TEXT,
) -> None:
    """Fold the log up to a moment of the past, and tell what all views showed then.

    The same log gives the same digests, on every machine, until a person's key is erased.
    """
    wanted = _read(as_of)
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        replayed = asyncio.run(
            _replay(dsn, settings.secret.encode(), settings.past_limits, wanted, keep=keep)
        )
    _tell(replayed, format_)


def _read(as_of: str) -> int | datetime:
    if as_of.isdecimal():
        return int(as_of)
    try:
        time = datetime.fromisoformat(as_of)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise typer.BadParameter(
            "a position, or a time with its zone such as 2026-11-24T08:00:00+08:00",
            param_hint="--as-of",
        )
    return time


async def _replay(
    dsn: str, secret: bytes, limits: PastLimits, wanted: int | datetime, *, keep: bool
) -> _Replayed:
    # Opening the store checks that every topic of the log is one we know.
    async with EventStore.open(dsn, secret=secret) as store:
        try:
            if isinstance(wanted, datetime):
                moment = await moment_at_time(store.pool, wanted, datetime.now(UTC))
            else:
                moment = await moment_at_position(store.pool, wanted)
        except OutsideLog as outside:
            raise typer.BadParameter(outside.allowed, param_hint="--as-of") from None
        pasts = KeptPasts(dsn, partial(Vault, store.pool, secret, Limits()), PROJECTIONS, limits)
        await pasts.set_up()
        views = {projection.name for projection in PROJECTIONS}
        kept_before = await pasts.missing(store.pool, moment.position, views) < views
        with positions_shown("replaying") as shown:
            await pasts.build(moment.position, progress=shown)
        digests = await pasts.checksums(moment.position)
        if not keep and not kept_before:
            await pasts.forget(moment.position)
        events, seal = await store.pool.fetchrow(_LOG, moment.position)  # type: ignore[misc]
        return _Replayed(moment, events, seal, digests)


def _tell(replayed: _Replayed, written: Format) -> None:
    moment = replayed.moment
    if written is Format.JSON:
        shown = {
            "position": moment.position,
            "recordedAt": moment.recorded_at.isoformat(),
            "events": replayed.events,
            "seal": replayed.seal,
            "views": replayed.digests,
        }
        typer.echo(json.dumps(shown, indent=2))
        return
    typer.echo(f"position: {moment.position}, recorded at {moment.recorded_at.isoformat()}")
    typer.echo(f"events: {replayed.events}")
    typer.echo(f"seal: {replayed.seal or 'not sealed yet'}")
    for view, digests in sorted(replayed.digests.items()):
        typer.echo(f"{_digest(digests)}  {view}")
    typer.echo(f"{_digest({v: _digest(d) for v, d in replayed.digests.items()})}  all views")


def _digest(digests: dict[str, str]) -> str:
    """One digest of several."""
    return sha256("".join(f"{n} {d}\n" for n, d in sorted(digests.items())).encode()).hexdigest()
