"""Root fields of the incentives."""

from typing import Annotated

import strawberry

from five_steps.graphql_api.incentives.adjustment import LATEST_FIRST as LATEST_PROPOSED_FIRST
from five_steps.graphql_api.incentives.adjustment import Adjustment, AdjustmentFilter
from five_steps.graphql_api.incentives.benefits.queries import BenefitsQueries
from five_steps.graphql_api.incentives.certificates.queries import CertificatesQueries
from five_steps.graphql_api.incentives.dry_run import PolicyDryRun, try_rules
from five_steps.graphql_api.incentives.fund.queries import FundQueries
from five_steps.graphql_api.incentives.honours.queries import HonoursQueries
from five_steps.graphql_api.incentives.leaderboard import (
    MOST_MINUTES_FIRST,
    LeaderboardEntry,
    read_period,
)
from five_steps.graphql_api.incentives.points import PointsAccount
from five_steps.graphql_api.incentives.redeeming.queries import RedeemingQueries
from five_steps.graphql_api.incentives.rules_input import IncentiveRulesInput
from five_steps.graphql_api.incentives.service_anomalies import (
    ServiceAnomaly,
    ServiceAnomalyFilter,
    find_anomalies,
)
from five_steps.graphql_api.incentives.service_record import (
    LATEST_FIRST,
    ServiceRecord,
    ServiceRecordFilter,
)
from five_steps.graphql_api.kernel.as_of import FOR_EVERYONE, FOR_OFFICES
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import connection, one, some
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT

_PERIOD = Argument(
    str | None,
    "ALL, a year such as 2026, or a month such as 2026-11, in the district's time; by default ALL.",
    Condition("{t}.period = {p}", read_period),
    default="'ALL'",
)
_UNIT = Argument(
    strawberry.ID | None,
    "Only volunteers of this unit and those under it.",
    Condition(
        UNDER_UNIT,
        reads_id("Unit"),
    ),
)
_VOLUNTEER = Argument(
    strawberry.ID,
    "Global id of the volunteer.",
    Condition("{t}.volunteer_id = {p}::uuid", reads_id("Volunteer")),
)


@strawberry.type(description="Reading service records, points, honours and benefits.")
class IncentivesQueries(
    RedeemingQueries, FundQueries, HonoursQueries, BenefitsQueries, CertificatesQueries
):
    """Root fields of the incentives."""

    service_records: Connection[ServiceRecord] = connection(
        "The service records that the viewer may see, latest first 服务记录.",
        filter=ServiceRecordFilter,
        sorts=LATEST_FIRST,
        past_for=FOR_OFFICES,
    )
    leaderboard: list[LeaderboardEntry] = some(
        "The volunteers with the most minutes of a period 排行榜.",
        paged=True,
        arguments={"period": _PERIOD, "unitId": _UNIT},
        sorts=MOST_MINUTES_FIRST,
        past_for=FOR_OFFICES,
    )
    points_account: PointsAccount | None = one(
        "A volunteer's points 积分账户.",
        arguments={"volunteerId": _VOLUNTEER},
        past_for=FOR_EVERYONE,
    )
    adjustments: Connection[Adjustment] = connection(
        "Points that staff add or take away, latest proposal first 积分调整.",
        filter=AdjustmentFilter,
        sorts=LATEST_PROPOSED_FIRST,
        past_for=FOR_OFFICES,
    )

    @strawberry.field(
        description="What other incentive rules would change: who would gain or lose a star, and "
        "how points would differ 规则试算; for auditors and the centre. Nothing is changed by it."
    )
    async def policy_dry_run(
        self,
        info: Info,
        input: Annotated[  # noqa: A002
            IncentiveRulesInput, strawberry.argument(description="The rules to try.")
        ],
    ) -> PolicyDryRun:
        """Try rules."""
        return await try_rules(info.context, input)

    @strawberry.field(
        description="Service records that look odd, by who entered or verified them and on which "
        "day, the most records first 异常时长; for auditors and the centre."
    )
    async def service_anomalies(
        self,
        info: Info,
        filter: Annotated[  # noqa: A002
            ServiceAnomalyFilter, strawberry.argument(description="What to look for.")
        ],
        first: Annotated[int, strawberry.argument(description="How many at most: 1–100.")] = 20,
    ) -> list[ServiceAnomaly]:
        """Look for anomalies."""
        return await find_anomalies(info.context, filter, first)
