"""Compares the views that serve with a replay of the log.

What serves is read in one snapshot, which is at one position of the log and locks nothing; the
replay then goes on to just that position.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.projections.kernel import tracking
from five_steps.projections.kernel.checksum import checksum
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.fold import Fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.projections.kernel.build import Builder
    from five_steps.projections.kernel.projection import Projection
    from five_steps.projections.kernel.values import Position


class Mismatch(NamedTuple):
    """A table of a view that is not what the log says."""

    view: str
    table: str


class _Serving(NamedTuple):
    position: Position
    digests: dict[str, str]
    """By table."""


async def compare_with_replay(dsn: str, builder: Builder) -> list[Mismatch]:
    """The tables of the builder's views that differ from what it builds."""
    mismatches = []
    async with builder.beside(behind_serving=True) as (connection, fold):
        serving = await _read_serving(dsn, fold.projections)
        for projection, position in zip(fold.projections, fold.positions, strict=True):
            expected = serving[projection.name]
            part = Fold([(projection, position)])
            async with connection.transaction():
                await builder.catch_up(connection, part, expected.position)
            replayed = await checksum(connection, projection)
            mismatches += [
                Mismatch(projection.name, table)
                for table, digest in replayed.items()
                if digest != expected.digests[table]
            ]
    return mismatches


async def _read_serving(dsn: str, projections: Sequence[Projection]) -> dict[str, _Serving]:
    connection = await connect(dsn)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            known = await tracking.tracked(connection)
            serving = {}
            for projection in projections:
                row = known[projection.name]
                shown = type(projection)()
                shown.bind(row.generation)
                serving[row.view] = _Serving(row.position, await checksum(connection, shown))
            return serving
    finally:
        await connection.close()
