"""Published minutes as files."""

from __future__ import annotations

import asyncio
import csv
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from five_steps.commands.meetings.giving_tasks import AssignMeetingTask
from five_steps.commands.meetings.minutes import DraftMinutes, PublishMinutes
from five_steps.event_store import EventStore
from five_steps.graphql_api.kernel.global_id import global_id
from five_steps.operations.cli import build_app
from tests.commands.district import District
from tests.commands.meetings import CONVENER, DAY, attended, drafted

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "a secret of the tests, 32 bytes."
COLUMNS = ["议题", "结果", "讨论", "决策或暂缓原因", "措施", "任务", "责任单位", "责任人", "期限"]
MATTER = ["积分兑换", "已决策", "", "全区推行", "每季度通报", "设立兑换点", "单位BA-1", "站长"]


async def _meet(dsn: str) -> tuple[UUID, UUID]:
    """A meeting with published minutes and a task, and one with a draft alone."""
    async with EventStore.open(dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        meeting, matter = await attended(district)
        for command in (
            AssignMeetingTask(
                meeting_id=meeting,
                matter_id=matter,
                unit_id=district.station,
                title="设立兑换点",
                owner="站长",
                due_at=district.now + 10 * DAY,
            ),
            DraftMinutes(meeting_id=meeting, text="会议议定如下"),
            PublishMinutes(meeting_id=meeting),
        ):
            await district.give(command, CONVENER)
        return meeting, await drafted(district)


@pytest.fixture
def meetings(
    postgres_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[UUID, UUID]:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET)
    monkeypatch.chdir(tmp_path)
    return asyncio.run(_meet(postgres_dsn))


def export(*arguments: str) -> tuple[int, str]:
    """Exit code, and what was printed."""
    done = CliRunner().invoke(build_app(), ["export", "minutes", *arguments])
    return done.exit_code, done.output


def test_minutes_open_in_a_spreadsheet_program(meetings: tuple[UUID, UUID], tmp_path: Path) -> None:
    meeting, unpublished = meetings
    name = f"minutes-{meeting}.xlsx"
    assert export(str(meeting)) == (0, f"wrote {name}\n")
    page = load_workbook(tmp_path / name)["联席会议纪要"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    heading = {row[0]: row[1] for row in rows[1:11]}
    assert (heading["会议"], heading["正文"], heading["版本"]) == ("联席会议", "会议议定如下", 1)
    assert heading["参会单位"] == "单位BA（出席 2 人）"
    assert len(str(heading["SHA-256"])) == 64
    assert rows[12] == COLUMNS
    assert [cell or "" for cell in rows[13][:8]] == MATTER
    # 10:00 in the district, whatever the zone of the machine.
    assert str(rows[13][8]) == "2026-03-12 10:00:00"

    path = tmp_path / "out.csv"
    given = global_id("JointMeeting", meeting)
    assert export(given, "--format", "csv", "--output", str(path)) == (0, f"wrote {path}\n")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[13] == [*MATTER, "2026-03-12 10:00:00"]

    for unknown in ("nonsense", str(unpublished), str(UUID(int=1)), global_id("Unit", meeting)):
        exit_code, told = export(unknown)
        assert exit_code == 2, told
