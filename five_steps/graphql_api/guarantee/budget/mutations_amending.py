"""Changing the amounts of an adopted budget (预算调整)."""

from typing import Annotated

import strawberry

from five_steps.commands.guarantee.budget.amending import (
    ApproveBudgetAmendment,
    ProposeBudgetAmendment,
    RejectBudgetAmendment,
)
from five_steps.graphql_api.guarantee.budget.budget_input import AmendmentInput, BudgetInput
from five_steps.graphql_api.guarantee.budget.budget_result import (
    BudgetAmendmentChanged,
    BudgetAmendmentResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.kernel.scalars import Cents


@strawberry.input(description="Another amount for a line (申请预算调整).")
class ProposeBudgetAmendmentInput(BudgetInput):
    """Another amount for a line."""

    line: str = strawberry.field(description="Code of the line 科目代码.")
    amount_cents: Cents = strawberry.field(
        description="What the line's amount shall be 调整后预算数; not below what units have of it."
    )
    reason: str = strawberry.field(description="Why 调整原因, 1–500 characters.")

    def command(self) -> ProposeBudgetAmendment:
        """The command that is asked for."""
        return ProposeBudgetAmendment(
            budget_id=self.budget,
            line=self.line,
            amount_cents=self.amount_cents,
            reason=self.reason,
        )


@strawberry.input(description="An amendment to approve (批准预算调整).")
class ApproveBudgetAmendmentInput(AmendmentInput):
    """An amendment to approve."""

    def command(self) -> ApproveBudgetAmendment:
        """The command that is asked for."""
        return ApproveBudgetAmendment(budget_id=self.budget, amendment_id=self.amendment)


@strawberry.input(description="An amendment not to approve (不予预算调整).")
class RejectBudgetAmendmentInput(AmendmentInput):
    """An amendment not to approve."""

    reason: str = strawberry.field(description="Why not 不予批准原因, 1–500 characters.")

    def command(self) -> RejectBudgetAmendment:
        """The command that is asked for."""
        return RejectBudgetAmendment(
            budget_id=self.budget, amendment_id=self.amendment, reason=self.reason
        )


@strawberry.type(description="Amending budgets.")
class AmendingMutations:
    """Amending budgets."""

    @strawberry.mutation(
        description="Propose another amount for a line 申请预算调整; for the centre's "
        "administrators, one proposal at a time for each line."
    )
    async def propose_budget_amendment(
        self,
        info: Info,
        input: Annotated[ProposeBudgetAmendmentInput, GIVEN],  # noqa: A002
    ) -> BudgetAmendmentResult:
        """Propose an amendment."""
        return await run(info, input, BudgetAmendmentChanged)

    @strawberry.mutation(
        description="Approve an amendment 批准预算调整; for an administrator of the centre who did "
        "not propose it."
    )
    async def approve_budget_amendment(
        self,
        info: Info,
        input: Annotated[ApproveBudgetAmendmentInput, GIVEN],  # noqa: A002
    ) -> BudgetAmendmentResult:
        """Approve an amendment."""
        return await run(info, input, BudgetAmendmentChanged)

    @strawberry.mutation(
        description="Do not approve an amendment 不予预算调整; for an administrator of the centre "
        "who did not propose it."
    )
    async def reject_budget_amendment(
        self,
        info: Info,
        input: Annotated[RejectBudgetAmendmentInput, GIVEN],  # noqa: A002
    ) -> BudgetAmendmentResult:
        """Reject an amendment."""
        return await run(info, input, BudgetAmendmentChanged)
