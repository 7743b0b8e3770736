"""The service menu (服务菜单)."""

import strawberry

from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

BY_TITLE = {"": Sort("{t}.title", "text")}


@strawberry.input(description="Which items to list; all that is given must hold.")
class MenuItemFilter:
    """Which items to list."""

    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "Offered by this unit 所属单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Offered by this unit or any under it.",
        read=reads_id("Unit"),
    )
    category: list[Category] | None = condition(
        "{t}.category = ANY({p}::text[])", "Of one of these categories 服务类别."
    )
    offered: bool | None = condition(
        "{t}.offered = {p}::boolean", "On the menu, or taken off it 是否在架."
    )
    search: str | None = condition(
        "{t}.title LIKE {p}", "Part of the title 名称.", read=reads_search
    )


@entity("read.menu_items", "An item of the service menu (服务菜单).", visible=PUBLIC)
class MenuItem(Node):
    """An item of the service menu."""

    category: Category = column("Category 服务类别.")
    title: str = column("Title 名称.")
    description: str = column("Description 说明.")
    minutes: int = column("Usual length in minutes 时长（分钟）.")
    headcount: int = column("Usual number of volunteers 人数.")
    offered: bool = column("Whether it can be ordered 是否在架.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that offers it 所属单位.", join="{t}.id = {parent}.unit_id")
