"""The GraphQL arguments of a field that stands for rows."""

from typing import Any

from graphql import GraphQLError
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.unset import UNSET

from five_steps.graphql_api.kernel.as_of import AS_OF, AsOf
from five_steps.graphql_api.kernel.collection import Collection
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.statement import Arguments

FIRST_DEFAULT = 20
FIRST_MAX = 100
"""Rows of a page."""


def field_arguments(
    collection: Collection, *, paged: bool, connection: bool
) -> list[StrawberryArgument]:
    """What a field takes: its own arguments, filter and order, and where its page lies."""
    arguments = [
        _argument(name, own.type, own.description)
        for name, own in (collection.arguments or {}).items()
    ]
    if collection.filter is not None:
        arguments.append(_argument("filter", collection.filter | None, "What to look for."))
    if collection.order_by is not None:
        arguments.append(_argument("orderBy", collection.order_by | None, "In which order."))
    if paged:
        many = f"How many at most: 1–{FIRST_MAX}."
        arguments.append(_argument("first", int, many, default=FIRST_DEFAULT))
    if collection.join is None:
        least = "Wait, for a short while, until the views show this log position."
        arguments.append(_argument("atLeast", Position | None, least))
    if collection.past_for is not None:
        moment = "As it was then 历史时点, all that is beneath included; by default as it is."
        arguments.append(_argument(AS_OF, AsOf | None, moment))
    if connection:
        arguments.append(_argument("after", str | None, "Go on after this cursor."))
    return arguments


def check_first(arguments: Arguments) -> None:
    """Refuse a page without rows or with too many.

    Raises:
        GraphQLError: `first` is out of range.
    """
    if not 1 <= arguments.get("first", FIRST_DEFAULT) <= FIRST_MAX:
        raise GraphQLError(
            f"first: 1–{FIRST_MAX}", extensions={"code": "INVALID", "allowed": f"1–{FIRST_MAX}"}
        )


def _argument(
    name: str, type_: Any, description: str, *, default: object = UNSET
) -> StrawberryArgument:
    return StrawberryArgument(
        python_name=name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(type_),
        description=description,
        default=default,
    )
