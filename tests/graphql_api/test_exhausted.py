"""PostgreSQL out of disk or memory: an answer to try again by, and nothing half-written."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.graphql_api.api import gid
from tests.graphql_api.mutating import mutate, result

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


@asynccontextmanager
async def exhausted(api: Api, table: str, sqlstate: str) -> AsyncIterator[None]:
    """Let PostgreSQL answer inserts into a table as when it has no room for them."""
    pool = api.district.store.pool
    await pool.execute(
        f"CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION USING ERRCODE = '{sqlstate}'; END $$;"
        f"CREATE TRIGGER no_room BEFORE INSERT ON public.{table} EXECUTE FUNCTION no_room()"
    )
    yield
    await pool.execute("DROP FUNCTION no_room CASCADE")


@pytest.mark.parametrize("sqlstate", ["53100", "53200", "58030"])
@pytest.mark.parametrize("table", ["stored_events", "person_keys"])
async def test_a_full_disk_is_told_to_try_again(api: Api, table: str, sqlstate: str) -> None:
    district = api.district
    command_id = uuid4()
    given = {
        "unitId": gid("Unit", district.station),
        "name": "陈阿公",
        "phone": "13800000001",
    }
    before = await district.position()
    async with exhausted(api, table, sqlstate):
        body = await mutate(
            api, "registerResident", given, district.dispatcher, command_id=command_id
        )
    (error,) = body["errors"]
    assert error["extensions"]["code"] == "UNAVAILABLE"
    assert error["extensions"]["retryAfterSeconds"] == 30
    assert await district.position() == before
    done = await result(api, "registerResident", given, district.dispatcher, command_id=command_id)
    assert (done["__typename"], done["repeated"]) == ("ResidentChanged", False)
