"""Answers that leave only after their trace."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import cast

from graphql import GraphQLError
from graphql.execution import ExecutionResult

from five_steps.access_trail import TrailUnavailable
from five_steps.graphql_api.kernel.answers import answer_bytes
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.documents import Prepared
from five_steps.graphql_api.kernel.trail import leave_trace


async def traced_answer(body: bytes, prepared: Prepared, context: RequestContext) -> bytes:
    """The answer, once it is recorded whose personal data it shows; else why it is not given."""
    try:
        await leave_trace(context, prepared.name, prepared.digest)
    except TrailUnavailable as error:
        failed = GraphQLError("no trace could be left", original_error=error)
        return answer_bytes(None, [failed], context)
    return body


async def traced_results(
    results: AsyncIterator[ExecutionResult], prepared: Prepared, context: RequestContext
) -> AsyncGenerator[ExecutionResult]:
    """The results of a subscription, each once it is recorded whose personal data it shows.

    Raises:
        TrailUnavailable: one could not be recorded; the subscription ends.
    """
    async with aclosing(cast("AsyncGenerator[ExecutionResult]", results)):
        async for result in results:
            await leave_trace(context, prepared.name, prepared.digest)
            yield result
