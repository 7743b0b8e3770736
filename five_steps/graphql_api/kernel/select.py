"""The SQL of a collection: which rows, in which order, from where to where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from five_steps.graphql_api.kernel.collection import Collection, Condition, Sort, conditions_of
from five_steps.graphql_api.kernel.cursors import cursor_sql, read_cursor
from five_steps.graphql_api.kernel.entity import Entity
from five_steps.graphql_api.kernel.statement import Arguments, Inputs, Statement


@dataclass(frozen=True, slots=True)
class Asked:
    """A field's arguments: what they are now, and where a later run finds them."""

    arguments: Arguments
    slot: int


class Rows:
    """The rows of a collection under an alias, as clauses of a statement."""

    def __init__(
        self,
        statement: Statement,
        entity: Entity,
        collection: Collection,
        asked: Asked,
        parent: str | None,
    ) -> None:
        self._statement = statement
        self._entity = entity
        self._collection = collection
        self._asked = asked
        self.alias = statement.alias()
        self._table = statement.fill(entity.table)
        rule = collection.seen_by or entity.visible
        self._conditions = [statement.seen_by(rule, self.alias)]
        if collection.join is not None:
            assert parent is not None
            self._conditions.append(statement.fill(collection.join, t=self.alias, parent=parent))
        self._add_arguments()

    def all(self, outputs: Sequence[str]) -> str:
        """Select all of the rows, in no order."""
        return self._select(outputs, self._conditions)

    def ordered(self, outputs: Sequence[str], *, limit: str | None = None) -> str:
        """Select the rows in order, the first `limit` of them (an SQL expression)."""
        sort = self.sort
        conditions = list(self._conditions)
        if self._asked.arguments.get("after") is not None:
            conditions.append(self._after(sort))
        direction = "DESC" if sort.descending else "ASC"
        order = f"{self._fill(sort.by)} {direction}"
        if sort.unique is not None:
            order += f", {self._fill(sort.unique)} {'ASC' if sort.ties_ascending else direction}"
        text = f"{self._select(outputs, conditions)} ORDER BY {order}"
        return text if limit is None else f"{text} LIMIT {limit}"

    def count(self) -> str:
        """Count the rows, wherever the page begins."""
        return self.all(["count(*)"])

    def again(self, parent: str | None) -> "Rows":
        """The same rows under another alias."""
        return Rows(self._statement, self._entity, self._collection, self._asked, parent)

    @property
    def sort(self) -> Sort:
        """The order that was asked for."""
        return self._collection.sort(self._asked.arguments)

    @property
    def cursor(self) -> str:
        """The expression of a row's cursor."""
        return self._fill(cursor_sql(self.sort))

    def first(self) -> str:
        """The placeholder of how many rows were asked for."""
        slot = self._asked.slot
        return self._statement.bind(lambda inputs: inputs.arguments[slot]["first"]) + "::int"

    def _fill(self, template: str) -> str:
        return self._statement.fill(template, t=self.alias)

    def _select(self, outputs: Sequence[str], conditions: Sequence[str]) -> str:
        where = " AND ".join(text for text in conditions if text != "TRUE") or "TRUE"
        return f"SELECT {', '.join(outputs)} FROM {self._table} {self.alias} WHERE {where}"  # noqa: S608

    def _add_arguments(self) -> None:
        given = self._asked.arguments
        for name, argument in (self._collection.arguments or {}).items():
            if given.get(name) is not None:
                self._conditions.append(self._bound(argument.condition, name))
            elif argument.default is not None:
                sql = argument.condition.sql.replace("{p}", argument.default)
                self._conditions.append(self._fill(sql))
        wanted = given.get("filter") or {}
        if self._collection.filter is not None:
            for name, condition in conditions_of(self._collection.filter).items():
                if wanted.get(name) is not None:
                    self._conditions.append(self._bound(condition, "filter", name))

    def _bound(self, condition: Condition, *path: str) -> str:
        slot = self._asked.slot

        def value(inputs: Inputs) -> Any:
            found: Any = inputs.arguments[slot]
            for name in path:
                found = found[name]
            return condition.read(".".join(path), found)

        return self._statement.fill(condition.sql, t=self.alias, p=self._statement.bind(value))

    def _after(self, sort: Sort) -> str:
        slot = self._asked.slot

        def place(n: int) -> Any:
            return lambda inputs: read_cursor(inputs.arguments[slot]["after"], sort)[n]

        sign = "<" if sort.descending else ">"
        value = f"{self._statement.bind(place(0))}::{sort.kind}"
        if sort.unique is None:
            return f"{self._fill(sort.by)} {sign} {value}"
        unique = f"{self._statement.bind(place(1))}::uuid"
        return f"({self._fill(sort.by)}, {self._fill(sort.unique)}) {sign} ({value}, {unique})"
