"""A table of a view: which rows it has, and how they are written back.

Within a batch rows are plain objects. All that a batch touches is loaded by one statement and
written by two, so that an order with eight events in a batch costs one row, not eight.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from five_steps.projections.kernel.columns import columns_of
from five_steps.projections.kernel.erasing import check_personal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from five_steps.projections.kernel.connections import Connection

SCHEMA = "views"

R = TypeVar("R")


class Table(Generic[R]):
    """The declaration of a table, bound to the physical table of one generation."""

    def __init__(
        self,
        row_class: type[R],
        name: str,
        *,
        key: Sequence[str],
        indexes: Sequence[str] = (),
        public: bool = True,
        personal: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Declare a table.

        Args:
            row_class: the dataclass whose fields are the columns.
            name: the name under which `read` shows it.
            key: the columns of the primary key.
            indexes: what follows `CREATE INDEX … ON table`, for each index.
            public: whether `read` shows it, or it only serves the view's own fold.
            personal: by the column that says whose they are, the columns with opened texts: empty
                once that subject's key is erased.
        """
        self.row_class = row_class
        self.name = name
        self.key = tuple(key)
        self.indexes = tuple(indexes)
        self.public = public
        self.columns = columns_of(row_class)
        self.personal = dict(personal or {})
        check_personal(self.columns, self.personal)
        self.schema = SCHEMA
        self.physical = name
        self.values_of = attrgetter(*self.columns)
        """The values of a row, in the order of the columns."""

    def bind(self, generation: int) -> None:
        """Work on the physical table of a generation from now on."""
        self.physical = f"{self.name}_g{generation}"

    def bind_past(self, schema: str) -> None:
        """Work from now on on the physical table of a past, which has a schema of its own."""
        self.schema = schema
        self.physical = self.name

    @property
    def qualified(self) -> str:
        """The physical table, with its schema."""
        return f"{self.schema}.{self.physical}"

    def ddl(self, *, unlogged: bool) -> str:
        """The statement that creates the physical table with its primary key."""
        columns = ", ".join(f"{name} {column}" for name, column in self.columns.items())
        # Rows are replaced often: vacuum early and a little at a time.
        return (
            f"CREATE {'UNLOGGED ' if unlogged else ''}TABLE {self.qualified} "
            f"({columns}, PRIMARY KEY ({', '.join(self.key)})) "
            "WITH (autovacuum_vacuum_scale_factor = 0.05)"
        )

    def index_ddl(self) -> list[str]:
        """The statements that create the other indexes."""
        return [f"CREATE INDEX ON {self.qualified} {index}" for index in self.indexes]

    async def copy(self, connection: Connection, rows: Iterable[R]) -> None:
        """Add rows."""
        await connection.copy_records_to_table(
            self.physical,
            schema_name=self.schema,
            columns=self.columns,
            records=map(self.values_of, rows),
        )

    @property
    def unwritten(self) -> int:
        """How many rows wait to be written back."""
        raise NotImplementedError

    @property
    def changed(self) -> bool:
        """Whether there is anything to write back."""
        return self.unwritten > 0

    async def flush(self, connection: Connection) -> None:
        """Write back what changed since the last time."""
        raise NotImplementedError

    @property
    def memory(self) -> int:
        """How many bytes the rows take that can be forgotten between batches, roughly."""
        return 0

    def trim(self, bytes_max: int) -> None:
        """Forget what was not needed for longest, down to a number of bytes."""

    def forget(self) -> None:
        """Forget all that is in memory, changes included."""
        raise NotImplementedError
