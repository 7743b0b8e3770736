"""A ledger that remembers what was written last: what a batch counted, to be added to the sums.

Only that, so that a rebuild, which takes the sums of all lines at the end, keeps nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from five_steps.projections.kernel.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.projections.kernel.connections import Connection

R = TypeVar("R")


class FreshLines(Ledger[R]):
    """An append-only table, and its latest rows."""

    fresh: Sequence[R] = ()

    @property
    def changed(self) -> bool:
        """Whether there is anything to write, or to be forgotten."""
        return super().changed or bool(self.fresh)

    async def flush(self, connection: Connection) -> None:
        """Write the added rows, and remember them until the next time."""
        self.fresh = self._added
        await super().flush(connection)

    def forget(self) -> None:
        """Drop what was added and not written, and what was written last."""
        super().forget()
        self.fresh = ()
