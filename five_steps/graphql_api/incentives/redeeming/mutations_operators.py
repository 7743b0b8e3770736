"""Who works a counter (操作员)."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.redeeming.operators import AppointOperator, DismissOperator
from five_steps.graphql_api.incentives.redeeming.counter_input import CounterInput
from five_steps.graphql_api.incentives.redeeming.counter_result import (
    CounterChanged,
    CounterResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="Somebody who is to work a counter (指定操作员).")
class AppointOperatorInput(CounterInput):
    """Somebody who is to work a counter."""

    operator: str = strawberry.field(
        description="The subject of their token 操作员, 1–100 characters."
    )

    def command(self) -> AppointOperator:
        """The command that is asked for."""
        return AppointOperator(counter_id=self.counter, operator=self.operator)


@strawberry.input(description="Somebody who is no longer to work a counter (撤销操作员).")
class DismissOperatorInput(CounterInput):
    """Somebody who is no longer to work a counter."""

    operator: str = strawberry.field(description="The subject of their token 操作员.")

    def command(self) -> DismissOperator:
        """The command that is asked for."""
        return DismissOperator(counter_id=self.counter, operator=self.operator)


@strawberry.type(description="Saying who works a counter.")
class OperatorMutations:
    """Saying who works a counter."""

    @strawberry.mutation(
        description="Let somebody work a counter 指定操作员; for administrators of its unit, or "
        "above."
    )
    async def appoint_operator(
        self,
        info: Info,
        input: Annotated[AppointOperatorInput, GIVEN],  # noqa: A002
    ) -> CounterResult:
        """Appoint an operator."""
        return await run(info, input, CounterChanged)

    @strawberry.mutation(description="Let somebody no longer work a counter 撤销操作员.")
    async def dismiss_operator(
        self,
        info: Info,
        input: Annotated[DismissOperatorInput, GIVEN],  # noqa: A002
    ) -> CounterResult:
        """Dismiss an operator."""
        return await run(info, input, CounterChanged)
