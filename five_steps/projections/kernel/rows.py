"""A table whose rows change: a write-back cache over it, in groups that are loaded whole."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from eventsourcing.utils import get_topic

from five_steps.projections.kernel.hints import hints_of
from five_steps.projections.kernel.statements import (
    delete_by_key,
    select_all,
    select_groups,
    upsert,
)
from five_steps.projections.kernel.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from five_steps.projections.kernel.connections import Connection

R = TypeVar("R")
K = TypeVar("K")

STREAM = "originator_id"
"""Names the event's own stream as the group."""

_UPSERT_ROWS_MAX = 200
# Bytes, as measured on the tables of orders, volunteers and assessment: what a row takes by itself,
# with its key, for each of its values, and what it takes to know of a group.
_ROW_BYTES = 200
_VALUE_BYTES = 40
_GROUP_BYTES = 160
_NO_ROWS: dict[Any, Any] = {}
"""What stands for a group whose one row is found by the group itself."""


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
        personal: Mapping[str, Sequence[str]] | None = None,
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
            personal: by the column that says whose they are, the columns with opened texts.
        """
        super().__init__(
            row_class, name, key=key, indexes=indexes, public=public, personal=personal
        )
        self._group_fields = group
        self.whole = whole
        self._key_of = cast("Callable[[R], K]", attrgetter(*key))
        self._single = len(self.key) == 1
        self._rows: dict[K, R] = {}
        self._groups: dict[Any, dict[K, R]] = {}
        """The groups in memory, each with its rows; where the key is the group, without them."""
        self._changed: dict[K, R] = {}
        self._stored: set[K] = set()
        """Those of the changed and removed rows that the table has an earlier state of."""
        self._used: set[Any] = set()
        """The groups that batches needed since rows were last forgotten."""
        self._complete = False
        self._row_bytes = _ROW_BYTES + _VALUE_BYTES * len(self.columns)

    # --- what handlers do -----------------------------------------------------------------------

    def find(self, key: K) -> R | None:
        """The row of a key, to look at."""
        row = self._rows.get(key)
        if row is None:
            self._require_group(key)
        return row

    def __getitem__(self, key: K) -> R:
        row = self.find(key)
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
        if key in self._rows:
            message = f"{self.name} has a row {key} already"
            raise ValueError(message)
        self._place(key, row)
        self._changed[key] = row
        return row

    def remove(self, key: K) -> None:
        """Take a row out."""
        del self._rows[key]
        if not self._single:
            del self._groups[key[0]][key]  # type: ignore[index]
        if self._changed.pop(key, None) is None:
            self._stored.add(key)

    def of(self, group: Any) -> list[R]:
        """The rows of a group, in the order of their keys; the key has more columns than it."""
        rows = self._groups.get(group, {}) if self.whole else self._groups[group]
        return [rows[key] for key in sorted(rows)]  # type: ignore[type-var]

    def __iter__(self) -> Iterator[R]:
        """All rows in memory; of a table kept whole, all there are."""
        return iter(self._rows.values())

    # --- what the fold does --------------------------------------------------------------------

    def group_field(self, event_class: type) -> str | None:
        """The field of an event class that names the group; None if it does not concern us."""
        if self._group_fields is None:
            return STREAM
        stream_topic, _, _ = get_topic(event_class).partition(".")
        named = self._group_fields.get(stream_topic, ())
        known = {STREAM, *hints_of(event_class)}
        fields = (named,) if isinstance(named, str) else named
        return next((field for field in fields if field in known), None)

    def begin(self, groups: Iterable[Any]) -> None:
        """Note that groups are new: there is nothing of them to load."""
        if self._single:
            self._groups.update(dict.fromkeys(groups, _NO_ROWS))
            return
        for group in groups:
            self._groups.setdefault(group, {})

    async def load(self, connection: Connection, wanted: set[Any]) -> None:
        """Load the wanted groups, or once the whole table if it is kept whole."""
        if self.whole:
            if not self._complete:
                self._take(await connection.fetch(select_all(self)))
                self._complete = True
            return
        self._used |= wanted
        if missing := wanted.difference(self._groups):
            self.begin(missing)
            self._take(await connection.fetch(select_groups(self), list(missing)))

    @property
    def unwritten(self) -> int:
        """How many rows wait to be written back."""
        return len(self._changed)

    @property
    def changed(self) -> bool:
        """Whether there is anything to write back; it may be that rows went alone."""
        return bool(self._changed or self._stored)

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
            await connection.execute(delete_by_key(self), *self._columns_of(gone))
        if few and self._changed:
            rows = [self.values_of(row) for row in self._changed.values()]
            await connection.executemany(upsert(self), rows)
        elif self._changed:
            await self.copy(connection, self._changed.values())
        self._changed = {}
        self._stored = set()

    @property
    def memory(self) -> int:
        """How many bytes the rows take, roughly; none for a table kept whole, which has to stay."""
        if self.whole:
            return 0
        return len(self._rows) * self._row_bytes + len(self._groups) * _GROUP_BYTES

    def trim(self, bytes_max: int) -> None:
        """Forget groups, down to a number of bytes; all rows are written.

        Those that came first go first; those needed since the last time go to the end of the queue
        once, and so stay longest.
        """
        used, self._used = self._used, set()
        for spared in (used, self._used):
            excess = self.memory - bytes_max
            for group in list(self._groups) if excess > 0 else ():
                rows = self._groups.pop(group)
                if group in spared:
                    self._groups[group] = rows
                    continue
                for key in (group,) if self._single else rows:
                    if self._rows.pop(key, None) is not None:
                        excess -= self._row_bytes
                excess -= _GROUP_BYTES
                if excess <= 0:
                    break

    def forget(self) -> None:
        """Forget all rows, changes included."""
        self._rows = {}
        self._groups = {}
        self._changed = {}
        self._stored = set()
        self._used = set()
        self._complete = False

    def _require_group(self, key: Any) -> None:
        """A group that nobody loaded has no row in memory, and may have one in the table."""
        group = key if self._single else key[0]
        if not self.whole and group not in self._groups:
            message = f"{self.name}: the event does not name the group {group}"
            raise KeyError(message)

    def _place(self, key: Any, row: R) -> None:
        if self._single:
            self._require_group(key)
        elif self.whole:
            self._groups.setdefault(key[0], {})[key] = row
        else:
            self._groups[key[0]][key] = row
        self._rows[key] = row

    def _take(self, records: Sequence[Any]) -> None:
        for record in records:
            row = self.row_class(*record)
            self._place(self._key_of(row), row)

    def _columns_of(self, keys: set[Any]) -> list[list[Any]]:
        if self._single:
            return [list(keys)]
        return [list(column) for column in zip(*keys, strict=True)]
