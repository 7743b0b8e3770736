"""Telling the one event that stops a view from everything else that may go wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from traceback import format_exception
from typing import TYPE_CHECKING, TypeAlias

import asyncpg
import structlog

from five_steps.event_store.connections import is_lost
from five_steps.projections.kernel import tracking

if TYPE_CHECKING:
    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.fold import Fold
    from five_steps.projections.kernel.values import LoggedEvent, Position

    Commit: TypeAlias = Callable[[Fold, Sequence[LoggedEvent]], Awaitable[None]]

_log = structlog.get_logger(__name__)


class PoisonousEvent(Exception):
    """A view cannot fold an event, however often and in whatever company it tries."""

    def __init__(self, view: str, position: Position, cause: Exception) -> None:
        # All three, so that it crosses from a worker process as it is.
        super().__init__(view, position, cause)
        self.view = view
        self.position = position
        self.cause = cause

    def __str__(self) -> str:
        return f"view {self.view} cannot fold the event at position {self.position}: {self.cause!r}"


class Rearranged(Exception):
    """The views are not as this process thought: another one rebuilt or folded them."""


def is_passing(error: Exception) -> bool:
    """Whether the error lies with the server or with us, and not with an event."""
    return is_lost(error) or isinstance(error, Rearranged | asyncpg.InsufficientResourcesError)


async def fold_apart(
    commit: Commit, fold: Fold, events: Sequence[LoggedEvent]
) -> PoisonousEvent | None:
    """Fold as many events as can be into a single view, and name the first that cannot.

    Halving finds it in few transactions, and everything before it becomes visible.
    """
    try:
        await commit(fold, events)
    except Exception as error:
        fold.forget()
        if is_passing(error):
            raise
        if len(events) == 1:
            (projection,) = fold.projections
            return PoisonousEvent(projection.name, events[0].position, error)
    else:
        return None
    half = len(events) // 2
    return await fold_apart(commit, fold, events[:half]) or await fold_apart(
        commit, fold, events[half:]
    )


async def stop_view(connection: Connection, poison: PoisonousEvent) -> None:
    """Stop a view at the event it cannot fold, loudly; the others go on."""
    _log.error(
        "view_stopped",
        view=poison.view,
        position=poison.position,
        # As text: a renderer that shows local variables would show personal data.
        traceback="".join(format_exception(poison.cause)),
    )
    await tracking.stop(connection, poison.view, poison.position, repr(poison.cause))
