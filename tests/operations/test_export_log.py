"""`five-steps export log` and `restore`, as somebody at the command line uses them."""

from __future__ import annotations

import asyncio
import csv
import gzip
import json
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from five_steps.operations.cli import build_app
from five_steps.operations.log_files import LogFormat, Wanted, export_log, sheets
from tests.conftest import administer
from tests.golden.releases import CURRENT, SECRET, connected, restore
from tests.postgres_server import database_dsn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVENTS = [event for line in CURRENT.lines if (event := json.loads(line))["id"].isdecimal()]


@pytest.fixture(scope="module")
def golden_dsn(postgres_server_dsn: str, postgres_template: str) -> Iterator[str]:
    """A database with the golden log."""
    name = f"five_steps_golden_{uuid4().hex}"
    dsn = database_dsn(postgres_server_dsn, name)
    asyncio.run(
        administer(postgres_server_dsn, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    )
    asyncio.run(restore(dsn, CURRENT.lines))
    yield dsn
    asyncio.run(administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(autouse=True)
def at_the_command_line(golden_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", golden_dsn)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET.decode())
    monkeypatch.chdir(tmp_path)


def run(*arguments: object) -> Any:
    return CliRunner().invoke(build_app(), [str(argument) for argument in arguments])


def export(*arguments: object) -> list[dict[str, Any]]:
    """The lines of an export to standard output, the last one left out."""
    done = run("export", "log", "--output", "-", *arguments)
    assert done.exit_code == 0, done.output
    *lines, end = map(json.loads, done.stdout.splitlines())
    assert end["type"] == "five-steps.end"
    assert end["data"]["events"] == sum(line["id"].isdecimal() for line in lines)
    return lines


def test_a_whole_log_goes_from_one_database_to_another(
    postgres_dsn: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    exported = run("export", "log", "--with-keys", "--output", "log.jsonl.gz")
    assert exported.exit_code == 0, exported.output
    assert "keys of persons" in exported.stderr
    assert (tmp_path / "log.jsonl.gz").read_bytes() == CURRENT.log.read_bytes()

    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    restored = run("restore", "log.jsonl.gz")
    assert restored.exit_code == 0, restored.output
    assert restored.stdout.startswith(f"restored {len(EVENTS)} events, ")
    assert f"{EVENTS[-1]['seal']} at position {EVENTS[-1]['id']}" in restored.stdout

    again = run("restore", "log.jsonl.gz")
    assert again.exit_code == 1
    assert "not empty" in again.stderr


def test_what_cannot_be_restored_is_told_in_a_line(
    postgres_dsn: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    whole = CURRENT.log.read_bytes()
    (tmp_path / "cut.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "foreign.gz").write_bytes(gzip.compress(b"position,topic\n"))
    for name, reason in (("cut.gz", "cannot be read"), ("foreign.gz", "line 1: no JSON")):
        done = run("restore", name)
        assert done.exit_code == 1
        assert reason in done.stderr.replace("\n", " ")
        assert "nothing was restored" in done.stderr.replace("\n", " ")


def test_without_keys_none_are_in_the_file() -> None:
    persons = [line for line in export() if line["type"] == "five-steps.person_key"]
    assert persons
    assert not [person for person in persons if "data" in person]


def part(dsn: str, **wanted: Any) -> list[dict[str, Any]]:
    """The events of a part of the log."""

    async def written() -> bytes:
        file = BytesIO()
        async with connected(dsn) as connection:
            await export_log(connection, Wanted(**wanted), file, LogFormat.JSONL, lambda *_: None)
        return file.getvalue()

    lines = map(json.loads, asyncio.run(written()).splitlines())
    return [line for line in lines if line["id"].isdecimal()]


def test_parts_of_the_log(golden_dsn: str) -> None:
    assert export("--from", 5, "--to", 9, "--topic", EVENTS[6]["type"]) == [
        event for event in EVENTS[4:9] if event["type"] == EVENTS[6]["type"]
    ]
    stream = EVENTS[20]["subject"]
    assert export("--stream", stream) == [e for e in EVENTS if e["subject"] == stream]
    topics = ("unit.created", "unit.resumed")
    of_them = [event for event in EVENTS if event["type"] in topics]
    assert part(golden_dsn, topics=topics) == of_them != []


def test_parts_by_time(golden_dsn: str) -> None:
    moment = EVENTS[30]["time"]
    assert export("--from", moment) == [event for event in EVENTS if event["time"] >= moment]
    for time in (moment, EVENTS[0]["time"], EVENTS[-1]["time"], "2020-01-01T00:00:00Z"):
        until = [event for event in EVENTS if event["time"] <= time]
        assert part(golden_dsn, until=datetime.fromisoformat(time)) == until
    assert part(golden_dsn, since=datetime(2030, 1, 1, tzinfo=UTC)) == []
    assert part(golden_dsn, since=10**9) == []


def test_a_page_for_people(tmp_path: Path) -> None:
    assert run("export", "log", "--format", "csv").exit_code == 0
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(EVENTS)
    credited = next(row for row in rows if row["主题"] == "points_account.credited")
    assert (credited["对象"], credited["事件"]) == ("积分账户", "积分入账")
    fields = json.loads(credited["内容"])
    assert (fields["points"], fields["coefficient"]) == (20, "1.0")
    # Two hours of a Wednesday in the district.
    assert fields["timestamp"] == "2026-03-04T11:00:00+08:00"
    event = EVENTS[int(credited["序号"]) - 1]
    assert credited["封印"] == event["seal"]
    assert credited["操作人"] == event["actor"]


def test_a_workbook_goes_over_several_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "SHEET_EVENTS_MAX", 100)
    monkeypatch.setattr(sheets, "CELL_CHARS_MAX", 200)
    assert run("export", "log", "--format", "xlsx", "--to", 250).exit_code == 0
    workbook = load_workbook(tmp_path / "log.xlsx", read_only=True)
    assert workbook.sheetnames == ["事件日志 1", "事件日志 2", "事件日志 3"]
    pages = [list(workbook[name].iter_rows(values_only=True)) for name in workbook.sheetnames]
    assert [len(page) for page in pages] == [101, 101, 51]
    rows = [row for page in pages for row in page[1:]]
    assert [row[0] for row in rows] == list(range(1, 251))
    assert [row[4] for row in rows] == [event["type"] for event in EVENTS[:250]]
    contents = [str(row[9]) for row in rows]
    assert max(map(len, contents)) == 200
    assert {text.endswith("…（过长，全文见 JSONL）") for text in contents if len(text) == 200} == {
        True
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--from", "yesterday"], "yesterday is neither a position nor a time"),
        (["--stream", "nobody"], "Invalid value for '--stream'"),
        (["--format", "xlsx", "--output", "-"], "XLSX is packed"),
        (["--format", "xlsx", "--output", "log.xlsx.gz"], "XLSX is packed"),
        (["--format", "csv", "--with-keys"], "JSONL alone"),
        (["--topic", "unit.created", "--topic", "unit.abolished"], "the topic unit.abolished"),
        (["--output", "nowhere/log.jsonl"], "no folder nowhere"),
    ],
)
def test_what_is_asked_for_wrongly_is_told(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = run("export", "log", *arguments)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert list(tmp_path.glob("log*")) == []
