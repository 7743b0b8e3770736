"""From the statement to the payment (对账, 支付)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.fund.books import the_fund
from five_steps.commands.incentives.redeeming.at_counter import counter_worked
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.fund.settlement import Settlement
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.incentives.redeeming.redemption import Redemption
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSettlement(Command):
    """Dispute a statement on the payee's side (提出异议).

    An operator of one of the payee's counters names that `counter_id`; staff who record what they
    were told leave it out.
    """

    settlement_id: UUID
    reason: str
    counter_id: UUID | None = None


@handles(DisputeSettlement)
async def dispute_settlement(c: Context, command: DisputeSettlement) -> UUID:
    """Dispute a statement."""
    settlement = await _settlement_of_payee(c, command.settlement_id, command.counter_id)
    settlement.dispute(reason=command.reason, by=c.actor.subject, at=c.now)
    return settlement.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettlementDispute(Command):
    """Answer a dispute (答复异议): the statement is with the payee again."""

    settlement_id: UUID
    answer: str


@handles(AnswerSettlementDispute)
async def answer_settlement_dispute(c: Context, command: AnswerSettlementDispute) -> UUID:
    """Answer a dispute."""
    settlement = await _settlement_of_staff(c, command.settlement_id)
    settlement.answer_dispute(answer=command.answer, by=c.actor.subject, at=c.now)
    return settlement.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeSettlement(Command):
    """Agree to a statement on the payee's side (对账确认); `counter_id` as for a dispute."""

    settlement_id: UUID
    counter_id: UUID | None = None


@handles(AgreeSettlement)
async def agree_settlement(c: Context, command: AgreeSettlement) -> UUID:
    """Agree to a statement; never who drew it up."""
    settlement = await _settlement_of_payee(c, command.settlement_id, command.counter_id)
    settlement.agree(by=c.actor.subject, at=c.now)
    return settlement.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySettlement(Command):
    """Record that an agreed settlement was paid (支付结算款); `reference` names the transfer."""

    settlement_id: UUID
    reference: str


@handles(PaySettlement)
async def pay_settlement(c: Context, command: PaySettlement) -> UUID:
    """Pay a settlement out of what the fund owes."""
    settlement = await c.get(Settlement, command.settlement_id, "settlementId")
    settlement.pay(reference=command.reference, by=c.actor.subject, at=c.now)
    # Nothing may be owed for rewards that cost the fund nothing.
    if settlement.total_cents:
        fund = await the_fund(c)
        fund.pay_settlement(
            settlement.id,
            settlement.merchant_id,
            settlement.total_cents,
            reference=command.reference,
            by=c.actor.subject,
            at=c.now,
        )
    return settlement.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSettlement(Command):
    """Withdraw a statement that is wrong and not paid yet (撤回对账单)."""

    settlement_id: UUID
    reason: str


@handles(WithdrawSettlement)
async def withdraw_settlement(c: Context, command: WithdrawSettlement) -> UUID:
    """Withdraw a statement; its redemptions may be returned, or listed in another."""
    settlement = await _settlement_of_staff(c, command.settlement_id)
    settlement.withdraw(reason=command.reason, by=c.actor.subject, at=c.now)
    for redemption_id in settlement.lines:
        redemption = await c.get(Redemption, redemption_id, "settlementId")
        redemption.leave_settlement(settlement.id, at=c.now)
    return settlement.id


async def _settlement_of_staff(c: Context, settlement_id: UUID) -> Settlement:
    settlement = await c.get(Settlement, settlement_id, "settlementId")
    await scope.require_unit(c, settlement.unit_id, "settlementId")
    return settlement


async def _settlement_of_payee(
    c: Context, settlement_id: UUID, counter_id: UUID | None
) -> Settlement:
    """The settlement, if the actor speaks for the payee: at one of its counters, or as staff."""
    if c.actor.role is not Role.COUNTER:
        return await _settlement_of_staff(c, settlement_id)
    settlement = await c.get(Settlement, settlement_id, "settlementId")
    if counter_id is None:
        raise Refusal(RefusalCode.INVALID, "counterId", allowed="a counter of the payee")
    counter = await counter_worked(c, counter_id)
    if not _is_payee(counter, settlement):
        raise Refusal(RefusalCode.FORBIDDEN, "settlementId", allowed="a counter of the payee")
    return settlement


def _is_payee(counter: Counter, settlement: Settlement) -> bool:
    if settlement.merchant_id is not None:
        return counter.merchant_id == settlement.merchant_id
    return counter.merchant_id is None and counter.unit_id == settlement.unit_id
