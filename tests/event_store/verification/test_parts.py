"""A log that is checked in parts, by several processes, with what is kept of its Merkle tree."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import pytest_asyncio

from five_steps.event_store import EventStore, FindingKind, verify_log
from tests.conftest import copy_of
from tests.event_store.commands import new_event
from tests.event_store.conftest import SECRET
from tests.event_store.proving.conftest import keeper, new_key, write
from tests.event_store.verification.attacks import CHANGE_A_BYTE, swapped
from tests.tampering import tamper

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.asyncio(loop_scope="module")

PART_LEVEL = 10


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def long(
    postgres_server_dsn: str, postgres_template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[EventStore]:
    """Events in four whole parts and a bit, heads in three of them; last, two without a seal."""
    async with (
        copy_of(postgres_template, postgres_server_dsn) as dsn,
        EventStore.open(dsn, secret=SECRET) as store,
    ):
        heads = keeper(store, tmp_path_factory.mktemp("heads") / "heads.jsonl", new_key())
        for counts in ((1_000,), (24,), (1_000, 1_000, 1_000), (150,)):
            await write(store, *counts)
            await heads.sign()
        await store.recorder.insert_events([new_event(uuid4(), 1) for _ in range(2)])
        yield store


async def test_it_holds_and_tells_how_far_it_is(long: EventStore) -> None:
    told: list[tuple[int, int]] = []
    report = await verify_log(
        long.dsn,
        part_level=PART_LEVEL,
        workers=2,
        progress=lambda done, total: told.append((done, total)),
    )
    assert report.holds
    assert report == await verify_log(long.dsn)
    assert (report.events, report.unsealed, report.without_command) == (4_176, 2, 2)
    assert (report.heads, report.heads_until) == (4, 4_174)
    assert told == [(n, 4_176) for n in (1_024, 2_048, 3_072, 4_096, 4_176)]


async def test_a_kept_subtree_that_is_not_of_the_log_is_found(long: EventStore) -> None:
    async with long.pool.acquire() as connection:
        await connection.execute(
            "UPDATE log_subtrees SET hash = sha256('x') WHERE (level, number) = (10, 2)"
        )
        report = await verify_log(long.dsn, part_level=PART_LEVEL, workers=1)
        await connection.execute("DELETE FROM log_subtrees")
        without = await verify_log(long.dsn, part_level=PART_LEVEL, workers=1)
    (finding,) = report.findings
    assert (finding.position, finding.kind) == (2_049, FindingKind.TREE_DIFFERS)
    assert without.holds


async def test_what_was_done_at_the_seams_of_parts_is_found(long: EventStore) -> None:
    """Last, because the log is not mended."""
    await tamper(
        long.pool,
        CHANGE_A_BYTE,
        *swapped(1_024, 1_025),
        "UPDATE stored_events SET seal = NULL WHERE notification_id = 2048",
        "DELETE FROM stored_events WHERE notification_id = 3073",
    )
    report = await verify_log(long.dsn, part_level=PART_LEVEL, workers=2)
    kinds = {(finding.position, finding.kind) for finding in report.findings}
    assert {
        (5, FindingKind.CHANGED),
        (1_024, FindingKind.SWAPPED),
        (2_048, FindingKind.UNSEALED),
        (3_073, FindingKind.REMOVED),
    } <= kinds
    assert kinds == {
        (finding.position, finding.kind) for finding in (await verify_log(long.dsn)).findings
    }
