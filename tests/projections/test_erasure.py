"""After a person's key is erased a rebuild shows nothing personal, and everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.projections import PROJECTIONS
from tests.projections.district import District
from tests.projections.log import append
from tests.projections.privacy import Privacy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asyncpg import Connection, Record

    from five_steps.domain.people.resident import Resident
    from five_steps.domain.people.volunteer import Volunteer
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


async def test_the_views_forget_with_the_event_and_a_rebuild_comes_to_the_same(
    postgres_dsn: str,
    opener: PlainOpener,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    district = District(seed=3)
    district.populate()
    privacy = Privacy(district)
    district.live(150)
    views = await start_views()
    assert await views.wait_for(await append(postgres_dsn, district.log), timeout=10)
    texts_before = await _texts(connection)
    gone: list[Volunteer | Resident] = [*district.residents, *district.volunteers]
    assert any(subject.hex in texts_before for subject in (person.id for person in gone))

    district.log.clear()
    for person in gone:
        privacy.erase(person)
    privacy.erase_orders_of_this_month()
    assert await views.wait_for(await append(postgres_dsn, district.log), timeout=10)

    assert opener.erased >= {person.id for person in gone}
    await _assert_no_personal_column_is_filled(connection, gone)
    assert await views.verify() == []


async def test_particulars_go_with_their_month_and_the_words_stay(
    postgres_dsn: str, start_views: StartViews, connection: Connection[Record]
) -> None:
    district = District()
    district.populate()
    privacy = Privacy(district)
    views = await start_views()
    order = district.complete_order()
    privacy.erase_orders_of_this_month()
    later = district.place()
    assert await views.wait_for(await append(postgres_dsn, district.log), timeout=10)

    rows = {row["id"]: row for row in await connection.fetch("SELECT * FROM read.orders")}
    assert {rows[order.id][c] for c in ("place", "details", "contact")} == {None}
    assert rows[order.id]["comment"]
    assert rows[later.id]["place"]
    (kept,) = await connection.fetch("SELECT month, kind FROM read.data_periods")
    assert tuple(kept) == ("2026-10", "ORDER_PARTICULARS")


def _personal_tables() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for view in PROJECTIONS:
        for table in view().tables:
            for subject, columns in table.personal.items():
                yield table.name, subject, tuple(columns)


async def _texts(connection: Connection[Record]) -> str:
    """All that is shown of the subjects' texts, with the subjects."""
    shown = ""
    for table, subject, columns in _personal_tables():
        rows = await connection.fetch(
            f"SELECT replace({subject}::text, '-', '') FROM read.{table} "
            f"WHERE {' OR '.join(f'{column} IS NOT NULL' for column in columns)}"
        )
        shown += " ".join(row[0] or "" for row in rows)
    return shown


async def _assert_no_personal_column_is_filled(
    connection: Connection[Record], gone: Sequence[Volunteer | Resident]
) -> None:
    shown = await _texts(connection)
    for person in gone:
        assert person.id.hex not in shown
