"""Every released log is restored, read, replayed and folded as on the day it was written."""

from __future__ import annotations

from gzip import decompress
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
import pytest
import pytest_asyncio
from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.utils import get_topic

from five_steps.event_store import EventStore
from five_steps.event_store.aggregates import moved_forward
from five_steps.event_store.codec import event_fields, stock_transcoder, to_domain_event
from five_steps.event_store.rows import EventRow
from five_steps.operations.event_catalogue import catalogue
from five_steps.operations.log_files.cloud_events import EndRow
from five_steps.operations.log_files.read_lines import read_line
from five_steps.projections import PROJECTIONS
from tests.conftest import copy_of
from tests.domain.test_published_events import assert_as_published, sealed_elsewhere
from tests.golden.releases import (
    CURRENT,
    RELEASES,
    SECRET,
    VERSIONS,
    Golden,
    digests,
    export,
    number_of,
    restore,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path
    from uuid import UUID

    from tests.golden.releases import Shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Kept(NamedTuple):
    """A golden log in a database."""

    golden: Golden
    dsn: str
    store: EventStore
    exported: bytes
    """As exported before anything was started on it."""
    shown: dict[str, Shown]

    @property
    def events(self) -> list[EventRow]:
        rows = [read_line(line) for line in self.golden.lines]
        return [row for row in rows if isinstance(row, EventRow)]


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=RELEASES, ids=lambda golden: golden.release
)
async def kept(
    request: pytest.FixtureRequest,
    postgres_server_dsn: str,
    postgres_template_with_views: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Kept]:
    golden: Golden = request.param
    path = tmp_path_factory.mktemp("golden") / "log.jsonl.gz"
    async with copy_of(postgres_template_with_views, postgres_server_dsn) as dsn:
        await restore(dsn, golden.lines)
        await export(dsn, path)
        async with EventStore.open(dsn, secret=SECRET) as store, shown(dsn, store) as views:
            yield Kept(golden, dsn, store, path.read_bytes(), await digests(views))


async def test_it_is_restored_to_the_same_bytes(kept: Kept) -> None:
    assert kept.exported == kept.golden.log.read_bytes()


async def test_the_database_ends_where_the_log_does(kept: Kept) -> None:
    """And all before it holds: a restore follows the chain of seals."""
    end = read_line(kept.golden.lines[-1])
    assert isinstance(end, EndRow)
    last = await kept.store.pool.fetchrow(
        "SELECT count(*) OVER (), notification_id, seal FROM stored_events"
        " ORDER BY notification_id DESC LIMIT 1"
    )
    assert last is not None
    assert tuple(last) == (end.events, end.position, end.seal)


async def test_every_event_of_its_time_is_in_it(kept: Kept) -> None:
    release = kept.golden.number
    of_its_time = {e.kind.topic for e in catalogue() if number_of(e.since) <= release}
    assert {event.topic for event in kept.events} == of_its_time


async def test_its_events_are_as_published(kept: Kept) -> None:
    for event in kept.events:
        assert_as_published(event.topic, event.state)
        assert sealed_elsewhere(event.topic, event.state) == [], event.topic


async def test_it_is_replayed_by_the_domain_and_by_the_stock_library_alike(kept: Kept) -> None:
    mapper: Mapper[UUID] = Mapper(stock_transcoder())
    ours: dict[UUID, Any] = {}
    stock: dict[UUID, Any] = {}
    for row in kept.events:
        stored = row.originator_id, row.originator_version, row.topic, row.state
        event = to_domain_event(*stored)
        read = mapper.to_domain_event(StoredEvent(*stored))
        assert get_topic(type(event)) == row.topic
        assert vars(event) == vars(read)
        assert event_fields(row.topic, row.state).items() <= vars(event).items()
        ours[row.originator_id] = moved_forward(ours.get(row.originator_id), [event])
        stock[row.originator_id] = moved_forward(stock.get(row.originator_id), [read])  # type: ignore[list-item]
    for stream, aggregate in ours.items():
        assert vars(aggregate) == vars(stock[stream])


async def test_the_views_make_of_it_what_they_made_of_it(kept: Kept) -> None:
    recorded = kept.golden.shown()
    outdated = {name for name, shown in recorded.items() if VERSIONS.get(name) != shown["version"]}
    assert outdated == set(), "raised a view's version? python -m tests.golden views"
    assert recorded == kept.shown


async def test_without_keys_personal_texts_are_null_and_all_else_is_the_same(
    kept: Kept, postgres_server_dsn: str, postgres_template_with_views: str, tmp_path: Path
) -> None:
    path, again = tmp_path / "keyless.jsonl.gz", tmp_path / "again.jsonl.gz"
    await export(kept.dsn, path, with_keys=False)
    async with copy_of(postgres_template_with_views, postgres_server_dsn) as dsn:
        await restore(dsn, decompress(path.read_bytes()).splitlines())
        await export(dsn, again, with_keys=False)
        assert again.read_bytes() == path.read_bytes()
        async with EventStore.open(dsn, secret=SECRET) as store, shown(dsn, store):
            with_keys, without = await _rows(kept.store), await _rows(store)
    assert with_keys.keys() == without.keys()
    personal = set()
    for table, rows in with_keys.items():
        for row, other in zip(rows, without[table], strict=True):
            for column, value in row.items():
                if other[column] != value:
                    assert not other[column], (table, column)
                    personal.add(f"{table}.{column}")
    assert personal >= {"volunteers.name", "residents.phone", "orders.comment"}
    assert not [name for name in personal if name.endswith(("minutes", "points", "score"))]


async def _rows(store: EventStore) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables that are read, in the order of their keys."""
    read = await store.pool.fetch("SELECT viewname FROM pg_views WHERE schemaname = 'read'")
    readable = {name for (name,) in read}
    rows = {}
    for table in (table for projection in PROJECTIONS for table in projection().tables):
        if table.name in readable:
            query = f"SELECT to_jsonb(t) FROM read.{table.name} t ORDER BY {', '.join(table.key)}"
            rows[table.name] = [orjson.loads(row) for (row,) in await store.pool.fetch(query)]
    return rows


async def test_the_release_in_the_making_has_a_log() -> None:
    assert CURRENT in RELEASES, "python -m tests.golden log"
