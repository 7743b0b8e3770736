"""Root fields of the budget."""

import strawberry

from five_steps.graphql_api.guarantee.budget.budget import Budget
from five_steps.graphql_api.kernel.collection import Argument, Condition
from five_steps.graphql_api.kernel.entity import one

_YEAR = Argument(int, "Civil year 年度.", Condition("{t}.year = {p}::int"))


@strawberry.type(description="Reading the budget.")
class BudgetQueries:
    """Root fields of the budget."""

    budget: Budget | None = one(
        "The district's budget of a year 年度预算; null before it is adopted, but for the centre "
        "and auditors.",
        arguments={"year": _YEAR},
    )
