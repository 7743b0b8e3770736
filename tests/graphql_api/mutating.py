"""Giving mutations, with documents made from the schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from graphql import (
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

from five_steps.graphql_api.schema import schema
from tests.graphql_api.api import token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

_SCHEMA = schema._schema
_ERROR = "... on Error { code field message allowed actual }"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an input."""

    type_name: str
    is_list: bool
    required: bool


@dataclass(frozen=True, slots=True)
class Mutation:
    """What the schema says of a mutation."""

    name: str
    input_name: str
    fields: Mapping[str, Field]
    success: str
    object_field: str

    def document(self, shown: Mapping[str, Any]) -> str:
        """Ask for as much of the changed object as `shown` has."""
        return (
            f"mutation ($input: {self.input_name}!) {{ {self.name}(input: $input) {{ __typename"
            f" {_ERROR} ... on {self.success} {{ position repeated"
            f" {self.object_field} {_selection(shown)} }} }} }}"
        )


@cache
def mutation(name: str) -> Mutation:
    """What the schema says of a mutation."""
    assert _SCHEMA.mutation_type is not None
    declared = _SCHEMA.mutation_type.fields[name]
    input_type = get_named_type(declared.args["input"].type)
    union = get_named_type(declared.type)
    assert isinstance(input_type, GraphQLInputObjectType)
    assert isinstance(union, GraphQLUnionType)
    (success,) = (type_ for type_ in union.types if _implements(type_, "Done"))
    (object_field,) = success.fields.keys() - {"position", "repeated"}
    fields = {
        field: Field(
            type_name=_named(given.type).name,
            is_list=is_list_type(
                given.type.of_type if is_non_null_type(given.type) else given.type
            ),
            required=is_non_null_type(given.type) and given.default_value is Undefined,
        )
        for field, given in input_type.fields.items()
        if field != "commandId"
    }
    return Mutation(name, input_type.name, fields, success.name, object_field)


async def mutate(
    api: Api,
    name: str,
    given: Mapping[str, Any],
    by: Actor | None,
    *,
    shown: Mapping[str, Any] | None = None,
    command_id: UUID | None = None,
    language: str = "en",
) -> dict[str, Any]:
    """The answer to a mutation, whatever it is."""
    headers = {"Accept-Language": language}
    if by is not None:
        headers["Authorization"] = f"Bearer {token(by)}"
    sent = {"commandId": str(command_id or uuid4()), **given}
    answered = await api.post(
        mutation(name).document(shown or {"position": 0}), {"input": sent}, headers=headers
    )
    body: dict[str, Any] = answered.json()
    return body


async def result(api: Api, name: str, *args: Any, **options: Any) -> dict[str, Any]:
    """The member of the union that a mutation answers with."""
    body = await mutate(api, name, *args, **options)
    assert "errors" not in body, body["errors"]
    found: dict[str, Any] = body["data"][name]
    return found


def kind_of(name: str) -> str:
    """How the permissions call the command of a mutation."""
    return re.sub(r"(?=[A-Z])", "_", name).lower()


def _implements(type_: GraphQLObjectType, interface: str) -> bool:
    return any(implemented.name == interface for implemented in type_.interfaces)


def _named(type_: Any) -> GraphQLNamedType:
    named: GraphQLNamedType = get_named_type(type_)
    return named


def _selection(shown: Mapping[str, Any]) -> str:
    return f"{{ {' '.join(_field(name, value) for name, value in shown.items())} }}"


def _field(name: str, value: Any) -> str:
    inner = value[0] if isinstance(value, list) and value else value
    return f"{name} {_selection(inner)}" if isinstance(inner, dict) else name
