"""The compiled execution: a selection as the SQL of JSON text.

PostgreSQL builds the answer, asyncpg hands its text through, and no Python object is made of any
row. `row_to_json` rather than `json_build_object`: it is faster, writes no blanks, keeps nulls and
the order of fields, and knows no limit of 100 arguments. What cannot be compiled is run by
`resolve`; both put the same expressions and conditions into their SQL.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type
from graphql.execution import VariableValues

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.entity import (
    ColumnField,
    ConnectionField,
    ListField,
    OneField,
    RowsField,
)
from five_steps.graphql_api.kernel.given_arguments import GivenArguments
from five_steps.graphql_api.kernel.personal_marks import PersonalMarks
from five_steps.graphql_api.kernel.row_types import declared_field, row_type, rows_of
from five_steps.graphql_api.kernel.select import Asked, Rows
from five_steps.graphql_api.kernel.selections import (
    NotCompilable,
    Operation,
    Selected,
    collect_fields,
)
from five_steps.graphql_api.kernel.statement import Statement

NAME_BYTES_MAX = 63
"""PostgreSQL cuts longer names off."""


class Compiler:
    """Turns selections into SQL, field by field."""

    def __init__(
        self,
        operation: Operation,
        variables: VariableValues,
        role: Role | None,
        asker: Mapping[str, str] | None = None,
    ) -> None:
        self._operation = operation
        self._variables = variables
        self.statement = Statement(role, asker)
        self.given: list[GivenArguments] = []
        self.marks = PersonalMarks()

    def fields(self, type_: GraphQLObjectType, selections: Any, row: str | None) -> list[str]:
        """The selected fields of a type as the output columns of a SELECT."""
        return self.columns(type_, self._collect(type_, selections), row)

    def columns(
        self, type_: GraphQLObjectType, fields: Sequence[Selected], row: str | None
    ) -> list[str]:
        """Fields of a type as the output columns of a SELECT."""
        outputs = [] if row is None else self._marks(type_, fields, row)
        for selected in fields:
            outputs.append(self._named(selected, self._value(type_, selected, row)))
        return outputs

    def _marks(self, type_: GraphQLObjectType, fields: Sequence[Selected], row: str) -> list[str]:
        entity = row_type(type_)
        assert entity is not None
        names = sorted({selected.node.name.value for selected in fields} - {"__typename"})
        declared = [declared_field(type_.fields[name]) for name in names]
        columns = [field for field in declared if isinstance(field, ColumnField)]
        return self.marks.outputs(self.statement, entity, columns, row)

    def _value(self, type_: GraphQLObjectType, selected: Selected, row: str | None) -> str:
        name = selected.node.name.value
        if name == "__typename":
            return f"'{type_.name}'::text"
        if name.startswith("__"):
            raise NotCompilable("introspection")
        field = type_.fields[name]
        declared = declared_field(field)
        if isinstance(declared, ColumnField):
            assert row is not None
            return declared.expression(self.statement, row)
        if name == "id" and row is not None:
            return rows_of(type_).columns["id"].expression(self.statement, row)
        if not isinstance(declared, RowsField):
            raise NotCompilable(f"resolver:{type_.name}.{name}")
        return self._rows(field, declared, selected, row)

    def _rows(
        self, field: GraphQLField, declared: RowsField, selected: Selected, row: str | None
    ) -> str:
        roles = declared.collection.roles
        if roles is not None and self.statement.role not in roles:
            raise NotCompilable("forbidden")
        if declared.collection.traced:
            self.marks.asked.append(selected.node.name.value)
        given = GivenArguments.of(field, selected.node, self._variables)
        self.given.append(given)
        asked = Asked(given.first, self.statement.slot())
        rows = Rows(self.statement, rows_of(field.type), declared.collection, asked, row)
        named = get_named_type(field.type)
        assert isinstance(named, GraphQLObjectType)
        if isinstance(declared, ConnectionField):
            return self._connection(named, selected, rows, asked, row)
        outputs = self.fields(named, selected.selections, rows.alias)
        if isinstance(declared, OneField):
            return _one(rows.all(outputs))
        assert isinstance(declared, ListField)
        limit = rows.first() if declared.paged else None
        return _list(rows.ordered(outputs, limit=limit))

    def _connection(
        self,
        named: GraphQLObjectType,
        selected: Selected,
        rows: Rows,
        asked: Asked,
        row: str | None,
    ) -> str:
        """A page of edges, what is known of it and, only when asked for, the count of all."""
        parts = self._collect(named, selected.selections)
        if not {"edges", "pageInfo"}.intersection(part.node.name.value for part in parts):
            values = [self._beside_page(named, part, rows, row) for part in parts]
            return _one(f"SELECT {', '.join(values)}")
        first = rows.first()
        # Where nobody asks what lies beyond the page, it is neither looked at nor counted.
        beyond = "pageInfo" in {part.node.name.value for part in parts}
        inner = [f"{rows.cursor} AS cursor"] if beyond else []
        outer: list[str] = []
        for n, part in enumerate(parts):
            if part.node.name.value == "edges":
                inner.append(f"{self._edge(named, part, rows)} AS e{n}")
                on_page = f" FILTER (WHERE p.n <= {first})" if beyond else ""
                page = f"coalesce(json_agg(p.e{n}){on_page}, '[]')"
                outer.append(self._named(part, page))
            elif part.node.name.value == "pageInfo":
                outer.append(self._named(part, self._page_info(named, part, asked, first)))
            else:
                outer.append(self._beside_page(named, part, rows, row))
        page = rows.ordered(inner, limit=f"{first} + 1" if beyond else first)
        if beyond:
            page = (
                f"SELECT r.*, row_number() OVER () AS n, count(*) OVER () AS found"  # noqa: S608
                f" FROM ({page}) r"
            )
        # No aggregate here has an ORDER BY: PostgreSQL would sort the input of all of them by it,
        # and the edges come in the order of the page only as long as nothing sorts it again.
        # HAVING makes it one row even if nothing selected is an aggregate.
        return _one(f"SELECT {', '.join(outer)} FROM ({page}) p HAVING TRUE")  # noqa: S608

    def _beside_page(
        self, named: GraphQLObjectType, part: Selected, rows: Rows, row: str | None
    ) -> str:
        if part.node.name.value == "__typename":
            return self._named(part, f"'{named.name}'::text")
        return self._named(part, f"({rows.again(row).count()})")

    def _edge(self, named: GraphQLObjectType, part: Selected, rows: Rows) -> str:
        edge = get_named_type(named.fields["edges"].type)
        assert isinstance(edge, GraphQLObjectType)
        node = get_named_type(edge.fields["node"].type)
        assert isinstance(node, GraphQLObjectType)
        outputs = []
        for selected in self._collect(edge, part.selections):
            match selected.node.name.value:
                case "node":
                    fields = self.fields(node, selected.selections, rows.alias)
                    value = _one(f"SELECT {', '.join(fields)}")
                case "cursor":
                    value = rows.cursor
                case _:
                    value = f"'{edge.name}'::text"
            outputs.append(self._named(selected, value))
        return _one(f"SELECT {', '.join(outputs)}")

    def _page_info(self, named: GraphQLObjectType, part: Selected, asked: Asked, first: str) -> str:
        values = {
            "hasNextPage": f"count(*) > {first}",
            "hasPreviousPage": str(asked.arguments.get("after") is not None).upper(),
            "startCursor": "min(p.cursor) FILTER (WHERE p.n = 1)",
            "endCursor": f"min(p.cursor) FILTER (WHERE p.n = least(p.found, {first}))",
            "__typename": "'PageInfo'::text",
        }
        info = get_named_type(named.fields["pageInfo"].type)
        assert isinstance(info, GraphQLObjectType)
        # Aggregates of the page cannot stand in a SELECT of their own, so no `row_to_json` here.
        pairs = [
            f"'{selected.key}', {values[selected.node.name.value]}"
            for selected in self._collect(info, part.selections)
        ]
        return f"json_build_object({', '.join(pairs)})"

    def _collect(self, type_: GraphQLObjectType, selections: Any) -> list[Selected]:
        return collect_fields(self._operation, self._variables, type_, selections)

    @staticmethod
    def _named(selected: Selected, value: str) -> str:
        # A GraphQL name is letters, digits and underscores: nothing to escape.
        if len(selected.key) > NAME_BYTES_MAX:
            raise NotCompilable("long_alias")
        return f'{value} AS "{selected.key}"'


def _one(select: str) -> str:
    return f"(SELECT row_to_json(o) FROM ({select}) o)"  # noqa: S608


def _list(select: str) -> str:
    return f"(SELECT coalesce(json_agg(o), '[]') FROM ({select}) o)"  # noqa: S608
