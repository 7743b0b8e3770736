"""What can happen to an item of the purchase list."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.projects.purchasing.contract import Milestone, MilestoneState
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState

if TYPE_CHECKING:
    from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem


class Created(Aggregate.Created):
    """The item was put on the list of a year (列入清单)."""

    TOPIC = "purchase_item.created"
    year: int
    unit_id: UUID
    line: str
    title: str
    planned_cents: int
    project_id: UUID | None
    listed_by: str

    def apply(self, item: "PurchaseItem") -> None:
        item.year = self.year
        item.unit_id = self.unit_id
        item.line = self.line
        item.planned_cents = self.planned_cents


class Contracted(Aggregate.Event):
    """A contract was signed (签订合同), with a supplier or a team."""

    TOPIC = "purchase_item.contracted"
    supplier: str | None
    team_id: UUID | None
    number: str
    sum_cents: int
    signed_on: datetime
    milestone_titles: list[str]
    milestone_due: list[datetime]
    milestone_shares: list[int]
    milestone_cents: list[int]
    signed_by: str

    def apply(self, item: "PurchaseItem") -> None:
        item.state = PurchaseState.CONTRACTED
        item.signed_by = self.signed_by
        terms = zip(self.milestone_cents, self.milestone_due, strict=True)
        item.milestones = tuple(Milestone(cents, due_at) for cents, due_at in terms)


class DeliveryOverdue(Aggregate.Event):
    """A milestone was not delivered by its due date (交付逾期)."""

    TOPIC = "purchase_item.delivery_overdue"
    milestone: int
    due_at: datetime

    def apply(self, item: "PurchaseItem") -> None:
        item.update_milestone(self.milestone, overdue=True)


class MilestoneDelivered(Aggregate.Event):
    """A milestone is said to be delivered (交付)."""

    TOPIC = "purchase_item.milestone_delivered"
    milestone: int
    details: str
    evidence_hash: str | None
    delivered_by: str

    def apply(self, item: "PurchaseItem") -> None:
        item.update_milestone(
            self.milestone, state=MilestoneState.DELIVERED, delivered_by=self.delivered_by
        )


class MilestoneAccepted(Aggregate.Event):
    """A second person accepted it (验收通过)."""

    TOPIC = "purchase_item.milestone_accepted"
    milestone: int
    accepted_by: str

    def apply(self, item: "PurchaseItem") -> None:
        item.update_milestone(self.milestone, state=MilestoneState.ACCEPTED)


class DeliveryRejected(Aggregate.Event):
    """A second person did not accept it (验收不通过): it has to be delivered again."""

    TOPIC = "purchase_item.delivery_rejected"
    milestone: int
    reason: str
    rejected_by: str

    def apply(self, item: "PurchaseItem") -> None:
        item.update_milestone(self.milestone, state=MilestoneState.OPEN)


class MilestonePaid(Aggregate.Event):
    """An accepted milestone was paid (支付)."""

    TOPIC = "purchase_item.milestone_paid"
    milestone: int
    amount_cents: int
    voucher: str
    paid_by: str

    def apply(self, item: "PurchaseItem") -> None:
        item.update_milestone(self.milestone, state=MilestoneState.PAID)


class Completed(Aggregate.Event):
    """All milestones are paid (履约完成)."""

    TOPIC = "purchase_item.completed"

    def apply(self, item: "PurchaseItem") -> None:
        item.state = PurchaseState.COMPLETED


class ContractTerminated(Aggregate.Event):
    """The contract ended before all of it was paid (解除合同)."""

    TOPIC = "purchase_item.contract_terminated"
    reason: str
    released_cents: int
    terminated_by: str

    def apply(self, item: "PurchaseItem") -> None:
        item.state = PurchaseState.TERMINATED


class Cancelled(Aggregate.Event):
    """The item was taken off the list before a contract (撤销采购)."""

    TOPIC = "purchase_item.cancelled"
    reason: str
    cancelled_by: str

    def apply(self, item: "PurchaseItem") -> None:
        item.state = PurchaseState.CANCELLED
