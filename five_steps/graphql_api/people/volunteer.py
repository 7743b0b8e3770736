"""Volunteers (志愿者)."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.commands.kernel.volunteer_code import volunteer_code
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import VolunteerStatus
from five_steps.graphql_api.guarantee.explaining.figure_explanation import (
    FigureExplanation,
    explanation,
)
from five_steps.graphql_api.guarantee.explaining.figures import VolunteerFigure
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.kernel.access import (
    CONTACT,
    FIGURE_OF_VOLUNTEER,
    OWN_VOLUNTEER,
    VOLUNTEER,
    VOLUNTEER_IN_FULL,
)
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, row_key, some
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.incentives.benefits.help_case import HelpCase
    from five_steps.graphql_api.incentives.benefits.insurance import InsuranceEnrolment
    from five_steps.graphql_api.incentives.certificates.certificate import Certificate
    from five_steps.graphql_api.incentives.honours.honour import Honour
    from five_steps.graphql_api.incentives.points import PointsAccount
    from five_steps.graphql_api.incentives.service_record import ServiceRecord
    from five_steps.graphql_api.incentives.star_change import StarChange
    from five_steps.graphql_api.incentives.star_progress import VolunteerStarProgress
    from five_steps.graphql_api.organisation.team import TeamMember
    from five_steps.graphql_api.people.privacy.guardian import Guardian

MASKED_PHONE = "left({t}.phone, 3) || '****' || right({t}.phone, 4)"


@graphql_enum
class VolunteerOrder(StrEnum):
    """In which order volunteers are listed."""

    MINUTES = "MINUTES"
    """Most verified minutes first 时长."""
    REGISTERED = "REGISTERED"
    """Latest registration first 注册时间."""


VOLUNTEER_SORTS = {
    VolunteerOrder.MINUTES: Sort("{t}.minutes", "int", descending=True),
    VolunteerOrder.REGISTERED: Sort("{t}.registered_at", "timestamptz", descending=True),
}


@strawberry.input(description="Which volunteers to list; all that is given must hold.")
class VolunteerFilter:
    """Which volunteers to list."""

    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "Of this unit 所属单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it.",
        read=reads_id("Unit"),
    )
    status: list[VolunteerStatus] | None = condition(
        "{t}.status = ANY({p}::text[])", "Of one of these statuses 状态."
    )
    star_least: int | None = condition(
        "{t}.star_level >= {p}::int", "With at least this star 星级."
    )
    party_member: bool | None = condition(
        "{t}.party_member = {p}::boolean", "Party members or others 是否党员."
    )
    category: Category | None = condition(
        "{t}.categories @> ARRAY[{p}::text]", "Who serve in this category 服务类别."
    )
    search: str | None = condition("{t}.name LIKE {p}", "Part of the name 姓名.", read=reads_search)


@entity(
    "read.volunteers",
    "A volunteer (志愿者). Others see their public side: a masked name, the unit, stars, hours.",
    visible=VOLUNTEER,
    hidden={"code_shown": OWN_VOLUNTEER},
    person="{t}.id",
)
class Volunteer(Node):
    """A volunteer."""

    name: str | None = column(
        "Name 姓名; only the family name to others; null once the personal data was erased.",
        seen_by=VOLUNTEER_IN_FULL,
        masked=(PUBLIC, "left({t}.name, 1) || '**'"),
        personal=True,
    )
    phone: str | None = column(
        "Telephone 电话; masked to auditors.",
        seen_by=CONTACT,
        masked=(VOLUNTEER_IN_FULL, MASKED_PHONE),
        personal=True,
    )
    id_number_masked: str | None = column(
        "Id-document number 身份证号, always masked.", seen_by=VOLUNTEER_IN_FULL, personal=True
    )
    birth_date: date | None = column(
        "Date of birth 出生日期.", seen_by=VOLUNTEER_IN_FULL, personal=True
    )
    minor: bool | None = column("Under 18 at registration 未成年.", seen_by=VOLUNTEER_IN_FULL)
    guardian_consent: bool | None = column(
        "Whether a guardian consents, of a minor 监护人同意.", seen_by=VOLUNTEER_IN_FULL
    )
    party_member: bool | None = column("Party member 党员.", seen_by=VOLUNTEER_IN_FULL)
    skills: list[str] | None = column("Skills 技能特长.", seen_by=VOLUNTEER_IN_FULL)
    categories: list[Category] | None = column(
        "Categories they serve in 服务类别.", seen_by=VOLUNTEER_IN_FULL
    )
    status: VolunteerStatus = column("Where they stand 状态.")
    star_level: int = column("Star 星级, 0–5.")
    minutes: int = column("Verified minutes, without frozen ones 服务时长（分钟）.")
    frozen_minutes: int | None = column(
        "Minutes frozen by disputes 冻结时长（分钟）.", seen_by=VOLUNTEER_IN_FULL
    )
    record_count: int = column("Verified service records 服务次数.")
    ratings_count: int = column("Ratings received 评价次数.")
    rating: float | None = column(
        "Mean rating 平均评分, 1–5; null without any.", "{t}.rating::float8"
    )
    last_served_at: datetime | None = column(
        "Start of the last verified service 最近服务.", seen_by=VOLUNTEER_IN_FULL
    )
    registered_at: datetime = column("When they registered 注册时间.")
    approved_at: datetime | None = column("When the unit approved them 审核时间.")
    position: Position = column("Log position of their last event.")
    unit: Unit | None = one("Their unit 所属单位.", join="{t}.id = {parent}.unit_id")
    explanation: FigureExplanation | None = explanation(
        Explained.VOLUNTEER, VolunteerFigure, owner="{parent}.id", seen_by=FIGURE_OF_VOLUNTEER
    )
    service_records: Connection[
        Annotated[
            "ServiceRecord", strawberry.lazy("five_steps.graphql_api.incentives.service_record")
        ]
    ] = connection(
        "Their service records, latest first 服务记录.",
        join="{t}.volunteer_id = {parent}.id",
        sorts={"": Sort("{t}.starts_at", "timestamptz", descending=True)},
    )
    guardian: (
        Annotated["Guardian", strawberry.lazy("five_steps.graphql_api.people.privacy.guardian")]
        | None
    ) = one(
        "Who consents to a minor's service 监护人; null where nobody was named.",
        join="{t}.volunteer_id = {parent}.id",
    )
    points_account: (
        Annotated["PointsAccount", strawberry.lazy("five_steps.graphql_api.incentives.points")]
        | None
    ) = one("Their points 积分账户.", join="{t}.volunteer_id = {parent}.id")
    memberships: Connection[
        Annotated["TeamMember", strawberry.lazy("five_steps.graphql_api.organisation.team")]
    ] = connection(
        "Their times in teams, latest first 队伍经历.",
        join="{t}.volunteer_id = {parent}.id",
        sorts={
            "": Sort("{t}.joined_at", "timestamptz", descending=True, unique="{t}.team_id"),
        },
    )
    star_changes: list[
        Annotated["StarChange", strawberry.lazy("five_steps.graphql_api.incentives.star_change")]
    ] = some(
        "How they came to their star, latest first 星级变动.",
        join="{t}.volunteer_id = {parent}.id",
        sorts={"": Sort("{t}.position", "bigint", descending=True, unique=None)},
    )
    star_progress: (
        Annotated[
            "VolunteerStarProgress",
            strawberry.lazy("five_steps.graphql_api.incentives.star_progress"),
        ]
        | None
    ) = one("Why they have their star, and not the next 星级说明.", join="{t}.id = {parent}.id")
    honours: list[
        Annotated["Honour", strawberry.lazy("five_steps.graphql_api.incentives.honours.honour")]
    ] = some(
        "The honours they hold, latest first 先进称号.",
        join="{t}.nominee_id = {parent}.id AND {t}.revoked_at IS NULL",
        sorts={"": Sort("{t}.awarded_at", "timestamptz", descending=True)},
    )
    certificates: Connection[
        Annotated[
            "Certificate",
            strawberry.lazy("five_steps.graphql_api.incentives.certificates.certificate"),
        ]
    ] = connection(
        "Their certificates of service, latest first 志愿服务记录证明.",
        join="{t}.volunteer_id = {parent}.id",
        sorts={"": Sort("{t}.issued_at", "timestamptz", descending=True)},
    )
    insurance: list[
        Annotated[
            "InsuranceEnrolment",
            strawberry.lazy("five_steps.graphql_api.incentives.benefits.insurance"),
        ]
    ] = some(
        "The policies they are enrolled under, latest first 参保记录.",
        join="{t}.volunteer_id = {parent}.id",
        sorts={"": Sort("{t}.enrolled_at", "timestamptz", descending=True, unique="{t}.cover_id")},
    )
    help_cases: list[
        Annotated[
            "HelpCase", strawberry.lazy("five_steps.graphql_api.incentives.benefits.help_case")
        ]
    ] = some(
        "Help they got or asked for, latest first 帮扶.",
        join="{t}.volunteer_id = {parent}.id",
        sorts={"": Sort("{t}.opened_at", "timestamptz", descending=True)},
    )
    code_shown: strawberry.Private[bool]

    @strawberry.field(
        description="The code that the volunteer shows at a counter 志愿者码, good for ten "
        "minutes; null to others."
    )
    def code(self, info: Info) -> str | None:
        """The code; None for everybody else."""
        if not self.code_shown:
            return None
        (volunteer_id,) = row_key(self)
        context = info.context
        return volunteer_code(context.services.secrets, volunteer_id, now=context.now_of(self))
