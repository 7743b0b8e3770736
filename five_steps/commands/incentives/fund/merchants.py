"""Merchants (商户)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.kernel import checks
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpMerchant(Command):
    """Sign a merchant up with a unit (商户签约).

    `contact` (whom to call) and `account` (where to pay) are sealed under the merchant's own key.
    """

    unit_id: UUID
    name: str
    contact: str
    account: str


@handles(SignUpMerchant)
async def sign_up_merchant(c: Context, command: SignUpMerchant) -> UUID:
    """Sign a merchant up."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    await scope.require_unit(c, unit.id, "unitId")
    merchant_id = c.work.new_id()
    contact = checks.name("contact", command.contact)
    account = checks.name("account", command.account)
    c.work.add(
        Merchant.sign_up(
            id=merchant_id,
            at=c.now,
            unit_id=unit.id,
            name=command.name,
            contact=await c.seal(merchant_id, contact, "contact"),
            account=await c.seal(merchant_id, account, "account"),
        )
    )
    return merchant_id


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMerchantContract(Command):
    """End a merchant's contract (商户解约): its counters take no more holds."""

    merchant_id: UUID
    reason: str


@handles(EndMerchantContract)
async def end_merchant_contract(c: Context, command: EndMerchantContract) -> UUID:
    """End the contract; what is held may still be confirmed, and what is owed is settled."""
    merchant = await c.get(Merchant, command.merchant_id, "merchantId")
    await scope.require_unit(c, merchant.unit_id, "merchantId")
    merchant.end_contract(reason=command.reason, at=c.now)
    return merchant.id
