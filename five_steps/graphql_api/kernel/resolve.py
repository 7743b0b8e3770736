"""The ordinary execution: fields over rows as resolvers, fetched set-based.

All the fields of one name on one level of a query share one statement, whatever the number of
parents; it is the compiled execution's SQL with columns in place of JSON.
"""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from uuid import UUID

from graphql import GraphQLError
from graphql.execution import VariableValues, get_argument_values
from strawberry.dataloader import DataLoader
from strawberry.types.info import Info

from five_steps.graphql_api.kernel.arguments import check_first
from five_steps.graphql_api.kernel.collection import Argument, Collection, Condition
from five_steps.graphql_api.kernel.connection import Connection, Edge, PageInfo
from five_steps.graphql_api.kernel.database import Database, Record
from five_steps.graphql_api.kernel.entity import (
    ROW_KEY,
    ConnectionField,
    Entity,
    OneField,
    RowsField,
    entity_of,
    is_entity,
    row_key,
)
from five_steps.graphql_api.kernel.row_types import rows_of
from five_steps.graphql_api.kernel.rule import Rule
from five_steps.graphql_api.kernel.select import Asked, Rows
from five_steps.graphql_api.kernel.statement import Arguments, Inputs, Source, Statement

Key = tuple[Any, ...]
Found = list[Record]
Load = Callable[[list[Key]], Coroutine[Any, Any, list[Found]]]


class Resolver:
    """Resolves the fields of one request."""

    def __init__(self, database: Database, inputs: Inputs, variables: VariableValues) -> None:
        self._database = database
        self._inputs = inputs
        self._variables = variables
        self._loaders: dict[tuple[object, ...], DataLoader[Key, Found]] = {}

    async def resolve(self, field: RowsField, source: object, info: Info[Any, Any]) -> Any:
        """The object, list or connection that a field stands for."""
        raw = info._raw_info
        arguments = get_argument_values(
            raw.parent_type.fields[raw.field_name], raw.field_nodes[0], self._variables
        )
        check_first(arguments)
        check_role(field.collection, self._inputs)
        wanted = _Wanted(rows_of(raw.return_type), field, arguments)
        if isinstance(field, ConnectionField):
            return await self._connection(wanted, source)
        found = [as_object(wanted.entity, row) for row in await self._rows(wanted, source)]
        return next(iter(found), None) if isinstance(field, OneField) else found

    async def first(self, entity: Entity, field: RowsField, arguments: Arguments) -> Any:
        """The first row of a field that no type has: its arguments are not what was asked with.

        `field` is paged, so that it has an order.
        """
        check_role(field.collection, self._inputs)
        rows = await self._rows(_Wanted(entity, field, {**arguments, "first": 1}), None)
        return as_object(entity, rows[0]) if rows else None

    async def by_id(self, entity: Entity, local_id: UUID) -> Any:
        """The object with an id; None where there is none, or none to be seen."""
        return await self.by_key(entity, "id", local_id)

    async def by_key(
        self, entity: Entity, column: str, key: UUID | int | str, *, seen_by: Rule | None = None
    ) -> Any:
        """The object whose column is a key; None where there is none, or none to be seen.

        `seen_by` is a rule in place of the entity's own.
        """
        wanted = _Wanted(entity, _by_key(column, _KINDS[type(key)], seen_by), {column: key})
        rows = await self._rows(wanted, None)
        return as_object(entity, rows[0]) if rows else None

    async def _connection(self, wanted: "_Wanted", source: object) -> Connection[Any]:
        rows = await self._rows(wanted, source)
        first = wanted.arguments["first"]
        edges = [Edge(node=as_object(wanted.entity, r), cursor=r["_cursor"]) for r in rows[:first]]
        return Connection(
            edges=edges,
            page_info=PageInfo(
                has_next_page=len(rows) > first,
                has_previous_page=wanted.arguments.get("after") is not None,
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=edges[-1].cursor if edges else None,
            ),
            count=partial(self._count, wanted, source),
        )

    async def _rows(self, wanted: "_Wanted", source: object) -> Found:
        return await self._load("rows", wanted, source, _page)

    async def _count(self, wanted: "_Wanted", source: object) -> int:
        counted = await self._load("count", wanted, source, _count)
        return int(counted[0]["n"])

    async def _load(self, what: str, wanted: "_Wanted", source: object, select: "Select") -> Found:
        if not is_entity(type(source)):
            return await self._run(wanted, None, [], select)
        parent = entity_of(type(source))
        loader_id = (what, wanted.field, parent.name, repr(wanted.arguments))
        loader = self._loaders.get(loader_id)
        if loader is None:
            loader = DataLoader(load_fn=partial(self._batch, wanted, parent, select))
            self._loaders[loader_id] = loader
        return await loader.load(row_key(source))

    async def _batch(
        self, wanted: "_Wanted", parent: Entity, select: "Select", keys: list[Key]
    ) -> list[Found]:
        found: list[Found] = [[] for _ in keys]
        for row in await self._run(wanted, parent, keys, select):
            found[row["_parent"] - 1].append(row)
        return found

    async def _run(
        self, wanted: "_Wanted", parent: Entity | None, keys: Sequence[Key], select: "Select"
    ) -> Found:
        statement = Statement(self._inputs.viewer.role)
        asked = Asked(wanted.arguments, statement.slot())
        if parent is None:
            text = select(statement, wanted, asked, None)
        else:
            text = _for_each(statement, parent, keys, partial(select, statement, wanted, asked))
        inputs = Inputs(self._inputs.viewer, self._inputs.now, [wanted.arguments])
        text = statement.finish(text)
        return await self._database.rows(text, statement.parameters(inputs))


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    entity: Entity
    field: RowsField
    arguments: Arguments


