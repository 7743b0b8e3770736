from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import pytest

from five_steps.event_store.errors import MigrationMismatch
from five_steps.event_store.migrate import Migration, migrate, read_migrations
from tests.conftest import administer
from tests.postgres_server import database_dsn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from five_steps.event_store.connections import Connection

ONE = Migration(1, "0001_one.sql", "CREATE TABLE one (n int)")
TWO = Migration(2, "0002_two.sql", "CREATE TABLE two (n int)")


@pytest.fixture
async def empty_dsn(postgres_server_dsn: str) -> AsyncIterator[str]:
    name = f"five_steps_empty_{uuid4().hex}"
    await administer(postgres_server_dsn, f"CREATE DATABASE {name}")
    yield database_dsn(postgres_server_dsn, name)
    await administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def connection(empty_dsn: str) -> AsyncIterator[Connection]:
    opened = await asyncpg.connect(empty_dsn)
    yield opened
    await opened.close()


async def test_each_file_is_applied_once_and_in_order(connection: Connection) -> None:
    assert await migrate(connection, [ONE]) == ["0001_one.sql"]
    assert await migrate(connection, [ONE, TWO]) == ["0002_two.sql"]
    assert await migrate(connection, [ONE, TWO]) == []


async def test_a_changed_file_is_an_error_that_names_it(connection: Connection) -> None:
    await migrate(connection, [ONE])
    with pytest.raises(MigrationMismatch, match=r"0001_one\.sql was changed"):
        await migrate(connection, [ONE._replace(sql="CREATE TABLE one (n bigint)")])


async def test_a_database_of_newer_code_is_left_alone(connection: Connection) -> None:
    await migrate(connection, [ONE, TWO])
    with pytest.raises(MigrationMismatch, match=r"newer code: 0002_two\.sql"):
        await migrate(connection, [ONE])


async def test_a_failing_file_leaves_nothing_behind(connection: Connection) -> None:
    broken = TWO._replace(sql="CREATE TABLE two (n int); SELECT nonsense")
    with pytest.raises(asyncpg.UndefinedColumnError):
        await migrate(connection, [ONE, broken])

    assert await connection.fetchval("SELECT to_regclass('two')") is None
    assert await migrate(connection, [ONE, TWO]) == ["0002_two.sql"]


async def test_processes_take_turns(empty_dsn: str) -> None:
    connections = [await asyncpg.connect(empty_dsn) for _ in range(4)]
    applied = await asyncio.gather(*(migrate(each, [ONE, TWO]) for each in connections))
    assert sorted(map(len, applied)) == [0, 0, 0, 2]
    for each in connections:
        await each.close()


def test_numbers_have_no_gaps(tmp_path: Path) -> None:
    (tmp_path / "0001_one.sql").write_text("SELECT 1")
    (tmp_path / "0003_three.sql").write_text("SELECT 3")
    with pytest.raises(MigrationMismatch, match="where number 0002 is expected"):
        read_migrations(tmp_path)


def test_names_are_checked(tmp_path: Path) -> None:
    (tmp_path / "one.sql").write_text("SELECT 1")
    with pytest.raises(MigrationMismatch, match=r"one\.sql must be named"):
        read_migrations(tmp_path)


def test_ours_are_in_order() -> None:
    assert [migration.number for migration in read_migrations()][:1] == [1]
