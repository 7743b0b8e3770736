"""Who serves an order, and who was asked to (接单)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.ordering.order_state import AssignmentStatus
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.people.volunteer import Volunteer

if TYPE_CHECKING:
    from five_steps.graphql_api.incentives.service_record import ServiceRecord

_OF_ORDER = {"order_id": "uuid", "volunteer_id": "uuid"}


# Reached through an order alone, and seen by whoever sees that.
@entity(
    "read.order_assignments",
    "A volunteer's part in an order (接单).",
    key=_OF_ORDER,
    visible=PUBLIC,
)
class Assignment:
    """A volunteer's part in an order."""

    status: AssignmentStatus = column("Where it stands 状态.")
    accepted_at: datetime = column("When they accepted 接单时间.")
    checked_in_at: datetime | None = column("When they checked in 签到时间.")
    checked_out_at: datetime | None = column("When they checked out 签退时间.")
    minutes: int = column("Verified minutes 审核时长（分钟）.", "coalesce({t}.minutes, 0)")
    score: int | None = column("The requester's score for them 评分, 1–5.")
    agreement_hash: str | None = column(
        "SHA-256 of the written agreement 服务协议摘要; dangerous duty asks for one."
    )
    agreement_at: datetime | None = column("When the agreement was recorded 协议登记时间.")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id"
    )
    record: (
        Annotated[
            "ServiceRecord", strawberry.lazy("five_steps.graphql_api.incentives.service_record")
        ]
        | None
    ) = one("The service record it led to 服务记录.", join="{t}.id = {parent}.record_id")


@entity(
    "read.order_invitations",
    "A volunteer whom an order was sent to by name (派单).",
    key=_OF_ORDER,
    visible=PUBLIC,
)
class Invitation:
    """A volunteer whom an order was sent to by name."""

    invited_at: datetime = column("When it was sent 派单时间.")
    declined_at: datetime | None = column("When they declined 拒单时间.")
    reason: str | None = column("Why they declined 拒单原因.")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id"
    )
