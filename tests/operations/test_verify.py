"""`five-steps verify`, `head` and `prove`, on a district with hours, points and a settlement."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import asyncpg
import pytest
from typer.testing import CliRunner

from five_steps.commands.incentives.fund.statements import StateSettlement
from five_steps.event_store import EventStore
from five_steps.event_store.proving import SigningKey
from five_steps.operations.cli import build_app
from five_steps.operations.secret import kept_signing_key
from five_steps.operations.verifying.identities import unbalanced_books
from five_steps.projections import PROJECTIONS, Views
from tests.commands.budgets import adopt_budget
from tests.commands.district import District
from tests.commands.shop import Shop
from tests.conftest import copy_of
from tests.docs.check_proof import check_proof
from tests.tampering import tamper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from five_steps.operations.verifying.identities import Unbalanced

SECRET = "a secret of the tests, 32 bytes."


async def _live(dsn: str) -> None:
    async with EventStore.open(dsn, secret=SECRET.encode()) as store:
        district = District(store)
        await district.found()
        shop = Shop(district)
        await shop.open()
        redemption = await shop.fulfilled()
        district.now += timedelta(minutes=1)
        statement = StateSettlement(
            merchant_id=shop.merchant,
            starts_at=district.now - timedelta(days=1),
            ends_at=district.now,
            redemption_ids=(redemption,),
        )
        await district.give(statement, district.admin)
        await adopt_budget(district)
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.start()
        assert await views.wait_for(await district.position(), 20)
        await views.stop()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def lived(postgres_server_dsn: str, postgres_template_with_views: str) -> Iterator[str]:
    with asyncio.Runner() as runner:
        copied = copy_of(postgres_template_with_views, postgres_server_dsn)
        dsn = runner.run(copied.__aenter__())
        runner.run(_live(dsn))
        yield dsn
        runner.run(copied.__aexit__(None, None, None))


@pytest.fixture(autouse=True)
def environment(lived: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", lived)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(home))
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET)
    monkeypatch.chdir(home)


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(build_app(), [str(argument) for argument in arguments])
    return done.exit_code, done.output


def test_a_head_is_signed_kept_and_printed(home: Path) -> None:
    code, printed = run("head")
    assert code == 0
    # The first run tells where it keeps the key, too.
    signed = printed.splitlines(keepends=True)[-1]
    assert (home / "heads.jsonl").read_text() == signed
    assert run("head") == (0, signed)


def test_a_proof_is_written_that_a_stranger_checks(home: Path) -> None:
    code, told = run("prove", 5)
    assert code == 0, told
    proof = json.loads((home / "proof-5.json").read_text())
    keys = home / "keys.json"
    keys.write_text(_published(home))
    assert check_proof.main(str(home / "proof-5.json"), str(keys)) == 0
    assert run("prove", 5, "--head", proof["head"]["events"])[0] == 0
    for impossible in (("prove", 999_999), ("prove", 5, "--head", 3)):
        code, told = run(*impossible)
        assert code == 1
        assert "the log does not go that far" in told


def _published(home: Path) -> str:
    """What `/audit/key` would tell."""
    public = SigningKey.read(kept_signing_key(home)).public
    return json.dumps({"keys": [public.as_json()]})


def test_it_holds_and_says_so(home: Path) -> None:
    (home / "keys.json").write_text(_published(home))
    report = home / "report.json"
    kept = ("--heads", home / "heads.jsonl", "--keys", home / "keys.json")
    code, told = run("verify", *kept, "--format", "json", "--output", report)
    assert (code, told.splitlines()[-1]) == (0, f"wrote {report}")
    said = json.loads(report.read_text())
    assert said["holds"]
    assert said["log"]["heads"] == 1
    assert said["log"]["heads_until"] == said["log"]["position"] == said["views_position"] > 0
    assert sum(said["months"].values()) == said["log"]["events"]
    assert (said["books"], said["views"], said["obstacle"]) == ([], [], None)


@pytest.mark.parametrize(
    ("option", "content"),
    [("--heads", "nonsense"), ("--keys", "{}"), ("--keys", '{"keys": [{"public_key": "AA=="}]}')],
)
def test_a_file_that_is_neither_is_refused(home: Path, option: str, content: str) -> None:
    path = home / "file"
    path.write_text(content)
    code, told = run("verify", option, path)
    assert code == 2
    assert str(path.name) in told


@pytest.mark.parametrize(
    ("book", "falsified"),
    [
        ("points", "UPDATE read.points_accounts SET spent = spent + 1"),
        ("points lots", "UPDATE read.points_lots SET available = available + 1"),
        ("points held", "UPDATE read.redemptions SET state = 'HELD'"),
        ("hours", "UPDATE read.volunteers SET minutes = minutes + 1"),
        ("stars", "UPDATE read.volunteers SET star_level = 3"),
        ("stock", "UPDATE read.counter_stocks SET free = free + 1"),
        ("fund", "UPDATE read.fund SET cash_cents = 0"),
        ("fund years", "UPDATE read.fund_years SET closing_cents = closing_cents + 1"),
        ("settlements", "UPDATE read.settlements SET total_cents = total_cents + 1"),
        ("budget", "UPDATE read.budget_accounts SET spent_cents = spent_cents + 1"),
        ("budget lines", "UPDATE read.budget_lines SET allocated_cents = allocated_cents + 1"),
        ("figures", "UPDATE read.fund_postings SET amount_cents = amount_cents + 1"),
    ],
)
def test_a_book_that_does_not_balance_is_named(lived: str, book: str, falsified: str) -> None:
    unbalanced = asyncio.run(_books_of(lived, falsified))
    assert book in {found.book for found in unbalanced}
    assert all(found.position for found in unbalanced if found.book != "figures")
    assert not asyncio.run(_books_of(lived, "SELECT"))


async def _books_of(dsn: str, falsified: str) -> Sequence[Unbalanced]:
    """What is found in a transaction that is taken back."""
    connection = await asyncpg.connect(dsn)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(falsified)
    unbalanced = await unbalanced_books(connection)
    await transaction.rollback()
    await connection.close()
    return unbalanced


def test_a_restored_database_knows_the_key_of_the_service(lived: str, home: Path) -> None:
    """The file of heads is there, and what the database knew of heads is not."""
    asyncio.run(_forget_heads(lived))
    code, told = run("verify")
    assert code == 0, told
    assert "signed heads that hold: 1" in told


async def _forget_heads(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    await tamper(connection, "DELETE FROM signed_heads", "DELETE FROM head_keys")
    await connection.close()


def test_what_does_not_hold_is_told_with_its_position(lived: str) -> None:
    """Last, because nothing is mended."""
    asyncio.run(_falsify(lived))
    code, told = run("verify")
    lines = told.splitlines()
    assert code == 1
    assert lines[-1] == "NOT EVERYTHING HOLDS"
    assert "WRONG at position 5: CHANGED" in lines
    assert "WRONG at position 1: REWRITTEN" in told
    assert "UNBALANCED points: volunteer" in told
    assert "issued 31, but" in told
    assert "UNBALANCED fund: cash" in told
    assert "DIFFERS from the replay: view points, table points_accounts" in lines
    assert "DIFFERS from the replay: view fund, table fund" in lines


async def _falsify(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    await tamper(connection, "UPDATE stored_events SET actor = 'me' WHERE notification_id = 5")
    await connection.execute("UPDATE read.points_accounts SET issued = 31")
    await connection.execute("UPDATE read.fund SET free_cents = free_cents - 1")
    await connection.close()
