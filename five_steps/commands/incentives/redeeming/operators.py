"""Who works a counter (操作员)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.redeeming.at_counter import counter_of_staff
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointOperator(Command):
    """Let somebody work a counter (指定操作员); `operator` is the subject of their token."""

    counter_id: UUID
    operator: str


@handles(AppointOperator)
async def appoint_operator(c: Context, command: AppointOperator) -> UUID:
    """Appoint an operator."""
    counter = await counter_of_staff(c, command.counter_id)
    counter.appoint(command.operator, at=c.now)
    return counter.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissOperator(Command):
    """Let somebody no longer work a counter (撤销操作员)."""

    counter_id: UUID
    operator: str


@handles(DismissOperator)
async def dismiss_operator(c: Context, command: DismissOperator) -> UUID:
    """Dismiss an operator."""
    counter = await counter_of_staff(c, command.counter_id)
    counter.dismiss(command.operator, at=c.now)
    return counter.id
