"""Proposals to spend from the fund (支出申请)."""

from datetime import datetime

import strawberry

from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.domain.incentives.fund.spending_proposal import ProposalState
from five_steps.graphql_api.kernel.access import FUND_BOOKS
from five_steps.graphql_api.kernel.collection import Sort, condition
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Cents, Position

LATEST_FIRST = {"": Sort("{t}.proposed_at", "timestamptz", descending=True)}


@strawberry.input(description="Which proposals to list; all that is given must hold.")
class SpendingProposalFilter:
    """Which proposals to list."""

    state: list[ProposalState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    purpose: list[Purpose] | None = condition(
        "{t}.purpose = ANY({p}::text[])", "For one of these purposes 用途."
    )


@entity(
    "read.spending_proposals",
    "Money of the fund that somebody proposes to spend (支出申请).",
    visible=FUND_BOOKS,
)
class SpendingProposal(Node):
    """Money of the fund that somebody proposes to spend."""

    purpose: Purpose = column("What for 用途.")
    amount_cents: Cents = column("Amount in 分 金额.")
    reference: str = column("Decision or voucher behind it 凭证号.")
    state: ProposalState = column("Where it stands 状态.")
    proposed_by: str = column("Who proposed it 申请人.")
    proposed_at: datetime = column("When 申请时间.")
    decided_by: str | None = column("The second person, who decided 审批人.")
    decided_at: datetime | None = column("When 审批时间.")
    rejection_reason: str | None = column("Why it was not approved 驳回原因.")
    position: Position = column("Log position of its last event.")
