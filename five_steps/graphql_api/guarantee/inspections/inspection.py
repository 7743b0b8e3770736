"""Inspections (监督检查): plan, checklist, findings, rectification."""

from datetime import datetime
from enum import StrEnum

import strawberry

from five_steps.domain.guarantee.inspections.inspection_state import (
    CheckResult,
    InspectionKind,
    InspectionState,
    Severity,
)
from five_steps.graphql_api.feedback.improvement_task import ImprovementTask
from five_steps.graphql_api.guarantee.inspections.veto import Veto
from five_steps.graphql_api.kernel.access import INSPECTION
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit


@graphql_enum
class InspectionSort(StrEnum):
    """In which order inspections are listed (排序)."""

    LATEST = "LATEST"
    """Latest planned first 计划时间降序."""
    EARLIEST = "EARLIEST"
    """Earliest planned first 计划时间升序."""
    MOST_FINDINGS = "MOST_FINDINGS"
    """Most findings that are not rectified first 未整改问题数降序."""


INSPECTION_SORTS = {
    InspectionSort.LATEST: Sort("{t}.planned_at", "timestamptz", descending=True),
    InspectionSort.EARLIEST: Sort("{t}.planned_at", "timestamptz"),
    InspectionSort.MOST_FINDINGS: Sort("{t}.open_findings", "int", descending=True),
}


@strawberry.input(description="Which inspections to list; all that is given must hold.")
class InspectionFilter:
    """Which inspections to list."""

    year: int | None = condition("{t}.year = {p}::int", "Of this civil year 年度.")
    kind: list[InspectionKind] | None = condition(
        "{t}.kind = ANY({p}::text[])", "Of one of these kinds 检查类别."
    )
    state: list[InspectionState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it 受检单位.",
        read=reads_id("Unit"),
    )
    open_findings: bool | None = condition(
        "({t}.open_findings > 0) = {p}::boolean",
        "With findings that are not rectified, or without 是否有未整改问题.",
    )
    vetoed: bool | None = condition(
        "EXISTS (SELECT FROM read.vetoes v WHERE v.inspection_id = {t}.id"
        " AND v.state IN ('IN_FORCE', 'OBJECTED', 'UPHELD')) = {p}::boolean",
        "With a veto in force, or without 是否一票否决.",
    )


# Reached through the inspection alone, and seen by whoever sees that.
@entity(
    "read.inspection_items",
    "An item of an inspection's checklist (检查项), and what it came to.",
    key={"inspection_id": "uuid", "number": "int"},
    visible=PUBLIC,
)
class InspectionItem:
    """An item of an inspection's checklist."""

    number: int = column("Its number, from 1 序号.")
    text: str = column("What is looked at 检查内容.")
    result: CheckResult | None = column("What it came to 结果; null until it was looked at.")
    severity: Severity | None = column("How grave the finding is 严重程度; null without one.")
    note: str = column("What was found 检查记录.")
    checked_by: str | None = column("Who looked at it 检查人.")
    checked_at: datetime | None = column("When 检查时间.")
    due_at: datetime | None = column("Until when it was to be rectified, as ordered 整改期限.")
    reinspection_note: str | None = column("What was found when it was looked at again 复查记录.")
    reinspected_by: str | None = column("Who looked at it again 复查人.")
    reinspected_at: datetime | None = column("When that was 复查时间.")
    position: Position = column("Log position of its last event.")
    task: ImprovementTask | None = one(
        "The improvement task by which it is rectified 整改任务.",
        join="{t}.id = {parent}.task_id",
    )


@entity(
    "read.inspections",
    "An inspection of a unit for a year (监督检查); for staff of the unit and of those above it.",
    visible=INSPECTION,
)
class Inspection(Node):
    """An inspection of a unit for a year."""

    year: int = column("The civil year that it counts for 年度.")
    kind: InspectionKind = column("What is inspected 检查类别.")
    title: str = column("Title 名称.")
    state: InspectionState = column("Where it stands 状态.")
    planned_at: datetime = column("When it is planned for 计划时间.")
    planned_by: str = column("Who planned it 计划人.")
    created_at: datetime = column("When it was planned 制定时间.")
    summary: str | None = column("What it comes to 检查总结.")
    findings: int = column("How many items were findings 问题数.")
    open_findings: int = column("How many of them are not rectified 未整改问题数.")
    carried_out_by: str | None = column("Who carried it out 检查人.")
    carried_out_at: datetime | None = column("When it was carried out 检查时间.")
    conclusion: str | None = column("The conclusion 结论.")
    closed_by: str | None = column("Who closed it 办结人.")
    closed_at: datetime | None = column("When it was closed 办结时间.")
    cancellation_reason: str | None = column("Why it was called off 取消原因.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The inspected unit 受检单位.", join="{t}.id = {parent}.unit_id")
    items: list[InspectionItem] = some(
        "The checklist, in order 检查清单.",
        join="{t}.inspection_id = {parent}.id",
        sorts={"": Sort("{t}.number", "int", unique=None)},
    )
    veto: Veto | None = one(
        "The veto that it led to 一票否决; null without one that the viewer may see.",
        join="{t}.inspection_id = {parent}.id",
    )
