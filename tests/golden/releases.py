"""The golden logs that there are."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from gzip import decompress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import asyncpg

from five_steps import __version__
from five_steps.event_store.connections import connect_writer
from five_steps.operations.log_files import LogFormat, Wanted, export_log, restore_log
from five_steps.operations.log_files.output import written
from five_steps.projections import PROJECTIONS, Views
from tests.docs.examples import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from five_steps.event_store import EventStore

SECRET = b"the secret of the golden logs, 32+"
VERSIONS = {projection.name: projection.version for projection in PROJECTIONS}
_FOLDER = Path(__file__).parent


class Shown(TypedDict):
    """What a view made of a log."""

    version: int
    tables: dict[str, str]
    """The digest of each."""


def number_of(release: str) -> list[int]:
    """A release, to be compared with others."""
    return [int(part) for part in release.split(".")]


class Golden(NamedTuple):
    """What a release wrote."""

    release: str

    @property
    def number(self) -> list[int]:
        """The release, to be compared with others."""
        return number_of(self.release)

    @property
    def log(self) -> Path:
        """Its log."""
        return _FOLDER / self.release / "log.jsonl.gz"

    @property
    def views(self) -> Path:
        """The digests of the views."""
        return _FOLDER / self.release / "views.json"

    @property
    def lines(self) -> list[bytes]:
        """The lines of the log."""
        return decompress(self.log.read_bytes()).splitlines(keepends=True)

    def shown(self) -> dict[str, Shown]:
        """What the views made of it, by name."""
        kept: dict[str, Shown] = json.loads(self.views.read_text(encoding="utf-8"))
        return kept

    def keep_shown(self, shown: dict[str, Shown]) -> None:
        """Write what the views make of it."""
        self.views.write_text(json.dumps(shown, indent=1) + "\n", encoding="utf-8")


CURRENT = Golden(__version__)
RELEASES = sorted(
    (Golden(log.parent.name) for log in _FOLDER.glob("*/log.jsonl.gz")),
    key=lambda golden: golden.number,
)


def is_released(release: str) -> bool:
    """Whether the changelog says so."""
    return f"## [{release}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


async def restore(dsn: str, lines: list[bytes]) -> None:
    """Put a log into an empty database."""
    async with connected(dsn) as connection:
        await restore_log(connection, iter(lines), lambda: None)


async def export(dsn: str, path: Path, *, with_keys: bool = True) -> None:
    """Write the log of a database."""
    async with connected(dsn) as connection:
        with written(path) as file:
            wanted = Wanted(with_keys=with_keys)
            await export_log(connection, wanted, file, LogFormat.JSONL, lambda *_: None)


@asynccontextmanager
async def connected(dsn: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    connection = await connect_writer(dsn)
    assert isinstance(connection, asyncpg.Connection)
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def shown(dsn: str, store: EventStore) -> AsyncIterator[Views]:
    """The views, which show all of a log that was restored."""
    views = Views(dsn, store.vault, PROJECTIONS)
    await views.start()
    try:
        position = await store.recorder.max_notification_id() or 0
        assert await views.wait_for(position, 60)
        # It does not wait for those that an event has stopped.
        assert not [lag.error for lag in (await views.lag()).values() if lag.error is not None]
        yield views
    finally:
        await views.stop()


async def digests(views: Views) -> dict[str, Shown]:
    """What the views make of the log that they show."""
    return {
        name: Shown(version=version, tables=await views.checksum(name))
        for name, version in sorted(VERSIONS.items())
    }
