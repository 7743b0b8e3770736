"""A year's assessments as a file."""

from __future__ import annotations

import asyncio
import csv
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from five_steps.event_store import EventStore
from five_steps.operations.cli import build_app
from tests.commands.assessed_year import announced, live, made_final
from tests.commands.district import District

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "a secret of the tests, 32 bytes."


async def _assess(dsn: str) -> None:
    """Two final assessments, of stations; institute and centre are still announced."""
    async with EventStore.open(dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        await live(district)
        _, _, *stations = await announced(
            district,
            district.centre,
            district.institute,
            district.station,
            district.other_station,
        )
        await made_final(district, *stations)


@pytest.fixture
def assessed(postgres_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET)
    monkeypatch.chdir(tmp_path)
    asyncio.run(_assess(postgres_dsn))


def export(*arguments: str) -> tuple[int, str]:
    """Exit code, and what was printed."""
    done = CliRunner().invoke(build_app(), ["export", "assessment", *arguments])
    return done.exit_code, done.output


@pytest.mark.usefixtures("assessed")
def test_the_years_assessments_open_in_a_spreadsheet_program(tmp_path: Path) -> None:
    assert export("--year", "2026") == (0, "wrote assessment-2026.xlsx\n")
    page = load_workbook(tmp_path / "assessment-2026.xlsx")["年度综合考核"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    heading = {row[0]: row[1] for row in rows[1:4]}
    assert heading == {"年度": 2026, "单位数": 4, "已定稿": 2}
    columns = rows[5]
    centre, institute, station, other = (dict(zip(columns, row, strict=True)) for row in rows[6:])
    assert [row["层级"] for row in (centre, institute, station, other)] == [
        "中心",
        "所",
        "站",
        "站",
    ]
    assert (station["环节"], institute["环节"]) == ("已定稿", "公示中")
    assert station["定稿得分"] == station["得分"]
    assert station["满意度"] == pytest.approx(20 / 90 * 100, abs=0.01)
    # What was not measured is left empty.
    assert station["会议任务"] is None
    assert institute["定稿序号"] is None


@pytest.mark.usefixtures("assessed")
def test_the_same_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    arguments = ["--year", "2026", "--format", "csv", "--output", str(path)]
    assert export(*arguments) == (0, f"wrote {path}\n")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[6:]] == ["DT", "BA", "BA-1", "BA-2"]


@pytest.mark.usefixtures("assessed")
def test_a_year_without_any_is_told(tmp_path: Path) -> None:
    exit_code, told = export("--year", "2031")
    assert exit_code == 2
    assert "nobody is assessed" in told
    assert list(tmp_path.glob("*.xlsx")) == []
