"""What is built of an earlier position is what the live views showed when the log ended there."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest
import pytest_asyncio

from five_steps.projections import PROJECTIONS, PoisonousEvent, Views
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.values import Position
from five_steps.projections.organisation.units import UnitsView
from five_steps.projections.past.limits import PastLimits
from five_steps.projections.past.moment import OutsideLog
from five_steps.projections.past.pasts import PastInPreparation, Pasts
from five_steps.projections.past.tables import schema_of
from tests.conftest import copy_of
from tests.projections.conftest import LIMITS, PlainOpener, running
from tests.projections.district import District
from tests.projections.log import append

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from uuid import UUID

pytestmark = pytest.mark.asyncio(loop_scope="module")

Digests = dict[str, dict[str, str]]
PARTS = 4


@dataclass
class Recorded:
    """A log, and what the live views showed at some of its positions."""

    dsn: str
    pool: asyncpg.Pool[asyncpg.Record]
    shown: dict[int, Digests]
    recorded_at: dict[int, datetime]

    @property
    def positions(self) -> list[Position]:
        return [Position(position) for position in self.shown]

    @asynccontextmanager
    async def pasts(
        self,
        opener: Any = PlainOpener,
        projections: Sequence[type[Projection]] = PROJECTIONS,
        **limits: Any,
    ) -> AsyncIterator[Pasts]:
        """Pasts of the log, of which none is there yet."""
        made = Pasts(self.dsn, self.pool, opener, projections, PastLimits(**limits))
        await made.kept.set_up()
        await made.kept.forget()
        yield made
        await made.close()

    async def schemas(self) -> set[int]:
        rows = await self.pool.fetch(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'past\\_%'"
        )
        return {int(name.removeprefix("past_")) for (name,) in rows}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def recorded(
    postgres_server_dsn: str, postgres_template_with_views: str
) -> AsyncIterator[Recorded]:
    district = District(seed=11)
    district.populate()
    district.live(150)
    async with (
        copy_of(postgres_template_with_views, postgres_server_dsn) as dsn,
        asyncpg.create_pool(dsn, min_size=1, max_size=4) as pool,
        running(Views(dsn, PlainOpener(), PROJECTIONS, LIMITS)) as views,
    ):
        recorded = Recorded(dsn, pool, {}, {})
        log = district.log
        # Where a part ends is anywhere, in the middle of what one command recorded, too.
        ends = [len(log) * n // PARTS for n in range(1, PARTS + 1)]
        for start, end in zip([0, *ends], ends, strict=False):
            position = await append(dsn, log[start:end])
            assert await views.wait_for(position, timeout=20)
            recorded.shown[position] = await _checksums(views)
            recorded.recorded_at[position] = await pool.fetchval(
                "SELECT max(recorded_at) FROM stored_events"
            )
        yield recorded


async def _checksums(views: Views) -> Digests:
    return {name: await views.checksum(name) for name in views.names}


async def test_a_past_is_what_was_shown_then(recorded: Recorded) -> None:
    async with recorded.pasts() as pasts:
        # The second is folded on from the first; the third, which is before both, from zero.
        for position in (recorded.positions[1], recorded.positions[2], recorded.positions[0]):
            await pasts.kept.build(position)
            assert await pasts.kept.checksums(position) == recorded.shown[position]


async def test_a_view_made_later_is_as_those_before(recorded: Recorded) -> None:
    """Each view is made when it is asked for, whatever the past has by then."""
    (_, position, *_) = recorded.positions
    async with recorded.pasts() as pasts:
        await pasts.kept.build(position, ["units"])
        assert await _tables(recorded, position) == {"units", "unit_history"}
        await pasts.kept.build(position)
        assert await pasts.kept.checksums(position) == recorded.shown[position]


async def test_a_rebuild_and_the_erased_change_no_past(recorded: Recorded) -> None:
    """A new generation of the live views is no matter of the past's; a lost key is."""
    (position, *_) = recorded.positions
    await Views(recorded.dsn, PlainOpener(), PROJECTIONS, LIMITS).rebuild()
    async with recorded.pasts() as pasts:
        await pasts.kept.build(position)
        assert await pasts.kept.checksums(position) == recorded.shown[position]


async def test_a_moment_is_found_by_position_and_by_time(recorded: Recorded) -> None:
    rows = await recorded.pool.fetch(
        "SELECT notification_id, recorded_at FROM stored_events ORDER BY notification_id"
    )
    now = datetime.now(UTC)
    async with recorded.pasts() as pasts:
        for position, recorded_at in (rows[0], rows[7], rows[-1]):
            assert await pasts.at_position(position) == (position, recorded_at, recorded_at)
            for time in (recorded_at, recorded_at + timedelta(microseconds=1)):
                found = await pasts.at_time(time, now)
                assert found.position == max(p for p, at in rows if at <= time)
                assert found.now == time
        assert (await pasts.at_time(now, now)).position == rows[-1][0]


async def test_a_moment_outside_the_log_is_refused_with_what_is_allowed(
    recorded: Recorded,
) -> None:
    last = recorded.positions[-1]
    now = datetime.now(UTC)
    async with recorded.pasts() as pasts:
        for position in (0, last + 1):
            with pytest.raises(OutsideLog) as refused:
                await pasts.at_position(position)
            assert refused.value.allowed == f"1–{last}"
        for time in (datetime(2000, 1, 1, tzinfo=UTC), now + timedelta(seconds=1)):
            with pytest.raises(OutsideLog) as refused:
                await pasts.at_time(time, now)
            assert refused.value.allowed.endswith(now.isoformat())


