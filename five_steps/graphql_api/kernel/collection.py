"""Which rows a field stands for: how they belong to the parent, may be filtered and are ordered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import strawberry
from strawberry.types.base import get_object_definition
from strawberry.utils.str_converters import to_camel_case

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.rule import Rule

_CONDITION = "condition"

Reader = Callable[[str, Any], Any]
"""Turns the value of an argument (named first) into a statement's parameter."""


def _as_it_is(_: str, value: Any) -> Any:
    return value


def reads_id(*type_names: str) -> Reader:
    """The uuid of a global id of one of the types."""

    def read(field: str, value: Any) -> Any:
        return local_id(field, value, *type_names)

    return read


def reads_search(_: str, value: str) -> str:
    """A text to look for anywhere, with what LIKE takes for a wildcard escaped."""
    escaped = value.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"


@dataclass(frozen=True, slots=True)
class Condition:
    """What an argument, when given, asks of a row: a template over `{t}` and its value `{p}`."""

    sql: str
    read: Reader = _as_it_is


def condition(sql: str, description: str, *, read: Reader = _as_it_is) -> Any:
    """A field of a filter input with what it asks of a row."""
    return strawberry.field(
        default=strawberry.UNSET,
        description=description,
        metadata={_CONDITION: Condition(sql, read)},
    )


def conditions_of(filter_input: type) -> dict[str, Condition]:
    """The conditions of a filter input by their GraphQL names."""
    definition = get_object_definition(filter_input, strict=True)
    return {
        to_camel_case(field.python_name): field.metadata[_CONDITION] for field in definition.fields
    }


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field with what it asks of a row.

    With a `default`, an SQL template, it asks even when it is not given.
    """

    type: Any
    description: str
    condition: Condition
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of rows: by an expression that is never null, then by a unique one.

    `kind` is the PostgreSQL type of the expression; cursors carry its value. With `ties_ascending`
    the unique one goes up whatever the first does, to follow an index; such rows have no cursors.
    """

    by: str
    kind: str
    descending: bool = False
    unique: str | None = "{t}.id"
    ties_ascending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The rows behind a field.

    Attributes:
        join: How a row belongs to the parent, over `{t}` and `{parent}`; None at the root.
        arguments: Arguments by their GraphQL names.
        filter: An input whose fields are conditions.
        sorts: The orders to choose from, the first by default; one without a choice is under "".
        order_by: The enumeration of the choices.
        seen_by: A rule in place of that of the rows' own type.
        roles: Roles that may ask at all; others are refused instead of shown nothing.
        traced: Whether asking leaves a trace, whatever is shown.
        past_for: Roles that may ask how it was; None where the field has no past.
    """

    join: str | None = None
    arguments: Mapping[str, Argument] | None = None
    filter: type | None = None
    sorts: Mapping[str, Sort] | None = None
    order_by: type[StrEnum] | None = None
    seen_by: Rule | None = None
    roles: frozenset[Role] | None = None
    traced: bool = False
    past_for: frozenset[Role] | None = None

    def sort(self, arguments: Mapping[str, Any]) -> Sort:
        """The order that the arguments choose."""
        assert self.sorts is not None
        chosen = arguments.get("orderBy")
        return next(iter(self.sorts.values())) if chosen is None else self.sorts[chosen]
