"""Runs operations: a query as one SQL statement where it can be compiled, else by resolvers."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLSchema, OperationType
from graphql.execution import ExecutionResult, execute, get_variable_values, subscribe

from five_steps.domain.kernel.refusal import Refusal
from five_steps.graphql_api.kernel.answers import (
    answer_bytes,
    data_bytes,
    refusal_bytes,
)
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.documents import Documents, InvalidDocument, Prepared
from five_steps.graphql_api.kernel.mutation_plan import MutationPlan, compile_mutation
from five_steps.graphql_api.kernel.query_plan import Plan, compile_query, read
from five_steps.graphql_api.kernel.selections import NotCompilable
from five_steps.graphql_api.kernel.shape import shape_of
from five_steps.graphql_api.kernel.traced import traced_answer, traced_results
from five_steps.graphql_api.kernel.waiting import wait_for_position
from five_steps.projections.past.pasts import PastInPreparation

COERCION_ERRORS_MAX = 10


class Kind(StrEnum):
    """How a request was answered; for metrics."""

    COMPILED = "compiled"
    RESOLVED = "resolved"
    MUTATION = "mutation"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Request:
    """An operation as it was asked for."""

    query: str
    variables: Mapping[str, Any]
    operation_name: str | None
    position_least: int = 0
    """Log position that the views have to show first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as JSON; `refused` if nothing was run."""

    body: bytes
    refused: bool = False


class Engine:
    """Runs operations of the schema; without `compiling`, all of them by resolvers."""

    def __init__(self, schema: strawberry.Schema, *, compiling: bool = True) -> None:
        self._compiling = compiling
        self._schema: GraphQLSchema = schema._schema
        self._executor = schema.execution_context_class
        self.documents = Documents(self._schema)

    async def run(
        self, request: Request, context: RequestContext, *, only_query: bool = False
    ) -> Answer:
        """Answer a query or mutation."""
        began = perf_counter()
        try:
            prepared = self.documents.prepare(request.query, request.operation_name)
            if prepared.kind is OperationType.SUBSCRIPTION:
                raise _refusal("subscriptions are served over WebSocket", "BAD_REQUEST")
            if only_query and prepared.kind is not OperationType.QUERY:
                raise _refusal("mutations are sent by POST", "METHOD_NOT_ALLOWED")
            plan = self._mutation_plan(prepared, context)
            given = None if plan is None else plan.input(request.variables)
            if plan is None or given is None:
                self._coerce(prepared, request, context)
                await wait_for_position(prepared, request.position_least, context)
                kind, body = await self._answer(prepared, request, context)
            else:
                await wait_for_position(prepared, request.position_least, context)
                kind, body = Kind.MUTATION, await plan.run(given, context)
            if context.reads:
                body = await traced_answer(body, prepared, context)
            answer = Answer(body)
        except InvalidDocument as invalid:
            kind, answer = Kind.REFUSED, Answer(refusal_bytes(invalid.errors, context), True)
        except GraphQLError as error:
            kind, answer = Kind.REFUSED, Answer(refusal_bytes([error], context), True)
        context.services.observer.request_answered(kind=kind, seconds=perf_counter() - began)
        return answer

    def prepare(self, request: Request, context: RequestContext) -> Prepared:
        """The operation, with the context's variables coerced and its cost checked.

        Raises:
            InvalidDocument: it is not to be run.
            GraphQLError: it would cost too much.
        """
        prepared = self.documents.prepare(request.query, request.operation_name)
        self._coerce(prepared, request, context)
        return prepared

    def _coerce(self, prepared: Prepared, request: Request, context: RequestContext) -> None:
        operation = prepared.operation
        coerced = get_variable_values(
            self._schema,
            operation.node.variable_definitions or (),
            dict(request.variables),
            max_errors=COERCION_ERRORS_MAX,
            hide_suggestions=True,
        )
        if isinstance(coerced, list):
            raise InvalidDocument(coerced)
        context.variables = coerced
        context.refresh()
        prepared.cost.check(coerced.coerced)

    async def subscribe(
        self, request: Request, context: RequestContext
    ) -> AsyncIterator[ExecutionResult] | ExecutionResult:
        """The results of a subscription, or why there are none.

        Raises:
            InvalidDocument, GraphQLError: as `prepare`.
        """
        prepared = self.prepare(request, context)
        await wait_for_position(prepared, request.position_least, context)
        begun = subscribe(
            self._schema,
            prepared.document,
            context_value=context,
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
            executor_class=self._executor,
        )
        results = begun if isinstance(begun, ExecutionResult | AsyncIterator) else await begun
        if isinstance(results, ExecutionResult):
            return results
        return traced_results(results, prepared, context)

    async def _answer(
        self, prepared: Prepared, request: Request, context: RequestContext
    ) -> tuple[Kind, bytes]:
        if prepared.kind is OperationType.MUTATION:
            return Kind.MUTATION, await self._execute(prepared, request, context)
        plan = self._plan(prepared, context) if self._compiling else "off"
        if not isinstance(plan, str):
            try:
                return Kind.COMPILED, data_bytes(await read(plan, context), context)
            except (Refusal, GraphQLError):
                # An argument that is not allowed: the resolvers tell which field it belongs to.
                plan = "refusal"
            except PastInPreparation:
                # They do not wait again, and tell which field is not there yet.
                plan = "past_in_preparation"
            except Exception as error:
                failed = GraphQLError("the read failed", original_error=error)
                return Kind.COMPILED, answer_bytes(None, [failed], context)
        context.services.observer.read_not_compiled(reason=plan)
        return Kind.RESOLVED, await self._execute(prepared, request, context)

    def _mutation_plan(self, prepared: Prepared, context: RequestContext) -> MutationPlan | None:
        if not self._compiling or prepared.kind is not OperationType.MUTATION:
            return None
        role = context.viewer.role
        if role not in prepared.mutation_plans:
            try:
                prepared.cost.check({})
                plan = compile_mutation(self._schema, prepared.operation, role)
            except (NotCompilable, GraphQLError):
                # What is not allowed is explained by the library.
                plan = None
            prepared.mutation_plans[role] = plan
        return prepared.mutation_plans[role]

    def _plan(self, prepared: Prepared, context: RequestContext) -> Plan | str:
        variables = context.variables
        shape = shape_of(prepared.variable_names, variables.coerced)
        key = (context.viewer.role, shape)
        plan = prepared.plans.get(key)
        if plan is None:
            try:
                plan = compile_query(
                    self._schema, prepared.operation, variables, context.viewer.role
                )
            except NotCompilable as reason:
                plan = reason.reason
            except GraphQLError:
                return "refusal"
            prepared.keep(key, plan)
        return plan

    async def _execute(
        self, prepared: Prepared, request: Request, context: RequestContext
    ) -> bytes:
        executed = execute(
            self._schema,
            prepared.document,
            context_value=context,
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
            executor_class=self._executor,
            hide_suggestions=True,
        )
        result = executed if isinstance(executed, ExecutionResult) else await executed
        return answer_bytes(result.data, result.errors, context)


def _refusal(message: str, code: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})
