"""The changed objects that mutations answer with, read for many requests at once.

A view shows the events of many commands in the same moment, so those who wait for it are woken
together. One statement then reads for all of them who asked for the same selection in the same
role; who each of them is, and so what they may see, is in its rows.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from graphql import GraphQLObjectType

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.collection import Collection
from five_steps.graphql_api.kernel.database import Database
from five_steps.graphql_api.kernel.personal_reads import PersonalReads
from five_steps.graphql_api.kernel.plan import Compiler
from five_steps.graphql_api.kernel.row_types import rows_of
from five_steps.graphql_api.kernel.select import Asked, Rows
from five_steps.graphql_api.kernel.selections import NO_VARIABLES, Operation, Selected
from five_steps.graphql_api.kernel.statement import Inputs, Source
from five_steps.graphql_api.kernel.viewer import Viewer

ROWS_AT_ONCE_MAX = 200

_ASKER = {"viewer": "k.viewer", "unit": "k.unit", "now": "k.now"}


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A compiled selection of an object, by keys."""

    text: str
    compiler: Compiler

    def parameters(self, asked: Sequence["_Asked"]) -> list[Any]:
        """The statement's parameters for all who ask."""
        rows = {
            "key": [one.key for one in asked],
            "viewer": [one.viewer.person_id for one in asked],
            "unit": [one.viewer.unit_id for one in asked],
            "now": [one.now for one in asked],
        }
        arguments = [rows, *(given.read(NO_VARIABLES) for given in self.compiler.given)]
        first = asked[0]
        return self.compiler.statement.parameters(Inputs(first.viewer, first.now, arguments))


class _Asked(NamedTuple):
    key: UUID | int
    viewer: Viewer
    now: datetime
    answer: asyncio.Future[str | None]


def compile_read(
    operation: Operation,
    type_: GraphQLObjectType,
    selected: Selected,
    role: Role | None,
    *,
    by_position: bool,
) -> ReadPlan:
    """Compile what is selected of a changed object, found by its id or its last position.

    Raises:
        NotCompilable: some field has to be resolved otherwise.
        GraphQLError: an argument is not allowed.
    """
    compiler = Compiler(operation, NO_VARIABLES, role, asker=_ASKER)
    statement = compiler.statement
    slot = statement.slot()
    arrays = [
        f"{statement.bind(_array(slot, name))}::{kind}[]"
        for name, kind in _columns(by_position=by_position).items()
    ]
    column = "position" if by_position else "id"
    collection = Collection(join=f"{{t}}.{column} = {{parent}}.key")
    rows = Rows(statement, rows_of(type_), collection, Asked({}, slot), "k")
    outputs = compiler.fields(type_, selected.selections, rows.alias)
    text = statement.finish(
        f"SELECT (SELECT row_to_json(o)::text FROM ({rows.all(outputs)}) o)"  # noqa: S608
        f" FROM unnest({', '.join(arrays)}) WITH ORDINALITY AS k (key, viewer, unit, now, n)"
        " ORDER BY k.n"
    )
    return ReadPlan(text, compiler)


def _array(slot: int, name: str) -> Source:
    return lambda inputs: inputs.arguments[slot][name]


def _columns(*, by_position: bool) -> Mapping[str, str]:
    key = "bigint" if by_position else "uuid"
    return {"key": key, "viewer": "uuid", "unit": "uuid", "now": "timestamptz"}


class ChangedRows:
    """Reads by one plan for whoever asks, one statement at a time."""

    def __init__(self, plan: ReadPlan) -> None:
        self._plan = plan
        self._asked: list[_Asked] = []
        self._reading: asyncio.Task[None] | None = None

    async def read(
        self,
        key: UUID | int,
        viewer: Viewer,
        now: datetime,
        database: Database,
        reads: PersonalReads,
    ) -> str | None:
        """The object as JSON; None where there is none, or none to be seen."""
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._asked.append(_Asked(key, viewer, now, answer))
        if self._reading is None or self._reading.done():
            # It begins when all who were woken together have asked.
            self._reading = asyncio.create_task(self._read_all(database))
        text = await answer
        return None if text is None else self._plan.compiler.marks.take_out(text, reads)

    async def _read_all(self, database: Database) -> None:
        while self._asked:
            asked = self._asked[:ROWS_AT_ONCE_MAX]
            del self._asked[:ROWS_AT_ONCE_MAX]
            try:
                rows = await database.rows(self._plan.text, self._plan.parameters(asked))
            except Exception as error:
                for one in asked:
                    if not one.answer.done():
                        one.answer.set_exception(error)
            else:
                for one, (text,) in zip(asked, rows, strict=True):
                    if not one.answer.done():
                        one.answer.set_result(text)
