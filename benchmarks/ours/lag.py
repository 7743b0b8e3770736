"""How long a committed command takes to show in all views, at a steady rate of commands."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid4

import uvloop

from benchmarks.log.fill import SECRET
from five_steps.commands.kernel.actor import Actor, Role
from five_steps.commands.kernel.bus import Commands
from five_steps.commands.kernel.secrets import Secrets
from five_steps.commands.ordering.placing import PlaceOrder
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import RequesterKind
from five_steps.event_store import EventStore
from five_steps.projections import PROJECTIONS, Views

if TYPE_CHECKING:
    from collections.abc import Sequence

VISIBLE_SECONDS_MAX = 30.0
BY = Actor("benchmark", Role.CENTRE_ADMIN)


class Lag(NamedTuple):
    """What was measured; milliseconds."""

    commands_per_second: float
    """The rate that was reached."""
    commit_p50_ms: float
    """From the command's arrival to its commit."""
    commit_p99_ms: float
    lag_p50_ms: float
    """From the commit to all views showing it."""
    lag_p99_ms: float
    lag_max_ms: float


def measured_lag(
    dsn: str, people: Sequence[tuple[UUID, UUID]], commands: int, per_second: int
) -> Lag:
    """Place orders at a steady rate, whether the service keeps up or not.

    Args:
        dsn: a database with a district and its views built.
        people: residents, each with the unit.
        commands: how many orders; the first tenth is not counted.
        per_second: the rate.
    """
    return uvloop.run(_measured_lag(dsn, people, commands, per_second))


class _Seen(NamedTuple):
    arrived: float
    committed: float
    visible: float


async def _measured_lag(
    dsn: str, people: Sequence[tuple[UUID, UUID]], commands: int, per_second: int
) -> Lag:
    async with EventStore.open(dsn, secret=SECRET) as store:
        views = Views(dsn, store.vault, PROJECTIONS)
        await views.start()
        try:
            service = Commands(store, Secrets.derive(SECRET), lambda: datetime.now(UTC))
            started = perf_counter()
            tasks = []
            for number in range(commands):
                # Each is due at its own time: a slow answer does not slow the next down.
                await asyncio.sleep(started + number / per_second - perf_counter())
                tasks.append(
                    asyncio.create_task(_place(service, views, *people[number % len(people)]))
                )
            sent_seconds = perf_counter() - started
            seen = (await asyncio.gather(*tasks))[commands // 10 :]
        finally:
            await views.stop()
    commits = quantiles([1000 * (one.committed - one.arrived) for one in seen], n=100)
    lags = [1000 * (one.visible - one.committed) for one in seen]
    percentiles = quantiles(lags, n=100)
    return Lag(
        commands / sent_seconds,
        commits[49],
        commits[98],
        percentiles[49],
        percentiles[98],
        max(lags),
    )


async def _place(service: Commands, views: Views, resident_id: UUID, unit_id: UUID) -> _Seen:
    arrived = perf_counter()
    now = datetime.now(UTC)
    outcome = await service.run(
        PlaceOrder(
            unit_id=unit_id,
            requester_kind=RequesterKind.RESIDENT,
            requester_id=resident_id,
            category=Category.SCIENCE,
            title="老年人智能手机培训",
            place="东屏街道海霞路8号文化礼堂",
            contact="13857701234",
            starts_at=now + timedelta(days=3),
            ends_at=now + timedelta(days=3, hours=2),
        ),
        command_id=uuid4(),
        actor=BY,
    )
    committed = perf_counter()
    if not await views.wait_for(outcome.position, VISIBLE_SECONDS_MAX):
        message = f"position {outcome.position} did not show in {VISIBLE_SECONDS_MAX} s"
        raise TimeoutError(message)
    return _Seen(arrived, committed, perf_counter())
