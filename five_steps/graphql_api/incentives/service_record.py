"""Service records (服务记录)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.incentives.service_record import RecordKind, RecordState
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.guarantee.explaining.figure_explanation import (
    FigureExplanation,
    explanation,
)
from five_steps.graphql_api.guarantee.explaining.figures import ServiceRecordFigure
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.kernel.access import FIGURE_OF_RECORD, SERVICE_RECORD
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.volunteer import Volunteer

if TYPE_CHECKING:
    from five_steps.graphql_api.activities.activity import Activity
    from five_steps.graphql_api.ordering.order import Order

LATEST_FIRST = {"": Sort("{t}.starts_at", "timestamptz", descending=True)}


@strawberry.input(description="Which service records to list; all that is given must hold.")
class ServiceRecordFilter:
    """Which service records to list."""

    volunteer: strawberry.ID | None = condition(
        "{t}.volunteer_id = {p}::uuid", "Of this volunteer 志愿者.", read=reads_id("Volunteer")
    )
    activity: strawberry.ID | None = condition(
        "{t}.activity_id = {p}::uuid", "Of this activity 活动.", read=reads_id("Activity")
    )
    order: strawberry.ID | None = condition(
        "{t}.order_id = {p}::uuid", "Of this order 订单.", read=reads_id("Order")
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Served for this unit or any under it 服务单位.",
        read=reads_id("Unit"),
    )
    state: list[RecordState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    kind: list[RecordKind] | None = condition(
        "{t}.kind = ANY({p}::text[])", "That came about in one of these ways 时长来源."
    )
    category: list[Category] | None = condition(
        "{t}.category = ANY({p}::text[])", "Of one of these categories 服务类别."
    )
    starts_from: datetime | None = condition(
        "{t}.starts_at >= {p}::timestamptz", "That start at or after this moment 开始时间起."
    )
    starts_before: datetime | None = condition(
        "{t}.starts_at < {p}::timestamptz", "That start before this moment 开始时间止."
    )


@entity(
    "read.service_records",
    "A service record (服务记录): one volunteer's time on one service.",
    visible=SERVICE_RECORD,
)
class ServiceRecord(Node):
    """A service record."""

    kind: RecordKind = column("How the hours came about 时长来源.")
    category: Category = column("Category 服务类别.")
    starts_at: datetime = column("Start of the service 开始时间.")
    ends_at: datetime = column("End of the service 结束时间.")
    minutes: int = column("Minutes verified, or submitted while unverified 时长（分钟）.")
    state: RecordState = column("Where it stands 状态.")
    submitted_by: str = column("Who submitted it 提交人.")
    submitted_at: datetime = column("When it was submitted 提交时间.")
    verified_by: str | None = column("Who verified it 审核人.")
    verified_at: datetime | None = column("When it was verified 审核时间.")
    reason: str | None = column("Why it was back-entered, or what it was imported from 原因或来源.")
    rejection_reason: str | None = column("Why it was not accepted 驳回原因.")
    evidence_hash: str | None = column("SHA-256 of the evidence photo 证明材料指纹.")
    score: int | None = column("The requester's score 评分, 1–5.")
    policy_version: int | None = column(
        "Version of the incentive policy it was verified by 规则版本."
    )
    correction_count: int = column("How often it was corrected 更正次数.")
    correction_reason: str | None = column("Why it was corrected, the latest time 更正原因.")
    corrected_by: str | None = column("Who corrected it last 更正人.")
    corrected_at: datetime | None = column("When it was corrected last 更正时间.")
    position: Position = column("Log position of its last event.")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id"
    )
    explanation: FigureExplanation | None = explanation(
        Explained.SERVICE_RECORD, ServiceRecordFigure, owner="{parent}.id", seen_by=FIGURE_OF_RECORD
    )
    unit: Unit | None = one(
        "The unit it was served for 服务单位.", join="{t}.id = {parent}.unit_id"
    )
    order: Annotated["Order", strawberry.lazy("five_steps.graphql_api.ordering.order")] | None = (
        one("The order 订单; null without one.", join="{t}.id = {parent}.order_id")
    )
    activity: (
        Annotated["Activity", strawberry.lazy("five_steps.graphql_api.activities.activity")] | None
    ) = one("The activity 活动; null without one.", join="{t}.id = {parent}.activity_id")
