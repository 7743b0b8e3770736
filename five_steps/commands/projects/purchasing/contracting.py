"""Contracts of purchases (采购合同): their sums are set aside in the budget at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel.claims import claim
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.projects.purchasing.reach import account_of_item, item_of_staff
from five_steps.domain.kernel import checks
from five_steps.domain.organisation.team import Team
from five_steps.domain.projects.purchasing.contract import MilestoneTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPurchaseContract(Command):
    """Sign the contract of an item, with a supplier or a team (签订合同), in 分."""

    purchase_item_id: UUID
    supplier: str | None = None
    team_id: UUID | None = None
    number: str
    sum_cents: int
    signed_on: datetime
    milestones: tuple[MilestoneTerms, ...]


@handles(SignPurchaseContract)
async def sign_purchase_contract(c: Context, command: SignPurchaseContract) -> UUID:
    """Sign a contract: item and budget change in the same append."""
    item = await item_of_staff(c, command.purchase_item_id)
    if command.team_id is not None:
        await c.get(Team, command.team_id, "teamId")
    number = checks.name("number", command.number)
    await claim(c, "purchase_contract", number, item.id, "number")
    by = c.actor.subject
    item.sign_contract(
        supplier=command.supplier,
        team_id=command.team_id,
        number=number,
        sum_cents=command.sum_cents,
        signed_on=command.signed_on,
        milestones=command.milestones,
        by=by,
        at=c.now,
    )
    account = await account_of_item(c, item)
    account.commit(item.id, command.sum_cents, by=by, at=c.now)
    return item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminatePurchaseContract(Command):
    """End a contract before all of it is paid (解除合同)."""

    purchase_item_id: UUID
    reason: str


@handles(TerminatePurchaseContract)
async def terminate_purchase_contract(c: Context, command: TerminatePurchaseContract) -> UUID:
    """Terminate a contract: what it will not cost any more is free again."""
    item = await item_of_staff(c, command.purchase_item_id)
    by = c.actor.subject
    open_cents = item.terminate(reason=command.reason, by=by, at=c.now)
    account = await account_of_item(c, item)
    account.release(item.id, open_cents, by=by, at=c.now)
    return item.id
