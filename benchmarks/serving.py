"""Web servers under test, each in a process of its own for as long as a turn lasts."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING

from benchmarks import processes
from benchmarks.quiet import be_quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOST = "127.0.0.1"
START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 20


@contextmanager
def serving(serve: Callable[[str, int], None], dsn: str) -> Iterator[int]:
    """Serve a database on a free port, which is what the block gets.

    Args:
        serve: takes the DSN and the port; serves until SIGTERM.
        dsn: the database.
    """
    port = _free_port()
    process = processes.start().Process(target=_serve_quietly, args=(serve, dsn, port))
    process.start()
    try:
        _wait_until_open(port, process.is_alive)
        yield port
    finally:
        process.terminate()
        process.join(STOP_SECONDS_MAX)
        if process.is_alive():
            process.kill()
            process.join()


def _serve_quietly(serve: Callable[[str, int], None], dsn: str, port: int) -> None:
    be_quiet()
    serve(dsn, port)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_open(port: int, is_alive: Callable[[], bool]) -> None:
    deadline = monotonic() + START_SECONDS_MAX
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            if not is_alive() or monotonic() > deadline:
                message = "the server under test does not start"
                raise RuntimeError(message) from None
            sleep(0.05)
        else:
            return
