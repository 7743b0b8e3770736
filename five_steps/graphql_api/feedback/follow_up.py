"""Follow-ups by draw (回访抽样): which closed orders staff have to ask about."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import strawberry

from five_steps.domain.kernel.district_time import start_of_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.kernel.access import FOLLOW_UP_SAMPLE
from five_steps.graphql_api.kernel.collection import Argument, Condition, Sort, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import under_unit
from five_steps.graphql_api.ordering.order import Order


@graphql_enum
class FollowUpState(StrEnum):
    """Where the follow-up of a drawn order stands (回访状态)."""

    OPEN = "OPEN"
    """To be done 待回访."""
    DONE = "DONE"
    """Done, late or in time 已回访."""
    OVERDUE = "OVERDUE"
    """Not done in time, and not yet 回访逾期."""


_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(0[1-9]|1[0-2]))?")


def read_period(field: str, value: Any) -> str:
    """A period as the leaderboard names it, as PostgreSQL writes a range of moments.

    Raises:
        Refusal: it is none.
    """
    if value == "ALL":
        return "(,)"
    matched = _PERIOD.fullmatch(value)
    if matched is None:
        raise Refusal(RefusalCode.INVALID, field, allowed="ALL, a year 2026 or a month 2026-11")
    year, month = int(matched[1]), int(matched[2] or 1)
    until = date(year + 1, 1, 1) if matched[2] is None or month == 12 else date(year, month + 1, 1)
    since = date(year, month, 1)
    return f"[{start_of_day(since).isoformat()},{start_of_day(until).isoformat()})"


SAMPLE_ARGUMENTS = {
    "unitId": Argument(
        strawberry.ID,
        "The unit; the orders that it handled, or a unit under it.",
        Condition(
            under_unit("{t}.handling_unit_id"),
            reads_id("Unit"),
        ),
    ),
    "period": Argument(
        str | None,
        "When they closed: ALL, a year such as 2026, or a month such as 2026-11, in the district's "
        "time; by default ALL.",
        Condition("{t}.closed_at <@ {p}::text::tstzrange", read_period),
    ),
    "state": Argument(
        list[FollowUpState] | None,
        "In one of these states 状态.",
        Condition("{t}.state = ANY({p}::text[])"),
    ),
}
DUE_FIRST = {"": Sort("{t}.due_at", "timestamptz", unique="{t}.order_id")}


@entity(
    "(SELECT f.*, o.handling_unit_id, CASE WHEN f.done_at IS NOT NULL THEN 'DONE'"
    " WHEN f.overdue_at IS NOT NULL THEN 'OVERDUE' ELSE 'OPEN' END AS state"
    " FROM read.follow_ups f JOIN read.orders o ON o.id = f.order_id)",
    "A closed order that was drawn for a follow-up (回访抽样), by a rule that all may recompute.",
    key={"order_id": "uuid"},
    visible=FOLLOW_UP_SAMPLE,
)
class FollowUp:
    """A closed order that was drawn for a follow-up."""

    state: FollowUpState = column("Where the follow-up stands 状态.")
    closed_at: datetime = column("When the order closed, and was drawn 办结时间.")
    rules_version: int = column("The version of the service rules it was drawn by 规则版本.")
    due_at: datetime = column("By when it is due 回访时限.")
    overdue_at: datetime | None = column("When it was found overdue 逾期时间.")
    done_at: datetime | None = column("When it was done 回访时间.")
    position: Position = column("Log position of the last event about it.")
    order: Order | None = one("The order 订单.", join="{t}.id = {parent}.order_id")
