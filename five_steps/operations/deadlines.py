"""The deadline keeper (时限守护): does what the rules say happens when time runs out.

An order not dispatched or accepted in time is escalated, one not rated in time is closed unrated,
one that nobody served expires. What is due is read from `read.orders`; what happens is decided by
the ordinary commands, so a view that lags costs a refusal and never a wrong event. Each deadline
has a command id of its own: however many processes see it, and however often, it is met once.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID, uuid5

import asyncpg
import structlog

from five_steps.commands.kernel.actor import Actor, Role
from five_steps.commands.kernel.bus import Commands, Outcome
from five_steps.commands.kernel.registry import Command
from five_steps.commands.ordering.dispatching import EscalateOrder
from five_steps.commands.ordering.endings import ExpireOrder
from five_steps.commands.ordering.rating import CloseUnrated
from five_steps.domain.kernel.refusal import Refusal
from five_steps.domain.ordering.order_state import OrderState
from five_steps.event_store import EventStore
from five_steps.projections import Views

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from five_steps.event_store.connections import Connection

_log = structlog.get_logger(__name__)

KEEPER: Final = Actor("deadline-keeper", Role.SYSTEM)

# Any constant will do, as long as no other lock of the service uses it.
_LEADER_KEY: Final = 0x4445_4144_4C49_4E45

# A deadline comes before the end of the window, and both may have passed while the service was
# down: what came first is done first.
_SELECT_DUE = """
SELECT id, state, due_at, expires_at
FROM read.orders
WHERE (due_at <= $1 AND state IN ('PLACED', 'DISPATCHED', 'COMPLETED')
    OR expires_at <= $1 AND state IN ('PLACED', 'DISPATCHED', 'ACCEPTED'))
    AND id <> ALL ($2::uuid[])
ORDER BY least(due_at, expires_at), id
LIMIT $3
"""


class Deadline(StrEnum):
    """What to do when time has run out."""

    ESCALATE = "ESCALATE"
    CLOSE_UNRATED = "CLOSE_UNRATED"
    EXPIRE = "EXPIRE"


_COMMANDS: Final[dict[Deadline, Callable[[UUID], Command]]] = {
    Deadline.ESCALATE: lambda order_id: EscalateOrder(order_id=order_id),
    Deadline.CLOSE_UNRATED: lambda order_id: CloseUnrated(order_id=order_id),
    Deadline.EXPIRE: lambda order_id: ExpireOrder(order_id=order_id),
}


class _Due(NamedTuple):
    order_id: UUID
    deadline: Deadline
    due_at: datetime

    def command_id(self) -> UUID:
        return uuid5(self.order_id, f"{self.deadline} {self.due_at.isoformat()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeeperLimits:
    """How much the keeper takes on, and how long it waits."""

    look_every: timedelta = timedelta(seconds=10)
    batch_orders_max: int = 200
    at_once_max: int = 16
    """Commands at the same time: people's commands come first."""
    retry_after: timedelta = timedelta(minutes=1)
    """When an order whose deadline could not be met is looked at again."""
    views_wait_s: float = 5.0


@dataclass(slots=True)
class DeadlineKeeper:
    """Meets deadlines; of many processes, one at a time does."""

    store: EventStore
    views: Views
    commands: Commands
    clock: Callable[[], datetime]
    limits: KeeperLimits = field(default_factory=KeeperLimits)
    _put_off: dict[UUID, datetime] = field(default_factory=dict)

    async def run(self) -> None:
        """Keep deadlines until cancelled, whatever happens to the database meanwhile."""
        while True:
            try:
                async with self.store.pool.acquire() as connection:
                    await self._lead(connection)
            except Exception:
                # Whatever it was, orders still fall due; the next attempt may succeed.
                _log.exception("deadlines_interrupted")
            await self._pause()

    async def act(self, now: datetime) -> int:
        """Meet all deadlines that have passed by `now`; how many were."""
        met = 0
        while met_now := await self._act_once(now):
            met += met_now
        return met

    async def _lead(self, connection: Connection) -> None:
        """Act while this connection holds the lock, which goes when the connection does."""
        while await connection.fetchval("SELECT NOT pg_try_advisory_lock($1)", _LEADER_KEY):
            await self._pause()
        _log.info("deadlines_lead")
        try:
            while True:
                # Fails when the connection, and with it the lock, was lost.
                await connection.execute("SELECT")
                await self.act(self.clock())
                await self._pause()
        finally:
            # A lost connection has taken the lock along; what it raises here would stand in the
            # place of a cancellation, and the keeper would not stop.
            with suppress(OSError, asyncpg.InterfaceError, asyncpg.PostgresError):
                await connection.execute("SELECT pg_advisory_unlock($1)", _LEADER_KEY)

    async def _pause(self) -> None:
        await asyncio.sleep(self.limits.look_every.total_seconds())

    async def _act_once(self, now: datetime) -> int:
        due = await self._due(now)
        places = asyncio.Semaphore(self.limits.at_once_max)

        async def meet(deadline: _Due) -> Outcome | None:
            async with places:
                return await self._meet(deadline, now)

        outcomes = await asyncio.gather(*map(meet, due))
        done = [outcome for outcome in outcomes if outcome and not outcome.repeated]
        if done:
            # Else the next look would find the same orders again.
            position = max(outcome.position for outcome in done)
            await self.views.wait_for(position, self.limits.views_wait_s)
        return len(done)

    async def _due(self, now: datetime) -> list[_Due]:
        self._put_off = {order: until for order, until in self._put_off.items() if until > now}
        rows = await self.store.pool.fetch(
            _SELECT_DUE, now, list(self._put_off), self.limits.batch_orders_max
        )
        return [_earliest(*row) for row in rows]

    async def _meet(self, due: _Due, now: datetime) -> Outcome | None:
        try:
            outcome = await self.commands.run(
                _COMMANDS[due.deadline](due.order_id),
                command_id=due.command_id(),
                actor=KEEPER,
                now=now,
            )
        except Refusal as refusal:
            # Somebody acted meanwhile, and the view does not show it yet.
            _log.info("deadline_refused", order=str(due.order_id), refusal=str(refusal))
        except Exception:
            _log.exception("deadline_failed", order=str(due.order_id), deadline=due.deadline)
        else:
            return outcome
        self._put_off[due.order_id] = now + self.limits.retry_after
        return None


def _earliest(
    order_id: UUID, state: str, due_at: datetime | None, expires_at: datetime | None
) -> _Due:
    # asyncpg's own UUIDs are not what commands are made of.
    order_id = UUID(int=order_id.int)
    if due_at is None or (expires_at is not None and expires_at < due_at):
        assert expires_at is not None
        return _Due(order_id, Deadline.EXPIRE, expires_at)
    if state == OrderState.COMPLETED:
        return _Due(order_id, Deadline.CLOSE_UNRATED, due_at)
    return _Due(order_id, Deadline.ESCALATE, due_at)
