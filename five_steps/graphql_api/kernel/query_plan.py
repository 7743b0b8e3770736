"""A compiled query: a statement for what is read as it is, and one for each field of the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from graphql import GraphQLObjectType, GraphQLSchema
from graphql.execution import VariableValues, get_argument_values

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.as_of import AS_OF
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.entity import RowsField
from five_steps.graphql_api.kernel.given_arguments import GivenArguments
from five_steps.graphql_api.kernel.past_sql import NarrowSQL, PastSQL, past_sql
from five_steps.graphql_api.kernel.personal_marks import PersonalMarks
from five_steps.graphql_api.kernel.plan import Compiler
from five_steps.graphql_api.kernel.row_types import declared_field
from five_steps.graphql_api.kernel.selections import (
    NotCompilable,
    Operation,
    Selected,
    collect_fields,
)
from five_steps.graphql_api.kernel.statement import Arguments, Inputs, Statement
from five_steps.projections.past.narrow_log import TooWide


@dataclass(frozen=True, slots=True)
class _Part:
    statement: Statement
    given: Sequence[GivenArguments]
    """Of each field that stands for rows."""
    marks: PersonalMarks
    """What its text says of people beside the answer."""

    def arguments(self, context: RequestContext) -> list[Arguments]:
        return [given.read(context.variables) for given in self.given]


@dataclass(frozen=True, slots=True)
class PresentPart(_Part):
    """Root fields as they are."""

    text: str

    async def read(self, context: RequestContext) -> str:
        """The fields as a JSON object."""
        inputs = Inputs(context.viewer, context.now, self.arguments(context))
        parameters = self.statement.parameters(inputs)
        (text,) = await context.services.reads.row(self.text, parameters)
        return str(text)


@dataclass(frozen=True, slots=True)
class PastPart(_Part):
    """A root field as it was."""

    key: str
    """In the answer."""
    sql: PastSQL
    narrow: NarrowSQL | None
    """The same without any tables, if few streams make all the rows it reads."""

    async def read(self, context: RequestContext) -> str:
        """The field as a JSON object."""
        arguments = self.arguments(context)
        # The root field is the first that the compiler came to.
        moment = await context.pasts.moment(self.key, arguments[0])
        assert moment is not None
        inputs = Inputs(context.viewer, moment.now, arguments, moment.position)
        parameters = self.statement.parameters(inputs)
        if self.narrow is not None:
            try:
                ((text,),) = await context.pasts.narrow_rows(moment, self.narrow, parameters)
            except TooWide:
                pass
            else:
                return str(text)
        ((text,),) = await context.pasts.rows(moment, self.sql, parameters)
        return str(text)


Plan: TypeAlias = Sequence[PresentPart | PastPart]
"""A compiled query for one role and one shape of variables."""


async def read(plan: Plan, context: RequestContext) -> str:
    """The data of the answer, as JSON.

    Raises:
        Refusal, GraphQLError: an argument is not allowed.
        PastInPreparation: a past is not there yet.
    """
    texts = [part.marks.take_out(await part.read(context), context.reads) for part in plan]
    if len(texts) == 1:
        return texts[0]
    # Each is an object with some of the fields, in the order of the answer.
    return f"{{{','.join(text[1:-1] for text in texts)}}}"


def compile_query(
    schema: GraphQLSchema, operation: Operation, variables: VariableValues, role: Role | None
) -> Plan:
    """Compile a query.

    Raises:
        NotCompilable: some field has to be resolved otherwise.
        GraphQLError: an argument is not allowed.
    """
    query = schema.query_type
    assert query is not None

    def is_past(field: Selected) -> bool:
        return _is_past(query, field, variables, role)

    def compile_part(fields: Sequence[Selected]) -> PresentPart | PastPart:
        compiler = Compiler(operation, variables, role)
        columns = ", ".join(compiler.columns(query, fields, None))
        text = f"SELECT row_to_json(q)::text FROM (SELECT {columns}) q"  # noqa: S608
        statement = compiler.statement
        if is_past(fields[0]):
            sql = past_sql(text, statement)
            return PastPart(
                statement, compiler.given, compiler.marks, fields[0].key, sql, sql.narrow()
            )
        return PresentPart(statement, compiler.given, compiler.marks, statement.finish(text))

    selected = collect_fields(operation, variables, query, [operation.node.selection_set])
    parts: list[PresentPart | PastPart] = []
    for past, fields in groupby(selected, is_past):
        if past:
            parts += [compile_part([field]) for field in fields]
        else:
            parts.append(compile_part(list(fields)))
    return parts


def _is_past(
    query: GraphQLObjectType, selected: Selected, variables: VariableValues, role: Role | None
) -> bool:
    """Whether a root field is to be read as it was.

    It is the same for all variables of a shape.
    """
    field = query.fields.get(selected.node.name.value)
    declared = None if field is None else declared_field(field)
    if field is None or not isinstance(declared, RowsField):
        return False
    past_for = declared.collection.past_for
    if past_for is None:
        return False
    arguments: dict[str, Any] = get_argument_values(field, selected.node, variables)
    if arguments.get(AS_OF) is None:
        return False
    if role not in past_for:
        raise NotCompilable("forbidden")
    return True
