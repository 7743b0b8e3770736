"""Meets deadlines, one process at a time, whatever happens to the database meanwhile."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

import asyncpg
import structlog

from five_steps.commands.kernel.actor import Actor, Role
from five_steps.commands.kernel.bus import Commands, Outcome
from five_steps.domain.kernel.refusal import Refusal
from five_steps.event_store import EventStore
from five_steps.operations.deadlines.due import Due, Source
from five_steps.operations.deadlines.feedback import FEEDBACK
from five_steps.operations.deadlines.holds import HOLDS
from five_steps.operations.deadlines.meeting_tasks import MEETING_TASKS
from five_steps.operations.deadlines.mergers import LEFT_TEAMS, LEFT_VOLUNTEERS
from five_steps.operations.deadlines.orders import ORDERS
from five_steps.operations.deadlines.personal_data import PERSONAL_DATA
from five_steps.operations.deadlines.points import POINTS
from five_steps.operations.deadlines.projects import PROJECTS
from five_steps.projections import Views

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from five_steps.event_store.connections import Connection

_log = structlog.get_logger(__name__)

KEEPER: Final = Actor("deadline-keeper", Role.SYSTEM)
SOURCES: Final = (
    HOLDS,
    ORDERS,
    POINTS,
    MEETING_TASKS,
    *FEEDBACK,
    *PROJECTS,
    *PERSONAL_DATA,
    LEFT_VOLUNTEERS,
    LEFT_TEAMS,
)

# Any constant will do, as long as no other lock of the service uses it.
_LEADER_KEY: Final = 0x4445_4144_4C49_4E45


@dataclass(frozen=True, slots=True, kw_only=True)
class KeeperLimits:
    """How much the keeper takes on, and how long it waits."""

    look_every: timedelta = timedelta(seconds=1)
    """While a process leads, nothing is met later than this after its time, load permitting."""
    batch_max: int = 200
    at_once_max: int = 16
    """Commands of a source at the same time: people's commands come first."""
    retry_after: timedelta = timedelta(minutes=1)
    """When an object whose deadline could not be met is looked at again."""
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
                # Whatever it was, time still runs out; the next attempt may succeed.
                _log.exception("deadlines_interrupted")
            await self._pause()

    async def act(self, now: datetime) -> int:
        """Meet all deadlines that have passed by `now`; how many were."""
        return sum([await self._act_on(source, now) for source in SOURCES])

    async def _lead(self, connection: Connection) -> None:
        """Act while this connection holds the lock, which goes when the connection does."""
        while await connection.fetchval("SELECT NOT pg_try_advisory_lock($1)", _LEADER_KEY):
            await self._pause()
        _log.info("deadlines_lead")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._watch(connection))
                for source in SOURCES:
                    group.create_task(self._keep(source))
        finally:
            # A lost connection has taken the lock along; what it raises here would stand in the
            # place of a cancellation, and the keeper would not stop.
            with suppress(OSError, asyncpg.InterfaceError, asyncpg.PostgresError):
                await connection.execute("SELECT pg_advisory_unlock($1)", _LEADER_KEY)

    async def _watch(self, connection: Connection) -> None:
        """Fail when the connection, and with it the lock, was lost."""
        while True:
            await connection.execute("SELECT")
            await self._pause()

    async def _keep(self, source: Source) -> None:
        """Apart from the other sources: a thousand late orders keep no hold waiting."""
        while True:
            await self._act_on(source, self.clock())
            await self._pause()

    async def _pause(self) -> None:
        await asyncio.sleep(self.limits.look_every.total_seconds())

    async def _act_on(self, source: Source, now: datetime) -> int:
        met = 0
        while met_now := await self._act_once(source, now):
            met += met_now
        return met

    async def _act_once(self, source: Source, now: datetime) -> int:
        due = await self._due(source, now)
        places = asyncio.Semaphore(self.limits.at_once_max)

        async def meet(deadline: Due) -> Outcome | None:
            async with places:
                return await self._meet(deadline, now)

        outcomes = await asyncio.gather(*map(meet, due))
        done = [outcome for outcome in outcomes if outcome and not outcome.repeated]
        if done:
            # Else the next look would find the same again.
            position = max(outcome.position for outcome in done)
            await self.views.wait_for(position, self.limits.views_wait_s)
        return len(done)

    async def _due(self, source: Source, now: datetime) -> list[Due]:
        for about in [about for about, until in self._put_off.items() if until <= now]:
            del self._put_off[about]
        rows = await self.store.pool.fetch(
            source.query, now, list(self._put_off), self.limits.batch_max
        )
        return [source.due(row) for row in rows]

    async def _meet(self, due: Due, now: datetime) -> Outcome | None:
        try:
            outcome = await self.commands.run(
                due.command, command_id=due.command_id(), actor=KEEPER, now=now
            )
        except Refusal as refusal:
            # Somebody acted meanwhile, and the view does not show it yet.
            _log.info("deadline_refused", about=str(due.about), refusal=str(refusal))
        except Exception:
            _log.exception("deadline_failed", about=str(due.about), command=repr(due.command))
        else:
            return outcome
        self._put_off[due.about] = now + self.limits.retry_after
        return None
