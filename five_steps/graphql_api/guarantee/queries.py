"""Root fields of the guarantee."""

from datetime import datetime

import strawberry

from five_steps.graphql_api.guarantee.assessment import BEST_FIRST, UnitAssessment
from five_steps.graphql_api.guarantee.log_event import IN_ORDER, LogEvent, read_originator
from five_steps.graphql_api.guarantee.policy import BY_KIND, PolicyVersion
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one, some
from five_steps.graphql_api.kernel.viewer import READS_ALL

_UNIT = Argument(
    strawberry.ID, "Global id of the unit.", Condition("{t}.unit_id = {p}::uuid", reads_id("Unit"))
)
_YEAR = Argument(int, "Civil year 年度.", Condition("{t}.year = {p}::int"))
_UNDER = Argument(
    strawberry.ID | None,
    "Only this unit and all under it.",
    Condition(
        "{t}.unit_id IN (SELECT u.id FROM read.units u WHERE u.path @> ARRAY[{p}::uuid])",
        reads_id("Unit"),
    ),
)
_AS_OF = Argument(
    datetime | None,
    "The moment in question; by default now.",
    Condition(
        "({t}.effective_from <= {p}::timestamptz AND NOT EXISTS ("
        "SELECT FROM read.policies later WHERE later.kind = {t}.kind"
        " AND later.version > {t}.version AND later.effective_from <= {p}::timestamptz))"
    ),
    default="{now}",
)
_ORIGINATOR = Argument(
    strawberry.ID | None,
    "Only of this object or stream: its global id or UUID.",
    Condition("{t}.originator_id = {p}::uuid", read_originator),
)


@strawberry.type(description="Reading assessments, policies and the log.")
class GuaranteeQueries:
    """Root fields of the guarantee."""

    unit_assessment: UnitAssessment | None = one(
        "A unit's assessment of a year 年度考核; null without anything to assess.",
        arguments={"unitId": _UNIT, "year": _YEAR},
    )
    unit_assessments: Connection[UnitAssessment] = connection(
        "The assessments of a year, best first 年度考核.",
        arguments={"year": _YEAR, "under": _UNDER},
        sorts=BEST_FIRST,
    )
    policy: list[PolicyVersion] = some(
        "The rules in force at a moment, one version of each kind 规则.",
        arguments={"asOf": _AS_OF},
        sorts=BY_KIND,
    )
    events: Connection[LogEvent] = connection(
        "The log, in order 事件日志; for auditors and the centre.",
        arguments={"originatorId": _ORIGINATOR},
        sorts=IN_ORDER,
        roles=READS_ALL,
    )
