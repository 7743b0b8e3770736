"""How a GraphQL type is declared together with the SQL that it is read by.

    @entity("read.teams", "A volunteer team (志愿服务队).", visible=PUBLIC)
    class Team(Node):
        name: str = column("Name 名称.")
        unit: Unit | None = one("The unit that leads it.", join="{t}.id = {parent}.unit_id")

One declaration serves two executions: `plan` compiles a selection of such fields to one SQL
statement, `resolve` runs them as ordinary resolvers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

import strawberry
from strawberry.types.base import get_object_definition
from strawberry.types.field import StrawberryField
from strawberry.types.info import Info

from five_steps.graphql_api.kernel.arguments import field_arguments
from five_steps.graphql_api.kernel.collection import Collection
from five_steps.graphql_api.kernel.global_id import global_id_sql
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import Rule
from five_steps.graphql_api.kernel.statement import Statement

T = TypeVar("T")

_ENTITY = "__entity__"


@dataclass(frozen=True, slots=True)
class Entity:
    """Where the rows of a type are, and who sees them.

    Attributes:
        name: The GraphQL type.
        table: A table or view, or a SELECT in brackets.
        key: The columns that tell a row from others, with their PostgreSQL types.
        visible: Who sees which rows.
        columns: The fields that are expressions over the row, by their names in Python.
        hidden: Further expressions, for resolvers only.
    """

    cls: type
    name: str
    table: str
    key: Mapping[str, str]
    visible: Rule
    columns: Mapping[str, "ColumnField"]
    hidden: Mapping[str, Rule]


class ColumnField(StrawberryField):
    """A field that is an SQL expression over the row; `otherwise` where `seen_by` does not hold."""

    def __init__(self, description: str, sql: str, seen_by: Rule | None, otherwise: str) -> None:
        super().__init__(description=description)
        self._sql = sql
        self._seen_by = seen_by
        self._otherwise = otherwise

    def expression(self, statement: Statement, row: str) -> str:
        """The SQL of the field."""
        shown = statement.fill(self._sql or f"{{t}}.{self.python_name}", t=row)
        if self._seen_by is None:
            return shown
        condition = statement.seen_by(self._seen_by, row)
        if condition == "TRUE":
            return shown
        otherwise = statement.fill(self._otherwise, t=row)
        if condition == "FALSE":
            return otherwise
        return f"CASE WHEN {condition} THEN {shown} ELSE {otherwise} END"


class RowsField(StrawberryField):
    """A field that stands for rows of another type."""

    def __init__(self, description: str, collection: Collection) -> None:
        super().__init__(description=description)
        self.init = self.repr = self.compare = False
        self.collection = collection
        self.arguments = field_arguments(
            collection, paged=self.paged, connection=isinstance(self, ConnectionField)
        )

    paged = True
    """Whether it takes `first`."""

    @property
    def is_basic_field(self) -> bool:
        """It has a resolver of its own."""
        return False

    @property
    def is_async(self) -> bool:
        """It asks the database."""
        return True

    def get_result(
        self,
        source: Any,
        info: Info | None,
        args: list[Any],  # noqa: ARG002 - what the library passes
        kwargs: Any,  # noqa: ARG002
    ) -> Any:
        """Run as an ordinary resolver."""
        assert info is not None
        return info.context.resolve(self, source, info)


class OneField(RowsField):
    """A field that stands for one row, or none."""

    paged = False


class ListField(RowsField):
    """A field that stands for some rows; with `paged`, for the first of many."""

    def __init__(self, description: str, collection: Collection, *, paged: bool) -> None:
        self.paged = paged
        super().__init__(description, collection)


class ConnectionField(RowsField):
    """A field that stands for many rows, page by page."""


@dataclass_transform(kw_only_default=True)
def entity(
    table: str,
    description: str,
    *,
    visible: Rule,
    key: Mapping[str, str] | None = None,
    hidden: Mapping[str, Rule] | None = None,
) -> Callable[[type[T]], type[T]]:
    """Declare a GraphQL type over the rows of a table."""

    def declare(cls: type[T]) -> type[T]:
        declared = strawberry.type(cls, description=description)
        definition = get_object_definition(declared, strict=True)
        columns = {f.python_name: f for f in definition.fields if isinstance(f, ColumnField)}
        if issubclass(declared, Node):
            columns["id"] = _identity(definition.name)
        setattr(
            declared,
            _ENTITY,
            Entity(
                cls=declared,
                name=definition.name,
                table=table,
                key=key or {"id": "uuid"},
                visible=visible,
                columns=columns,
                hidden=hidden or {},
            ),
        )
        return declared

    return declare


def entity_of(cls: type) -> Entity:
    """The declaration of a type."""
    found: Entity = getattr(cls, _ENTITY)
    return found


def is_entity(cls: type) -> bool:
    """Whether the type was declared over rows."""
    return hasattr(cls, _ENTITY)


def column(
    description: str, sql: str = "", *, seen_by: Rule | None = None, otherwise: str = "NULL"
) -> Any:
    """A field that is an SQL expression over the row `{t}`; by default its column of that name."""
    return ColumnField(description, sql, seen_by, otherwise)


def one(description: str, **collection: Any) -> Any:
    """A field that stands for the one row that `join` or the arguments select."""
    return OneField(description, Collection(**collection))


def some(description: str, *, paged: bool = False, **collection: Any) -> Any:
    """A field that stands for all rows that `join` selects: few by nature, or the `first`."""
    return ListField(description, Collection(**collection), paged=paged)


def connection(description: str, **collection: Any) -> Any:
    """A field that stands for a connection."""
    return ConnectionField(description, Collection(**collection))


def _identity(type_name: str) -> ColumnField:
    declared = ColumnField("", global_id_sql(type_name, "{t}.id"), None, "")
    declared.python_name = "id"
    return declared
