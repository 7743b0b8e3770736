"""What stays in memory between batches is bounded, for all tables of a fold together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from five_steps.projections import PROJECTIONS, ViewLimits, Views
from five_steps.projections.kernel import generations
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.fill import Filler
from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.log import read_events
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Id, Position
from tests.projections.conftest import PlainOpener
from tests.projections.district import District
from tests.projections.log import append

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.projections.kernel.connections import Connection

ROWS_BYTES = 60_000


@dataclass(slots=True)
class _Seat:
    row: Id
    number: int


def some_seats(rows: Sequence[str], *, whole: bool = False) -> Rows[tuple[Id, int], _Seat]:
    """Three seats in each of some rows, as if they had been written."""
    seats = Rows[tuple[Id, int], _Seat](_Seat, "seats", key=["row", "number"], whole=whole)
    seats.begin(rows)
    for row in rows:
        for number in range(3):
            seats.add(_Seat(Id(row), number))
    return seats


async def load(seats: Rows[tuple[Id, int], _Seat], rows: set[str]) -> None:
    """Need rows that are in memory: the database is not asked."""
    connection: Connection = None  # type: ignore[assignment]
    await seats.load(connection, rows)


def in_memory(seats: Rows[tuple[Id, int], _Seat]) -> str:
    return "".join(sorted({seat.row for seat in seats}))


async def test_what_was_needed_lately_stays_and_of_the_rest_what_came_last() -> None:
    seats = some_seats("abcdef")
    each = seats.memory // 6
    await load(seats, {"a", "c"})
    seats.trim(4 * each)
    assert in_memory(seats) == "acef"
    seats.trim(3 * each)
    assert in_memory(seats) == "acf"
    seats.trim(2 * each)
    assert in_memory(seats) == "ac"


async def test_even_what_was_needed_goes_when_there_is_no_room() -> None:
    seats = some_seats("abc")
    await load(seats, {"a", "b", "c"})
    seats.trim(seats.memory // 3)
    assert in_memory(seats) == "c"
    seats.trim(0)
    assert (in_memory(seats), seats.memory) == ("", 0)


def test_a_table_kept_whole_stays() -> None:
    seats = some_seats("abc", whole=True)
    seats.trim(0)
    assert in_memory(seats) == "abc"
    assert seats.memory == 0


async def test_all_tables_of_a_fold_share_what_memory_there_is(postgres_dsn: str) -> None:
    district = District(5)
    district.populate()
    district.live(100)
    await append(postgres_dsn, district.log)
    connection = await connect(postgres_dsn)
    try:
        projections = [projection() for projection in PROJECTIONS]
        await generations.set_up(connection, projections)
        for projection in projections:
            projection.bind(1)
        fold = Fold((projection, Position(0)) for projection in projections)
        most = 0
        while events := await read_events(connection, fold.positions[0], 100):
            async with connection.transaction():
                await fold.apply(connection, PlainOpener(), events)
                await fold.write(connection)
                await fold.settle(connection)
            fold.advance(events[-1].position)
            most = max(most, fold.memory)
            fold.trim(ROWS_BYTES)
            assert fold.memory <= ROWS_BYTES
        assert most > ROWS_BYTES
        # Those that would have kept the most left room for the others.
        assert sum(table.memory > 0 for view in projections for table in view.tables) > 10
    finally:
        await connection.close()


async def test_a_rebuild_writes_when_its_rows_take_their_memory(
    postgres_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []

    class Watched(Filler):
        def _has_enough(self) -> bool:
            taken.append(self._fold.memory)
            return super()._has_enough()

    monkeypatch.setattr("five_steps.projections.kernel.build.Filler", Watched)
    district = District(5)
    district.populate()
    district.live(100)
    await append(postgres_dsn, district.log)
    limits = ViewLimits(
        build_batch_positions=10,
        build_rows_bytes_max=2 * ROWS_BYTES,
        cached_rows_bytes_max=ROWS_BYTES,
    )
    await Views(postgres_dsn, PlainOpener(), PROJECTIONS, limits).rebuild()
    # Beyond the limit goes one batch at most.
    assert 2 * ROWS_BYTES < max(taken) < 3 * ROWS_BYTES