async def test_a_position_that_was_rolled_back_is_the_one_before(
    postgres_server_dsn: str, postgres_template_with_views: str
) -> None:
    district = District()
    district.populate()
    async with (
        copy_of(postgres_template_with_views, postgres_server_dsn) as dsn,
        asyncpg.create_pool(dsn, min_size=1, max_size=1) as pool,
    ):
        pasts = Pasts(dsn, pool, PlainOpener, PROJECTIONS)
        with pytest.raises(OutsideLog):
            await pasts.at_position(1)
        position = await append(dsn, district.log[:20])
        await pool.execute("SELECT setval('stored_events_notification_id_seq', 100)")
        await append(dsn, district.log[20:])
        assert (await pasts.at_position(100)).position == position
        assert (await pasts.at_position(101)).position == 101
        time = (await pasts.at_position(20)).recorded_at + timedelta(microseconds=1)
        assert (await pasts.at_time(time, datetime.now(UTC))).position == position


async def test_who_cannot_wait_is_told_so_and_finds_it_later(recorded: Recorded) -> None:
    position = recorded.positions[-1]
    async with recorded.pasts() as pasts:
        with pytest.raises(PastInPreparation) as told:
            await pasts.prepare(position, {"orders"}, until=0)
        assert (told.value.position, told.value.percent) == (position, 0)
        await pasts.prepare(position, {"orders"}, _in(20))
        assert "orders" in await _tables(recorded, position)


async def test_two_processes_that_want_the_same_build_it_once(recorded: Recorded) -> None:
    position = recorded.positions[-1]
    opened: list[PlainOpener] = []

    def opener() -> PlainOpener:
        opened.append(PlainOpener())
        return opened[-1]

    async with recorded.pasts(opener) as one, recorded.pasts(opener) as other:
        asking = [
            pasts.prepare(position, {"orders", "units"}, _in(20))
            for pasts in (one, other, one, other)
        ]
        await asyncio.gather(*asking)
    assert len(opened) == 1


async def test_the_pasts_used_last_are_kept(recorded: Recorded) -> None:
    first, second, third, _ = recorded.positions
    async with recorded.pasts(pasts_kept_max=2, used_interval_s=1e-9) as pasts:
        for position in (first, second, first, third):
            await pasts.prepare(position, {"units"}, _in(20))
        assert await recorded.schemas() == {first, third}
    async with recorded.pasts(pasts_bytes_max=1) as pasts:
        for position in (first, second):
            await pasts.prepare(position, {"units"}, _in(20))
        assert await recorded.schemas() == {second}


async def test_a_new_version_of_a_view_makes_its_past_anew(recorded: Recorded) -> None:
    class Newer(UnitsView):
        version = UnitsView.version + 1

    (position, *_) = recorded.positions
    async with recorded.pasts(projections=[UnitsView]) as pasts:
        await pasts.kept.build(position)
        newer = Pasts(recorded.dsn, recorded.pool, PlainOpener, [Newer])
        await newer.kept.set_up()
        assert await recorded.schemas() == set()
        await newer.kept.build(position)
        assert await recorded.schemas() == {position}


async def test_what_is_forgotten_while_it_is_built_is_built_anew(recorded: Recorded) -> None:
    """So a name that was read before its key was erased is in no past."""
    position = recorded.positions[-1]
    reading = asyncio.Event()
    openers = iter([_Stuck(reading), _Erased()])
    async with recorded.pasts(lambda: next(openers), tell_interval_s=0.02) as pasts:
        building = asyncio.create_task(pasts.kept.build(position, ["volunteers"]))
        await asyncio.wait_for(reading.wait(), 20)
        await pasts.kept.forget()
        await building
        names = await recorded.pool.fetchval(
            f"SELECT count(name) FROM {schema_of(position)}.volunteers"
        )
    assert names == 0


async def test_a_view_that_cannot_fold_says_so_and_leaves_nothing(recorded: Recorded) -> None:
    (position, *_) = recorded.positions
    async with recorded.pasts(_Broken) as pasts:
        with pytest.raises(PoisonousEvent, match="volunteers"):
            await pasts.prepare(position, {"volunteers"}, _in(20))
        assert await _tables(recorded, position) == set()


class _Erased(PlainOpener):
    async def open_many(self, fields: Sequence[tuple[UUID, str]]) -> list[str | None]:
        return [None for _ in fields]


class _Stuck(PlainOpener):
    def __init__(self, reading: asyncio.Event) -> None:
        super().__init__()
        self._reading = reading

    async def open_many(self, fields: Sequence[tuple[UUID, str]]) -> list[str | None]:
        self._reading.set()
        await asyncio.Event().wait()
        return []


class _Broken(PlainOpener):
    async def open_many(self, fields: Sequence[tuple[UUID, str]]) -> list[str | None]:
        raise ValueError("no key")


def _in(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds


async def _tables(recorded: Recorded, position: Position) -> set[str]:
    rows = await recorded.pool.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = $1", schema_of(position)
    )
    return {name for (name,) in rows}