Select = Callable[[Statement, _Wanted, Asked, str | None], str]


def check_role(collection: Collection, inputs: Inputs) -> None:
    """Refuse who may not ask at all.

    Raises:
        GraphQLError: the viewer's role is none of those that may.
    """
    if collection.roles is not None and inputs.viewer.role not in collection.roles:
        allowed = ", ".join(sorted(collection.roles))
        raise GraphQLError(
            f"only for {allowed}", extensions={"code": "FORBIDDEN", "allowed": allowed}
        )


def as_object(entity: Entity, row: Record) -> Any:
    """An object of the declared type, from a row."""
    made: Any = object.__new__(entity.cls)
    made.__dict__.update(row)
    made.__dict__[ROW_KEY] = tuple(row[f"_key_{name}"] for name in entity.key)
    return made


def _page(statement: Statement, wanted: _Wanted, asked: Asked, parent: str | None) -> str:
    rows = Rows(statement, wanted.entity, wanted.field.collection, asked, parent)
    outputs = _outputs(statement, wanted.entity, rows.alias)
    if wanted.field.collection.sorts is None:
        return rows.all(outputs)
    if isinstance(wanted.field, ConnectionField):
        outputs.append(f'{rows.cursor} AS "_cursor"')
        return rows.ordered(outputs, limit=f"{rows.first()} + 1")
    return rows.ordered(outputs, limit=rows.first() if wanted.field.paged else None)


def _count(statement: Statement, wanted: _Wanted, asked: Asked, parent: str | None) -> str:
    rows = Rows(statement, wanted.entity, wanted.field.collection, asked, parent)
    return rows.all(["count(*) AS n"])


def _outputs(statement: Statement, entity: Entity, row: str) -> list[str]:
    columns = [f'{c.expression(statement, row)} AS "{n}"' for n, c in entity.columns.items()]
    hidden = [f'{statement.seen_by(rule, row)} AS "{name}"' for name, rule in entity.hidden.items()]
    keys = [f'{row}.{name} AS "_key_{name}"' for name in entity.key]
    return columns + hidden + keys


def _for_each(
    statement: Statement, parent: Entity, keys: Sequence[Key], select: Callable[[str], str]
) -> str:
    """Run a select for each of many parents, in one statement."""
    arrays = []
    for n, (_, kind) in enumerate(parent.key.items()):
        arrays.append(f"{statement.bind(_constant([key[n] for key in keys]))}::{kind}[]")
    row = statement.alias()
    names = [f"k{n}" for n in range(len(arrays))]
    same = " AND ".join(f"{row}.{c} = k.{n}" for c, n in zip(parent.key, names, strict=True))
    return (
        f"SELECT k.n AS _parent, r.*"  # noqa: S608
        f" FROM unnest({', '.join(arrays)}) WITH ORDINALITY AS k ({', '.join(names)}, n)"
        f" JOIN {statement.fill(parent.table)} {row} ON {same}"
        f" CROSS JOIN LATERAL (SELECT q.*, row_number() OVER () AS _nth FROM ({select(row)}) q) r"
        " ORDER BY k.n, r._nth"
    )


def _constant(value: Any) -> Source:
    return lambda _: value


_KINDS = {UUID: "uuid", int: "bigint", str: "text"}


@cache
def _by_key(column: str, kind: str, seen_by: Rule | None) -> OneField:
    argument = Argument(str, "", Condition(f"{{t}}.{column} = {{p}}::{kind}"))
    return OneField("", Collection(arguments={column: argument}, seen_by=seen_by))
