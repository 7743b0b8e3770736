"""What mutations of a budget answer with."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.graphql_api.guarantee.budget.budget import Budget
from five_steps.graphql_api.guarantee.budget.budget_parts import BudgetAccount, BudgetAmendment
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import Done, changed


@strawberry.type(description="The budget was changed, or drawn up.")
class BudgetChanged(Done):
    """The budget was changed."""

    budget: Budget | None = changed(Budget, "The budget as it is now 年度预算")


@strawberry.type(description="What a unit has of a line was changed.")
class BudgetAccountChanged(Done):
    """What a unit has of a line was changed."""

    budget_account: BudgetAccount | None = changed(
        BudgetAccount, "The unit's part of the line as it is now 单位额度"
    )


@strawberry.type(description="The amendment was proposed, or decided.")
class BudgetAmendmentChanged(Done):
    """The amendment was proposed, or decided."""

    budget_amendment: BudgetAmendment | None = changed(
        BudgetAmendment, "The amendment as it is now 预算调整"
    )


BudgetResult: TypeAlias = Annotated[
    BudgetChanged | CommandError,
    strawberry.union("BudgetResult", description="The changed budget, or why it was refused."),
]
BudgetAccountResult: TypeAlias = Annotated[
    BudgetAccountChanged | CommandError,
    strawberry.union(
        "BudgetAccountResult", description="The unit's changed part, or why it was refused."
    ),
]
BudgetAmendmentResult: TypeAlias = Annotated[
    BudgetAmendmentChanged | CommandError,
    strawberry.union(
        "BudgetAmendmentResult", description="The changed amendment, or why it was refused."
    ),
]
