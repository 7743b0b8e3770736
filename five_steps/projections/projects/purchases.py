"""The government purchase list (政府采购清单)."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.projects.purchasing.contract import MilestoneState
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id
from five_steps.projections.projects.purchase_rows import PurchaseItemRow, PurchaseMilestoneRow


class PurchasesView(Projection):
    """`read.purchase_items` and `read.purchase_milestones`."""

    name = "purchases"

    def declare(self) -> None:
        self.items = self.table(
            Rows[Id, PurchaseItemRow](
                PurchaseItemRow,
                "purchase_items",
                key=["id"],
                indexes=["(year)", "(unit_id)", "(project_id)", "(listed_at, id)"],
            )
        )
        self.milestones = self.table(
            Rows[tuple[Id, int], PurchaseMilestoneRow](
                PurchaseMilestoneRow,
                "purchase_milestones",
                key=["purchase_item_id", "number"],
                indexes=["(due_at) WHERE state = 'OPEN' AND overdue_at IS NULL"],
            )
        )

    @on(PurchaseItem.Created)
    def listed(
        self,
        event: Event,
        year: int,
        unit_id: Id,
        line: str,
        title: str,
        planned_cents: int,
        project_id: Id | None,
        listed_by: str,
    ) -> None:
        self.items.add(
            PurchaseItemRow(
                id=event.stream,
                year=year,
                unit_id=unit_id,
                project_id=project_id,
                line=line,
                title=title,
                planned_cents=planned_cents,
                state=PurchaseState.LISTED,
                listed_by=listed_by,
                listed_at=event.at,
                supplier=None,
                team_id=None,
                contract_number=None,
                sum_cents=None,
                signed_on=None,
                signed_by=None,
                paid_cents=0,
                ended_reason=None,
                ended_by=None,
                ended_at=None,
                position=event.position,
            )
        )

    @on(PurchaseItem.Contracted)
    def contracted(
        self,
        event: Event,
        supplier: str | None,
        team_id: Id | None,
        number: str,
        sum_cents: int,
        signed_on: datetime,
        milestone_titles: list[str],
        milestone_due: list[datetime],
        milestone_shares: list[int],
        milestone_cents: list[int],
        signed_by: str,
    ) -> None:
        item = self._changed(event)
        item.state = PurchaseState.CONTRACTED
        item.supplier = supplier
        item.team_id = team_id
        item.contract_number = number
        item.sum_cents = sum_cents
        item.signed_on = signed_on
        item.signed_by = signed_by
        terms = zip(milestone_titles, milestone_due, milestone_shares, milestone_cents, strict=True)
        for n, (title, due_at, share_percent, cents) in enumerate(terms, start=1):
            self.milestones.add(
                PurchaseMilestoneRow(
                    purchase_item_id=event.stream,
                    number=n,
                    title=title,
                    due_at=due_at,
                    share_percent=share_percent,
                    amount_cents=cents,
                    state=MilestoneState.OPEN,
                    overdue_at=None,
                    delivery=None,
                    evidence_hash=None,
                    delivered_by=None,
                    delivered_at=None,
                    accepted_by=None,
                    accepted_at=None,
                    rejected_by=None,
                    rejected_at=None,
                    rejection_reason=None,
                    voucher=None,
                    paid_by=None,
                    paid_at=None,
                )
            )

    @on(PurchaseItem.DeliveryOverdue)
    def delivery_overdue(self, event: Event, milestone: int) -> None:
        self._milestone(event, milestone, MilestoneState.OPEN).overdue_at = event.at

    @on(PurchaseItem.MilestoneDelivered)
    def delivered(
        self,
        event: Event,
        milestone: int,
        details: str,
        evidence_hash: str | None,
        delivered_by: str,
    ) -> None:
        part = self._milestone(event, milestone, MilestoneState.DELIVERED)
        part.delivery = details
        part.evidence_hash = evidence_hash
        part.delivered_by = delivered_by
        part.delivered_at = event.at

    @on(PurchaseItem.MilestoneAccepted)
    def accepted(self, event: Event, milestone: int, accepted_by: str) -> None:
        part = self._milestone(event, milestone, MilestoneState.ACCEPTED)
        part.accepted_by = accepted_by
        part.accepted_at = event.at

    @on(PurchaseItem.DeliveryRejected)
    def rejected(self, event: Event, milestone: int, reason: str, rejected_by: str) -> None:
        part = self._milestone(event, milestone, MilestoneState.OPEN)
        part.rejection_reason = reason
        part.rejected_by = rejected_by
        part.rejected_at = event.at

    @on(PurchaseItem.MilestonePaid)
    def paid(
        self, event: Event, milestone: int, amount_cents: int, voucher: str, paid_by: str
    ) -> None:
        self._changed(event).paid_cents += amount_cents
        part = self._milestone(event, milestone, MilestoneState.PAID)
        part.voucher = voucher
        part.paid_by = paid_by
        part.paid_at = event.at

    @on(PurchaseItem.Completed)
    def completed(self, event: Event) -> None:
        self._ended(event, PurchaseState.COMPLETED)

    @on(PurchaseItem.ContractTerminated)
    def terminated(self, event: Event, reason: str, terminated_by: str) -> None:
        item = self._ended(event, PurchaseState.TERMINATED)
        item.ended_reason = reason
        item.ended_by = terminated_by

    @on(PurchaseItem.Cancelled)
    def cancelled(self, event: Event, reason: str, cancelled_by: str) -> None:
        item = self._ended(event, PurchaseState.CANCELLED)
        item.ended_reason = reason
        item.ended_by = cancelled_by

    def _changed(self, event: Event) -> PurchaseItemRow:
        item = self.items.change(event.stream)
        item.position = event.position
        return item

    def _ended(self, event: Event, state: PurchaseState) -> PurchaseItemRow:
        item = self._changed(event)
        item.state = state
        item.ended_at = event.at
        return item

    def _milestone(self, event: Event, number: int, state: MilestoneState) -> PurchaseMilestoneRow:
        self._changed(event)
        milestone = self.milestones.change((event.stream, number))
        milestone.state = state
        return milestone
