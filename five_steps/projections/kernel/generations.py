"""The physical tables of views: each generation has its own, and `read` shows one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from five_steps.projections.kernel.table import SCHEMA
from five_steps.projections.kernel.tracking import TABLE, put, tracked
from five_steps.projections.kernel.values import Position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.tracking import Tracked

READ_SCHEMA = "read"
# Any constants, as long as every process of this service uses the same ones.
_SETUP_LOCK = 0x4649_5645_0001
_PHYSICAL = re.compile(r"(?P<name>.+)_g(?P<generation>\d+)")


async def set_up(connection: Connection, projections: Iterable[Projection]) -> None:
    """Make what is missing: schemas, the tracking table, and empty tables of new views."""
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", _SETUP_LOCK)
        for schema in (SCHEMA, READ_SCHEMA):
            await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        await connection.execute(TABLE)
        known = await tracked(connection)
        for projection in projections:
            if projection.name not in known:
                projection.bind(1)
                await create(connection, projection, unlogged=False)
                await create_indexes(connection, projection)
                await show(connection, projection)
                await put(connection, projection, Position(0))


async def create(connection: Connection, projection: Projection, *, unlogged: bool) -> None:
    """Create the tables of the projection's generation, without the other indexes."""
    for table in projection.tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table.qualified}")
        await connection.execute(table.ddl(unlogged=unlogged))


async def create_indexes(connection: Connection, projection: Projection) -> None:
    """Create the other indexes."""
    for table in projection.tables:
        for statement in table.index_ddl():
            await connection.execute(statement)


async def make_durable(connection: Connection, projection: Projection) -> None:
    """Turn the tables of a rebuild, which a crash would empty, into ordinary ones."""
    for table in projection.tables:
        await connection.execute(f"ALTER TABLE {table.qualified} SET LOGGED")


async def show(connection: Connection, projection: Projection) -> None:
    """Let `read` show the tables of the projection's generation."""
    for table in projection.tables:
        if table.public:
            name = f"{READ_SCHEMA}.{table.name}"
            columns = ", ".join(table.columns)
            # Not CREATE OR REPLACE, which refuses when a column is gone.
            await connection.execute(f"DROP VIEW IF EXISTS {name}")
            await connection.execute(
                f"CREATE VIEW {name} AS SELECT {columns} FROM {table.qualified}"  # noqa: S608
            )


async def drop(connection: Connection, projection: Projection) -> None:
    """Drop the tables of the projection's generation."""
    for table in projection.tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table.qualified}")


async def drop_outdated(
    connection: Connection, projections: Iterable[Projection], known: dict[str, Tracked]
) -> None:
    """Drop what earlier generations left behind."""
    current = {
        table.name: known[projection.name].generation
        for projection in projections
        for table in projection.tables
    }
    rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = $1", SCHEMA)
    for (physical,) in rows:
        match = _PHYSICAL.fullmatch(physical)
        if match and int(match["generation"]) < current.get(match["name"], 0):
            await connection.execute(f"DROP TABLE IF EXISTS {SCHEMA}.{physical}")
