"""Which orders to list, and in which order."""

from datetime import datetime
from enum import StrEnum

import strawberry

from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import OrderState
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.unit_subtree import under_unit


@graphql_enum
class OrderSort(StrEnum):
    """In which order orders are listed."""

    NEWEST = "NEWEST"
    """Latest placed first 最新下单."""
    STARTS_FIRST = "STARTS_FIRST"
    """Earliest service first 服务时间升序."""
    STARTS_LAST = "STARTS_LAST"
    """Latest service first 服务时间降序."""
    DUE_FIRST = "DUE_FIRST"
    """Earliest deadline first, those without one last 截止时间升序."""


ORDER_SORTS = {
    OrderSort.NEWEST: Sort("{t}.placed_at", "timestamptz", descending=True),
    OrderSort.STARTS_FIRST: Sort("{t}.starts_at", "timestamptz"),
    OrderSort.STARTS_LAST: Sort("{t}.starts_at", "timestamptz", descending=True),
    OrderSort.DUE_FIRST: Sort(
        "coalesce({t}.due_at, '9999-12-31T00:00:00Z'::timestamptz)", "timestamptz"
    ),
}


@strawberry.input(description="Which orders to list; all that is given must hold.")
class OrderFilter:
    """Which orders to list."""

    state: list[OrderState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    category: list[Category] | None = condition(
        "{t}.category = ANY({p}::text[])", "Of one of these categories 服务类别."
    )
    handling_unit: strawberry.ID | None = condition(
        "{t}.handling_unit_id = {p}::uuid", "Handled by this unit 办理单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        under_unit("{t}.handling_unit_id"),
        "Handled by this unit or any under it.",
        read=reads_id("Unit"),
    )
    overdue: bool | None = condition("{t}.overdue = {p}::boolean", "Overdue or not 是否逾期.")
    requester: strawberry.ID | None = condition(
        "{t}.requester_id = {p}::uuid",
        "Ordered by this resident or unit 点单人.",
        read=reads_id("Resident", "Unit"),
    )
    volunteer: strawberry.ID | None = condition(
        "{t}.id IN (SELECT a.order_id FROM read.order_assignments a"
        " WHERE a.volunteer_id = {p}::uuid)",
        "Accepted by this volunteer 接单志愿者.",
        read=reads_id("Volunteer"),
    )
    starts_from: datetime | None = condition(
        "{t}.starts_at >= {p}::timestamptz",
        "Whose service starts at or after this moment 服务时间起.",
    )
    starts_before: datetime | None = condition(
        "{t}.starts_at < {p}::timestamptz", "Whose service starts before this moment 服务时间止."
    )
    placed_from: datetime | None = condition(
        "{t}.placed_at >= {p}::timestamptz", "Placed at or after this moment 下单时间起."
    )
    placed_before: datetime | None = condition(
        "{t}.placed_at < {p}::timestamptz", "Placed before this moment 下单时间止."
    )
