"""What the inputs of most commands about budgets begin with."""

from uuid import UUID

import strawberry

from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import CommandInput
from five_steps.graphql_api.kernel.scalars import Cents


@strawberry.input(description="A command about a budget.")
class BudgetInput(CommandInput):
    """A command about a budget."""

    budget_id: strawberry.ID = strawberry.field(description="The budget 年度预算.")

    @property
    def budget(self) -> UUID:
        """The budget's own id."""
        return local_id("budgetId", self.budget_id, "Budget")


@strawberry.input(description="A command about a unit's part of a line.")
class BudgetAccountInput(BudgetInput):
    """A command about a unit's part of a line."""

    line: str = strawberry.field(description="Code of the line 科目代码.")
    unit_id: strawberry.ID = strawberry.field(description="The unit 单位.")
    amount_cents: Cents = strawberry.field(description="The amount 金额, at least 1 分.")

    @property
    def unit(self) -> UUID:
        """The unit's own id."""
        return local_id("unitId", self.unit_id, "Unit")


@strawberry.input(description="A command about an amendment of a budget.")
class AmendmentInput(BudgetInput):
    """A command about an amendment of a budget."""

    amendment_id: strawberry.ID = strawberry.field(description="The amendment 预算调整.")

    @property
    def amendment(self) -> UUID:
        """The amendment's own id."""
        return local_id("amendmentId", self.amendment_id, "BudgetAmendment")
