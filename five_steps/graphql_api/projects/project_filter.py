"""Which projects to list, and in which order."""

from enum import StrEnum

import strawberry

from five_steps.domain.ordering.category import Category
from five_steps.domain.projects.project_state import ProjectStage
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.projects.project import OVERDUE

_LOCAL_YEAR = "extract(year FROM r.{} AT TIME ZONE 'Asia/Shanghai')"


@graphql_enum
class ProjectSort(StrEnum):
    """In which order projects are listed."""

    NEWEST = "NEWEST"
    """Latest established first 最新成立."""
    PLANNED_END = "PLANNED_END"
    """Earliest planned end first 计划结束时间升序."""
    NAME = "NAME"
    """By name 名称."""


PROJECT_SORTS = {
    ProjectSort.NEWEST: Sort("{t}.established_at", "timestamptz", descending=True),
    ProjectSort.PLANNED_END: Sort("{t}.planned_end", "timestamptz"),
    ProjectSort.NAME: Sort("{t}.name", "text"),
}


@strawberry.input(description="Which projects to list; all that is given must hold.")
class ProjectFilter:
    """Which projects to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it 所属单位.",
        read=reads_id("Unit"),
    )
    stage: list[ProjectStage] | None = condition(
        "{t}.stage = ANY({p}::text[])", "In one of these stages 阶段."
    )
    category: list[Category] | None = condition(
        "{t}.category = ANY({p}::text[])", "Of one of these categories 服务类别."
    )
    year: int | None = condition(
        "EXISTS (SELECT FROM read.project_rounds r WHERE r.project_id = {t}.id AND {p}::int"
        f" BETWEEN {_LOCAL_YEAR.format('planned_start')} AND {_LOCAL_YEAR.format('planned_end')})",
        "With a round planned for some of this civil year 年度.",
    )
    member: strawberry.ID | None = condition(
        "{t}.id IN (SELECT m.project_id FROM read.project_members m"
        " WHERE m.volunteer_id = {p}::uuid AND m.left_at IS NULL)",
        "In which this volunteer takes part, or did 参与志愿者.",
        read=reads_id("Volunteer"),
    )
    overdue: bool | None = condition(
        f"{OVERDUE} = {{p}}::boolean", "Going on beyond their plan or not 是否超期."
    )
    search: str | None = condition("{t}.name LIKE {p}", "Part of the name 名称.", read=reads_search)
