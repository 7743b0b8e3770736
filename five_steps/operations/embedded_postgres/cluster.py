"""One server and its data folder: make it, start it, stop it."""

import hashlib
import shutil
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import structlog

from five_steps.operations.embedded_postgres.account import Account
from five_steps.operations.embedded_postgres.configuration import FILE, write_configuration
from five_steps.operations.embedded_postgres.errors import EmbeddedPostgresError

log = structlog.get_logger(__name__)

DATABASE = "five_steps"
SUPERUSER = "postgres"
LOG_FILE = "server.log"

START_SECONDS_MAX = 600
"""Seconds; recovery after a crash may have much log to replay."""

SOCKET_PATH_BYTES_MAX = 103
"""Bytes; the shortest limit of a socket's path among the systems we run on (macOS)."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A PostgreSQL server.

    Attributes:
        data: Its data folder; need not exist yet.
        programs: The folder of its programs.
        account: Who runs it.
    """

    data: Path
    programs: Path
    account: Account

    @property
    def dsn(self) -> str:
        """Where the database is, for asyncpg and libpq alike."""
        return f"postgresql://{SUPERUSER}@/{DATABASE}?host={quote(str(self._socket_folder))}"

    def ensure_running(self) -> None:
        """Bring the server up from whatever is there: nothing, a crash, or itself running."""
        if not self.data.exists():
            self._make()
        if self._is_alive():
            log.info("postgres.joined", data=str(self.data))
        else:
            self._start()
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop the server; clients still connected are cut off, what they committed is safe."""
        if self._is_alive():
            self._control("stop", "-m", "fast")
            log.info("postgres.stopped", data=str(self.data))

    @property
    def _socket_folder(self) -> Path:
        if len(bytes(self.data / ".s.PGSQL.5432")) <= SOCKET_PATH_BYTES_MAX:
            return self.data
        digest = hashlib.sha256(bytes(self.data)).hexdigest()[:12]
        return Path("/tmp") / f"five-steps-{digest}"  # noqa: S108 - its owner is checked

    def _make(self) -> None:
        # Made aside and renamed when complete: a killed attempt leaves nothing that looks done.
        draft = self.data.with_name(f"{self.data.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.account.own(draft)
        self.account.run(
            [
                *(str(self.programs / "initdb"), "-D", str(draft), "-U", SUPERUSER),
                *("--encoding", "UTF8", "--no-instructions"),
                # The same order of names on every machine, whatever locales it has.
                *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                *("--auth-local", "trust", "--auth-host", "reject"),
            ]
        )
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(f"include_if_exists '{FILE}'\n")
        self.account.run(
            [str(self.programs / "postgres"), "--single", "-D", str(draft), "template1"],
            given=f"CREATE DATABASE {DATABASE}\n",
        )
        draft.rename(self.data)
        log.info("postgres.made", data=str(self.data))

    def _start(self) -> None:
        self._forget_recycled_pid()
        self._open_socket_folder()
        write_configuration(self.data, self._socket_folder)
        began = time.monotonic()
        try:
            self._control("start", "-l", str(self.data / LOG_FILE), "-t", str(START_SECONDS_MAX))
        except EmbeddedPostgresError as error:
            raise EmbeddedPostgresError(f"{error}\n{self._last_words()}") from error
        seconds = round(time.monotonic() - began, 3)
        log.info("postgres.started", data=str(self.data), seconds=seconds)

    def _control(self, action: str, *options: str) -> None:
        pg_ctl = str(self.programs / "pg_ctl")
        self.account.run([pg_ctl, action, "-D", str(self.data), "-s", "-w", *options])

    def _last_words(self) -> str:
        path = self.data / LOG_FILE
        return (
            "\n".join(path.read_text(errors="replace").splitlines()[-20:]) if path.exists() else ""
        )

    def _pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().partition("\n")[0])
        except (FileNotFoundError, ValueError):
            return None

    def _is_alive(self) -> bool:
        pid = self._pid()
        if pid is None:
            return False
        try:
            # After a crash of the machine the number may be another process's.
            return str(self.data) in psutil.Process(pid).cmdline()
        except psutil.NoSuchProcess:
            return False

    def _forget_recycled_pid(self) -> None:
        # The server would take the process of that number for itself and refuse to start. If there
        # is no such process, it finds out alone, and looks for children of the dead one first.
        pid = self._pid()
        if pid is not None and psutil.pid_exists(pid):
            (self.data / "postmaster.pid").unlink()
            log.warning("postgres.stale_pid_file", data=str(self.data), pid=pid)

    def _open_socket_folder(self) -> None:
        folder = self._socket_folder
        if folder == self.data:
            return
        if not folder.exists():
            folder.mkdir(mode=0o700)
            self.account.own(folder)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != self.account.uid:
            raise EmbeddedPostgresError(f"{folder} belongs to somebody else: remove it")
        folder.chmod(0o700)

    def _wait_until_ready(self) -> None:
        # A server that was joined may still be recovering from a crash.
        ready = [str(self.programs / "pg_isready"), "-q", "-h", str(self._socket_folder)]
        deadline = time.monotonic() + START_SECONDS_MAX
        while not self.account.succeeds(ready):
            if not self._is_alive() or time.monotonic() > deadline:
                raise EmbeddedPostgresError(f"the server does not answer\n{self._last_words()}")
            time.sleep(0.05)
