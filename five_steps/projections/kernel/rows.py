"""A table whose rows change: a write-back cache over it, in groups that are loaded whole."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, get_type_hints

from eventsourcing.utils import get_topic

from five_steps.projections.kernel.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from five_steps.projections.kernel.connections import Connection

R = TypeVar("R")
K = TypeVar("K")

STREAM = "originator_id"
"""Names the event's own stream as the group."""

_UPSERT_ROWS_MAX = 200


class MissingRow(LookupError):
    """An event speaks of a row that no event before it made."""


class Rows(Table[R], Generic[K, R]):
    """Rows by key.

    Rows come into memory in groups that share the first column of the key: the rows of an order,
    of a volunteer. Which group an event needs is told by its field that `group` names.
    """

    def __init__(
        self,
        row_class: type[R],
        name: str,
        *,
        key: Sequence[str],
        group: Mapping[str, str | Sequence[str]] | None = None,
        whole: bool = False,
        indexes: Sequence[str] = (),
        public: bool = True,
    ) -> None:
        """Declare a table of changing rows.

        Args:
            row_class: the dataclass whose fields are the columns.
            name: the name under which `read` shows it.
            key: the columns of the primary key; the first of them is the group.
            group: by the topic of a kind of stream, the event field that names the group, or the
                groups if it is a list; of several fields, the one that the event has. Events of
                other streams do not concern the table. Without it every event does, and the group
                is its stream.
            whole: keep the whole table in memory; for tables whose size the district bounds.
            indexes: what follows `CREATE INDEX … ON table`, for each index.
            public: whether `read` shows it.
        """
        super().__init__(row_class, name, key=key, indexes=indexes, public=public)
        self._group_fields = group
        self.whole = whole
        self._key_of = cast("Callable[[R], K]", attrgetter(*key))
        self._single = len(self.key) == 1
        self._groups: dict[Any, dict[K, R]] = {}
        self._changed: dict[K, R] = {}
        self._stored: set[K] = set()
        """Those of the changed and removed rows that the table has an earlier state of."""
        self._fresh: set[K] = set()
        self._complete = False

    # --- what handlers do -----------------------------------------------------------------------

    def find(self, key: K) -> R | None:
        """The row of a key, to look at."""
        return self._group(key).get(key)

    def __getitem__(self, key: K) -> R:
        row = self._group(key).get(key)
        if row is None:
            message = f"{self.name} has no row {key}"
            raise MissingRow(message)
        return row

    def change(self, key: K) -> R:
        """The row of a key, to be changed."""
        row = self._changed.get(key)
        if row is None:
            row = self._changed[key] = self[key]
            self._stored.add(key)
        return row

    def add(self, row: R) -> R:
        """Put a new row in."""
        key = self._key_of(row)
        group = self._group(key)
        if key in group:
            message = f"{self.name} has a row {key} already"
            raise ValueError(message)
        group[key] = row
        self._changed[key] = row
        if key not in self._stored:
            self._fresh.add(key)
        return row

    def remove(self, key: K) -> None:
        """Take a row out."""
        del self._group(key)[key]
        self._changed.pop(key, None)
        if key in self._fresh:
            self._fresh.discard(key)
        else:
            self._stored.add(key)

    def of(self, group: Any) -> list[R]:
        """The rows of a group, in the order of their keys."""
        rows = self._groups.get(group, {}) if self.whole else self._groups[group]
        return [rows[key] for key in sorted(rows)]  # type: ignore[type-var]

    def __iter__(self) -> Iterator[R]:
        """All rows in memory; of a table kept whole, all there are."""
        for rows in self._groups.values():
            yield from rows.values()

    def begin(self, group: Any) -> None:
        """Note that a group is new: there is nothing of it to load."""
        self._groups.setdefault(group, {})

    # --- what the fold does --------------------------------------------------------------------

    def group_field(self, event_class: type) -> str | None:
        """The field of an event class that names the group; None if it does not concern us."""
        if self._group_fields is None:
            return STREAM
        stream_topic, _, _ = get_topic(event_class).partition(".")
        named = self._group_fields.get(stream_topic, ())
        known = {STREAM, *get_type_hints(event_class)}
        fields = (named,) if isinstance(named, str) else named
        return next((field for field in fields if field in known), None)

    async def load(self, connection: Connection, wanted: set[Any]) -> None:
        """Load the wanted groups, or once the whole table if it is kept whole."""
        columns = ", ".join(self.columns)
        if self.whole:
            if not self._complete:
                self._take(await connection.fetch(f"SELECT {columns} FROM {self.qualified}"))  # noqa: S608
                self._complete = True
            return
        missing = [group for group in wanted if group not in self._groups]
        if missing:
            query = f"SELECT {columns} FROM {self.qualified} WHERE {self.key[0]} = ANY ($1)"  # noqa: S608
            for group in missing:
                self._groups[group] = {}
            self._take(await connection.fetch(query, missing))

    async def flush(self, connection: Connection) -> None:
        """Write what changed.

        Many rows: what the table had of them goes, what they are now comes. One DELETE by key and
        one COPY beat an upsert from a staging table, which writes each row twice; and rows new in
        this batch, most of them in a rebuild, are only copied. Few rows, as live: one pipelined
        upsert is one round trip less, and mostly leaves the indexes alone.
        """
        few = len(self._changed) <= _UPSERT_ROWS_MAX
        gone = self._stored - self._changed.keys() if few else self._stored
        if gone:
            await connection.execute(self._delete(), *self._columns_of(gone))
        if few and self._changed:
            rows = [self.values_of(row) for row in self._changed.values()]
            await connection.executemany(self._upsert(), rows)
        elif self._changed:
            await self.copy(connection, self._changed.values())
        self._changed = {}
        self._stored = set()
        self._fresh = set()

    def trim(self, groups_max: int) -> None:
        """Forget the groups that came first, down to a number of groups."""
        excess = len(self._groups) - groups_max
        if excess > 0 and not self.whole:
            for group in list(self._groups)[:excess]:
                del self._groups[group]

    def forget(self) -> None:
        """Forget all rows, changes included."""
        self._groups = {}
        self._changed = {}
        self._stored = set()
        self._fresh = set()
        self._complete = False

    def _group(self, key: Any) -> dict[K, R]:
        group = key if self._single else key[0]
        return self._groups.setdefault(group, {}) if self.whole else self._groups[group]

    def _take(self, records: Sequence[Any]) -> None:
        for record in records:
            row = self.row_class(*record)
            # The group is the first column of the key, which need not be the first of the table.
            group = getattr(row, self.key[0])
            self._groups.setdefault(group, {})[self._key_of(row)] = row

    def _delete(self) -> str:
        types = [self.columns[column].removesuffix(" NOT NULL") for column in self.key]
        arrays = ", ".join(f"${n}::{sql_type}[]" for n, sql_type in enumerate(types, start=1))
        match = " AND ".join(f"t.{column} = gone.{column}" for column in self.key)
        return (
            f"DELETE FROM {self.qualified} t "  # noqa: S608
            f"USING unnest({arrays}) AS gone ({', '.join(self.key)}) WHERE {match}"
        )

    def _upsert(self) -> str:
        columns = ", ".join(self.columns)
        values = ", ".join(f"${n}" for n in range(1, len(self.columns) + 1))
        changes = ", ".join(f"{c} = EXCLUDED.{c}" for c in self.columns if c not in self.key)
        return (
            f"INSERT INTO {self.qualified} ({columns}) VALUES ({values}) "  # noqa: S608
            f"ON CONFLICT ({', '.join(self.key)}) DO UPDATE SET {changes}"
        )

    def _columns_of(self, keys: set[Any]) -> list[list[Any]]:
        if self._single:
            return [list(keys)]
        return [list(column) for column in zip(*keys, strict=True)]
