"""Giving units their parts of a budget line, and taking back what is free."""

from typing import Annotated

import strawberry

from five_steps.commands.guarantee.budget.allocating import AllocateBudget, WithdrawAllocation
from five_steps.graphql_api.guarantee.budget.budget_input import BudgetAccountInput
from five_steps.graphql_api.guarantee.budget.budget_result import (
    BudgetAccountChanged,
    BudgetAccountResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="A part of a line for a unit (分配额度).")
class AllocateBudgetInput(BudgetAccountInput):
    """A part of a line for a unit."""

    def command(self) -> AllocateBudget:
        """The command that is asked for."""
        return AllocateBudget(
            budget_id=self.budget,
            line=self.line,
            unit_id=self.unit,
            amount_cents=self.amount_cents,
        )


@strawberry.input(description="What a unit has free, to take back (收回额度).")
class WithdrawAllocationInput(BudgetAccountInput):
    """What a unit has free, to take back."""

    reason: str = strawberry.field(description="Why 收回原因, 1–500 characters.")

    def command(self) -> WithdrawAllocation:
        """The command that is asked for."""
        return WithdrawAllocation(
            budget_id=self.budget,
            line=self.line,
            unit_id=self.unit,
            amount_cents=self.amount_cents,
            reason=self.reason,
        )


@strawberry.type(description="Allocating budgets.")
class AllocatingMutations:
    """Allocating budgets."""

    @strawberry.mutation(
        description="Give a unit a part of a line 分配额度, never beyond the line; for the "
        "centre's administrators."
    )
    async def allocate_budget(
        self,
        info: Info,
        input: Annotated[AllocateBudgetInput, GIVEN],  # noqa: A002
    ) -> BudgetAccountResult:
        """Allocate a part of a line."""
        return await run(info, input, BudgetAccountChanged)

    @strawberry.mutation(
        description="Take back from a unit what is free of its part 收回额度; for the centre's "
        "administrators."
    )
    async def withdraw_allocation(
        self,
        info: Info,
        input: Annotated[WithdrawAllocationInput, GIVEN],  # noqa: A002
    ) -> BudgetAccountResult:
        """Withdraw an allocation."""
        return await run(info, input, BudgetAccountChanged)
