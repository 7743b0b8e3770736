"""What few streams say of one object is what a replay of the whole log says of it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio

from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind, Tier, UnitStatus
from five_steps.projections import Views
from five_steps.projections.incentives.benefit_offers import BenefitOffersView
from five_steps.projections.kernel import generations
from five_steps.projections.kernel.connections import connect
from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.log import read_range
from five_steps.projections.kernel.values import Position
from five_steps.projections.past.limits import PastLimits
from five_steps.projections.past.narrow import NarrowPast
from five_steps.projections.past.narrow_log import TooWide
from five_steps.projections.past.narrow_parts import PARTS
from five_steps.projections.past.narrow_reach import reach_of
from tests.conftest import copy_of
from tests.projections.conftest import LIMITS, PlainOpener, running
from tests.projections.district import District
from tests.projections.log import append
from tests.projections.narrow_questions import ROOTS, question

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from five_steps.event_store.connections import Pool
    from five_steps.projections.kernel.connections import Connection

VIEWS = [part.view for part in PARTS]


def lived(seed: int) -> District:
    """A district in which units merge and move, teams change hands, and rules change."""
    district = District(seed)
    district.populate()
    institutes = [unit for unit in district.units if unit.tier is Tier.INSTITUTE]
    team = Team.form(
        id=district.id(),
        at=district.now,
        unit=institutes[0],
        kind=TeamKind.DETACHMENT,
        name="分队",
        parent=district.teams[0],
        captain="",
    )
    district.teams.append(team)
    district.live(150)

    at, why = district.now, "区划调整"
    standing = [unit for unit in district.units if unit.status is UnitStatus.ACTIVE]
    for n, unit in enumerate(standing):
        unit.name_party_head(f"书记{n}", at=at)
    team.hand_over(institutes[1], reason=why, at=at)
    stations = [unit for unit in standing if unit.tier is Tier.STATION]
    elsewhere = next(unit for unit in institutes if unit.id != stations[1].parent_id)
    stations[1].reparent(elsewhere, reason=why, at=at)
    stations[0].merge_into(stations[1], reason=why, at=at)
    institutes[0].merge_into(institutes[1], reason=why, at=at)
    district.incentive_policy.publish(
        effective_from=at + timedelta(hours=1),
        by="staff",
        at=at,
        points_per_hour=7,
        star_minutes=(20, 40, 80, 90, 95),
    )
    district.keep(team, *standing, district.incentive_policy)
    district.live(150)
    return district


class Told(NamedTuple):
    """What the log tells, and its last position."""

    district: District
    head: int


class Replay:
    """Views as ordinary folding makes them, in a schema of their own, position by position."""

    def __init__(self, connection: Connection, opener: PlainOpener) -> None:
        self._connection = connection
        self._opener = opener
        self._fold = Fold((view(), Position(0)) for view in VIEWS)

    async def begin(self) -> None:
        await self._connection.execute("CREATE SCHEMA replay")
        for projection in (*self._fold.projections, BenefitOffersView()):
            projection.bind_past("replay")
            await generations.create(self._connection, projection, unlogged=True)

    async def go_on(self, to: int) -> None:
        fold = self._fold
        events = await read_range(self._connection, fold.positions[0], to, fold.topics)
        async with self._connection.transaction():
            await fold.apply(self._connection, self._opener, events)
            await fold.write(self._connection)
        fold.advance(Position(to))

    async def ids(self, root: str) -> list[UUID]:
        """The objects there are, by the column that questions name them by."""
        named = f"SELECT {ROOTS[root]}::text FROM replay.{root}"
        return [UUID(id_) for (id_,) in await self._connection.fetch(named)]

    async def answer(self, sql: str, id_: UUID) -> str:
        text = sql.replace(" read.", " replay.")
        return str(await self._connection.fetchval(text, id_.hex))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def dsn(postgres_server_dsn: str, postgres_template_with_views: str) -> AsyncIterator[str]:
    async with copy_of(postgres_template_with_views, postgres_server_dsn) as copy:
        yield copy


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool(dsn: str) -> AsyncIterator[Pool]:
    async with asyncpg.create_pool(dsn, min_size=1, max_size=2) as made:
        yield made


class Narrow:
    """The same answers out of few streams."""

    def __init__(self, pool: Pool, opener: PlainOpener) -> None:
        self._pool = pool
        self._narrow = NarrowPast(pool, opener)

    async def answer(self, sql: str, id_: UUID, position: int) -> str:
        reach = reach_of(sql)
        assert reach is not None, sql
        rows = await self._narrow.rows(reach, [id_], position)
        assert rows.keys() == reach.tables
        numbers = {table: n for n, table in enumerate(rows, 2)}
        text = re.sub(
            r"\bread\.(\w+)",
            lambda m: f"json_populate_recordset(NULL::read.{m[1]}, ${numbers[m[1]]}::json)",
            sql,
        )
        return str(await self._pool.fetchval(text, id_, *rows.values()))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(dsn: str) -> Told:
    district = lived(11)
    return Told(district, await append(dsn, district.log))


@pytest.mark.asyncio(loop_scope="module")
async def test_answers_are_those_of_a_replay(dsn: str, pool: Pool, told: Told) -> None:
    (district, head), random, opener = told, Random(11), PlainOpener()
    opener.erased = {district.volunteers[1].id, district.residents[1].id}
    positions = [*sorted(random.sample(range(head), 3)), head]
    connection = await connect(dsn)
    replay, narrow = Replay(connection, opener), Narrow(pool, opener)
    compared = 0
    async with running(Views(dsn, opener, VIEWS, LIMITS)) as views:
        await replay.begin()
        assert await views.wait_for(head, timeout=30)
        for position in positions:
            await replay.go_on(position)
            for root in ROOTS:
                ids = await replay.ids(root)
                for id_ in random.sample(ids, min(len(ids), 8)):
                    sql = question(random, root)
                    answer = await narrow.answer(sql, id_, position)
                    assert answer == await replay.answer(sql, id_), (position, id_, sql)
                    compared += 1
            if position == positions[1]:
                await views.rebuild()
    await connection.close()
    assert compared > 100


@pytest.mark.asyncio(loop_scope="module")
async def test_what_takes_too_many_events_is_left_to_the_whole_past(pool: Pool, told: Told) -> None:
    volunteer = told.district.volunteers[0]
    events = (volunteer.version, told.district.books[volunteer.id].version)
    reach = reach_of("SELECT v.name FROM read.volunteers v WHERE v.id = $1::uuid")
    assert reach is not None

    enough = NarrowPast(pool, PlainOpener(), PastLimits(narrow_events_max=sum(events)))
    found = await enough.rows(reach, [volunteer.id], told.head)
    assert json.loads(found["volunteers"])[0]["id"] == volunteer.id.hex

    less = NarrowPast(pool, PlainOpener(), PastLimits(narrow_events_max=sum(events) - 1))
    with pytest.raises(TooWide):
        await less.rows(reach, [volunteer.id], told.head)


@pytest.mark.asyncio(loop_scope="module")
async def test_units_are_not_listed_by_a_view_that_is_behind(pool: Pool, told: Told) -> None:
    reach = reach_of("SELECT count(*) FROM read.units u")
    assert reach is not None

    with pytest.raises(TooWide):
        await NarrowPast(pool, PlainOpener()).rows(reach, [], told.head + 1)
