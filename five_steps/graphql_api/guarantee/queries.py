"""Root fields of the guarantee."""

from datetime import datetime

import strawberry

from five_steps.graphql_api.guarantee.accesses.queries import AccessesQueries
from five_steps.graphql_api.guarantee.assessment.queries import AssessmentQueries
from five_steps.graphql_api.guarantee.budget.queries import BudgetQueries
from five_steps.graphql_api.guarantee.inspections.queries import InspectionsQueries
from five_steps.graphql_api.guarantee.log_event import (
    IN_ORDER,
    LogEvent,
    LogEventFilter,
    read_originator,
)
from five_steps.graphql_api.guarantee.policy import BY_KIND, PolicyVersion
from five_steps.graphql_api.kernel.collection import Argument, Condition
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, some
from five_steps.graphql_api.kernel.viewer import READS_ALL

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
class GuaranteeQueries(AssessmentQueries, BudgetQueries, InspectionsQueries, AccessesQueries):
    """Root fields of the guarantee."""

    policy: list[PolicyVersion] = some(
        "The rules in force at a moment, one version of each kind 规则.",
        arguments={"asOf": _AS_OF},
        sorts=BY_KIND,
    )
    events: Connection[LogEvent] = connection(
        "The log, in order 事件日志; for auditors and the centre.",
        arguments={"originatorId": _ORIGINATOR},
        filter=LogEventFilter,
        sorts=IN_ORDER,
        roles=READS_ALL,
    )
