"""Delivery, acceptance and payment of a contract's milestones (交付、验收、支付)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.guarantee.budget.books import claim_voucher
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import optional_evidence_hash
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.projects.purchasing.reach import account_of_item, item_of_staff
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDelivery(Command):
    """Record that a milestone was delivered (记录交付); they are numbered from 1."""

    purchase_item_id: UUID
    milestone: int
    details: str = ""
    evidence_hash: str | None = None


@handles(RecordDelivery)
async def record_delivery(c: Context, command: RecordDelivery) -> UUID:
    """Record a delivery."""
    item = await item_of_staff(c, command.purchase_item_id)
    item.deliver(
        command.milestone,
        details=command.details,
        evidence_hash=optional_evidence_hash("evidenceHash", command.evidence_hash),
        by=c.actor.subject,
        at=c.now,
    )
    return item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkDeliveryOverdue(Command):
    """Record that a milestone was not delivered in time (交付逾期); the deadline keeper's."""

    purchase_item_id: UUID
    milestone: int


@handles(MarkDeliveryOverdue)
async def mark_delivery_overdue(c: Context, command: MarkDeliveryOverdue) -> UUID:
    """Mark a milestone overdue."""
    item = await c.get(PurchaseItem, command.purchase_item_id, "purchaseItemId")
    item.mark_overdue(command.milestone, at=c.now)
    return item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptMilestone(Command):
    """Accept what was delivered, as a second person (验收通过)."""

    purchase_item_id: UUID
    milestone: int


@handles(AcceptMilestone)
async def accept_milestone(c: Context, command: AcceptMilestone) -> UUID:
    """Accept a milestone."""
    item = await item_of_staff(c, command.purchase_item_id)
    item.accept(command.milestone, by=c.actor.subject, at=c.now)
    return item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectDelivery(Command):
    """Do not accept what was delivered, as a second person (验收不通过)."""

    purchase_item_id: UUID
    milestone: int
    reason: str


@handles(RejectDelivery)
async def reject_delivery(c: Context, command: RejectDelivery) -> UUID:
    """Reject a delivery: it has to be delivered again."""
    item = await item_of_staff(c, command.purchase_item_id)
    item.reject_delivery(command.milestone, reason=command.reason, by=c.actor.subject, at=c.now)
    return item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PayMilestone(Command):
    """Pay an accepted milestone, with its voucher (支付)."""

    purchase_item_id: UUID
    milestone: int
    voucher: str


@handles(PayMilestone)
async def pay_milestone(c: Context, command: PayMilestone) -> UUID:
    """Pay a milestone: item and budget change in the same append."""
    item = await item_of_staff(c, command.purchase_item_id)
    by, voucher = c.actor.subject, command.voucher
    paid = item.pay(command.milestone, voucher=voucher, by=by, at=c.now)
    account = await account_of_item(c, item)
    await claim_voucher(c, account, voucher)
    account.pay(item.id, command.milestone, paid, voucher=voucher, by=by, at=c.now)
    return item.id
