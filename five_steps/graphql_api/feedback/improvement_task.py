"""Improvement tasks (整改/改进), and how far they have come."""

from datetime import datetime
from enum import StrEnum

import strawberry

from five_steps.domain.feedback.improvement_state import (
    ImprovementSource,
    ImprovementState,
    InformChannel,
)
from five_steps.graphql_api.kernel.access import (
    IMPROVEMENT_IN_FULL,
    IMPROVEMENT_NOTE,
    IMPROVEMENT_TASK,
)
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.ordering.order import Order
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer


@graphql_enum
class ImprovementSort(StrEnum):
    """In which order tasks are listed (排序)."""

    DUE_FIRST = "DUE_FIRST"
    """What is due first comes first 按截止时间."""
    LATEST_FIRST = "LATEST_FIRST"
    """What was opened last comes first 按立项时间."""


IMPROVEMENT_SORTS = {
    ImprovementSort.DUE_FIRST: Sort("{t}.due_at", "timestamptz"),
    ImprovementSort.LATEST_FIRST: Sort("{t}.created_at", "timestamptz", descending=True),
}


@strawberry.input(description="Which improvement tasks to list; all that is given must hold.")
class ImprovementTaskFilter:
    """Which improvement tasks to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit and those under it 单位.",
        read=reads_id("Unit"),
    )
    state: list[ImprovementState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    overdue: bool | None = condition(
        "{t}.overdue = {p}", "Whether the due date passed before it was done 是否逾期."
    )
    source_kind: list[ImprovementSource] | None = condition(
        "{t}.source_kind = ANY({p}::text[])", "From one of these sources 来源."
    )
    order: strawberry.ID | None = condition(
        "{t}.source_id = {p}::uuid",
        "From the follow-up of this order 订单.",
        read=reads_id("Order"),
    )
    asker_informed: bool | None = condition(
        "{t}.asker_id IS NOT NULL AND ({t}.informed_at IS NOT NULL) = {p}",
        "Asked for by somebody who was told, or not yet 是否已告知.",
    )


@entity(
    "read.improvement_notes",
    "How far an improvement task has come (整改进展).",
    key={"position": "bigint"},
    visible=IMPROVEMENT_NOTE,
    person="{t}.asker_id",
)
class ImprovementNote:
    """How far a task has come."""

    note: str | None = column("What was noted 进展; null once erased.", personal=True)
    noted_by: str = column("Who noted it 记录人.")
    noted_at: datetime = column("When 记录时间.")
    position: Position = column("Log position of the event.")


@entity(
    "read.improvement_tasks",
    "What is to become better (整改/改进): by whom, by when, what came of it, and that who asked "
    "was told. For the unit's staff, and for who asked.",
    visible=IMPROVEMENT_TASK,
    person="{t}.asker_id",
)
class ImprovementTask(Node):
    """What is to become better."""

    matter: str | None = column(
        "What is to become better 整改事项; null once erased.", personal=True
    )
    owner: str | None = column("Who is responsible 责任人.", seen_by=IMPROVEMENT_IN_FULL)
    source_kind: ImprovementSource = column("What it came from 来源.")
    state: ImprovementState = column("Where it stands 状态.")
    due_at: datetime = column("By when it is due 截止时间.")
    overdue: bool = column("Whether the due date passed before it was done 是否逾期.")
    created_by: str | None = column("Who opened it 立项人.", seen_by=IMPROVEMENT_IN_FULL)
    created_at: datetime = column("When it was opened 立项时间.")
    result: str | None = column(
        "What came of it 整改结果; null until done and once erased.", personal=True
    )
    evidence_hash: str | None = column("SHA-256 of the evidence 佐证哈希.")
    done_by: str | None = column("Who reported it done 完成人.", seen_by=IMPROVEMENT_IN_FULL)
    done_at: datetime | None = column("When it was reported done 完成时间.")
    sent_back_reason: str | None = column(
        "Why it was sent back last 退回原因.", seen_by=IMPROVEMENT_IN_FULL, personal=True
    )
    times_sent_back: int = column("How often it was sent back 退回次数.")
    checked_by: str | None = column("Who checked it last 验收人.", seen_by=IMPROVEMENT_IN_FULL)
    checked_at: datetime | None = column("When it was checked last 验收时间.")
    informed_channel: InformChannel | None = column("How who asked was told 告知方式.")
    informed_at: datetime | None = column("When who asked was told 告知时间.")
    informed_proof: str | None = column(
        "Where the record of that is kept 告知凭证.", seen_by=IMPROVEMENT_IN_FULL
    )
    informed_by: str | None = column("Who told them 告知人.", seen_by=IMPROVEMENT_IN_FULL)
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that improves 责任单位.", join="{t}.id = {parent}.unit_id")
    order: Order | None = one(
        "The order it came from 来源订单; null unless it came from a follow-up.",
        join="{t}.id = {parent}.source_id",
    )
    asker_resident: Resident | None = one(
        "The resident who asked 提出群众.", join="{t}.id = {parent}.asker_id"
    )
    asker_volunteer: Volunteer | None = one(
        "The volunteer who asked 提出志愿者.", join="{t}.id = {parent}.asker_id"
    )
    asker_unit: Unit | None = one(
        "The unit that asked 提出单位.", join="{t}.id = {parent}.asker_id"
    )
    notes: list[ImprovementNote] = some(
        "How far it has come 整改进展; for the staff.",
        join="{t}.task_id = {parent}.id",
        sorts={"": Sort("{t}.position", "bigint", unique=None)},
    )
