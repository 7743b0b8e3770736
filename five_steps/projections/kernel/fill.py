"""Fills the tables of a rebuild: many batches in memory, then their rows in one transaction.

A volunteer who serves in every batch is so written once for many batches, and an order mostly
once in its life. What is gathered is bounded, in rows and in the memory that they take, however
long the log; and a chunk that fails leaves nothing behind, so that it can be folded again event by
event, to name the one at fault.
"""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, NamedTuple

from five_steps.projections.kernel.fold import Fold
from five_steps.projections.kernel.garbage import collection_paused
from five_steps.projections.kernel.log import head, read_ahead, read_range
from five_steps.projections.kernel.poison import fold_apart, is_passing
from five_steps.projections.kernel.values import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.limits import ViewLimits
    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.values import LoggedEvent


class Progress(NamedTuple):
    """How far a rebuild is."""

    position: Position
    head: Position
    """The last position of the log when last looked."""


class Filler:
    """Folds the log into new tables."""

    def __init__(
        self,
        connection: Connection,
        reader: Connection,
        opener: Opener,
        fold: Fold,
        limits: ViewLimits,
        progress: Callable[[Progress], None],
    ) -> None:
        """Prepare to fill.

        Args:
            connection: writes.
            reader: reads the log meanwhile.
            opener: opens sealed texts.
            fold: the views, all at the same position.
            limits: how much is read and gathered.
            progress: told after each batch.
        """
        self._connection = connection
        self._reader = reader
        self._opener = opener
        self._fold = fold
        self._limits = limits
        self._progress = progress
        self._reached = min(fold.positions)

    async def fill(self, to: Position | None = None, *, settle: bool = False) -> None:
        """Fold up to a position, or the present end of the log.

        Args:
            to: the position.
            settle: let the views derive what they derive, too, as live.

        Raises:
            PoisonousEvent: one of the views cannot fold an event.
        """
        last = await head(self._reader) if to is None else to
        while self._reached < last:
            try:
                with collection_paused():
                    await self._fold_chunk(last, settle=settle)
            except Exception as error:
                self._fold.forget()
                if is_passing(error):
                    raise
                await self._fold_apart()
            self._fold.advance(self._reached)
            self._fold.trim(self._limits.cached_rows_bytes_max)

    async def _fold_chunk(self, last: Position, *, settle: bool) -> None:
        async with self._connection.transaction():
            await self._gather(last)
            await self._fold.write(self._connection)
            if settle:
                await self._fold.settle(self._connection)

    async def _gather(self, last: Position) -> None:
        """Fold batches until there is enough to write, or nothing more to read."""
        fold = self._fold
        batches = read_ahead(
            self._reader, self._reached, last, fold.topics, self._limits.build_batch_positions
        )
        async with aclosing(batches):
            async for position, events in batches:
                self._reached = position
                await fold.apply(self._connection, self._opener, events)
                self._progress(Progress(position, last))
                if self._has_enough():
                    break

    def _has_enough(self) -> bool:
        """Whether it is time to write: to let go of rows, if there is nothing else to it."""
        limits = self._limits
        return (
            self._fold.unwritten > limits.build_rows_unwritten_max
            or self._fold.memory > limits.build_rows_bytes_max
        )

    async def _fold_apart(self) -> None:
        """Fold the chunk that failed again, in small steps, up to the event at fault."""
        step = self._limits.live_batch_events_max
        for projection in self._fold.projections:
            part = Fold([(projection, min(self._fold.positions))])
            for start in range(part.positions[0], self._reached, step):
                to = min(start + step, self._reached)
                events = await read_range(self._reader, start, to, part.topics)
                if events and (poison := await fold_apart(self._commit, part, events)):
                    raise poison from poison.cause

    async def _commit(self, part: Fold, events: Sequence[LoggedEvent]) -> None:
        async with self._connection.transaction():
            await part.apply(self._connection, self._opener, events)
            await part.write(self._connection)
        part.advance(events[-1].position)
