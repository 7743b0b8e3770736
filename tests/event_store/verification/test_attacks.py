"""Each attack is made on the rows of a log whose heads somebody keeps; it is found, with where.

The log has twelve events at the positions 1 to 12, of four commands, each with a stream of its own:
1-3, 4-6, 7-9, 10-12. Heads were signed at 6 and at 12.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio

import tests.event_store.tally  # noqa: F401 - the topics of the log must resolve
from five_steps.event_store import EventStore, FindingKind, verify_log
from tests.conftest import administer, copy_of
from tests.event_store.conftest import SECRET
from tests.event_store.proving.conftest import keeper, new_key, write
from tests.event_store.verification.attacks import (
    CHANGE_A_BYTE,
    changed,
    inserted,
    moved_up_from,
    removed,
    reseal,
    swapped,
)
from tests.tampering import tamper

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.proving import PublicKey, SignedHead

K = FindingKind


class Victim(NamedTuple):
    server: str
    template: str
    heads: list[SignedHead]
    key: PublicKey


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def victim(
    postgres_server_dsn: str, postgres_template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Victim]:
    name = f"five_steps_victim_{uuid4().hex}"
    file = tmp_path_factory.mktemp("heads") / "heads.jsonl"
    await administer(postgres_server_dsn, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    dsn = postgres_server_dsn.replace("/postgres?", f"/{name}?")
    key = new_key()
    async with EventStore.open(dsn, secret=SECRET) as store:
        heads = keeper(store, file, key)
        await write(store, 3, 3)
        await heads.sign()
        await write(store, 3, 3)
        await heads.sign()
        kept = await heads.after(0, 10)
    yield Victim(postgres_server_dsn, name, kept, key.public)
    await administer(postgres_server_dsn, f"DROP DATABASE {name} WITH (FORCE)")


Found = list[tuple[int, FindingKind]]


async def found(dsn: str, heads: Sequence[SignedHead], key: PublicKey) -> Found:
    report = await verify_log(dsn, kept_heads=heads, kept_keys=[key])
    return [(finding.position, finding.kind) for finding in report.findings]


@asynccontextmanager
async def attacked(victim: Victim) -> AsyncIterator[tuple[str, Connection]]:
    """A copy of the log, and a connection that may do all to it; closed before it is verified."""
    async with copy_of(victim.template, victim.server) as dsn:
        connection = await asyncpg.connect(dsn)
        await tamper(connection)
        yield dsn, connection
        await connection.close()


COMMAND_LOST = (4, K.COMMAND_DIFFERS)
_CHAIN = {K.CHANGED, K.REMOVED, K.INSERTED, K.SWAPPED, K.MOVED, K.UNSEALED}


@pytest.mark.parametrize(
    ("attack", "expected"),
    [
        ([CHANGE_A_BYTE], [(5, K.CHANGED)]),
        ([changed("topic", "'tally.taken'")], [(5, K.CHANGED)]),
        ([changed("topic", "NULL")], [(5, K.CHANGED)]),
        ([changed("state", "NULL")], [(5, K.CHANGED)]),
        ([changed("actor", "'me'")], [(5, K.CHANGED), COMMAND_LOST]),
        ([changed("actor", "NULL")], [(5, K.CHANGED)]),
        ([changed("command_id", "NULL")], [(5, K.CHANGED)]),
        ([changed("originator_version", "99")], [(5, K.CHANGED)]),
        ([changed("originator_id", "gen_random_uuid()")], [(5, K.CHANGED)]),
        ([changed("recorded_at", "'2020-01-01Z'")], [(5, K.CHANGED), COMMAND_LOST]),
        ([changed("recorded_at", "'infinity'")], [(5, K.CHANGED)]),
        ([changed("seal", "sha256('x')")], [(5, K.CHANGED)]),
        ([changed("seal", "NULL")], [(5, K.UNSEALED)]),
        ([removed(5)], [(5, K.REMOVED)]),
        ([removed(1)], [(1, K.REMOVED)]),
        ([removed(8, 9)], [(8, K.REMOVED)]),
        ([removed(2), removed(8)], [(2, K.REMOVED), (8, K.REMOVED)]),
        (swapped(5, 8), [(5, K.SWAPPED)]),
        (swapped(5, 6), [(5, K.SWAPPED)]),
        ([*swapped(2, 3), *swapped(8, 12)], [(2, K.SWAPPED), (8, K.SWAPPED)]),
        ([*moved_up_from(5), inserted(5)], [(5, K.INSERTED)]),
        ([*moved_up_from(5), *moved_up_from(5), inserted(5), inserted(6)], [(5, K.INSERTED)]),
        ([inserted(0)], [(0, K.INSERTED)]),
        ([inserted(13)], [(13, K.CHANGED)]),
    ],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_an_attack_on_the_rows_is_found_where_it_was_made(
    victim: Victim, attack: Sequence[str], expected: Found
) -> None:
    async with attacked(victim) as (dsn, connection):
        for statement in attack:
            await connection.execute(statement)
        findings = await found(dsn, victim.heads, victim.key)
    in_chain = [finding for finding in findings if finding[1] in _CHAIN]
    assert in_chain == [finding for finding in expected if finding[1] in _CHAIN]
    assert set(expected) <= set(findings)


CUT = [removed(10, 11, 12)]
COMMANDS_CUT = "DELETE FROM commands WHERE position > 9"
HEADS_CUT = "DELETE FROM signed_heads WHERE position > 9"


@pytest.mark.parametrize("covered_up", [[], [COMMANDS_CUT], [HEADS_CUT], [COMMANDS_CUT, HEADS_CUT]])
@pytest.mark.asyncio(loop_scope="module")
async def test_a_cut_tail_is_known_to_whoever_saw_it(
    victim: Victim, covered_up: Sequence[str]
) -> None:
    async with attacked(victim) as (dsn, connection):
        for statement in (*CUT, *covered_up):
            await connection.execute(statement)
        with_kept_heads = await found(dsn, victim.heads, victim.key)
        without = await found(dsn, [], victim.key)
    assert set(with_kept_heads) == {(10, K.CUT)}
    assert set(without) == (set() if len(covered_up) == 2 else {(10, K.CUT)})


@pytest.mark.parametrize(
    ("attack", "start", "expected"),
    [
        ([CHANGE_A_BYTE], 5, [(1, K.REWRITTEN)]),
        ([removed(7, 8, 9), "DELETE FROM commands WHERE position = 9"], 10, [(7, K.REWRITTEN)]),
        (swapped(11, 12), 11, [(7, K.REWRITTEN)]),
        ([*moved_up_from(12), inserted(12)], 12, [(7, K.REWRITTEN), (10, K.COMMAND_DIFFERS)]),
        ([changed("actor", "'me'")], 5, [(1, K.REWRITTEN), COMMAND_LOST]),
    ],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_a_chain_that_was_computed_anew_is_shown_by_heads(
    victim: Victim, attack: Sequence[str], start: int, expected: Found
) -> None:
    async with attacked(victim) as (dsn, connection):
        for statement in (*attack, "TRUNCATE signed_heads"):
            await connection.execute(statement)
        await reseal(connection, start)
        findings = await found(dsn, victim.heads, victim.key)
        without = await found(dsn, [], victim.key)
    assert findings == expected
    # This is why they are to be kept elsewhere.
    assert without == [finding for finding in expected if finding[1] is not K.REWRITTEN]


@pytest.mark.asyncio(loop_scope="module")
async def test_a_head_that_another_key_signed_is_no_head(victim: Victim) -> None:
    forged = new_key().sign(victim.heads[-1].head)
    tampered = victim.heads[-1]._replace(head=victim.heads[-1].head._replace(events=11))
    async with copy_of(victim.template, victim.server) as dsn:
        assert await found(dsn, [forged], victim.key) == [(12, K.HEAD_NOT_SIGNED)]
        assert await found(dsn, [tampered], victim.key) == [(12, K.HEAD_NOT_SIGNED)]
        assert await found(dsn, victim.heads, victim.key) == []
        report = await verify_log(dsn, kept_heads=victim.heads)
    assert (report.events, report.heads, report.heads_until) == (12, 2, 12)
