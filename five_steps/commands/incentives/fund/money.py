"""Money into the fund, and out of it for other purposes than redemptions."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.fund.books import the_fund
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.domain.kernel import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class Donate(Command):
    """Record a donation that the fund received (捐赠), in 分.

    The name of a person is sealed; that of an organisation is public.
    """

    amount_cents: int
    donor: str
    donor_is_person: bool


@handles(Donate)
async def donate(c: Context, command: Donate) -> UUID:
    """Take a donation; returns the fund."""
    fund = await the_fund(c)
    donation_id = c.work.new_id()
    donor = checks.name("donor", command.donor)
    fund.donate(
        donation_id,
        command.amount_cents,
        donor=await c.seal(donation_id, donor, "donor") if command.donor_is_person else donor,
        donor_is_person=command.donor_is_person,
        by=c.actor.subject,
        at=c.now,
    )
    return fund.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateToFund(Command):
    """Record money that a public body allocated to the fund (拨款), in 分."""

    amount_cents: int
    source: str


@handles(AllocateToFund)
async def allocate_to_fund(c: Context, command: AllocateToFund) -> UUID:
    """Take an allocation; returns the fund."""
    fund = await the_fund(c)
    fund.allocate(command.amount_cents, source=command.source, by=c.actor.subject, at=c.now)
    return fund.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendFromFund(Command):
    """Spend free money of the fund on another purpose (其他支出), in 分.

    What is more than one person may decide on is proposed instead (`ProposeFundSpending`).
    `reference` names the decision or voucher behind it.
    """

    purpose: Purpose
    amount_cents: int
    reference: str


@handles(SpendFromFund)
async def spend_from_fund(c: Context, command: SpendFromFund) -> UUID:
    """Spend; returns the fund."""
    fund = await the_fund(c)
    fund.spend_alone(
        command.purpose,
        command.amount_cents,
        reference=command.reference,
        by=c.actor.subject,
        rules=await c.incentive_rules(),
        at=c.now,
    )
    return fund.id
