"""`five-steps prove`: a file that proves to a stranger that an event is in the log."""

import asyncio
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from five_steps.event_store import EventStore
from five_steps.event_store.proving import InclusionProof, NotProvable, prove_inclusion
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.heads import open_heads
from five_steps.operations.settings import Settings, read_settings


def command(
    position: Annotated[int, typer.Argument(min=1, help="The event's position in the log.")],
    head: Annotated[
        int | None,
        typer.Option(
            help="The head to prove it by, as its number of events (default: the first one after "
            "the event, signed now if there is none)."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="The file to write (default: proof-POSITION.json).")
    ] = None,
) -> None:
    """Write the proof that an event is in the log; docs/audit/check_proof.py checks it offline."""
    settings = read_settings(os.environ)
    with database_url(settings) as dsn:
        try:
            proof = asyncio.run(_prove(settings, dsn, position, head))
        except NotProvable as error:
            typer.echo(f"five-steps: {error}", err=True)
            raise typer.Exit(1) from None
    path = output or Path(f"proof-{position}.json")
    path.write_text(json.dumps(proof.as_json(), indent=2) + "\n", encoding="utf-8")
    typer.echo(f"wrote {path}: by the head of {proof.head.head.events} events")


async def _prove(settings: Settings, dsn: str, position: int, events: int | None) -> InclusionProof:
    async with EventStore.open(dsn, secret=settings.secret.encode()) as store:
        heads = open_heads(settings, store, lambda: datetime.now(UTC))
        if events is None:
            head = await heads.covering(position)
        else:
            head = await heads.of_size(events)
        if head is None:
            message = "no head was signed over so many events, or the log does not go that far"
            raise NotProvable(message)
        return await prove_inclusion(store.pool, position, head)
