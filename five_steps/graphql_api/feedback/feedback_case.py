"""Complaints and suggestions (投诉建议)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from five_steps.domain.feedback.feedback_state import (
    AskerKind,
    FeedbackKind,
    FeedbackState,
    FeedbackTopic,
)
from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.graphql_api.activities.activity import Activity
from five_steps.graphql_api.feedback.improvement_task import ImprovementTask
from five_steps.graphql_api.kernel.access import FEEDBACK_CASE, FEEDBACK_IN_FULL
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.ordering.order import Order
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer


@graphql_enum
class FeedbackSort(StrEnum):
    """In which order complaints and suggestions are listed (排序)."""

    LATEST_FIRST = "LATEST_FIRST"
    """What was filed last comes first 按提出时间."""
    DUE_FIRST = "DUE_FIRST"
    """What is due first comes first 按答复时限."""


FEEDBACK_SORTS = {
    FeedbackSort.LATEST_FIRST: Sort("{t}.filed_at", "timestamptz", descending=True),
    FeedbackSort.DUE_FIRST: Sort("{t}.due_at", "timestamptz"),
}


@strawberry.input(
    description="Which complaints and suggestions to list; all that is given must hold."
)
class FeedbackCaseFilter:
    """Which complaints and suggestions to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "About this unit and those under it 单位.",
        read=reads_id("Unit"),
    )
    kind: list[FeedbackKind] | None = condition(
        "{t}.kind = ANY({p}::text[])", "Of one of these kinds 类别."
    )
    state: list[FeedbackState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    overdue: bool | None = condition(
        "{t}.overdue = {p}::boolean", "Whether the time to answer passed 是否逾期."
    )
    satisfied: bool | None = condition(
        "{t}.satisfied = {p}::boolean", "Whether the asker is satisfied 是否满意."
    )
    about: strawberry.ID | None = condition(
        "{t}.topic_id = {p}::uuid",
        "About this unit, order or activity 意见对象.",
        read=reads_id("Unit", "Order", "Activity"),
    )


@entity(
    "read.feedback_cases",
    "A complaint or suggestion (投诉建议): for who made it, and the staff who have to answer.",
    visible=FEEDBACK_CASE,
    person="{t}.asker_id",
)
class FeedbackCase(Node):
    """A complaint or suggestion."""

    kind: FeedbackKind = column("Complaint or suggestion 类别.")
    topic: FeedbackTopic = column("What it is about 意见对象.")
    text: str | None = column("What was said 内容; null once erased.", personal=True)
    state: FeedbackState = column("Where it stands 状态.")
    asker_kind: AskerKind = column("Who made it 提出人类别.")
    filed_by: str | None = column("Who filed it 登记人.", seen_by=FEEDBACK_IN_FULL)
    filed_at: datetime = column("When it was filed 提出时间.")
    due_at: datetime = column("By when an answer is due 答复时限.")
    overdue: bool = column("Whether that passed without an answer 是否逾期.")
    answer: str | None = column(
        "The answer 答复; null until answered and once erased.", personal=True
    )
    answered_by: str | None = column("Who answered 答复人.", seen_by=FEEDBACK_IN_FULL)
    answered_at: datetime | None = column("When it was answered 答复时间.")
    informed_channel: InformChannel | None = column("How the asker was told 告知方式.")
    informed_at: datetime | None = column("When the asker was told 告知时间.")
    informed_proof: str | None = column(
        "Where the record of that is kept 告知凭证.", seen_by=FEEDBACK_IN_FULL
    )
    informed_by: str | None = column("Who told them 告知人.", seen_by=FEEDBACK_IN_FULL)
    satisfied: bool | None = column("Whether the asker is satisfied 是否满意; null until said.")
    comment: str | None = column("What the asker says of the outcome 评价.", personal=True)
    confirmed_at: datetime | None = column("When the asker said so 确认时间.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one(
        "The unit that has to answer 办理单位.", join="{t}.id = {parent}.unit_id"
    )
    order: Order | None = one(
        "The order it is about 订单.",
        join="{t}.id = {parent}.topic_id AND {parent}.topic = 'ORDER'",
    )
    activity: Activity | None = one(
        "The activity it is about 活动.",
        join="{t}.id = {parent}.topic_id AND {parent}.topic = 'ACTIVITY'",
    )
    task: ImprovementTask | None = one(
        "The improvement task that was made of it 整改任务.", join="{t}.id = {parent}.task_id"
    )
    asker_resident: Resident | None = one(
        "The resident who made it 提出群众.",
        join="{t}.id = {parent}.asker_id AND {parent}.asker_kind = 'RESIDENT'",
    )
    asker_volunteer: Volunteer | None = one(
        "The volunteer who made it 提出志愿者.",
        join="{t}.id = {parent}.asker_id AND {parent}.asker_kind = 'VOLUNTEER'",
    )
