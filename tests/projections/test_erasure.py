"""After a person's key is erased a rebuild shows nothing personal, and everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.projections.district import District
from tests.projections.log import append

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import PlainOpener, StartViews


async def test_an_erased_person_has_hours_and_points_but_no_name(
    postgres_dsn: str,
    opener: PlainOpener,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    district = District()
    district.populate()
    order = district.complete_order()
    (volunteer_id,) = order.assignments
    position = await append(postgres_dsn, district.log)
    opener.erased = {volunteer_id, order.requester_id}
    views = await start_views()
    assert await views.wait_for(position, timeout=10)

    volunteer = await connection.fetchrow(
        "SELECT * FROM read.volunteers WHERE id = $1", volunteer_id
    )
    assert volunteer is not None
    assert {volunteer[c] for c in ("name", "phone", "birth_date", "id_number_masked")} == {None}
    assert volunteer["minutes"] == 30
    shown = await connection.fetchrow("SELECT * FROM read.orders")
    assert shown is not None
    assert {shown[c] for c in ("place", "details", "contact", "comment")} == {None}
    assert shown["title"] == "家电维修"
    others = "SELECT count(*) FROM read.volunteers WHERE name IS NOT NULL"
    assert await connection.fetchval(others) == len(district.volunteers) - 1
