"""From a GraphQL type to the rows behind it."""

from typing import Any

from graphql import (
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
)
from strawberry.types.field import StrawberryField

from five_steps.graphql_api.kernel.entity import Entity, entity_of, is_entity

_BACKREF = "strawberry-definition"


def declared_field(field: GraphQLField) -> StrawberryField | None:
    """How a field was declared; None for the built-in ones."""
    declared = field.extensions.get(_BACKREF)
    return declared if isinstance(declared, StrawberryField) else None


def rows_of(type_: GraphQLOutputType) -> Entity:
    """The rows that a field of this type stands for; of a connection, those of its nodes."""
    named = get_named_type(type_)
    found = row_type(named)
    if found is None:
        assert isinstance(named, GraphQLObjectType)
        edge = get_named_type(named.fields["edges"].type)
        assert isinstance(edge, GraphQLObjectType)
        found = row_type(get_named_type(edge.fields["node"].type))
    assert found is not None
    return found


def row_type(type_: GraphQLNamedType) -> Entity | None:
    """The rows behind a type; None if it has none."""
    definition: Any = type_.extensions.get(_BACKREF)
    origin = getattr(definition, "origin", None)
    return entity_of(origin) if isinstance(origin, type) and is_entity(origin) else None
