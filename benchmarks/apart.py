"""Each turn in a process of its own: no contestant inherits the other's memory, caches or tasks."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from traceback import format_exc
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from benchmarks import processes
from benchmarks.quiet import be_quiet

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


class FailedApart(Exception):
    """The function failed in its process; the message is the traceback."""


def apart(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What the function returns when it runs in a new process.

    Raises:
        FailedApart: it failed.
    """
    with ProcessPoolExecutor(1, processes.start(), initializer=be_quiet) as process:
        return process.submit(_run, partial(function, *args, **kwargs)).result()


def _run(function: Callable[[], R]) -> R:
    try:
        return function()
    except Exception:
        # Not every exception can be taken from one process to another; its traceback can.
        raise FailedApart(format_exc()) from None


def peak_memory_mb() -> float:
    """The most memory (resident, MB) that this process has had so far."""
    # Not `getrusage`: a new process inherits the peak of the one it was started from.
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1000
    message = "this system does not tell a process's peak of memory"
    raise OSError(message)
