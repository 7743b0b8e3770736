"""A byte of the log is changed in the file on disk, past PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import asyncpg
import pytest

import tests.event_store.tally  # noqa: F401 - the topics of the log must resolve
from five_steps.event_store import EventStore, Finding, FindingKind, verify_log
from tests.conftest import administer
from tests.event_store.commands import append_of, new_event
from tests.event_store.conftest import SECRET
from tests.event_store.verification.heap_pages import PAGE, checksum, checksum_of, replace
from tests.postgres_server import database_dsn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HONEST, FORGED = b'"points":31', b'"points":93'


@pytest.fixture
async def copied(
    postgres_server_dsn: str, postgres_template: str
) -> AsyncIterator[tuple[str, Path]]:
    """A log that no process has in memory, and the file that it lies in.

    A database that was copied file by file has never been read.
    """
    original, copy = (f"five_steps_test_{uuid4().hex}" for _ in range(2))
    await administer(
        postgres_server_dsn, f"CREATE DATABASE {original} TEMPLATE {postgres_template}"
    )
    dsn = database_dsn(postgres_server_dsn, original)
    async with EventStore.open(dsn, secret=SECRET) as store:
        stream = UUID(int=1)
        for version in range(1, 9):
            state = b"{%s}" % (HONEST if version == 5 else b'"points":1')
            await store.append(append_of(new_event(stream, version, state)))
        path = await store.pool.fetchval("SELECT pg_relation_filepath('stored_events')")
        folder = await store.pool.fetchval("SHOW data_directory")
    await administer(
        postgres_server_dsn, f"CREATE DATABASE {copy} TEMPLATE {original} STRATEGY file_copy"
    )
    connection = await asyncpg.connect(postgres_server_dsn)
    oid = await connection.fetchval("SELECT oid FROM pg_database WHERE datname = $1", copy)
    await connection.close()
    file = Path(folder) / "base" / str(oid) / Path(path).name
    if not file.exists():
        pytest.skip("the server's files are not on this machine")
    yield database_dsn(postgres_server_dsn, copy), file
    for name in (original, copy):
        await administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)")


async def test_postgresql_itself_finds_a_page_that_it_did_not_write(
    copied: tuple[str, Path],
) -> None:
    dsn, file = copied
    replace(file, HONEST, FORGED, repair=False)

    report = await verify_log(dsn)

    assert not report.was_read
    (finding,) = report.findings
    assert (finding.position, finding.kind) == (1, FindingKind.UNREADABLE)
    assert "invalid page in block 0" in finding.detail


async def test_seals_find_a_byte_that_the_page_s_checksum_was_mended_for(
    copied: tuple[str, Path],
) -> None:
    dsn, file = copied
    page = file.read_bytes()[:PAGE]
    assert checksum(page, 0) == checksum_of(page)
    replace(file, HONEST, FORGED, repair=True)

    report = await verify_log(dsn)

    assert report.findings == [Finding(5, FindingKind.CHANGED)]
