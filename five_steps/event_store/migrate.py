"""Applies the numbered SQL files, forward only.

Each file runs in its own transaction together with the row that records it. What was applied is
kept with a checksum: a file that changed afterwards is an error, because the databases that have
it already would never get the change.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from five_steps import migrations
from five_steps.event_store.errors import MigrationMismatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.event_store.connections import Connection

MIGRATIONS = Path(migrations.__file__).parent

# Any constant will do, as long as every process of this service uses the same one.
_LOCK_KEY = 0x5354_4550_4D49_4752

_FILE_NAME = re.compile(r"(\d{4})_\w+\.sql")


class Migration(NamedTuple):
    """One numbered SQL file."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> bytes:
        """SHA-256 of the file's text."""
        return hashlib.sha256(self.sql.encode()).digest()


def read_migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The folder's migrations in order.

    Raises:
        MigrationMismatch: a file is misnamed, or a number is missing or taken twice.
    """
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = _FILE_NAME.fullmatch(path.name)
        if match is None:
            message = f"migration {path.name} must be named like 0001_what_it_does.sql"
            raise MigrationMismatch(message)
        found.append(Migration(int(match[1]), path.name, path.read_text(encoding="utf-8")))
    for expected, migration in enumerate(found, start=1):
        if migration.number != expected:
            message = f"migration {migration.name} stands where number {expected:04} is expected"
            raise MigrationMismatch(message)
    return found


async def migrate(
    connection: Connection, migrations: Sequence[Migration] | None = None
) -> list[str]:
    """Bring the database up to date; return the names of the files that were applied now.

    Safe to call from any number of processes at once: they take turns.

    Raises:
        MigrationMismatch: the database was migrated by other files than these; it names the file.
    """
    wanted = read_migrations() if migrations is None else migrations
    # Of the session, not of a transaction: each file commits by itself.
    await connection.execute("SELECT pg_advisory_lock($1)", _LOCK_KEY)
    try:
        await connection.execute(
            """
            CREATE TABLE IF NOT EXISTS public.five_steps_migrations (
                number integer PRIMARY KEY,
                name text NOT NULL,
                checksum bytea NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
            )
            """
        )
        applied = await connection.fetch(
            "SELECT number, name, checksum FROM public.five_steps_migrations ORDER BY number"
        )
        for row in applied:
            _check_applied(row["number"], row["name"], row["checksum"], wanted)
        pending = wanted[len(applied) :]
        for migration in pending:
            await _apply(connection, migration)
        return [migration.name for migration in pending]
    finally:
        await connection.execute("SELECT pg_advisory_unlock($1)", _LOCK_KEY)


def _check_applied(number: int, name: str, checksum: bytes, wanted: Sequence[Migration]) -> None:
    if number > len(wanted):
        message = f"the database was migrated by newer code: {name} is not known here"
        raise MigrationMismatch(message)
    migration = wanted[number - 1]
    if migration.checksum != checksum:
        message = f"migration {migration.name} was changed after it was applied"
        raise MigrationMismatch(message)


async def _apply(connection: Connection, migration: Migration) -> None:
    async with connection.transaction():
        await connection.execute(migration.sql)
        await connection.execute(
            """
            INSERT INTO public.five_steps_migrations (number, name, checksum)
            VALUES ($1, $2, $3)
            """,
            migration.number,
            migration.name,
            migration.checksum,
        )
