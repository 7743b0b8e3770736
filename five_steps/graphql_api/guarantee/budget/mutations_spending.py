"""What units spend of their parts without a contract (支出)."""

from typing import Annotated

import strawberry

from five_steps.commands.guarantee.budget.spending import RefundSpending, SpendBudget
from five_steps.graphql_api.guarantee.budget.budget_input import BudgetAccountInput
from five_steps.graphql_api.guarantee.budget.budget_result import (
    BudgetAccountChanged,
    BudgetAccountResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="What a unit spent (支出).")
class SpendBudgetInput(BudgetAccountInput):
    """What a unit spent."""

    purpose: str = strawberry.field(description="What for 用途, 1–100 characters.")
    voucher: str = strawberry.field(
        description="Voucher 凭证号, 1–100 characters, used once for the unit and line."
    )

    def command(self) -> SpendBudget:
        """The command that is asked for."""
        return SpendBudget(
            budget_id=self.budget,
            line=self.line,
            unit_id=self.unit,
            amount_cents=self.amount_cents,
            purpose=self.purpose,
            voucher=self.voucher,
        )


@strawberry.input(description="What came back of what was spent (退回或冲正).")
class RefundSpendingInput(BudgetAccountInput):
    """What came back of what was spent."""

    reason: str = strawberry.field(description="Why 退回或冲正原因, 1–500 characters.")
    voucher: str = strawberry.field(
        description="Voucher 凭证号, 1–100 characters, used once for the unit and line."
    )

    def command(self) -> RefundSpending:
        """The command that is asked for."""
        return RefundSpending(
            budget_id=self.budget,
            line=self.line,
            unit_id=self.unit,
            amount_cents=self.amount_cents,
            reason=self.reason,
            voucher=self.voucher,
        )


@strawberry.type(description="Spending budgets.")
class SpendingMutations:
    """Spending budgets."""

    @strawberry.mutation(
        description="Record what a unit spent of its part of a line 支出, never beyond what is "
        "free of it; for administrators of the unit or above."
    )
    async def spend_budget(
        self,
        info: Info,
        input: Annotated[SpendBudgetInput, GIVEN],  # noqa: A002
    ) -> BudgetAccountResult:
        """Spend."""
        return await run(info, input, BudgetAccountChanged)

    @strawberry.mutation(
        description="Record what came back of what was spent, or undo a wrong posting 退回或冲正; "
        "for administrators of the unit or above."
    )
    async def refund_spending(
        self,
        info: Info,
        input: Annotated[RefundSpendingInput, GIVEN],  # noqa: A002
    ) -> BudgetAccountResult:
        """Refund."""
        return await run(info, input, BudgetAccountChanged)
