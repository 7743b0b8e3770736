"""Volunteers on duty at an activity (值勤)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.ordering.order_state import AssignmentStatus
from five_steps.graphql_api.kernel.access import ACTIVITY_DUTY
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.people.volunteer import Volunteer

if TYPE_CHECKING:
    from five_steps.graphql_api.activities.activity import Activity
    from five_steps.graphql_api.incentives.service_record import ServiceRecord

FIRST_JOINED = {"": Sort("{t}.joined_at", "timestamptz", unique="{t}.volunteer_id")}
LATEST_DUTY_FIRST = {
    "": Sort("{t}.joined_at", "timestamptz", descending=True, unique="{t}.activity_id")
}


@entity(
    "read.activity_duties",
    "A volunteer's duty at an activity (值勤); for the volunteer and the staff of the unit.",
    key={"activity_id": "uuid", "volunteer_id": "uuid"},
    visible=ACTIVITY_DUTY,
)
class ActivityDuty:
    """A volunteer's duty at an activity."""

    status: AssignmentStatus = column("Where it stands 状态.")
    joined_at: datetime = column("When they joined the roster 上岗报名时间.")
    checked_in_at: datetime | None = column("When they came on duty 签到时间.")
    checked_out_at: datetime | None = column("When they went off duty 签退时间.")
    evidence_hash: str | None = column("SHA-256 of the evidence photo 证明材料指纹.")
    minutes: int = column("Verified minutes 审核时长（分钟）.")
    position: Position = column("Log position of its last event.")
    activity: (
        Annotated["Activity", strawberry.lazy("five_steps.graphql_api.activities.activity")] | None
    ) = one("The activity 活动.", join="{t}.id = {parent}.activity_id")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id"
    )
    record: (
        Annotated[
            "ServiceRecord", strawberry.lazy("five_steps.graphql_api.incentives.service_record")
        ]
        | None
    ) = one("The service record it led to 服务记录.", join="{t}.id = {parent}.record_id")
