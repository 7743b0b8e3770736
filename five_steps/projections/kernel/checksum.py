"""A digest over all rows of a view, in the order of their keys."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.projection import Projection


async def checksum(connection: Connection, projection: Projection) -> dict[str, str]:
    """The digest of each table of the projection's generation; equal rows give equal digests."""
    async with connection.transaction():
        digests = {}
        for table in projection.tables:
            digest = sha256()
            columns = ", ".join(table.columns)
            rows = connection.cursor(
                f"SELECT sha256(convert_to(ROW({columns})::text, 'UTF8')) "  # noqa: S608
                f"FROM {table.qualified} ORDER BY {', '.join(table.key)}",
                prefetch=1000,
            )
            async for (row,) in rows:
                digest.update(row)
            digests[table.name] = digest.hexdigest()
        return digests
