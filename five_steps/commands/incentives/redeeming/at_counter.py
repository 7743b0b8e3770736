"""Who may do what about a counter."""

from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.incentives.redeeming.redemption import Redemption
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


async def counter_of_staff(c: Context, counter_id: UUID) -> Counter:
    """The counter, if the actor is staff of its unit or of one above it."""
    counter = await c.get(Counter, counter_id, "counterId")
    await scope.require_unit(c, counter.unit_id, "counterId")
    return counter


async def counter_worked(c: Context, counter_id: UUID) -> Counter:
    """The counter, if the actor works it."""
    counter = await c.get(Counter, counter_id, "counterId")
    _require_operator(c, counter, "counterId")
    return counter


async def redemption_at_counter(c: Context, redemption_id: UUID) -> Redemption:
    """The redemption, if the actor works its counter."""
    redemption = await c.get(Redemption, redemption_id, "redemptionId")
    counter = await c.get(Counter, redemption.counter_id, "redemptionId")
    _require_operator(c, counter, "redemptionId")
    return redemption


def _require_operator(c: Context, counter: Counter, field: str) -> None:
    if c.actor.subject not in counter.operators:
        raise Refusal(RefusalCode.FORBIDDEN, field, allowed="operators of the counter")
