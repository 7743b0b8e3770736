"""What the order loop shows: orders, invitations, assignments, records, points, stars, periods."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.ordering.order_state import FollowUpChannel
from tests.projections.district import STAFF, District
from tests.projections.log import append

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import StartViews


@pytest.fixture
def district() -> District:
    district = District()
    district.populate()
    return district


async def show(district: District, dsn: str, start_views: StartViews) -> None:
    """Let the views show the district's log."""
    position = await append(dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=10)


async def rows(connection: Connection[Record], table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in await connection.fetch(f"SELECT * FROM read.{table}")]


async def row(connection: Connection[Record], table: str) -> dict[str, Any]:
    (only,) = await rows(connection, table)
    return only


async def test_an_order_from_request_to_follow_up(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    volunteer, resident = district.volunteers[0], district.residents[0]
    order = district.place(resident)
    district.tick()
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer, minutes=90)
    completed_at = district.now
    district.tick()
    district.rate(order, 5, "很好")
    district.tick()
    district.rate(order, 4, "", amend=True)
    order.follow_up(
        channel=FollowUpChannel.VISIT,
        satisfied=True,
        complaint=False,
        result=district.seal(resident.id, "满意"),
        by=STAFF,
        at=district.now,
    )
    district.keep(order)
    await show(district, postgres_dsn, start_views)

    shown = await row(connection, "orders")
    assert shown["id"] == order.id
    assert (shown["place"], shown["contact"]) == ("北岙街道", "13900000000")
    assert shown["state"] == "FOLLOWED_UP"
    assert shown["completed_at"] == completed_at
    assert (shown["score"], shown["comment"], shown["amended"]) == (4, None, True)
    assert (shown["follow_up_channel"], shown["follow_up_result"]) == ("VISIT", "满意")
    assert (shown["due_at"], shown["expires_at"]) == (None, None)
    assert shown["position"] == len(district.log)

    assignment = await row(connection, "order_assignments")
    assert (assignment["status"], assignment["minutes"], assignment["score"]) == ("VERIFIED", 90, 4)

    record = await row(connection, "service_records")
    assert record["id"] == assignment["record_id"]
    assert (record["state"], record["kind"], record["score"]) == ("VERIFIED", "CREDITED", 4)
    assert record["home_unit_id"] == volunteer.unit_id

    entries = await rows(connection, "points_entries")
    assert [
        (e["kind"], e["from_balance"], e["to_balance"], e["points"], e["coefficient"])
        for e in entries
    ] == [
        ("CREDITED", "ISSUED", "AVAILABLE", 15, Decimal("1.0")),
        ("ADJUSTED", "ISSUED", "AVAILABLE", 3, Decimal("1.2")),
        ("ADJUSTED", "AVAILABLE", "VOID", 3, Decimal("1.0")),
    ]
    assert [e["available_after"] for e in entries] == [15, 18, 15]


async def test_a_dispute_freezes_and_releases_hours_and_points(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    volunteer = district.volunteers[0]
    order = district.place()
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer, minutes=60)
    district.dispute(order)
    await show(district, postgres_dsn, start_views)

    assert (await row(connection, "orders"))["state_before_dispute"] == "COMPLETED"
    assert (await row(connection, "service_records"))["state"] == "FROZEN"
    assert await rows(connection, "volunteer_periods") == []
    sums = "SELECT minutes, frozen_minutes FROM read.volunteers WHERE id = $1"
    assert tuple(*await connection.fetch(sums, volunteer.id)) == (0, 60)
    points = "SELECT issued, frozen, available FROM read.points_accounts WHERE volunteer_id = $1"
    assert tuple(*await connection.fetch(points, volunteer.id)) == (10, 10, 10)

    district.log.clear()
    district.decide(order, 30)
    position = await append(postgres_dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=10)
    assert (await row(connection, "orders"))["state"] == "COMPLETED"
    assert (await row(connection, "order_assignments"))["minutes"] == 30
    assert (await row(connection, "service_records"))["correction_count"] == 1
    assert tuple(*await connection.fetch(sums, volunteer.id)) == (30, 0)
    assert tuple(*await connection.fetch(points, volunteer.id)) == (5, 0, 5)
    periods = await rows(connection, "volunteer_periods")
    assert {period["period"] for period in periods} == {"ALL", "2026", "2026-10"}
    assert {period["minutes"] for period in periods} == {30}


