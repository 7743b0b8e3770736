"""A table to which rows are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from five_steps.projections.kernel.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from five_steps.projections.kernel.connections import Connection

R = TypeVar("R")


class Ledger(Table[R]):
    """An append-only table: nothing of it is ever loaded."""

    def __init__(
        self,
        row_class: type[R],
        name: str,
        *,
        key: Sequence[str],
        indexes: Sequence[str] = (),
        personal: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(row_class, name, key=key, indexes=indexes, personal=personal)
        self._added: list[R] = []

    def append(self, row: R) -> None:
        """Add a row."""
        self._added.append(row)

    def __iter__(self) -> Iterator[R]:
        """The rows that were added and are not written yet."""
        return iter(self._added)

    @property
    def unwritten(self) -> int:
        """How many rows wait to be written."""
        return len(self._added)

    async def flush(self, connection: Connection) -> None:
        """Write the added rows."""
        if self._added:
            await self.copy(connection, self._added)
            self._added = []

    def forget(self) -> None:
        """Drop what was added and not written."""
        self._added = []
