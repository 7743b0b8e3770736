"""The base of every view: a class with a method per event, over tables of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from five_steps.projections.kernel.handlers import handlers_of
from five_steps.projections.kernel.personal import SealedTexts

if TYPE_CHECKING:
    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.table import Table

T = TypeVar("T", bound="Table[Any]")


class Projection:
    """A view: its tables, and how each event changes them.

    Rows are a function of the events alone: no clock, nothing random, nothing of the batch. So the
    live view, a rebuild and a replay are equal, wherever batches begin and end.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    """Raised whenever the tables or what handlers do changes: the view is then built anew."""

    def __init__(self) -> None:
        self.tables: list[Table[Any]] = []
        self.sealed = SealedTexts()
        self.declare()
        self.handlers = handlers_of(self)
        self.generation = 0

    def declare(self) -> None:
        """Declare the tables, each by `self.table(…)`."""
        raise NotImplementedError

    def table(self, table: T) -> T:
        """Declare a table."""
        self.tables.append(table)
        return table

    def bind(self, generation: int) -> None:
        """Work on the tables of a generation from now on."""
        self.generation = generation
        for table in self.tables:
            table.bind(generation)

    def bind_past(self, schema: str) -> None:
        """Work from now on on the tables of a past."""
        for table in self.tables:
            table.bind_past(schema)

    async def settle(self, connection: Connection, *, everything: bool) -> None:
        """Derive what is derived from all rows, after the batch's rows are written.

        Args:
            connection: in the batch's transaction.
            everything: derive all, not only what the batch touched: at the end of a rebuild.
        """

    def forget(self) -> None:
        """Forget all that is in memory: after a batch that was not committed."""
        self.sealed.forget()
        for table in self.tables:
            table.forget()
