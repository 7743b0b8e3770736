"""Which items of the purchase list to show."""

import strawberry

from five_steps.domain.projects.purchasing.purchase_state import PurchaseState
from five_steps.graphql_api.kernel.collection import condition, reads_id, reads_search
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.projects.purchasing.purchase_item import OVERDUE


@strawberry.input(description="Which items to list; all that is given must hold.")
class PurchaseItemFilter:
    """Which items to list."""

    year: int | None = condition("{t}.year = {p}::int", "Of the list of this year 年度.")
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Bought by this unit or any under it 采购单位.",
        read=reads_id("Unit"),
    )
    state: list[PurchaseState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    line: str | None = condition("{t}.line = {p}", "Paid from this budget line 预算科目.")
    project: strawberry.ID | None = condition(
        "{t}.project_id = {p}::uuid", "Bought for this project 项目.", read=reads_id("Project")
    )
    overdue: bool | None = condition(
        f"{OVERDUE} = {{p}}::boolean", "With a late delivery or not 是否逾期."
    )
    search: str | None = condition(
        "({t}.title LIKE {p} OR {t}.supplier LIKE {p} OR {t}.contract_number LIKE {p})",
        "Part of the title, the supplier or the number of the contract 关键词.",
        read=reads_search,
    )
