"""Insurance of volunteers (免费保险)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.kernel.access import INSURANCE_COVER, INSURANCE_ENROLMENT
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.people.volunteer import Volunteer

IN_FORCE = "(NOT {t}.terminated AND {t}.starts_at <= {now} AND {now} < {t}.ends_at)"
LATEST_COVER_FIRST = {"": Sort("{t}.starts_at", "timestamptz", descending=True)}


@entity(
    "read.insurance_covers",
    "An insurance policy for volunteers (免费保险).",
    visible=INSURANCE_COVER,
)
class InsuranceCover(Node):
    """An insurance policy for volunteers."""

    insurer: str = column("The insurer 保险公司.")
    policy_number: str = column("Number of the policy 保单号.")
    categories: list[Category] = column("Categories of service it covers 承保服务类别.")
    hazardous: bool = column("Whether it covers dangerous duty 是否承保风险服务.")
    star_floor: int = column("Star from which on volunteers are enrolled 参保星级, 0–5.")
    starts_at: datetime = column("From when it covers 保险开始.")
    ends_at: datetime = column("Until when it covers 保险结束.")
    terminated: bool = column("Whether it ended before its time 是否提前终止.")
    termination_reason: str | None = column("Why it ended 终止原因.")
    in_force: bool = column("Whether it covers today 是否有效.", IN_FORCE)
    enrolled_count: int = column("Volunteers enrolled 参保人数.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that took it out 投保单位.", join="{t}.id = {parent}.unit_id")
    enrolments: Connection[
        Annotated[
            "InsuranceEnrolment",
            strawberry.lazy("five_steps.graphql_api.incentives.benefits.insurance"),
        ]
    ] = connection(
        "Who is enrolled, as far as the viewer may see 参保名单.",
        join="{t}.cover_id = {parent}.id",
        sorts={"": Sort("{t}.enrolled_at", "timestamptz", unique="{t}.volunteer_id")},
    )


@entity(
    "read.insurance_enrolments",
    "That a volunteer is enrolled under a policy (参保).",
    key={"volunteer_id": "uuid", "cover_id": "uuid"},
    visible=INSURANCE_ENROLMENT,
)
class InsuranceEnrolment:
    """That a volunteer is enrolled under a policy."""

    enrolled_at: datetime = column("When they were enrolled 参保时间.")
    enrolled_by: str = column("Who enrolled them 经办人.")
    position: Position = column("Log position of the enrolment.")
    cover: InsuranceCover | None = one("The policy 保险.", join="{t}.id = {parent}.cover_id")
    volunteer: (
        Annotated["Volunteer", strawberry.lazy("five_steps.graphql_api.people.volunteer")] | None
    ) = one("The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id")
