"""The tables of a past: a schema for each position, with the names that `read` shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from five_steps.projections.kernel import generations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.projection import Projection

_NAME = re.compile(r"past_(\d+)")
_SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'past\\_%'"


def schema_of(position: int) -> str:
    """The schema of the past at a position."""
    return f"past_{position}"


async def create(connection: Connection, position: int, projections: Sequence[Projection]) -> None:
    """Create the empty tables of views, in place of any that are left over."""
    schema = schema_of(position)
    await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for projection in projections:
        projection.bind_past(schema)
        # What a crash empties is made again from the log.
        await generations.create(connection, projection, unlogged=True)


async def copy(connection: Connection, projections: Sequence[Projection], base: int) -> None:
    """Fill the tables of views with the rows of an earlier past."""
    for projection in projections:
        for table in projection.tables:
            columns = ", ".join(table.columns)
            await connection.execute(
                f"INSERT INTO {table.qualified} ({columns}) "  # noqa: S608
                f"SELECT {columns} FROM {schema_of(base)}.{table.name}"
            )


async def analyze(connection: Connection, projections: Sequence[Projection]) -> None:
    """Tell the planner what the tables hold; nothing will ever change in them."""
    names = ", ".join(table.qualified for view in projections for table in view.tables)
    await connection.execute(f"ANALYZE {names}")


async def drop_schema(connection: Connection, position: int) -> None:
    """Drop the tables of a past, once nobody reads them."""
    await connection.execute(f"DROP SCHEMA IF EXISTS {schema_of(position)} CASCADE")


async def positions(connection: Connection) -> set[int]:
    """The positions of all pasts that have tables."""
    names = await connection.fetch(_SCHEMAS)
    return {int(match[1]) for (name,) in names if (match := _NAME.fullmatch(name))}
