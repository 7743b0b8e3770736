"""The ordinary execution: fields over rows as resolvers, fetched set-based.

All the fields of one name on one level of a query share one statement, whatever the number of
parents; it is the compiled execution's SQL with columns in place of JSON.
"""

from collections.abc import Callable, Coroutine, Sequence
from functools import cache, partial
from typing import Any
from uuid import UUID

from graphql import GraphQLError
from graphql.execution import VariableValues, get_argument_values
from strawberry.dataloader import DataLoader
from strawberry.types.info import Info

from five_steps.graphql_api.kernel.arguments import check_first
from five_steps.graphql_api.kernel.as_of import AS_OF, check_may_ask
from five_steps.graphql_api.kernel.asked_pasts import AskedPasts
from five_steps.graphql_api.kernel.collection import Argument, Collection, Condition
from five_steps.graphql_api.kernel.connection import Connection, Edge, PageInfo
from five_steps.graphql_api.kernel.database import Database, Record
from five_steps.graphql_api.kernel.entity import (
    ConnectionField,
    Entity,
    OneField,
    RowsField,
    entity_of,
    is_entity,
    row_key,
)
from five_steps.graphql_api.kernel.past_sql import past_sql
from five_steps.graphql_api.kernel.row_types import rows_of
from five_steps.graphql_api.kernel.rule import Rule
from five_steps.graphql_api.kernel.select import Asked
from five_steps.graphql_api.kernel.statement import Arguments, Inputs, Statement
from five_steps.graphql_api.kernel.wanted import (
    Key,
    Select,
    Wanted,
    count,
    for_each,
    moment_of,
    page,
)
from five_steps.projections.past.moment import Moment

Found = list[Record]
Load = Callable[[list[Key]], Coroutine[Any, Any, list[Found]]]


class Resolver:
    """Resolves the fields of one request."""

    def __init__(
        self, database: Database, inputs: Inputs, variables: VariableValues, pasts: AskedPasts
    ) -> None:
        self._database = database
        self._pasts = pasts
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
        moment = await self._moment(field, source, arguments, raw.path.key)
        wanted = Wanted(rows_of(raw.return_type), field, arguments, moment)
        if isinstance(field, ConnectionField):
            return await self._connection(wanted, source)
        found = [wanted.as_object(row) for row in await self._rows(wanted, source)]
        return next(iter(found), None) if isinstance(field, OneField) else found

    async def first(self, entity: Entity, field: RowsField, arguments: Arguments) -> Any:
        """The first row of a field that no type has: its arguments are not what was asked with.

        `field` is paged, so that it has an order.
        """
        check_role(field.collection, self._inputs)
        wanted = Wanted(entity, field, {**arguments, "first": 1})
        rows = await self._rows(wanted, None)
        return wanted.as_object(rows[0]) if rows else None

    async def by_id(self, entity: Entity, local_id: UUID) -> Any:
        """The object with an id; None where there is none, or none to be seen."""
        return await self.by_key(entity, "id", local_id)

    async def by_key(
        self, entity: Entity, column: str, key: UUID | int | str, *, seen_by: Rule | None = None
    ) -> Any:
        """The object whose column is a key; None where there is none, or none to be seen.

        `seen_by` is a rule in place of the entity's own.
        """
        wanted = Wanted(entity, _by_key(column, _KINDS[type(key)], seen_by), {column: key})
        rows = await self._rows(wanted, None)
        return wanted.as_object(rows[0]) if rows else None

    async def _moment(
        self, field: RowsField, source: object, arguments: Arguments, key: str | int
    ) -> Moment | None:
        """The moment of which the rows are: that of the object they belong to, or as asked."""
        if is_entity(type(source)):
            return moment_of(source)
        if field.collection.past_for is None or arguments.get(AS_OF) is None:
            return None
        check_may_ask(self._inputs.viewer.role, field.collection.past_for)
        return await self._pasts.moment(str(key), arguments)

    async def _connection(self, wanted: Wanted, source: object) -> Connection[Any]:
        rows = await self._rows(wanted, source)
        first = wanted.arguments["first"]
        edges = [Edge(node=wanted.as_object(r), cursor=r["_cursor"]) for r in rows[:first]]
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

    async def _rows(self, wanted: Wanted, source: object) -> Found:
        return await self._load("rows", wanted, source, page)

    async def _count(self, wanted: Wanted, source: object) -> int:
        counted = await self._load("count", wanted, source, count)
        return int(counted[0]["n"])

    async def _load(self, what: str, wanted: Wanted, source: object, select: Select) -> Found:
        if not is_entity(type(source)):
            return await self._run(wanted, None, [], select)
        parent = entity_of(type(source))
        loader_id = (what, wanted.field, parent.name, repr(wanted.arguments), wanted.moment)
        loader = self._loaders.get(loader_id)
        if loader is None:
            loader = DataLoader(load_fn=partial(self._batch, wanted, parent, select))
            self._loaders[loader_id] = loader
        return await loader.load(row_key(source))

    async def _batch(
        self, wanted: Wanted, parent: Entity, select: Select, keys: list[Key]
    ) -> list[Found]:
        found: list[Found] = [[] for _ in keys]
        for row in await self._run(wanted, parent, keys, select):
            found[row["_parent"] - 1].append(row)
        return found

    async def _run(
        self, wanted: Wanted, parent: Entity | None, keys: Sequence[Key], select: Select
    ) -> Found:
        statement = Statement(self._inputs.viewer.role)
        asked = Asked(wanted.arguments, statement.slot())
        if parent is None:
            text = select(statement, wanted, asked, None)
        else:
            text = for_each(statement, parent, keys, partial(select, statement, wanted, asked))
        viewer, moment = self._inputs.viewer, wanted.moment
        if moment is None:
            inputs = Inputs(viewer, self._inputs.now, [wanted.arguments])
            text = statement.finish(text)
            return await self._database.rows(text, statement.parameters(inputs))
        inputs = Inputs(viewer, moment.now, [wanted.arguments], moment.position)
        past = past_sql(text, statement)
        return await self._pasts.rows(moment, past, statement.parameters(inputs))


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


_KINDS = {UUID: "uuid", int: "bigint", str: "text"}


@cache
def _by_key(column: str, kind: str, seen_by: Rule | None) -> OneField:
    argument = Argument(str, "", Condition(f"{{t}}.{column} = {{p}}::{kind}"))
    return OneField("", Collection(arguments={column: argument}, seen_by=seen_by))
