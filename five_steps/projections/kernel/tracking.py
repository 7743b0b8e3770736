"""Where each view stands: one row per view, moved in the transaction that moves its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.projections.kernel.values import Position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.projection import Projection

TABLE = """
CREATE TABLE IF NOT EXISTS public.five_steps_views (
    view text PRIMARY KEY,
    generation integer NOT NULL,
    version integer NOT NULL,
    position bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    error text,
    error_position bigint
) WITH (fillfactor = 50)
"""

_SELECT = """
SELECT view, generation, version, position, error, error_position FROM public.five_steps_views
"""

_ADVANCE = """
UPDATE public.five_steps_views SET position = $2, updated_at = clock_timestamp()
WHERE view = ANY ($1) AND position < $2
"""

_STOP = """
UPDATE public.five_steps_views
SET error = $2, error_position = $3, updated_at = clock_timestamp() WHERE view = $1
"""

_PUT = """
INSERT INTO public.five_steps_views (view, generation, version, position) VALUES ($1, $2, $3, $4)
ON CONFLICT (view) DO UPDATE SET generation = $2, version = $3, position = $4,
    updated_at = clock_timestamp(), error = NULL, error_position = NULL
"""


class Tracked(NamedTuple):
    """Where a view stands."""

    view: str
    generation: int
    """Which of its tables `read` shows."""
    version: int
    """The version of the projection that made them."""
    position: Position
    """The last event folded into them."""
    error: str | None
    """Why the view stopped."""
    error_position: Position | None
    """The event that stopped it."""


async def tracked(connection: Connection) -> dict[str, Tracked]:
    """Where every view stands."""
    return {row["view"]: Tracked(*row) for row in await connection.fetch(_SELECT)}


async def lock(connection: Connection, names: Iterable[str]) -> dict[str, Tracked]:
    """Where some views stand, held until the transaction ends."""
    rows = await connection.fetch(
        _SELECT + "WHERE view = ANY ($1) ORDER BY view FOR UPDATE", list(names)
    )
    return {row["view"]: Tracked(*row) for row in rows}


async def advance(connection: Connection, names: Iterable[str], position: Position) -> None:
    """Note that views have folded everything up to a position."""
    await connection.execute(_ADVANCE, list(names), position)


async def stop(connection: Connection, name: str, position: Position, error: str) -> None:
    """Note which event stopped a view, and why."""
    await connection.execute(_STOP, name, error, position)


async def put(connection: Connection, projection: Projection, position: Position) -> None:
    """Note which tables a view works on from now on, and up to where they are folded."""
    await connection.execute(
        _PUT, projection.name, projection.generation, projection.version, position
    )


async def resume(connection: Connection) -> None:
    """Let stopped views try again."""
    await connection.execute(
        "UPDATE public.five_steps_views SET error = NULL, error_position = NULL "
        "WHERE error IS NOT NULL"
    )
