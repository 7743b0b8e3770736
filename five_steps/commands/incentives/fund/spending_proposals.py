"""Spending from the fund by two persons (支出申请与审批)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.fund.books import the_fund
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.domain.incentives.fund.spending_proposal import SpendingProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeFundSpending(Command):
    """Propose to spend money of the fund on another purpose than redemptions (提出支出申请), in 分.

    `reference` names the decision or voucher behind it.
    """

    purpose: Purpose
    amount_cents: int
    reference: str


@handles(ProposeFundSpending)
async def propose_fund_spending(c: Context, command: ProposeFundSpending) -> UUID:
    """Propose; whether the fund has the money is asked when it is approved."""
    proposal = SpendingProposal.propose(
        id=c.work.new_id(),
        at=c.now,
        purpose=command.purpose,
        amount_cents=command.amount_cents,
        reference=command.reference,
        by=c.actor.subject,
    )
    c.work.add(proposal)
    return proposal.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveFundSpending(Command):
    """Approve a proposal as the second person (批准支出): the money is spent with it."""

    proposal_id: UUID


@handles(ApproveFundSpending)
async def approve_fund_spending(c: Context, command: ApproveFundSpending) -> UUID:
    """Approve and spend."""
    proposal = await c.get(SpendingProposal, command.proposal_id, "proposalId")
    proposal.approve(by=c.actor.subject, at=c.now)
    fund = await the_fund(c)
    fund.spend(
        proposal.purpose,
        proposal.amount_cents,
        reference=proposal.reference,
        by=c.actor.subject,
        source_id=proposal.id,
        at=c.now,
    )
    return proposal.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectFundSpending(Command):
    """Do not approve a proposal, as the second person (驳回支出)."""

    proposal_id: UUID
    reason: str


@handles(RejectFundSpending)
async def reject_fund_spending(c: Context, command: RejectFundSpending) -> UUID:
    """Reject a proposal."""
    proposal = await c.get(SpendingProposal, command.proposal_id, "proposalId")
    proposal.reject(reason=command.reason, by=c.actor.subject, at=c.now)
    return proposal.id
