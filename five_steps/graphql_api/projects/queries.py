"""Root fields of projects and the purchase list."""

import strawberry

from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.projects.project import Project
from five_steps.graphql_api.projects.project_filter import (
    PROJECT_SORTS,
    ProjectFilter,
    ProjectSort,
)
from five_steps.graphql_api.projects.purchasing.purchase_filter import PurchaseItemFilter
from five_steps.graphql_api.projects.purchasing.purchase_item import BY_LISTING, PurchaseItem

_PROJECT_ID = Argument(
    strawberry.ID,
    "Global id of the project.",
    Condition("{t}.id = {p}::uuid", reads_id("Project")),
)
_PURCHASE_ITEM_ID = Argument(
    strawberry.ID,
    "Global id of the item.",
    Condition("{t}.id = {p}::uuid", reads_id("PurchaseItem")),
)


@strawberry.type(description="Reading projects and the purchase list.")
class ProjectsQueries:
    """Root fields of projects and the purchase list."""

    project: Project | None = one("A project 项目.", arguments={"id": _PROJECT_ID})
    projects: Connection[Project] = connection(
        "The projects 项目.", filter=ProjectFilter, order_by=ProjectSort, sorts=PROJECT_SORTS
    )
    purchase_item: PurchaseItem | None = one(
        "An item of the purchase list 采购事项.", arguments={"id": _PURCHASE_ITEM_ID}
    )
    purchase_items: Connection[PurchaseItem] = connection(
        "The government purchase list, the latest first 政府采购清单.",
        filter=PurchaseItemFilter,
        sorts=BY_LISTING,
    )
