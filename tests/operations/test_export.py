"""Statements of settlements as files."""

from __future__ import annotations

import asyncio
import csv
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from five_steps.commands.incentives.fund.statements import StateSettlement
from five_steps.event_store import EventStore
from five_steps.graphql_api.kernel.global_id import global_id
from five_steps.operations.cli import build_app
from tests.commands.district import District
from tests.commands.shop import Shop

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "a secret of the tests, 32 bytes."
EVIL = '=HYPERLINK("http://evil","点我")'
COLUMNS = ["序号", "兑换编号", "兑换点", "兑换品", "数量", "积分", "确认时间", "兑付时间"]


async def _settle(dsn: str) -> UUID:
    """A settlement of a reward with an ordinary name, and of one that would be a formula."""
    async with EventStore.open(dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        shop = Shop(district)
        await shop.open()
        redemptions = [await shop.fulfilled()]
        shop.reward = await shop.put_on(name=EVIL, cost_cents=1234)
        await shop.deliver(5)
        redemptions.append(await shop.fulfilled(quantity=2))
        district.now += timedelta(minutes=1)
        statement = StateSettlement(
            merchant_id=shop.merchant,
            starts_at=district.now - timedelta(days=1),
            ends_at=district.now,
            redemption_ids=tuple(redemptions),
        )
        return await district.give(statement, district.admin)


@pytest.fixture
def settlement(postgres_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET)
    monkeypatch.chdir(tmp_path)
    return asyncio.run(_settle(postgres_dsn))


def export(*arguments: str) -> tuple[int, str]:
    """Exit code, and what was printed."""
    done = CliRunner().invoke(build_app(), ["export", "settlement", *arguments])
    return done.exit_code, done.output


def test_a_statement_opens_in_a_spreadsheet_program(settlement: UUID, tmp_path: Path) -> None:
    name = f"settlement-{settlement}.xlsx"
    assert export(str(settlement)) == (0, f"wrote {name}\n")
    page = load_workbook(tmp_path / name)["结算对账单"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    heading = {row[0]: row[1] for row in rows[1:12]}
    assert heading["结算单号"] == str(settlement)
    assert (heading["收款方"], heading["状态"]) == ("海霞超市", "待对账")
    assert (heading["笔数"], heading["合计（元）"]) == (2, 29.68)

    assert rows[13][:8] == COLUMNS
    first, second, total = rows[14:]
    assert (first[0], first[3], first[4:6], first[8]) == (1, "洗衣液", [1, 10], 5)
    # 9:00 in the district, whatever the zone of the machine.
    assert str(first[6]) == "2026-03-02 09:00:00"
    assert (second[0], second[8]) == (2, 24.68)
    assert (total[0], total[8]) == ("合计", 29.68)
    formula = page.cell(row=16, column=4)
    assert (formula.value, formula.data_type, formula.quotePrefix) == (EVIL, "s", True)


def test_a_statement_as_csv_runs_no_formula(settlement: UUID, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    given = global_id("Settlement", settlement)
    assert export(given, "--format", "csv", "--output", str(path)) == (0, f"wrote {path}\n")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[13][:8] == COLUMNS
    assert rows[14][3:] == [
        "洗衣液",
        "1",
        "10",
        "2026-03-02 09:00:00",
        "2026-03-02 09:00:00",
        "5.00",
    ]
    assert rows[15][3] == f"'{EVIL}"
    assert rows[16] == ["合计", *[""] * 7, "29.68"]


def test_what_is_no_settlement_is_told(settlement: UUID, tmp_path: Path) -> None:
    for given in ("nonsense", str(UUID(int=1)), global_id("Unit", settlement)):
        exit_code, told = export(given)
        assert exit_code == 2, told
    assert list(tmp_path.glob("*.xlsx")) == []


def test_an_export_leaves_a_trace(
    settlement: UUID, postgres_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def entries() -> list[tuple[str, str, str]]:
        connection = await asyncpg.connect(postgres_dsn)
        rows = await connection.fetch("SELECT kind, actor, operation FROM trail.entries")
        await connection.close()
        return [tuple(row) for row in rows]

    monkeypatch.setenv("LOGNAME", "zhang")
    assert export(str(UUID(int=1)))[0] == 2
    assert asyncio.run(entries()) == []
    assert export(str(settlement))[0] == 0
    assert asyncio.run(entries()) == [("EXPORT", "SYSTEM zhang", f"export settlement {settlement}")]
