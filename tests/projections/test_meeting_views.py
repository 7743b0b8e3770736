"""What joint meetings, their tasks and inspections show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.guarantee.inspections.inspection_state import Severity
from tests.projections.district import District
from tests.projections.inspections import SECOND, THIRD
from tests.projections.log import append
from tests.projections.meetings import CENTRE, HOUR, WHY, WORKER

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import StartViews


@pytest.fixture
def district() -> District:
    made = District()
    made.populate(volunteers=1)
    return made


async def show(district: District, dsn: str, start_views: StartViews) -> None:
    position = await append(dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=20)


async def row(connection: Connection[Record], table: str) -> dict[str, Any]:
    (only,) = await connection.fetch(f"SELECT * FROM read.{table}")
    return dict(only)


async def test_a_meeting_up_to_its_corrected_minutes(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    meetings = district.meetings
    meeting = meetings.convene()
    decided, dropped, deferred = (meetings.put_on(meeting) for _ in range(3))
    meeting.take_off_agenda(dropped, reason=WHY, at=district.now)
    meeting.postpone(district.now + 2 * HOUR, reason="台风", at=district.now)
    district.tick(hours=2)
    meetings.hold(meeting)
    report = meetings.report(meeting)
    meetings.decide(meeting, decided)
    meetings.defer(meeting, deferred)
    meetings.publish(meeting, "纪要")
    meetings.publish(meeting, "更正", "人名有误")
    meeting.draft_minutes("第二次更正", by=CENTRE, at=district.now)
    meetings.keep()
    await show(district, postgres_dsn, start_views)

    shown = await row(connection, "joint_meetings")
    assert (shown["state"], shown["year"]) == ("PUBLISHED", meeting.starts_at.year)
    assert (shown["starts_at"], shown["postponement_reason"]) == (district.now, "台风")
    assert (shown["minutes_version"], shown["draft"]) == (2, "第二次更正")
    invitations = await connection.fetch("SELECT * FROM read.meeting_invitations")
    assert {(i["unit_id"], i["attendance"], i["headcount"]) for i in invitations} == {
        (unit_id, "PRESENT", 2) for unit_id in meeting.unit_ids
    }
    matters = await connection.fetch("SELECT * FROM read.meeting_matters ORDER BY put_on")
    assert [(m["id"], m["state"], m["decision"], m["deferral_reason"]) for m in matters] == [
        (decided, "DECIDED", "推行", None),
        (deferred, "DEFERRED", None, WHY),
    ]
    assert matters[0]["measures"] == ["通报", "检查"]
    assert (await row(connection, "meeting_reports"))["id"] == report
    minutes = await connection.fetch("SELECT * FROM read.meeting_minutes ORDER BY version")
    assert [(m["version"], m["text"], m["reason"]) for m in minutes] == [
        (1, "纪要", ""),
        (2, "更正", "人名有误"),
    ]
    assert len({m["sha256"] for m in minutes}) == 2


async def test_a_meeting_called_off(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    meeting = district.meetings.convene()
    meeting.cancel(reason="台风", by=CENTRE, at=district.now)
    district.meetings.keep()
    await show(district, postgres_dsn, start_views)
    shown = await row(connection, "joint_meetings")
    assert (shown["state"], shown["cancellation_reason"]) == ("CANCELLED", "台风")


async def test_a_task_that_is_late_sent_back_and_confirmed(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    meetings = district.meetings
    meeting = meetings.convene()
    matter = meetings.put_on(meeting)
    district.tick(hours=1)
    meetings.hold(meeting)
    meetings.decide(meeting, matter)
    task = meetings.assign(meeting, matter, days=1)
    due_at = district.now + timedelta(days=400)
    task.move_due(due_at, reason="材料未到", by=CENTRE, at=district.now)
    task.accept(by=WORKER, at=district.now)
    for percent in (20, 80):
        task.report_progress(percent=percent, note="进展", by=WORKER, at=district.now)
    district.tick(hours=400 * 24)
    task.mark_overdue(at=district.now)
    task.report_done(result="初稿", by=WORKER, at=district.now)
    task.send_back(reason="缺照片", due_at=None, by=CENTRE, at=district.now)
    task.report_done(result="终稿", by=WORKER, at=district.now)
    task.confirm(by=CENTRE, at=district.now)
    meetings.keep()
    await show(district, postgres_dsn, start_views)

    shown = await row(connection, "meeting_tasks")
    assert (shown["state"], shown["year"], shown["due_at"]) == ("CONFIRMED", due_at.year, due_at)
    assert (shown["overdue_at"], shown["percent"]) == (district.now, 80)
    assert (shown["result"], shown["sent_back_reason"]) == ("终稿", "缺照片")
    assert (shown["done_by"], shown["confirmed_by"]) == (WORKER, CENTRE)
    progress = await connection.fetch(
        "SELECT percent FROM read.meeting_task_progress ORDER BY position"
    )
    assert [found["percent"] for found in progress] == [20, 80]
    moved = await row(connection, "meeting_task_due_moves")
    assert (moved["due_at"], moved["reason"]) == (due_at, "材料未到")


async def test_an_inspection_up_to_its_end_with_a_veto_lifted(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    inspections = district.inspections
    inspection = inspections.plan()
    inspections.carry_out(inspection, None, Severity.SEVERE, Severity.MINOR)
    inspections.veto(inspection)
    inspection.object_to_veto(reason="已整改", by=WORKER, at=district.now)
    inspection.lift_veto(reason="异议成立", by=THIRD, at=district.now)
    inspections.order(inspection, 2)
    inspections.reinspect(inspection, 2, rectified=False)
    again = inspections.order(inspection, 2)
    inspections.reinspect(inspection, 2, rectified=True)
    await show(district, postgres_dsn, start_views)

    shown = await row(connection, "inspections")
    assert (shown["state"], shown["kind"]) == ("CARRIED_OUT", "IDEOLOGY")
    assert (shown["findings"], shown["open_findings"]) == (2, 1)
    items = await connection.fetch("SELECT * FROM read.inspection_items ORDER BY number")
    assert [(i["number"], i["result"], i["severity"], i["task_id"]) for i in items] == [
        (1, "PASSED", None, None),
        (2, "RECTIFIED", "SEVERE", again),
        (3, "FINDING", "MINOR", None),
    ]
    veto = await row(connection, "vetoes")
    assert (veto["state"], veto["unit_id"], veto["year"]) == ("LIFTED", inspection.unit_id, 2026)
    assert (veto["decided_by"], veto["objection"], veto["ruling"]) == (
        SECOND,
        "已整改",
        "异议成立",
    )
