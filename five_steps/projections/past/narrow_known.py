"""What columns are sure to be, wherever rows that matter are looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from five_steps.projections.past.narrow_tokens import Item, is_constant

if TYPE_CHECKING:
    from five_steps.projections.past.narrow_clauses import Select

_COLUMN = re.compile(r"(\w+)\.(\w+)(?:\[(\d+)\])?")


class Column(NamedTuple):
    """A column of the rows of a read."""

    read: int
    name: str
    element: int | None
    """Which element of it, if it is an array; counted from 1."""


Known: TypeAlias = Mapping[str, Column | str]
"""What columns are sure to be: a column of a read, or a constant as it is written."""
Scope: TypeAlias = Mapping[str, int | Known]
"""What each alias stands for: a read, or something else of which this much is known."""


def differ(asked: Column | str, expression: Sequence[Item]) -> bool:
    """Whether a column is one constant, where another one is asked for."""
    return (
        isinstance(asked, str)
        and len(expression) == 1
        and is_constant(expression[0])
        and expression[0] != asked
    )


def passed_on(select: Select, asked: Known) -> dict[str, Column | str]:
    """What the columns of a select's source are asked to be."""
    passed = {}
    for name, value in asked.items():
        expression = select.outputs.get(name)
        if expression is None and select.everything_of == {select.alias}:
            passed[name] = value
        elif expression is not None and len(expression) == 1 and isinstance(expression[0], str):
            alias, _, column = expression[0].rpartition(".")
            # Without an alias it is the source's if there is no other.
            if alias == select.alias or not (alias or select.beside):
                passed[column] = value
    if select.apart_by is None:
        return passed
    return {column: value for column, value in passed.items() if column in select.apart_by}


def equal(select: Select, scope: Scope) -> dict[str, Column | str]:
    """What the columns of a select's source equal, by its own conditions."""
    without: Scope = {**scope, select.alias: {}}
    known: dict[str, Column | str] = {}
    for condition in select.conditions:
        match condition:
            case [left, "=", right]:
                for one, other in ((left, right), (right, left)):
                    named = _COLUMN.fullmatch(one) if isinstance(one, str) else None
                    value = sure(other, without)
                    if named and named[1] == select.alias and not named[3] and value:
                        known[named[2]] = value
    return known


def sure(item: Item, scope: Scope) -> Column | str | None:
    """The column of a read, or the constant, that an item is sure to equal."""
    if not isinstance(item, str) or is_constant(item):
        return item if isinstance(item, str) else None
    named = _COLUMN.fullmatch(item)
    if named is None:
        return None
    meant, element = scope.get(named[1], {}), int(named[3]) if named[3] else None
    if isinstance(meant, int):
        return Column(meant, named[2], element)
    return meant.get(named[2]) if element is None else None


def column_of(item: Item, scope: Scope) -> Column | None:
    """The column of a read that an item is sure to equal."""
    found = sure(item, scope)
    return found if isinstance(found, Column) else None
