"""Erasing a month's personal texts once the time to keep them is over (到期删除)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.people.privacy.data_period import DataPeriod, MonthlyTexts, data_period_id


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseDataPeriod(Command):
    """Erase the personal texts of a kind and month, the first day of which is given (按月删除).

    The deadline keeper's, which leaves a month alone for as long as one of its matters goes on.
    """

    kind: MonthlyTexts
    month: date


@handles(EraseDataPeriod)
async def erase_data_period(c: Context, command: EraseDataPeriod) -> UUID:
    """Erase a month's texts."""
    if command.month.day != 1:
        raise Refusal(RefusalCode.INVALID, "month", allowed="the first day of a month")
    if await c.work.find(DataPeriod, data_period_id(command.kind, command.month)) is not None:
        raise Refusal(RefusalCode.DUPLICATE, "month")
    period = DataPeriod.erase(
        command.kind,
        command.month,
        rules=await c.retention_rules(),
        by=c.actor.subject,
        at=c.now,
    )
    c.work.add(period)
    return period.id
