"""How a GraphQL type is declared together with the SQL that it is read by.

    @entity("read.teams", "A volunteer team (志愿服务队).", visible=PUBLIC)
    class Team(Node):
        name: str = column("Name 名称.")
        unit: Unit | None = one("The unit that leads it.", join="{t}.id = {parent}.unit_id")

One declaration serves two executions: `plan` compiles a selection of such fields to one SQL
statement, `resolve` runs them as ordinary resolvers.
"""

from collections.abc import Callable, Mapping, Sequence
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
from five_steps.graphql_api.kernel.rule import ALL, NOBODY, Rule
from five_steps.graphql_api.kernel.statement import Statement

T = TypeVar("T")

_ENTITY = "__entity__"
ROW_KEY = "_row_key"
"""The attribute of objects that holds the values of their key columns."""


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
        person: Whose personal data the columns marked so are: an expression for their id.
    """

    cls: type
    name: str
    table: str
    key: Mapping[str, str]
    visible: Rule
    columns: Mapping[str, "ColumnField"]
    hidden: Mapping[str, Rule]
    person: str


class ColumnField(StrawberryField):
    """A field that is an SQL expression over the row.

    Where `seen_by` does not hold it is `masked`, for those whom that is for, else null.
    """

    def __init__(
        self,
        description: str,
        sql: str,
        seen_by: Rule | None,
        masked: tuple[Rule, str] | None,
        *,
        personal: bool = False,
    ) -> None:
        super().__init__(description=description)
        self.sql = sql
        self.seen_by = seen_by
        self._masked = masked
        self.personal = personal

    @property
    def is_basic_field(self) -> bool:
        """Whether an object's attribute is all there is to it."""
        return not self.personal

    def get_result(
        self,
        source: Any,
        info: Info | None,
        args: list[Any],  # noqa: ARG002 - what the library passes
        kwargs: Any,  # noqa: ARG002
    ) -> Any:
        """Run as an ordinary resolver, which notes whose personal data it shows."""
        value = getattr(source, self.python_name)
        if self.personal:
            assert info is not None
            info.context.reads.note_object(source, self)
        return value

    def unmasked(self, statement: Statement, row: str) -> str:
        """The SQL of what is shown where the rule holds."""
        return statement.fill(self.sql or f"{{t}}.{self.python_name}", t=row)

    def expression(self, statement: Statement, row: str) -> str:
        """The SQL of the field."""
        shown = self.unmasked(statement, row)
        if self.seen_by is None:
            return shown
        rules = [(self.seen_by, shown)]
        if self._masked is not None:
            rule, mask = self._masked
            rules.append((rule, statement.fill(mask, t=row)))
        return _case([(statement.seen_by(rule, row), value) for rule, value in rules])


def _case(branches: Sequence[tuple[str, str]]) -> str:
    """The value of the first condition that holds, without a CASE where that is known by now."""
    possible = [(condition, value) for condition, value in branches if condition != NOBODY]
    if not possible:
        return "NULL"
    if possible[0][0] == ALL:
        return possible[0][1]
    whens = " ".join(f"WHEN {condition} THEN {value}" for condition, value in possible)
    return f"CASE {whens} END"


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
    person: str = "",
) -> Callable[[type[T]], type[T]]:
    """Declare a GraphQL type over the rows of a table."""

    def declare(cls: type[T]) -> type[T]:
        declared = strawberry.type(cls, description=description)
        definition = get_object_definition(declared, strict=True)
        columns = {f.python_name: f for f in definition.fields if isinstance(f, ColumnField)}
        assert person or not any(c.personal for c in columns.values()), f"whose is {cls}?"
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
                person=person,
            ),
        )
        return declared

    return declare


def entity_of(cls: type) -> Entity:
    """The declaration of a type."""
    found: Entity = getattr(cls, _ENTITY)
    return found


def row_key(row: object) -> tuple[Any, ...]:
    """The values of the key columns of an object that a resolver got."""
    key: tuple[Any, ...] = getattr(row, ROW_KEY)
    return key


def is_entity(cls: type) -> bool:
    """Whether the type was declared over rows."""
    return hasattr(cls, _ENTITY)


def column(
    description: str,
    sql: str = "",
    *,
    seen_by: Rule | None = None,
    masked: tuple[Rule, str] | None = None,
    personal: bool = False,
) -> Any:
    """A field that is an SQL expression over the row `{t}`; by default its column of that name.

    `personal` is data of the entity's `person`: others who read it leave a trace.
    """
    return ColumnField(description, sql, seen_by, masked, personal=personal)


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
    declared = ColumnField("", global_id_sql(type_name, "{t}.id"), None, None)
    declared.python_name = "id"
    return declared
