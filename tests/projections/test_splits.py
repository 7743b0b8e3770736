"""However the log is cut into batches, and whether live or rebuilt, the rows are the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from five_steps.projections import PROJECTIONS, ViewLimits, Views
from five_steps.projections.kernel import generations
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.log import read_events
from five_steps.projections.kernel.values import Position
from tests.conftest import administer
from tests.postgres_server import database_dsn
from tests.projections.conftest import PlainOpener
from tests.projections.district import District
from tests.projections.log import append
from tests.projections.privacy import Privacy

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS_BYTES = 20_000
"""So little that rows are forgotten and loaded again all the time."""


async def fold_in_batches(dsn: str, sizes: Sequence[int]) -> None:
    """Fold the whole log in batches of the given sizes, over and over."""
    connection = await connect(dsn)
    try:
        projections = [projection() for projection in PROJECTIONS]
        await generations.set_up(connection, projections)
        fold = Fold((projection, Position(0)) for projection in projections)
        opener = PlainOpener()
        position, batch = Position(0), 0
        while events := await read_events(connection, position, sizes[batch % len(sizes)]):
            async with connection.transaction():
                await fold.apply(connection, opener, events)
                await fold.write(connection)
                await fold.settle(connection)
            position, batch = events[-1].position, batch + 1
            fold.advance(position)
            fold.trim(ROWS_BYTES)
    finally:
        await connection.close()


async def checksums(dsn: str) -> dict[str, dict[str, str]]:
    views = Views(dsn, PlainOpener(), PROJECTIONS)
    return {name: await views.checksum(name) for name in views.names}


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # To shrink a failure is to fold for minutes: let who looks into it do that.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    seed=st.integers(0, 10_000),
    sizes=st.lists(st.sampled_from([1, 2, 3, 5, 17, 80, 400]), min_size=1, max_size=6),
)
def test_rows_do_not_depend_on_where_batches_end(
    postgres_server_dsn: str, postgres_template: str, seed: int, sizes: list[int]
) -> None:
    district = District(seed)
    district.populate()
    privacy = Privacy(district)
    district.live(125)
    for people in (district.residents, district.volunteers):
        privacy.erase(people[0])
    privacy.erase_orders_of_this_month()
    district.live(125)

    async def compare() -> None:
        name = f"five_steps_splits_{seed}"
        dsn = database_dsn(postgres_server_dsn, name)
        await administer(
            postgres_server_dsn, f"CREATE DATABASE {name} TEMPLATE {postgres_template}"
        )
        try:
            await append(dsn, district.log)
            await fold_in_batches(dsn, sizes)
            live = await checksums(dsn)
            views = Views(
                dsn,
                PlainOpener(),
                PROJECTIONS,
                ViewLimits(
                    build_batch_positions=113,
                    build_rows_unwritten_max=150,
                    build_rows_bytes_max=3 * ROWS_BYTES,
                    cached_rows_bytes_max=ROWS_BYTES,
                ),
            )
            await views.rebuild()
            assert await checksums(dsn) == live
        finally:
            await administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)")

    asyncio.run(compare())
