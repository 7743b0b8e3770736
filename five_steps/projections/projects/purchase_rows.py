"""The rows of the purchase list: its items, and the milestones of their contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.incentives.money import Cents
from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class PurchaseItemRow:
    """An item; all of the contract is empty before it is signed."""

    id: Id
    year: int
    unit_id: Id
    project_id: Id | None
    line: str
    title: str
    planned_cents: Cents
    state: str
    listed_by: str
    listed_at: datetime
    supplier: str | None
    team_id: Id | None
    contract_number: str | None
    sum_cents: Cents | None
    signed_on: datetime | None
    signed_by: str | None
    paid_cents: Cents
    ended_reason: str | None
    """Why it was taken off the list, or the contract ended."""
    ended_by: str | None
    ended_at: datetime | None
    """When it was completed, taken off the list, or the contract ended."""
    position: Position


@dataclass(slots=True)
class PurchaseMilestoneRow:
    """A milestone of a contract; of several deliveries, the last one."""

    purchase_item_id: Id
    number: int
    title: str
    due_at: datetime
    share_percent: int
    amount_cents: Cents
    state: str
    overdue_at: datetime | None
    """When it was found not to be delivered in time."""
    delivery: str | None
    evidence_hash: str | None
    delivered_by: str | None
    delivered_at: datetime | None
    accepted_by: str | None
    accepted_at: datetime | None
    rejected_by: str | None
    rejected_at: datetime | None
    rejection_reason: str | None
    voucher: str | None
    paid_by: str | None
    paid_at: datetime | None