async def test_a_corrected_record_says_why_and_one_corrected_to_nothing_counts_no_more(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    volunteer = district.volunteers[0]
    order = district.place()
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer, minutes=60)
    district.rate(order, 2)
    book = district.books[volunteer.id]
    record_id = book.record_of_order(order.id).record_id

    def correct(minutes: int, reason: str) -> None:
        district.tick()
        rules = district.incentives
        book.correct(record_id, minutes, reason=reason, by=STAFF, rules=rules, at=district.now)

    correct(30, "早退")
    correct(0, "未到")
    district.keep(book)
    await show(district, postgres_dsn, start_views)

    record = await row(connection, "service_records")
    assert (record["minutes"], record["score"], record["correction_count"]) == (0, 2, 2)
    assert (record["correction_reason"], record["corrected_by"]) == ("未到", STAFF)
    assert record["corrected_at"] == district.now
    assert await rows(connection, "volunteer_periods") == []
    sums = "SELECT minutes, record_count, ratings_count, rating FROM read.volunteers WHERE id = $1"
    assert tuple(*await connection.fetch(sums, volunteer.id)) == (0, 0, 0, None)

    district.log.clear()
    correct(45, "查实")
    district.keep(book)
    position = await append(postgres_dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=10)
    assert tuple(*await connection.fetch(sums, volunteer.id)) == (45, 1, 1, Decimal(2))
    assert {period["minutes"] for period in await rows(connection, "volunteer_periods")} == {45}


async def test_offers_stand_until_the_order_goes_back(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    first, second = district.volunteers[:2]
    order = district.place()
    district.dispatch(order, first, second)
    order.decline(first.id, reason="没空", rules=district.rules, at=district.now)
    order.transfer(district.units[0].id, reason="就近", rules=district.rules, at=district.now)
    district.keep(order)
    await show(district, postgres_dsn, start_views)

    shown = await row(connection, "orders")
    assert (shown["state"], shown["handling_unit_id"]) == ("PLACED", district.units[0].id)
    assert shown["expires_at"] == order.ends_at
    invitation = await row(connection, "order_invitations")
    assert (invitation["volunteer_id"], invitation["reason"]) == (first.id, "没空")


async def test_an_escalated_order_is_overdue_and_cancelled_with_its_reason(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    order = district.place()
    district.tick(hours=24)
    order.escalate(district.units[0].id, rules=district.rules, at=district.now)
    order.cancel(by="resident", reason="不需要了", at=district.now)
    district.keep(order)
    await show(district, postgres_dsn, start_views)

    shown = await row(connection, "orders")
    assert (shown["overdue"], shown["overdue_stage"]) == (True, "DISPATCH")
    assert (shown["state"], shown["ended_reason"]) == ("CANCELLED", "不需要了")
    assert (shown["due_at"], shown["closed_at"]) == (None, district.now)


async def test_a_star_is_promoted_with_what_stood_behind_it(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    volunteer = district.volunteers[0]
    order = district.place()
    district.dispatch(order, volunteer)
    district.accept(order, volunteer)
    district.serve(order, volunteer, minutes=60)
    district.books[volunteer.id].demote(0, reason="违规", by=STAFF, at=district.now)
    district.keep(district.books[volunteer.id])
    await show(district, postgres_dsn, start_views)

    promoted, demoted = await rows(connection, "star_changes")
    assert (promoted["level"], promoted["previous_level"], promoted["minutes"]) == (2, 0, 60)
    assert (demoted["level"], demoted["previous_level"], demoted["reason"]) == (0, 2, "违规")
    level = "SELECT star_level FROM read.volunteers WHERE id = $1"
    assert await connection.fetchval(level, volunteer.id) == 0
