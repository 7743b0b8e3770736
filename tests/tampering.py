"""Changes to the log that the database would refuse: made as by somebody who owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from five_steps.event_store.connections import Connection, Pool


async def tamper(database: Connection | Pool, *statements: str) -> None:
    """Run the statements with the triggers disabled that keep the log append-only."""
    for statement in (
        "ALTER TABLE public.stored_events DISABLE TRIGGER USER",
        "ALTER TABLE public.signed_heads DISABLE TRIGGER USER",
        *statements,
    ):
        await database.execute(statement)
