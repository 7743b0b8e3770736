"""Random queries over the whole schema, of what can be compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLObjectType,
    get_named_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
)

from five_steps.graphql_api.kernel.entity import RowsField
from five_steps.graphql_api.kernel.row_types import declared_field
from five_steps.graphql_api.schema import schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from strawberry.types.field import StrawberryField

    from five_steps.commands import Role

DEPTH_MAX = 4
# What two statements might see differently: the log goes on growing.
NEVER_THE_SAME = {"Query.events"}
_SCALARS = {
    "String": ['"单位"', '"2026"', '"%"'],
    "Int": ["0", "1", "2026"],
    "Boolean": ["true", "false"],
    "DateTime": ['"2026-03-05T08:00:00+08:00"', '"2026-03-02T01:00:00Z"'],
}

_WINDOW = {"startsAt": '"2026-03-10T01:00:00Z"', "endsAt": '"2026-03-10T03:00:00Z"'}


class Queries:
    """Makes queries; `ids` are global ids to ask for, by the type or argument they are for."""

    def __init__(self, random: Random, ids: Mapping[str, str], role: Role | None) -> None:
        self._random = random
        self._ids = ids
        self._role = role

    def query(self) -> str:
        """A query of one or two root fields."""
        root = schema._schema.query_type
        assert root is not None
        return "{" + self._selection(root, DEPTH_MAX, most=2) + "}"

    def _selection(self, type_: GraphQLObjectType, depth: int, *, most: int) -> str:
        names = [n for n, field in type_.fields.items() if self._possible(type_, n, field, depth)]
        names.append("__typename")
        chosen = self._random.sample(names, k=min(len(names), self._random.randint(1, most)))
        return " ".join(
            name if name == "__typename" else self._field(type_, name, depth) for name in chosen
        )

    def _possible(
        self, type_: GraphQLObjectType, name: str, field: GraphQLField, depth: int
    ) -> bool:
        declared = declared_field(field)
        if f"{type_.name}.{name}" in NEVER_THE_SAME or _is_resolver(type_, declared):
            return False
        roles = declared.collection.roles if isinstance(declared, RowsField) else None
        if roles is not None and self._role not in roles:
            return False
        return depth > 0 or not isinstance(get_named_type(field.type), GraphQLObjectType)

    def _field(self, type_: GraphQLObjectType, name: str, depth: int) -> str:
        field = type_.fields[name]
        named = get_named_type(field.type)
        text = f"{name}{self._arguments(named.name, field)}"
        if not isinstance(named, GraphQLObjectType):
            return text
        # The layers of a connection are no depth of their own.
        below = depth if named.name.endswith(("Connection", "Edge")) else depth - 1
        return f"{text} {{ {self._selection(named, below, most=5)} }}"

    def _arguments(self, type_name: str, field: GraphQLField) -> str:
        given = []
        for name, argument in field.args.items():
            if name in {"after", "atLeast"} or self._may_not_ask(field, argument):
                continue
            if name == "first":
                given.append(f"first: {self._random.randint(1, 4)}")
            elif is_required_argument(argument) or self._random.random() < 0.4:
                given.append(f"{name}: {self._value(name, argument.type, type_name)}")
        return f"({', '.join(given)})" if given else ""

    def _may_not_ask(self, field: GraphQLField, argument: GraphQLArgument) -> bool:
        """Whether the argument asks for a past that is not for the role."""
        declared = declared_field(field)
        if get_named_type(argument.type).name != "AsOf" or not isinstance(declared, RowsField):
            return False
        return self._role not in (declared.collection.past_for or ())

    def _value(self, name: str, type_: GraphQLInputType, of: str) -> str:
        named = get_named_type(type_)
        if named.name == "AsOf":
            return f"{{position: {self._ids['asOf']}}}"
        if isinstance(named, GraphQLInputObjectType):
            required = [n for n, field in named.fields.items() if is_required_input_field(field)]
            others = [n for n in named.fields if n not in required]
            fields = required + self._random.sample(
                others, k=min(len(others), self._random.randint(0, 2))
            )
            inner = [f"{n}: {self._value(n, named.fields[n].type, of)}" for n in fields]
            return f"{{{', '.join(inner)}}}"
        if named.name == "ID":
            return f'"{self._ids[of if name == "id" else name]}"'
        if name == "period":
            values = ['"ALL"', '"2026"', '"2026-03"']
        elif name == "phone":
            values = ['"139 0000 0000"', '"13800000000"']
        elif name in _WINDOW:
            values = [_WINDOW[name]]
        elif isinstance(named, GraphQLEnumType):
            values = list(named.values)
        else:
            values = _SCALARS[named.name]
        if is_list_type(type_):
            return f"[{', '.join(self._random.choices(values, k=self._random.randint(0, 3)))}]"
        return self._random.choice(values)


def _is_resolver(type_: GraphQLObjectType, declared: StrawberryField | None) -> bool:
    """Whether a field is computed in Python, which is not compiled; all of a connection is."""
    if declared is None or type_.name.endswith("Connection"):
        return False
    return declared.base_resolver is not None
