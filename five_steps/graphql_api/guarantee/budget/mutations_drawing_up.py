"""Drawing up the budget of a year, and its adoption."""

from typing import Annotated

import strawberry

from five_steps.commands.guarantee.budget.drawing_up import (
    AddBudgetLine,
    AdoptBudget,
    DrawUpBudget,
)
from five_steps.graphql_api.guarantee.budget.budget_input import BudgetInput
from five_steps.graphql_api.guarantee.budget.budget_result import BudgetChanged, BudgetResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.kernel.scalars import Cents


@strawberry.input(description="The budget of a year to begin (编制预算).")
class DrawUpBudgetInput(CommandInput):
    """The budget of a year to begin."""

    year: int = strawberry.field(description="Civil year 年度, 2000–2100.")

    def command(self) -> DrawUpBudget:
        """The command that is asked for."""
        return DrawUpBudget(year=self.year)


@strawberry.input(description="A line to add (设立科目).")
class AddBudgetLineInput(BudgetInput):
    """A line to add."""

    line: str = strawberry.field(description="Code 科目代码, 1–32 characters.")
    name: str = strawberry.field(description="Name 科目名称, 1–100 characters.")
    amount_cents: Cents = strawberry.field(
        description="Amount 预算数 in 分; 0 once the budget is adopted."
    )

    def command(self) -> AddBudgetLine:
        """The command that is asked for."""
        return AddBudgetLine(
            budget_id=self.budget, line=self.line, name=self.name, amount_cents=self.amount_cents
        )


@strawberry.input(description="A budget to adopt (批复预算).")
class AdoptBudgetInput(BudgetInput):
    """A budget to adopt."""

    reference: str = strawberry.field(
        description="The decision behind it 批复文号, 1–100 characters."
    )

    def command(self) -> AdoptBudget:
        """The command that is asked for."""
        return AdoptBudget(budget_id=self.budget, reference=self.reference)


@strawberry.type(description="Drawing up budgets.")
class DrawingUpMutations:
    """Drawing up budgets."""

    @strawberry.mutation(
        description="Begin the district's budget of a year 编制预算; for the centre's "
        "administrators."
    )
    async def draw_up_budget(
        self,
        info: Info,
        input: Annotated[DrawUpBudgetInput, GIVEN],  # noqa: A002
    ) -> BudgetResult:
        """Draw up a budget."""
        return await run(info, input, BudgetChanged)

    @strawberry.mutation(
        description="Add a line to a budget 设立科目; for the centre's administrators. Once the "
        "budget is adopted the line begins empty, and money comes by amendment."
    )
    async def add_budget_line(
        self,
        info: Info,
        input: Annotated[AddBudgetLineInput, GIVEN],  # noqa: A002
    ) -> BudgetResult:
        """Add a line."""
        return await run(info, input, BudgetChanged)

    @strawberry.mutation(
        description="Adopt a budget 批复预算; for an administrator of the centre who had no hand "
        "in the draft."
    )
    async def adopt_budget(
        self,
        info: Info,
        input: Annotated[AdoptBudgetInput, GIVEN],  # noqa: A002
    ) -> BudgetResult:
        """Adopt a budget."""
        return await run(info, input, BudgetChanged)
