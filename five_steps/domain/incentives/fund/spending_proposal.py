"""Spending from the fund that takes two persons (支出申请): one proposes it, another approves."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from five_steps.domain.incentives.fund.fund import AMOUNT_CENTS_MAX, Purpose
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

_FIELD = "proposalId"


class ProposalState(StrEnum):
    """Where a proposal stands (申请状态)."""

    PROPOSED = "PROPOSED"
    """Waiting for the second person 待审批."""
    APPROVED = "APPROVED"
    """Approved, and spent with it 已批准."""
    REJECTED = "REJECTED"
    """Not approved 未批准."""


class SpendingProposal(Aggregate):
    """An amount of the fund's money that somebody wants to spend."""

    TOPIC = "spending_proposal"

    class Created(Aggregate.Created):
        """Somebody proposed to spend money (提出申请)."""

        TOPIC = "spending_proposal.created"
        purpose: str
        amount_cents: int
        reference: str
        proposed_by: str

        def apply(self, proposal: "SpendingProposal") -> None:
            proposal.purpose = Purpose(self.purpose)
            proposal.amount_cents = self.amount_cents
            proposal.reference = self.reference
            proposal.proposed_by = self.proposed_by

    class Approved(Aggregate.Event):
        """A second person approved it; the fund spent it in the same moment (批准)."""

        TOPIC = "spending_proposal.approved"
        approved_by: str

        def apply(self, proposal: "SpendingProposal") -> None:
            proposal.state = ProposalState.APPROVED

    class Rejected(Aggregate.Event):
        """A second person did not approve it (不予批准)."""

        TOPIC = "spending_proposal.rejected"
        reason: str
        rejected_by: str

        def apply(self, proposal: "SpendingProposal") -> None:
            proposal.state = ProposalState.REJECTED

    def __init__(self) -> None:
        self.state = ProposalState.PROPOSED
        self.purpose = Purpose.OTHER
        self.amount_cents = 0
        self.reference = ""
        self.proposed_by = ""

    @classmethod
    def propose(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        purpose: Purpose,
        amount_cents: int,
        reference: str,
        by: str,
    ) -> "SpendingProposal":
        """Propose to spend; nothing is reserved for it."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            purpose=purpose.value,
            amount_cents=checks.whole("amountCents", amount_cents, least=1, most=AMOUNT_CENTS_MAX),
            reference=checks.name("reference", reference),
            proposed_by=by,
        )

    def approve(self, *, by: str, at: datetime) -> None:
        """Approve, as a second person."""
        self._require_second_person(by)
        self.trigger_event(self.Approved, timestamp=at, approved_by=by)

    def reject(self, *, reason: str, by: str, at: datetime) -> None:
        """Do not approve, as a second person."""
        self._require_second_person(by)
        self.trigger_event(
            self.Rejected, timestamp=at, reason=checks.reason("reason", reason), rejected_by=by
        )

    def _require_second_person(self, by: str) -> None:
        checks.in_state(_FIELD, self.state, ProposalState.PROPOSED)
        if by == self.proposed_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, _FIELD)
