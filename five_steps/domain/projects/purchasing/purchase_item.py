"""An item of the government purchase list (政府采购清单): from the plan to the last payment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from five_steps.domain.guarantee.budget.budget_state import amount
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.projects.purchasing import purchase_item_events as events
from five_steps.domain.projects.purchasing.contract import (
    Milestone,
    MilestoneState,
    MilestoneTerms,
    amounts,
    check_terms,
)
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState

_FIELD = "purchaseItemId"


class PurchaseItem(Aggregate):
    """What a unit buys out of a budget line of a year; nothing is paid that was not accepted."""

    TOPIC = "purchase_item"

    Created = events.Created
    Contracted = events.Contracted
    DeliveryOverdue = events.DeliveryOverdue
    MilestoneDelivered = events.MilestoneDelivered
    MilestoneAccepted = events.MilestoneAccepted
    DeliveryRejected = events.DeliveryRejected
    MilestonePaid = events.MilestonePaid
    Completed = events.Completed
    ContractTerminated = events.ContractTerminated
    Cancelled = events.Cancelled

    def __init__(self) -> None:
        self.state = PurchaseState.LISTED
        self.year = 0
        self.unit_id: UUID
        self.line = ""
        self.planned_cents = 0
        self.signed_by = ""
        self.milestones: tuple[Milestone, ...] = ()

    @classmethod
    def list_item(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        year: int,
        unit_id: UUID,
        line: str,
        title: str,
        planned_cents: int,
        project_id: UUID | None,
        by: str,
    ) -> "PurchaseItem":
        """Put an item on the list of a year, out of a line of its budget."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            year=year,
            unit_id=unit_id,
            line=line,
            title=checks.name("title", title),
            planned_cents=amount("plannedCents", planned_cents),
            project_id=project_id,
            listed_by=by,
        )

    def sign_contract(
        self,
        *,
        supplier: str | None,
        team_id: UUID | None,
        number: str,
        sum_cents: int,
        signed_on: datetime,
        milestones: Sequence[MilestoneTerms],
        by: str,
        at: datetime,
    ) -> None:
        """Sign a contract, with a supplier or a team, not beyond what was planned."""
        checks.in_state(_FIELD, self.state, PurchaseState.LISTED)
        if (supplier is None) == (team_id is None):
            raise Refusal(RefusalCode.INVALID, "supplier", allowed="either supplier or teamId")
        amount("sumCents", sum_cents)
        if sum_cents > self.planned_cents:
            raise Refusal(
                RefusalCode.CAP_EXCEEDED, "sumCents", allowed=self.planned_cents, actual=sum_cents
            )
        if checks.aware("signedOn", signed_on) > at:
            raise Refusal(RefusalCode.INVALID, "signedOn", allowed=f"not after {at.isoformat()}")
        check_terms(milestones)
        self.trigger_event(
            self.Contracted,
            timestamp=at,
            supplier=None if supplier is None else checks.name("supplier", supplier),
            team_id=team_id,
            number=checks.name("number", number),
            sum_cents=sum_cents,
            signed_on=signed_on,
            milestone_titles=[terms.title.strip() for terms in milestones],
            milestone_due=[terms.due_at for terms in milestones],
            milestone_shares=[terms.share_percent for terms in milestones],
            milestone_cents=amounts(sum_cents, milestones),
            signed_by=by,
        )

    def deliver(
        self, milestone: int, *, details: str, evidence_hash: str | None, by: str, at: datetime
    ) -> None:
        """Say that a milestone was delivered."""
        part = self._require_milestone(milestone, MilestoneState.OPEN)
        details = checks.text("details", details, chars_min=0)
        self._note_overdue(milestone, part, at)
        self.trigger_event(
            self.MilestoneDelivered,
            timestamp=at,
            milestone=milestone,
            details=details,
            evidence_hash=evidence_hash,
            delivered_by=by,
        )

    def mark_overdue(self, milestone: int, *, at: datetime) -> None:
        """Record that a milestone was not delivered by its due date; once for each."""
        part = self._require_milestone(milestone, MilestoneState.OPEN)
        if part.overdue:
            raise Refusal(RefusalCode.DUPLICATE, "milestone")
        checks.not_before("milestone", at, part.due_at)
        self._note_overdue(milestone, part, at)

    def accept(self, milestone: int, *, by: str, at: datetime) -> None:
        """Accept what was delivered, as a second person."""
        self._require_second_person(milestone, by)
        self.trigger_event(
            self.MilestoneAccepted, timestamp=at, milestone=milestone, accepted_by=by
        )

    def reject_delivery(self, milestone: int, *, reason: str, by: str, at: datetime) -> None:
        """Do not accept it, as a second person."""
        self._require_second_person(milestone, by)
        self.trigger_event(
            self.DeliveryRejected,
            timestamp=at,
            milestone=milestone,
            reason=checks.reason("reason", reason),
            rejected_by=by,
        )

    def pay(self, milestone: int, *, voucher: str, by: str, at: datetime) -> int:
        """Pay an accepted milestone; returns how much that is."""
        paid = self._require_milestone(milestone, MilestoneState.ACCEPTED).amount_cents
        self.trigger_event(
            self.MilestonePaid,
            timestamp=at,
            milestone=milestone,
            amount_cents=paid,
            voucher=checks.name("voucher", voucher),
            paid_by=by,
        )
        if all(part.state is MilestoneState.PAID for part in self.milestones):
            self.trigger_event(self.Completed, timestamp=at)
        return paid

    def terminate(self, *, reason: str, by: str, at: datetime) -> int:
        """End the contract; returns what it will not cost any more.

        What was accepted has to be paid first: the work was done.
        """
        checks.in_state(_FIELD, self.state, PurchaseState.CONTRACTED)
        if any(part.state is MilestoneState.ACCEPTED for part in self.milestones):
            raise Refusal(
                RefusalCode.WRONG_STATE,
                _FIELD,
                actual="a milestone is accepted and not paid",
                allowed="all accepted milestones paid",
            )
        open_cents = sum(
            part.amount_cents for part in self.milestones if part.state is not MilestoneState.PAID
        )
        self.trigger_event(
            self.ContractTerminated,
            timestamp=at,
            reason=checks.reason("reason", reason),
            released_cents=open_cents,
            terminated_by=by,
        )
        return open_cents

    def cancel(self, *, reason: str, by: str, at: datetime) -> None:
        """Take the item off the list, as long as there is no contract."""
        checks.in_state(_FIELD, self.state, PurchaseState.LISTED)
        self.trigger_event(
            self.Cancelled, timestamp=at, reason=checks.reason("reason", reason), cancelled_by=by
        )

    def update_milestone(self, number: int, **changes: Any) -> None:
        """Replace fields of a milestone; they are numbered from 1."""
        before, milestone, after = (
            self.milestones[: number - 1],
            self.milestones[number - 1],
            self.milestones[number:],
        )
        self.milestones = (*before, replace(milestone, **changes), *after)

    def _note_overdue(self, number: int, milestone: Milestone, at: datetime) -> None:
        """Record a due date that passed before the deadline keeper has looked."""
        if not milestone.overdue and at >= milestone.due_at:
            self.trigger_event(
                self.DeliveryOverdue, timestamp=at, milestone=number, due_at=milestone.due_at
            )

    def _require_milestone(self, number: int, state: MilestoneState) -> Milestone:
        checks.in_state(_FIELD, self.state, PurchaseState.CONTRACTED)
        checks.whole("milestone", number, least=1, most=len(self.milestones))
        milestone = self.milestones[number - 1]
        checks.in_state("milestone", milestone.state, state)
        return milestone

    def _require_second_person(self, number: int, by: str) -> None:
        delivered = self._require_milestone(number, MilestoneState.DELIVERED)
        if by in {delivered.delivered_by, self.signed_by}:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "milestone")
