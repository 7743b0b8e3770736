"""Drawing up the statement of a settlement (出具对账单)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.fund.settlement import Settlement, SettlementLine, check_lines
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.incentives.redeeming.redemption import Redemption
from five_steps.domain.kernel.district_time import window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.unit import Unit

PERIOD_DAYS_MAX = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSettlement(Command):
    """Draw up the statement of a period that is over (出具对账单).

    It lists redemptions that were confirmed in the period and have been handed over since.

    Either with a merchant, for all its counters, or with a unit, for those it runs itself. Each
    redemption is settled once; what is left out may come with another statement.
    """

    merchant_id: UUID | None = None
    unit_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime
    redemption_ids: tuple[UUID, ...]


@handles(StateSettlement)
async def state_settlement(c: Context, command: StateSettlement) -> UUID:
    """State a settlement: each redemption is marked in the same append."""
    unit_id = await _unit(c, command)
    await scope.require_unit(c, unit_id, "unitId" if command.unit_id else "merchantId")
    period = window(command.starts_at, command.ends_at, days_max=PERIOD_DAYS_MAX)
    # Before they are read: each redemption is a stream of its own.
    check_lines(len(command.redemption_ids))
    settlement_id = c.work.new_id()
    lines = []
    for redemption_id in command.redemption_ids:
        redemption = await c.get(Redemption, redemption_id, "redemptionIds")
        if command.merchant_id is None:
            await _require_own_counter(c, redemption.counter_id, unit_id)
        redemption.settle(settlement_id, merchant_id=command.merchant_id, period=period, at=c.now)
        lines.append(SettlementLine(redemption.id, redemption.cost_cents))
    c.work.add(
        Settlement.state_account(
            id=settlement_id,
            at=c.now,
            merchant_id=command.merchant_id,
            unit_id=unit_id,
            period=period,
            lines=lines,
            by=c.actor.subject,
        )
    )
    return settlement_id


async def _unit(c: Context, command: StateSettlement) -> UUID:
    """The unit on whose side the settlement is drawn up."""
    if (command.merchant_id is None) == (command.unit_id is None):
        raise Refusal(RefusalCode.INVALID, "unitId", allowed="either merchantId or unitId")
    if command.merchant_id is not None:
        return (await c.get(Merchant, command.merchant_id, "merchantId")).unit_id
    assert command.unit_id is not None
    return (await c.get(Unit, command.unit_id, "unitId")).id


async def _require_own_counter(c: Context, counter_id: UUID, unit_id: UUID) -> None:
    counter = await c.get(Counter, counter_id, "redemptionIds")
    if counter.unit_id != unit_id:
        raise Refusal(RefusalCode.INVALID, "redemptionIds", allowed="of this unit's own counters")
