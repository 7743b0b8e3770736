"""Redemptions through the command bus, from many clients at once."""

from __future__ import annotations

import asyncio
import gc
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import UUID

import uvloop
from uuid_utils.compat import uuid7

from benchmarks.log.fill import SECRET
from benchmarks.log.market import OPERATOR
from five_steps.commands import Actor, Command, Commands, Role, Secrets, redemption_code
from five_steps.commands.incentives.redeeming.handing_over import (
    ConfirmRedemption,
    FulfilRedemption,
)
from five_steps.commands.incentives.redeeming.holding import HoldRedemption
from five_steps.event_store import EventStore

if TYPE_CHECKING:
    from benchmarks.log.market import Market, Purchase

_OPERATOR = Actor(OPERATOR, Role.COUNTER)


def redeemed_per_second(dsn: str, market: Market, purchases: int, concurrent: int) -> float:
    """Redemptions a second, each held, confirmed and handed over."""
    return uvloop.run(_rate(dsn, market, purchases, concurrent))


async def _rate(dsn: str, market: Market, purchases: int, concurrent: int) -> float:
    secrets = Secrets.derive(SECRET)
    async with EventStore.open(dsn, secret=SECRET) as store:
        commands = Commands(store, secrets, lambda: datetime.now(UTC))
        waiting = market.purchases(purchases)

        async def give(command: Command) -> UUID:
            outcome = await commands.run(command, command_id=uuid7(), actor=_OPERATOR)
            return outcome.object_id

        async def redeem(purchase: Purchase) -> None:
            redemption_id = await give(
                HoldRedemption(
                    volunteer_id=purchase.volunteer_id,
                    counter_id=purchase.counter_id,
                    reward_id=purchase.reward_id,
                )
            )
            code = redemption_code(secrets, redemption_id)
            await give(ConfirmRedemption(redemption_id=redemption_id, code=code))
            await give(FulfilRedemption(redemption_id=redemption_id))

        async def client() -> None:
            for purchase in waiting:
                await redeem(purchase)

        gc.freeze()
        started = perf_counter()
        await asyncio.gather(*(client() for _ in range(concurrent)))
        return purchases / (perf_counter() - started)
