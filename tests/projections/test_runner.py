"""The runner: exactly once, whatever fails, and however many processes run it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

import pytest

from five_steps.domain.ordering.order import Order
from five_steps.projections import PROJECTIONS, PoisonousEvent, ViewLimits, Views
from five_steps.projections.kernel.handlers import HandlerError, on
from five_steps.projections.kernel.values import Event
from five_steps.projections.ordering.orders import OrdersView
from five_steps.projections.organisation.units import UnitsView
from tests.projections.conftest import LIMITS, PlainOpener, StartViews, running
from tests.projections.district import District
from tests.projections.log import append

if TYPE_CHECKING:
    from asyncpg import Connection, Record


@pytest.fixture
def district() -> District:
    district = District(seed=7)
    district.populate()
    return district


async def checksums(views: Views) -> dict[str, dict[str, str]]:
    return {name: await views.checksum(name) for name in views.names}


async def assert_as_replayed(views: Views) -> None:
    """The views are what a replay from zero makes of the log."""
    assert await views.verify() == []


async def test_views_follow_the_log(
    postgres_dsn: str, start_views: StartViews, district: District
) -> None:
    views = await start_views()
    for _ in range(5):
        district.log.clear()
        district.live(20)
        if district.log:
            position = await append(postgres_dsn, district.log)
            assert await views.wait_for(position, timeout=5)
            assert views.position() == position
    assert not await views.wait_for(views.position() + 1, timeout=0.1)


async def test_a_lost_connection_loses_nothing_and_doubles_nothing(
    postgres_dsn: str,
    start_views: StartViews,
    district: District,
    connection: Connection[Record],
) -> None:
    district.live(400)
    views = await start_views(limits=ViewLimits(live_batch_events_max=5, leader_retry_ms=10))
    position = await append(postgres_dsn, district.log)
    for _ in range(6):
        await asyncio.sleep(0.05)
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'five-steps views' AND datname = current_database()"
        )
    assert await views.wait_for(position, timeout=20)
    await assert_as_replayed(views)


async def test_two_processes_fold_once_and_the_second_takes_over(
    postgres_dsn: str, district: District, connection: Connection[Record]
) -> None:
    views = [Views(postgres_dsn, PlainOpener(), PROJECTIONS, LIMITS) for _ in range(2)]
    async with running(views[1]):
        async with running(views[0]):
            district.live(100)
            position = await append(postgres_dsn, district.log)
            assert all(await asyncio.gather(*(v.wait_for(position, timeout=10) for v in views)))
            leaders = await connection.fetchval(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted "
                "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
            assert leaders == 1
        district.log.clear()
        district.live(50)
        position = await append(postgres_dsn, district.log)
        assert await views[1].wait_for(position, timeout=10)
        await assert_as_replayed(views[1])


class FragileOrders(OrdersView):
    """Orders that cannot fold what was dispatched by `毒`, until mended."""

    poison: ClassVar[str | None] = "毒"

    @on(Order.Dispatched)
    def check(self, event: Event, dispatched_by: str) -> None:
        if self.poison is not None and dispatched_by == self.poison:
            raise ValueError(self.poison)


FRAGILE = tuple(FragileOrders if p is OrdersView else p for p in PROJECTIONS)


async def test_a_poisonous_event_stops_its_view_alone_until_it_is_mended(
    postgres_dsn: str,
    start_views: StartViews,
    district: District,
    monkeypatch: pytest.MonkeyPatch,
    connection: Connection[Record],
) -> None:
    order = district.place()
    order.dispatch_to_volunteers(
        [district.volunteers[0].id], by="毒", rules=district.rules, at=district.now
    )
    district.keep(order)
    poisonous = len(district.log)
    district.live(60)
    position = await append(postgres_dsn, district.log)

    # So small a batch that the mended view is far behind, and has to catch up on its own.
    views = await start_views(
        FRAGILE, ViewLimits(live_batch_events_max=8, poll_interval_ms=50, leader_retry_ms=50)
    )
    assert await views.wait_for(position, timeout=10)
    lag = await views.lag()
    assert lag["orders"].error == "ValueError('毒')"
    assert lag["orders"].error_position == poisonous
    assert lag["orders"].positions == position - poisonous + 1
    assert {name for name in lag if lag[name].error} == {"orders"}
    assert {lag[name].positions for name in lag if name != "orders"} == {0}
    # What came before the poisonous event is shown.
    assert await connection.fetchval("SELECT state FROM read.orders") == "PLACED"
    with pytest.raises(PoisonousEvent, match=f"position {poisonous}"):
        await views.rebuild(["orders"])

    await views.stop()
    monkeypatch.setattr(FragileOrders, "poison", None)
    await views.start()
    for _ in range(100):
        if (await views.lag())["orders"].positions == 0:
            break
        await asyncio.sleep(0.05)
    await assert_as_replayed(views)


async def test_a_rebuild_swaps_while_events_flow(
    postgres_dsn: str,
    start_views: StartViews,
    district: District,
    connection: Connection[Record],
) -> None:
    district.live(50)
    await append(postgres_dsn, district.log)
    views = await start_views()
    seen = []

    async def flow() -> int:
        position = 0
        for _ in range(15):
            district.log.clear()
            district.live(15)
            if district.log:
                position = await append(postgres_dsn, district.log)
            seen.append(await connection.fetchval("SELECT count(*) FROM read.orders"))
            await asyncio.sleep(0.05)
        return position

    flowing = asyncio.create_task(flow())
    await views.rebuild()
    await views.rebuild(["orders", "points"])
    position = await flowing
    assert await views.wait_for(position, timeout=10)
    assert seen == sorted(seen), "orders disappeared during a swap"
    generations = await connection.fetch("SELECT view, generation FROM five_steps_views")
    assert {row["view"] for row in generations if row["generation"] == 3} == {"orders", "points"}
    tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'views'")
    assert not any(row["tablename"].endswith("_g1") for row in tables)
    await assert_as_replayed(views)


class LaterUnits(UnitsView):
    """Units, as a later release makes them."""

    version = UnitsView.version + 1


async def test_a_changed_version_is_built_beside_at_start(
    postgres_dsn: str,
    start_views: StartViews,
    district: District,
    connection: Connection[Record],
) -> None:
    position = await append(postgres_dsn, district.log)
    before = await start_views()
    assert await before.wait_for(position, timeout=10)
    await before.stop()

    after = await start_views(tuple(LaterUnits if p is UnitsView else p for p in PROJECTIONS))
    row = None
    for _ in range(100):
        row = await connection.fetchrow("SELECT * FROM five_steps_views WHERE view = 'units'")
        if row is not None and row["version"] == LaterUnits.version:
            break
        await asyncio.sleep(0.05)
    assert row is not None
    assert (row["version"], row["generation"], row["position"]) == (LaterUnits.version, 2, position)
    await assert_as_replayed(after)


async def test_verify_finds_a_changed_row(
    postgres_dsn: str,
    start_views: StartViews,
    district: District,
    connection: Connection[Record],
) -> None:
    district.live(50)
    position = await append(postgres_dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=10)
    await connection.execute("UPDATE views.units_g1 SET name = '改' WHERE depth = 0")
    assert [(m.view, m.table) for m in await views.verify()] == [("units", "units")]


async def test_verify_compares_at_the_position_of_what_serves(
    postgres_dsn: str, start_views: StartViews, district: District
) -> None:
    position = await append(postgres_dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=10)
    await views.stop()
    district.log.clear()
    district.live(50)
    await append(postgres_dsn, district.log)
    assert await views.verify() == []
    lag = await views.lag()
    assert {lag[name].positions for name in lag} == {len(district.log)}


async def test_a_handler_that_asks_for_what_its_event_lacks_is_refused() -> None:
    class Wrong(UnitsView):
        @on(Order.Rated)
        def wrong(self, event: Event, stars: int) -> None: ...

    with pytest.raises(HandlerError, match="takes stars"):
        Wrong()
