"""Rebuilding and verifying in worker processes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.event_store import EventStore
from five_steps.projections import PROJECTIONS, Progress, Views
from five_steps.projections.kernel.values import Position
from five_steps.projections.kernel.verify import Mismatch
from five_steps.projections.parallel import rebuild_in_processes, shares, verify_in_processes
from tests.projections.conftest import LIMITS, running
from tests.projections.district import District
from tests.projections.log import append

if TYPE_CHECKING:
    from asyncpg import Connection, Record

SECRET = b"a secret of the tests, 32 bytes!"


def test_every_view_is_in_exactly_one_share() -> None:
    names = [projection.name for projection in PROJECTIONS]
    parts = shares(names, 2)
    assert sorted(name for part in parts for name in part) == sorted(names)
    assert shares(["orders"], 2) == [["orders"]]


async def test_workers_rebuild_what_was_live_with_the_vaults_own_keys(
    postgres_dsn: str, connection: Connection[Record]
) -> None:
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        name = json.dumps({"name": "王", "phone": "13800000000"})
        district = District(seal=lambda subject, text: "")
        district.populate()
        resident = district.add_resident()
        resident.change_contact(
            unit_id=resident.unit_id,
            personal=await store.vault.seal(UUID(int=resident.id.int), name),
            at=district.now,
        )
        district.keep(resident)
        district.live(60)
        position = await append(postgres_dsn, district.log)
        async with running(Views(postgres_dsn, store.vault, PROJECTIONS, LIMITS)) as views:
            assert await views.wait_for(position, timeout=10)
            before = {name: await views.checksum(name) for name in views.names}
            told: list[Progress] = []
            await rebuild_in_processes(
                postgres_dsn, SECRET, limits=LIMITS, workers=2, progress=told.append
            )
            assert {name: await views.checksum(name) for name in views.names} == before
    assert told[-1] == Progress(Position(position), Position(position))
    generations = await connection.fetch("SELECT DISTINCT generation FROM five_steps_views")
    assert [row["generation"] for row in generations] == [2]
    shown = "SELECT name FROM read.residents WHERE id = $1"
    assert await connection.fetchval(shown, resident.id) == "王"
    await connection.execute("UPDATE read.residents SET name = '李' WHERE id = $1", resident.id)
    different = await verify_in_processes(postgres_dsn, SECRET, limits=LIMITS, workers=2)
    assert different == [Mismatch("residents", "residents")]
