"""The statement of a year's budget as a file."""

from __future__ import annotations

import asyncio
import csv
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from five_steps.event_store import EventStore
from five_steps.operations.cli import build_app
from tests.commands.budgets import ACCOUNTANT, adopt_budget, allocation, signed, spending
from tests.commands.district import District

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "a secret of the tests, 32 bytes."
COLUMNS = [
    "科目代码",
    "科目名称",
    "单位代码",
    "单位",
    "预算数（元）",
    "已分配（元）",
    "合同占用（元）",
    "已支出（元）",
    "可用（元）",
]


async def _spend(dsn: str) -> None:
    """A budget of which two units have parts, one with a contract and a payment."""
    async with EventStore.open(dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        await adopt_budget(district)
        elsewhere = allocation(district, 1_000_00, unit_id=district.other_station)
        await district.give(elsewhere, ACCOUNTANT)
        await district.give(spending(district, 123_45, "记-1"), district.admin)
        await signed(district)


@pytest.fixture
def spent(postgres_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET)
    monkeypatch.chdir(tmp_path)
    asyncio.run(_spend(postgres_dsn))


def export(*arguments: str) -> tuple[int, str]:
    """Exit code, and what was printed."""
    done = CliRunner().invoke(build_app(), ["export", "budget", *arguments])
    return done.exit_code, done.output


@pytest.mark.usefixtures("spent")
def test_the_statement_of_a_year_per_line_and_unit(tmp_path: Path) -> None:
    assert export("--year", "2026") == (0, "wrote budget-2026.xlsx\n")
    page = load_workbook(tmp_path / "budget-2026.xlsx")["预算执行表"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    heading = {row[0]: row[1] for row in rows[1:7]}
    assert (heading["年度"], heading["状态"]) == (2026, "已批复")
    assert (heading["预算总数（元）"], heading["已分配（元）"]) == (20_000, 6_000)

    assert rows[8] == COLUMNS
    line, first, second, other, total = rows[9:]
    assert line == [
        "2070199",
        "文化和旅游支出",
        None,
        None,
        10_000,
        6_000,
        900,
        123.45,
        4_976.55,
    ]
    assert first[2:] == ["BA-1", "单位BA-1", None, 5_000, 900, 123.45, 3_976.55]
    assert second[2:] == ["BA-2", "单位BA-2", None, 1_000, 0, 0, 1_000]
    assert other[0::4] == ["2079999", 10_000, 0]
    assert total[0::4] == ["合计", 20_000, 4_976.55]


@pytest.mark.usefixtures("spent")
def test_the_statement_as_csv_and_a_year_without_one(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert export("--year", "2026", "--format", "csv", "--output", str(path))[0] == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[8] == COLUMNS
    assert rows[9][4:] == ["10000.00", "6000.00", "900.00", "123.45", "4976.55"]
    exit_code, told = export("--year", "2027")
    assert exit_code == 2, told
    assert "no budget of that year" in told
