"""Reads off a statement's SQL which rows it looks at, where that can be said for certain.

It is read as our own compiler writes it: a `read.` table in FROM, and among the conditions of
WHERE, all of which must hold, one that says that a column of it equals a column of rows read
elsewhere, or one of several, or a parameter. Rows that such a condition leaves out cannot matter,
whatever else is asked of them. The condition may stand outside of brackets, if what they give is a
column of the table; and where they give one constant and another one is asked for, no row matters.
What is written otherwise is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from five_steps.projections.past.narrow_clauses import Select, select_of
from five_steps.projections.past.narrow_known import (
    Column,
    Known,
    Scope,
    column_of,
    differ,
    equal,
    passed_on,
)
from five_steps.projections.past.narrow_tokens import (
    Item,
    NotUnderstood,
    in_brackets,
    is_read,
    split,
    tables_in,
    word,
)

_PARAMETER = re.compile(r"\$(\d+)")
_OTHER_SETS = frozenset({"INTERSECT", "EXCEPT"})
_OF_THE_WHOLE = frozenset({"LIMIT", "OFFSET", "FETCH"})


class Way(NamedTuple):
    """A column of a read's own table, and what its value is sure to be."""

    column: str
    origins: tuple[Column, ...]
    """One of these, unless there is a parameter."""
    parameter: int | None
    """The number of the placeholder for it."""


class Read(NamedTuple):
    """A place where rows of a table are read."""

    table: str
    ways: tuple[Way, ...]
    """Each is enough to find all of the rows that matter."""


class Reads(NamedTuple):
    """What a statement reads."""

    reads: list[Read]
    unread: frozenset[str]
    """Tables that it names, of which no row can matter."""


def reads_of(sql: str) -> Reads:
    """All reads of a statement.

    Raises:
        NotUnderstood: it is not of the form that we read.
    """
    reader = _Reader()
    reader.go_through(in_brackets(sql), {}, {})
    return Reads([read for read in reader.reads if read is not None], frozenset(reader.unread))


class _Reader:
    def __init__(self) -> None:
        self.reads: list[Read | None] = []
        """In the order in which they are met; None while we are within one."""
        self.unread: set[str] = set()
        self._selected: dict[int, Column] = {}
        """What brackets select, by their identity, where it is a single column of a read."""

    def go_through(self, items: Sequence[Item], scope: Scope, asked: Known) -> None:
        """Go through a statement, or what stands in brackets.

        Args:
            items: it.
            scope: what aliases stand for.
            asked: what columns of its rows must be to matter.
        """
        words = {word(item) for item in items}
        if not items or word(items[0]) != "SELECT":
            self._look_within(items, scope)
        elif words & _OTHER_SETS and tables_in(list(items)):
            raise NotUnderstood
        elif "UNION" in words:
            branches = [
                branch[1:] if word(branch[0]) == "ALL" else branch
                for branch in split(items, "UNION")
            ]
            selects = [select_of(branch) for branch in branches]
            # Columns go together by their places; only if they are named alike we know which.
            alike = all(select.names == selects[0].names for select in selects)
            if not alike or "*" in selects[0].names or words & _OF_THE_WHOLE:
                asked = {}
            for branch, select in zip(branches, selects, strict=True):
                self._select(branch, select, scope, asked)
        else:
            self._select(items, select_of(items), scope, asked)

    def _select(self, items: Sequence[Item], select: Select, scope: Scope, asked: Known) -> None:
        if any(differ(asked[name], select.outputs.get(name, ())) for name in asked):
            self.unread |= tables_in(list(items))
            return
        inner: dict[str, int | Known] = {**scope, **{name: {} for name in _words(select.beside)}}
        if isinstance(select.source, list):
            known = passed_on(select, asked) | equal(select, inner)
            self.go_through(select.source, scope, known)
            inner[select.alias] = known
        elif select.source is not None:
            inner[select.alias] = len(self.reads)
            self.reads.append(None)
        for part in (select.beside, *select.others):
            self._look_within(part, inner)
        if isinstance(select.source, str):
            self._note(select, inner, asked)
            self._remember(items, select, inner)

    def _look_within(self, items: Sequence[Item], scope: Scope) -> None:
        for item in items:
            if isinstance(item, list):
                self.go_through(item, scope, {})
            elif is_read(item):
                raise NotUnderstood

    def _note(self, select: Select, scope: Scope, asked: Known) -> None:
        """Note a read, with what its conditions say of it, and what is asked of it outside."""
        own = scope[select.alias]
        assert isinstance(own, int)
        ways: list[Way] = []
        for condition in select.conditions:
            match condition:
                case [left, "=", right]:
                    ways += self._ways(own, left, [right], scope)
                    ways += self._ways(own, right, [left], scope)
                case [left, "IN", list(among)]:
                    ways += self._ways(own, left, self._alternatives(among), scope)
                case [left, "=", str(right), "::", "uuid"]:
                    column, number = column_of(left, scope), _PARAMETER.fullmatch(right)
                    if number and column and column.read == own:
                        ways.append(Way(column.name, (), int(number[1])))
        for column_name, origin in passed_on(select, asked).items():
            if isinstance(origin, Column):
                ways.append(Way(column_name, (origin,), None))
        self.reads[own] = Read(str(select.source).partition(".")[2], tuple(ways))

    def _remember(self, items: Sequence[Item], select: Select, scope: Scope) -> None:
        """Remember a select of a single column, for the condition that it stands in."""
        if len(select.columns) == 1 and len(select.columns[0]) == 1:
            column = column_of(select.columns[0][0], scope)
            if column is not None and column.read == scope[select.alias]:
                self._selected[id(items)] = column

    def _ways(self, own: int, item: Item, others: Sequence[Item], scope: Scope) -> list[Way]:
        column = column_of(item, scope)
        if column is None or column.read != own or column.element is not None:
            return []
        origins = []
        for other in others:
            origin = self._selected.get(id(other)) or column_of(other, scope)
            if origin is None or origin.read == own:
                return []
            origins.append(origin)
        return [Way(column.name, tuple(origins), None)]

    def _alternatives(self, among: list[Item]) -> list[Item]:
        """What stands after IN: a select, or some values each of which is a single item."""
        if id(among) in self._selected:
            return [among]
        return [value[0] if len(value) == 1 else "?" for value in split(among, ",")]


def _words(items: Sequence[Item]) -> list[str]:
    return [item for item in items if isinstance(item, str)]
