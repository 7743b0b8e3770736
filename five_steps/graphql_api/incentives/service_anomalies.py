"""What auditors should look at: records that look as if nobody had served (异常时长)."""

from datetime import date, datetime, timedelta

import strawberry

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.incentives.anomaly_patterns import PATTERNS, AnomalyKind
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.database import Record
from five_steps.graphql_api.kernel.global_id import global_id, local_id
from five_steps.graphql_api.kernel.viewer import READS_ALL

SPAN_DAYS_MAX = 366
FIRST_MAX = 100


@strawberry.input(description="Which anomalies to look for; all that is given must hold.")
class ServiceAnomalyFilter:
    """Which anomalies to look for."""

    since: datetime = strawberry.field(
        description="Entered or verified at or after this moment 起始时间."
    )
    before: datetime = strawberry.field(
        description=f"And before this one, at most {SPAN_DAYS_MAX} days later 截止时间."
    )
    kinds: list[AnomalyKind] = strawberry.field(
        default_factory=lambda: list(AnomalyKind), description="Of these kinds 异常类别."
    )
    under: strawberry.ID | None = strawberry.field(
        default=None, description="Served for this unit or any under it 服务单位."
    )
    person: str | None = strawberry.field(
        default=None, description="Entered or verified by this person 经办人."
    )
    records_least: int = strawberry.field(
        default=5, description="So many records, or volunteers, at least 笔数下限, 2–1000."
    )
    within_minutes: int = strawberry.field(
        default=60, description="What a short time is, for bursts 集中时段（分钟）, 1–1440."
    )


@strawberry.type(
    description="Records of one person's doing on one day that look odd (异常时长). It proves "
    "nothing: it says where to look."
)
class ServiceAnomaly:
    """Records of one person's doing on one day that look odd."""

    kind: AnomalyKind = strawberry.field(description="What looks odd 异常类别.")
    person: str = strawberry.field(description="Who entered or verified them 经办人.")
    day: date = strawberry.field(description="On which civil day 日期.")
    unit_id: strawberry.ID = strawberry.field(description="The unit they served for 服务单位.")
    record_count: int = strawberry.field(description="How many records 笔数.")
    volunteer_count: int = strawberry.field(description="Of how many volunteers 人数.")
    minutes: int = strawberry.field(description="Minutes of them all 时长合计（分钟）.")
    first_at: datetime = strawberry.field(
        description="When the first was entered or verified 首笔."
    )
    last_at: datetime = strawberry.field(description="When the last was 末笔.")
    record_ids: list[strawberry.ID] = strawberry.field(
        description="The first twenty of the records 服务记录."
    )


async def find_anomalies(
    context: RequestContext, wanted: ServiceAnomalyFilter, first: int
) -> list[ServiceAnomaly]:
    """Look for each kind; the most records first.

    Raises:
        Refusal: the viewer may not, or the filter is not one.
    """
    if context.viewer.role not in READS_ALL:
        raise Refusal(RefusalCode.FORBIDDEN, "role", allowed=", ".join(sorted(READS_ALL)))
    parameters = [
        *_span(wanted),
        local_id("filter.under", wanted.under, "Unit") if wanted.under else None,
        wanted.person,
        checks.whole("filter.recordsLeast", wanted.records_least, least=2, most=1000),
        checks.whole("filter.withinMinutes", wanted.within_minutes, least=1, most=24 * 60),
        checks.whole("first", first, least=1, most=FIRST_MAX),
    ]
    found = [
        _anomaly(kind, row)
        for kind in dict.fromkeys(wanted.kinds)
        for row in await context.services.database.rows(PATTERNS[kind], parameters)
    ]
    return sorted(found, key=lambda anomaly: -anomaly.record_count)[:first]


def _span(wanted: ServiceAnomalyFilter) -> tuple[datetime, datetime]:
    since = checks.aware("filter.since", wanted.since)
    before = checks.aware("filter.before", wanted.before)
    if not timedelta(0) < before - since <= timedelta(days=SPAN_DAYS_MAX):
        raise Refusal(
            RefusalCode.INVALID,
            "filter.before",
            allowed=f"after since, at most {SPAN_DAYS_MAX} days later",
        )
    return since, before


def _anomaly(kind: AnomalyKind, row: Record) -> ServiceAnomaly:
    return ServiceAnomaly(
        kind=kind,
        person=row["person"],
        day=row["day"],
        unit_id=strawberry.ID(global_id("Unit", row["unit_id"])),
        record_count=row["record_count"],
        volunteer_count=row["volunteer_count"],
        minutes=row["minutes"],
        first_at=row["first_at"],
        last_at=row["last_at"],
        record_ids=[strawberry.ID(global_id("ServiceRecord", id_)) for id_ in row["record_ids"]],
    )
