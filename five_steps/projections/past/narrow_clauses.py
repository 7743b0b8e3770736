"""A SELECT in its parts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from five_steps.projections.past.narrow_tokens import NotUnderstood, is_read, split, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from five_steps.projections.past.narrow_tokens import Item

_CLAUSES = frozenset({"FROM", "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET"})
_NOT_PLAIN = frozenset({"OR", "CASE", "BETWEEN"})
"""Where these stand among conditions, it is not sure that what stands between ANDs must hold."""
_OF_MANY_ROWS = frozenset({"DISTINCT", "GROUP", "HAVING", "LIMIT", "OFFSET", "FETCH"})
"""With these, rows that a condition leaves out afterwards matter for those it does not."""
_ENDS_OF_PARTITION = frozenset({"ORDER", "ROWS", "RANGE", "GROUPS"})
_NOT_INNER = frozenset({"LEFT", "RIGHT", "FULL", "NATURAL", "USING", ","})


@dataclass(frozen=True, slots=True)
class Select:
    """The parts of a SELECT."""

    source: Item | None
    """What it reads first: the name of a table, or brackets."""
    alias: str
    beside: Sequence[Item]
    """What that is joined with."""
    columns: Sequence[Sequence[Item]]
    """What it selects."""
    names: Sequence[str]
    """Theirs; that of all columns of an alias is `*`."""
    outputs: Mapping[str, Sequence[Item]]
    """The expression of each column that has a name."""
    everything_of: frozenset[str]
    """Aliases all of whose columns it gives."""
    conditions: Sequence[Sequence[Item]]
    """All of these must hold."""
    others: Sequence[Sequence[Item]]
    """All its clauses but FROM, to be looked through."""
    apart_by: frozenset[str] | None
    """Columns of the source: rows that differ in one of them do not matter for each other. None
    where no row matters for another."""


def select_of(items: Sequence[Item]) -> Select:
    """The parts of what begins with SELECT.

    Raises:
        NotUnderstood: it has a clause twice.
    """
    clauses = _clauses(items)
    source, alias, beside = _source([i for i in clauses.pop("FROM", []) if word(i) != "AS"])
    columns = split(clauses["SELECT"], ",")
    where = clauses.get("WHERE", [])
    plain = not any(word(item) in _NOT_PLAIN for item in where)
    return Select(
        source,
        alias,
        beside,
        columns,
        names := [_name(column) for column in columns if column],
        dict(zip(names, map(_expression, columns), strict=False)),
        frozenset(str(column[0])[:-1] for column in columns if column[1:] == ["*"]),
        split(where, "AND") if plain else [],
        list(clauses.values()),
        _apart_by(items, clauses.get("WINDOW", []), alias, alone=not beside),
    )


def _apart_by(
    items: Sequence[Item], windows: Sequence[Item], alias: str, *, alone: bool
) -> frozenset[str] | None:
    words = {word(item) for item in _within(items)}
    if words & _OF_MANY_ROWS:
        return frozenset()
    if "OVER" not in words:
        return None
    within = list(_within(items))
    over = [after for item, after in pairwise(within) if word(item) == "OVER"]
    shapes = [shape for shape in (*over, *windows) if isinstance(shape, list)]
    partitions = [_partition(shape, alias, alone=alone) for shape in shapes]
    return frozenset.intersection(*partitions) if partitions else frozenset()


def _partition(shape: Sequence[Item], alias: str, *, alone: bool) -> frozenset[str]:
    """The columns of the source that a window is partitioned by."""
    if [word(item) for item in shape[:2]] != ["PARTITION", "BY"]:
        return frozenset()
    named = takewhile(lambda item: word(item) not in _ENDS_OF_PARTITION, shape[2:])
    columns = [str(one[0]).rpartition(".") for one in split(list(named), ",") if len(one) == 1]
    return frozenset(name for of, _, name in columns if of == alias or (alone and not of))


def _within(items: Sequence[Item]) -> Iterator[Item]:
    """All items, those in brackets included unless they are a SELECT of their own."""
    for item in items:
        yield item
        if isinstance(item, list) and not (item and word(item[0]) == "SELECT"):
            yield from _within(item)


def _clauses(items: Sequence[Item]) -> dict[str, list[Item]]:
    current: list[Item] = []
    clauses = {"SELECT": current}
    before = ""
    for item in items[1:]:
        keyword = word(item)
        # `IS DISTINCT FROM` compares.
        if keyword in _CLAUSES and (keyword, before) != ("FROM", "DISTINCT"):
            if keyword in clauses:
                raise NotUnderstood
            current = clauses[keyword] = []
        else:
            current.append(item)
        before = keyword
    return clauses


def _source(items: list[Item]) -> tuple[Item | None, str, list[Item]]:
    """What is read first, its alias, and the rest; no source where we cannot say."""
    if len(items) == 1 and is_read(items[0]):
        return items[0], str(items[0]).partition(".")[2], []
    if len(items) < 2 or not isinstance(items[1], str):
        return None, "", items
    first, alias, beside = items[0], items[1], items[2:]
    renamed = bool(beside) and isinstance(beside[0], list)
    joined = all(word(item) not in _NOT_INNER and not is_read(item) for item in beside)
    if renamed or not joined or not (isinstance(first, list) or is_read(first)):
        return None, "", items
    return first, alias, beside


def _name(column: Sequence[Item]) -> str:
    """The name of an output column: what stands after AS, or that of the column it is."""
    return str(column[-1]).rpartition(".")[2]


def _expression(column: Sequence[Item]) -> Sequence[Item]:
    return column[:-2] if len(column) > 2 and word(column[-2]) == "AS" else column
