"""Progress bars of work that goes through the log."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from five_steps.projections.kernel.fill import Progress as Reached


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error; call it with how much is done, and of how much."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
    ) as bars:
        bar = bars.add_task(what, total=None)

        def show(done: int, total: int) -> None:
            bars.update(bar, completed=done, total=total)

        yield show


@contextmanager
def positions_shown(what: str) -> Iterator[Callable[[Reached], None]]:
    """A bar of positions of the log."""
    with counted(what) as show:
        yield lambda reached: show(reached.position, reached.head)
