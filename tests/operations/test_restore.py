"""A database is made of an export to the same bytes, or nothing is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from five_steps.event_store import Append, EventStore, NewEvent
from five_steps.event_store.errors import NotEmpty
from five_steps.event_store.rows import CommandRow, EventRow, PersonKeyRow
from five_steps.event_store.seals import seal_event
from five_steps.operations.log_files import RestoreRefused
from five_steps.operations.log_files.read_lines import read_line
from tests.conftest import copy_of
from tests.golden.releases import CURRENT, SECRET, connected, export, restore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    Change = Callable[[list[bytes]], list[bytes]]

pytestmark = pytest.mark.asyncio(loop_scope="module")

LINES = CURRENT.lines
TABLES = {
    "stored_events": EventRow._fields,
    "commands": CommandRow._fields,
    "person_keys": PersonKeyRow._fields,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def empty_dsn(postgres_server_dsn: str, postgres_template: str) -> AsyncIterator[str]:
    """An empty database: what is refused leaves it empty for the next."""
    async with copy_of(postgres_template, postgres_server_dsn) as dsn:
        yield dsn


def changed(number: int, **attributes: Any) -> Change:
    """Another value of attributes in a line, counted from 1; None takes one away."""

    def change(lines: list[bytes]) -> list[bytes]:
        event = {**json.loads(lines[number - 1]), **attributes}
        kept = {name: value for name, value in event.items() if value is not None}
        return [*lines[: number - 1], json.dumps(kept).encode() + b"\n", *lines[number:]]

    return change


def replaced(number: int, old: bytes, new: bytes) -> Change:
    """Other bytes in a line."""

    def change(lines: list[bytes]) -> list[bytes]:
        assert old in lines[number - 1]
        return [*lines[: number - 1], lines[number - 1].replace(old, new, 1), *lines[number:]]

    return change


def forged(lines: list[bytes]) -> list[bytes]:
    """An event inserted behind the third, rightly sealed after it."""
    third = read_line(lines[2])
    assert isinstance(third, EventRow)
    assert third.seal is not None
    seal = seal_event(third.seal, UUID(int=1), 1, "claim.passed_on", b"{}", b"\0\0", 0)
    event = {
        "specversion": "1.0",
        "id": "4",
        "source": "urn:forged",
        "type": "claim.passed_on",
        "subject": str(UUID(int=1)),
        "version": 1,
        "time": "1970-01-01T00:00:00Z",
        "seal": seal.hex(),
        "data": {},
    }
    return [*lines[:3], json.dumps(event).encode(), *lines[3:]]


def twice_unsealed(lines: list[bytes]) -> list[bytes]:
    """Two events of the same version of a stream, which nobody has sealed yet."""
    events = [changed(n, id=str(n), seal=None, subject=str(UUID(int=1)), version=1) for n in (1, 2)]
    for change in events:
        lines = change(lines)
    return [*lines[:2], LINES[-1]]


def end(number: int, **data: int) -> Change:
    """The last line, saying something else, behind so many others."""
    said = json.loads(LINES[-1])
    return lambda lines: [
        *lines[:number],
        json.dumps(said | {"data": said["data"] | data}).encode(),
    ]


COMMANDS_FROM = next(n for n, line in enumerate(LINES, 1) if b'"five-steps.command"' in line)
REFUSED: list[tuple[str, Change, int, str]] = [
    ("a changed byte", replaced(9, b"2026-03", b"2026-04"), 9, "seal"),
    ("another actor", changed(9, actor="nobody"), 9, "seal"),
    ("no actor", changed(9, actor=None), 9, "seal"),
    ("another command", changed(9, commandid=str(UUID(int=1))), 9, "seal"),
    ("another time", changed(9, time="2026-11-24T00:00:00Z"), 9, "seal"),
    ("another topic", changed(9, type="unit.resumed"), 9, "seal"),
    ("a removed line", lambda lines: [*lines[:8], *lines[9:]], 9, "seal"),
    ("a swapped pair", lambda lines: [*lines[:8], lines[9], lines[8], *lines[10:]], 9, "seal"),
    ("a line twice", lambda lines: [*lines[:9], *lines[8:]], 10, "position 9 comes after 9"),
    ("a forged event", forged, 5, "position 4 comes after 4"),
    ("the beginning is missing", lambda lines: lines[3:], 1, "does not begin there"),
    ("a seal taken away", changed(9, seal=None), 10, "the event before it has none"),
    ("the end is cut off", lambda lines: lines[:-1], len(LINES), "cut off"),
    ("the tail is cut off", end(9), 10, "lines are missing"),
    (
        "a command is missing",
        lambda lines: [*lines[: COMMANDS_FROM - 1], *lines[COMMANDS_FROM:]],
        len(LINES) - 1,
        "lines are missing",
    ),
    ("something behind the end", lambda lines: [*lines, lines[0]], len(LINES) + 1, "behind"),
    ("no JSON", lambda lines: [*lines[:8], b"{\n", *lines[9:]], 9, "no JSON"),
    ("no object", lambda lines: [*lines[:8], b"[]\n", *lines[9:]], 9, "no JSON object"),
    ("no CloudEvent", changed(9, specversion=None), 9, "'specversion' is missing"),
    ("another CloudEvents", changed(9, specversion="2.0"), 9, "2.0 is not 1.0"),
    ("no data", changed(9, data=None), 9, "'data_base64' is missing"),
    ("no position", changed(9, id="nine"), 9, "nine"),
    ("no stream", changed(9, subject="nobody"), 9, "UUID"),
    ("no zone", changed(9, time="2026-11-24T00:00:00"), 9, "no zone"),
    ("no hexadecimal seal", changed(9, seal="xyz"), 9, "hexadecimal"),
    ("an unknown topic", changed(9, type="unit.abolished"), 9, "unit.abolished"),
    ("a version that is no number", changed(9, version="first"), 9, "first is no number"),
    ("an actor that is no text", changed(9, actor=1), 9, "no text"),
    ("a version twice, unsealed", twice_unsealed, 3, "stored_events"),
    ("nothing", lambda _: [], 1, "cut off"),
]


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
async def test_what_is_not_as_exported_is_refused_with_its_line(
    empty_dsn: str, change: Change, line: int, reason: str
) -> None:
    with pytest.raises(RestoreRefused, match=reason) as refused:
        await restore(empty_dsn, change(LINES))
    assert refused.value.line == line
    async with connected(empty_dsn) as connection:
        for table in TABLES:
            assert not await connection.fetchval(f"SELECT count(*) FROM {table}")


async def test_a_database_in_use_is_left_alone(postgres_dsn: str) -> None:
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        await store.vault.seal(uuid4(), "a person is enough")
    with pytest.raises(NotEmpty):
        await restore(postgres_dsn, LINES)


async def test_the_rows_are_those_of_the_source_and_the_log_goes_on_behind_them(
    postgres_dsn: str, empty_dsn: str, tmp_path: Path
) -> None:
    """With gaps, events of the stock library, states that JSON readers would round, an erasure."""
    odd = b'{"big":' + b"9" * 40 + b',"text":"\xe5\x8c\xba \\u0000 \\""}'
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        await store.append(_append(b'{"kind":"x"}'))
        # Drawn for what was rolled back.
        for _ in range(7):
            await store.pool.execute("SELECT nextval('stored_events_notification_id_seq')")
        await store.recorder.insert_events([_event(odd), _event(b"[ 1.0 ]")])
        await store.append(_append(b"{}"))
        await store.vault.seal(uuid4(), "陈阿婆")
        await store.vault.erase(uuid4())
        # Nobody has sealed it when it is exported.
        await store.recorder.insert_events([_event(b"{}")])
    path, again = tmp_path / "log.jsonl", tmp_path / "again.jsonl"
    await export(postgres_dsn, path)

    await restore(empty_dsn, path.read_bytes().splitlines())

    async with connected(postgres_dsn) as one, connected(empty_dsn) as other:
        for table, columns in TABLES.items():
            query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1"
            rows = await one.fetch(query)
            assert rows
            assert await other.fetch(query) == rows
    await export(empty_dsn, again)
    assert again.read_bytes() == path.read_bytes()
    async with EventStore.open(empty_dsn, secret=SECRET) as store:
        head = await store.recorder.max_notification_id()
        receipt = await store.append(_append(b"{}"))
        assert receipt.first_position == (head or 0) + 1
        assert not await store.pool.fetch("SELECT FROM stored_events WHERE seal IS NULL")


def _event(state: bytes) -> NewEvent:
    return NewEvent(uuid4(), 1, "claim.created", state)


def _append(state: bytes) -> Append:
    return Append([_event(state)], uuid4(), "Odd", b"\xff" * 32, "admin \u2028", '{"answer":"是"}')
