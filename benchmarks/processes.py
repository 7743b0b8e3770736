"""How the processes of contestants begin: anew, with nothing but what they import themselves."""

from __future__ import annotations

from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

_anew = get_context("spawn")
_from_one = get_context("forkserver")
_start: SpawnContext | ForkServerContext = _anew


def start() -> SpawnContext | ForkServerContext:
    """How to start a process."""
    return _start


def share_imports(*modules: str) -> None:
    """From now on let processes begin with these modules, imported once for all of them.

    For when nothing is measured: importing takes most of the time of a tiny benchmark.
    """
    global _start  # noqa: PLW0603 - a choice for the whole program
    _from_one.set_forkserver_preload(list(modules))
    _start = _from_one
