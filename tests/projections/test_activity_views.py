"""What activities, their series and courses show."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.activities.duty_roster import DutyRoster
from tests.projections.district import District
from tests.projections.log import append
from tests.projections.outings import HASH, OTHER_HASH, STAFF, WHY, Outings

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import PlainOpener, StartViews


@pytest.fixture
def outings() -> Outings:
    district = District()
    district.populate(volunteers=2)
    return district.outings


async def show(outings: Outings, dsn: str, start_views: StartViews) -> None:
    position = await append(dsn, outings.district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=20)


async def rows(connection: Connection[Record], table: str, order: str) -> list[dict[str, Any]]:
    found = await connection.fetch(f"SELECT * FROM read.{table} ORDER BY {order}")
    return [dict(row) for row in found]


async def test_an_activity_from_the_plan_to_its_rating(
    outings: Outings,
    postgres_dsn: str,
    start_views: StartViews,
    opener: PlainOpener,
    connection: Connection[Record],
) -> None:
    residents = [resident.id for resident in outings.district.residents]
    activity = outings.published()
    for resident in residents:
        outings.sign_up(activity, resident)
    outings.cancel_sign_up(activity, residents[0])
    for resident in residents[1:]:
        outings.check_in(activity, resident)
    outings.hold(activity, 80)
    activity.add_evidence([OTHER_HASH], by=STAFF, at=outings.district.now)
    outings.rate(activity, residents[1], 5)
    outings.rate(activity, residents[2], 4)
    opener.erased = {residents[2]}
    await show(outings, postgres_dsn, start_views)

    (shown,) = await rows(connection, "activities", "id")
    assert (shown["state"], shown["attendance"], shown["attended_count"]) == ("HELD", 80, 2)
    assert (shown["place_count"], shown["waiting_count"], shown["capacity"]) == (2, 0, 2)
    assert (shown["ratings_count"], shown["rating"]) == (2, Decimal("4.50"))
    assert shown["evidence_hashes"] == [HASH, OTHER_HASH]
    assert shown["month"] == activity.starts_at.strftime("%Y-%m")
    parts = {
        row["participant_id"]: row for row in await rows(connection, "activity_participants", "1")
    }
    assert [parts[resident]["status"] for resident in residents] == [
        "CANCELLED",
        "ATTENDED",
        "ATTENDED",
    ]
    assert [parts[resident]["comment"] for resident in residents] == [None, "热闹", None]
    assert {part["kind"] for part in parts.values()} == {"RESIDENT"}


async def test_duty_leads_to_a_record_that_names_the_activity(
    outings: Outings,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    served, missing = outings.district.volunteers
    activity = outings.published()
    for volunteer in (served, missing):
        outings.join(activity, volunteer)
    outings.serve(activity, served.id)
    roster: DutyRoster = outings.rosters[activity.id]
    roster.record_no_show(missing.id, by=STAFF, at=outings.district.now)
    roster.correct_hours(served.id, 20, by=STAFF, at=outings.district.now)
    outings.keep()
    await show(outings, postgres_dsn, start_views)

    (shown,) = await rows(connection, "activities", "id")
    assert (shown["duty_headcount"], shown["duty_count"]) == (2, 2)
    duties = {row["volunteer_id"]: row for row in await rows(connection, "activity_duties", "1")}
    assert (duties[served.id]["status"], duties[served.id]["minutes"]) == ("VERIFIED", 20)
    assert duties[missing.id]["status"] == "NO_SHOW"
    (record,) = await rows(connection, "service_records", "id")
    assert (record["activity_id"], record["order_id"]) == (activity.id, None)
    assert (record["id"], record["minutes"]) == (duties[served.id]["record_id"], 30)


async def test_an_activity_called_off_has_nobody_on_duty(
    outings: Outings,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    activity = outings.published()
    for volunteer in outings.district.volunteers:
        outings.join(activity, volunteer)
    outings.rosters[activity.id].leave(
        outings.district.volunteers[0].id, reason=WHY, at=outings.district.now
    )
    outings.cancel(activity)
    await show(outings, postgres_dsn, start_views)

    (shown,) = await rows(connection, "activities", "id")
    assert (shown["state"], shown["duty_count"], shown["cancellation_reason"]) == (
        "CANCELLED",
        0,
        WHY,
    )
    assert await rows(connection, "activity_duties", "1") == []


async def test_series_and_courses(
    outings: Outings,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    diligent, idle, waiting = (resident.id for resident in outings.district.residents)
    series = outings.plan_series()
    outings.extend(series, days=3)
    series.end(reason=WHY, by=STAFF, at=outings.district.now)
    course = outings.open_course()
    for resident in (diligent, idle, waiting):
        outings.enrol(course, resident)
    course.cancel_enrolment(waiting, by=STAFF, at=outings.district.now)
    for session in outings.sessions(course):
        outings.check_in(session, diligent)
        outings.hold(session)
    outings.complete(course)
    called_off = outings.open_course()
    called_off.cancel(reason=WHY, by=STAFF, at=outings.district.now)
    outings.keep()
    await show(outings, postgres_dsn, start_views)

    (shown,) = await rows(connection, "activity_series", "id")
    assert (shown["activity_count"], shown["ended_reason"]) == (1, WHY)
    completed, cancelled = await rows(connection, "courses", "closed_at, state DESC")
    assert (completed["id"], completed["state"]) == (course.id, "COMPLETED")
    assert (completed["session_count"], completed["sessions_held"]) == (2, 2)
    assert (completed["place_count"], completed["waiting_count"]) == (2, 0)
    assert completed["completed_count"] == 1
    assert (cancelled["state"], cancelled["cancellation_reason"]) == ("CANCELLED", WHY)
    enrolments = {
        row["participant_id"]: (row["status"], row["attended"])
        for row in await rows(connection, "course_enrolments", "1")
    }
    assert enrolments == {
        diligent: ("COMPLETED", 2),
        idle: ("NOT_COMPLETED", 0),
        waiting: ("CANCELLED", None),
    }
