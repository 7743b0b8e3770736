"""Help for volunteers in need (帮扶)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.incentives.benefits.help_case import HelpCaseState
from five_steps.graphql_api.kernel.access import HELP_CASE
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.people.volunteer import Volunteer

LATEST_CASE_FIRST = {"": Sort("{t}.opened_at", "timestamptz", descending=True)}


@strawberry.input(description="Which cases to list; all that is given must hold.")
class HelpCaseFilter:
    """Which cases to list."""

    volunteer: strawberry.ID | None = condition(
        "{t}.volunteer_id = {p}::uuid", "Of this volunteer 志愿者.", read=reads_id("Volunteer")
    )
    state: list[HelpCaseState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )


# Reached through the case alone, and seen by whoever sees that.
@entity(
    "read.assistance",
    "Help that was given in a case (帮扶发放).",
    key={"position": "bigint"},
    visible=PUBLIC,
)
class Assistance:
    """Help that was given in a case."""

    amount_cents: int = column("Amount in 分 金额（分）.")
    reference: str = column("Reference of the payment or receipt 凭证号.")
    given_by: str = column("Who recorded it 经办人.")
    given_at: datetime = column("When 发放时间.")
    position: Position = column("Log position of the event.")


@entity(
    "read.help_cases",
    "Help for a volunteer in need (帮扶); for the volunteer and the administrators of their unit.",
    visible=HELP_CASE,
    person="{t}.volunteer_id",
)
class HelpCase(Node):
    """Help for a volunteer in need."""

    situation: str | None = column("What the need is 困难情况; null once erased.", personal=True)
    state: HelpCaseState = column("Where it stands 状态.")
    opened_by: str = column("Who opened it 立案人.")
    opened_at: datetime = column("When it was opened 立案时间.")
    decided_by: str | None = column("Who decided 审批人.")
    decided_at: datetime | None = column("When it was decided 审批时间.")
    rejection_reason: str | None = column(
        "Why it was not approved 不予批准原因; null once erased.", personal=True
    )
    approved_cents: int = column("Approved amount in 分 批准金额（分）.")
    given_cents: int = column("Given so far in 分 已发放金额（分）.")
    result: str | None = column(
        "The result 办结情况; null until closed and once erased.", personal=True
    )
    closed_at: datetime | None = column("When it was closed 办结时间.")
    position: Position = column("Log position of its last event.")
    volunteer: (
        Annotated["Volunteer", strawberry.lazy("five_steps.graphql_api.people.volunteer")] | None
    ) = one("The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id")
    unit: Unit | None = one("The unit that helps 帮扶单位.", join="{t}.id = {parent}.unit_id")
    assistance: list[Assistance] = some(
        "What was given 发放记录.",
        join="{t}.help_case_id = {parent}.id",
        sorts={"": Sort("{t}.position", "bigint", unique=None)},
    )
