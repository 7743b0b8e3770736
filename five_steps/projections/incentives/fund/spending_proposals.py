"""Proposals to spend from the fund (支出申请)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.incentives.fund.spending_proposal import ProposalState, SpendingProposal
from five_steps.projections.incentives.money import Cents
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class SpendingProposalRow:
    """A proposal, and what the second person decided."""

    id: Id
    purpose: str
    amount_cents: Cents
    reference: str
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    rejection_reason: str | None
    position: Position


class SpendingProposalsView(Projection):
    """`read.spending_proposals`."""

    name = "spending_proposals"

    def declare(self) -> None:
        self.proposals = self.table(
            Rows[Id, SpendingProposalRow](
                SpendingProposalRow,
                "spending_proposals",
                key=["id"],
                indexes=["(proposed_at, id)"],
            )
        )

    @on(SpendingProposal.Created)
    def proposed(
        self, event: Event, purpose: str, amount_cents: int, reference: str, proposed_by: str
    ) -> None:
        self.proposals.add(
            SpendingProposalRow(
                id=event.stream,
                purpose=purpose,
                amount_cents=amount_cents,
                reference=reference,
                state=ProposalState.PROPOSED,
                proposed_by=proposed_by,
                proposed_at=event.at,
                decided_by=None,
                decided_at=None,
                rejection_reason=None,
                position=event.position,
            )
        )

    @on(SpendingProposal.Approved)
    def approved(self, event: Event, approved_by: str) -> None:
        self._decide(event, ProposalState.APPROVED, approved_by)

    @on(SpendingProposal.Rejected)
    def rejected(self, event: Event, reason: str, rejected_by: str) -> None:
        self._decide(event, ProposalState.REJECTED, rejected_by).rejection_reason = reason

    def _decide(self, event: Event, state: ProposalState, by: str) -> SpendingProposalRow:
        proposal = self.proposals.change(event.stream)
        proposal.state = state
        proposal.decided_by = by
        proposal.decided_at = event.at
        proposal.position = event.position
        return proposal
