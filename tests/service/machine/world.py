"""The real parts, run step by step: store, command bus and views on a database of their own."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID, uuid4

from five_steps.commands import Actor, Command, Commands, Outcome
from five_steps.domain.incentives.points_account import PointsAccount, points_account_id
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal
from five_steps.domain.ordering.order import Order
from five_steps.event_store import CommandIdReused, EventStore, Limits
from five_steps.projections import PROJECTIONS, Views
from tests.commands.district import SECRETS
from tests.service.machine.cast import FOUNDED

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from datetime import datetime

    import asyncpg

    from five_steps.event_store.records import StoredRow
    from tests.service.machine.cast import Cast

SECRET = b"a secret of the tests, 32 bytes."
LIMITS = Limits(snapshot_every_events=4, aggregates_cached_max=6)
"""So few that snapshots are taken and aggregates loaded anew all the time."""

T = TypeVar("T")
A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class Given:
    """A command that was done, and how it was answered."""

    command: Command
    actor: Actor
    command_id: UUID
    object_id: UUID
    position: int


@dataclass(frozen=True, slots=True)
class Size:
    """What must stay as it is when nothing is done."""

    head: int
    events: int
    commands: int


class World:
    """A district that a test drives; `now` is its clock."""

    def __init__(self, dsn: str, cast: Cast) -> None:
        self.cast = cast
        self.now = FOUNDED
        self.given: list[Given] = []
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self.wait(self._open(dsn))

    async def _open(self, dsn: str) -> None:
        self.store = await self._stack.enter_async_context(
            EventStore.open(dsn, secret=SECRET, limits=LIMITS)
        )
        self.commands = Commands(self.store, SECRETS, lambda: self.now)
        self.views = Views(dsn, self.store.vault, PROJECTIONS)
        self._stack.push_async_callback(self.views.stop)
        await self.views.start()

    def close(self) -> None:
        """Close all parts."""
        self.wait(self._stack.aclose())
        self._runner.close()

    def wait(self, what: Awaitable[T]) -> T:
        """Let the world go on until this is done."""

        async def waited() -> T:
            return await what

        return self._runner.run(waited())

    def run(
        self, command: Command, actor: Actor, command_id: UUID | None = None, *, at_once: int = 1
    ) -> Given | Refusal | CommandIdReused:
        """What becomes of a command, sent so many times at once: each time the same."""
        command_id = command_id or uuid4()

        async def sent() -> list[Outcome | BaseException]:
            sending = (
                self.commands.run(command, command_id=command_id, actor=actor)
                for _ in range(at_once)
            )
            return await asyncio.gather(*sending, return_exceptions=True)

        first, *others = self.wait(sent())
        for other in others:
            assert type(other) is type(first)
            assert _told(other) == _told(first)
        if isinstance(first, Refusal | CommandIdReused):
            return first
        if isinstance(first, BaseException):
            raise first
        return Given(command, actor, command_id, first.object_id, first.position)

    def size(self) -> Size:
        """How much was recorded so far."""
        return Size(
            *self.select(
                """
                SELECT coalesce(max(notification_id), 0), count(*), (SELECT count(*) FROM commands)
                FROM stored_events
                """
            )[0]
        )

    def select(self, statement: str, *arguments: object) -> list[asyncpg.Record]:
        """The rows of a statement."""
        return self.wait(self.store.pool.fetch(statement, *arguments))

    def rows(self, after: int = 0) -> list[StoredRow]:
        """The log after a position."""
        return self.wait(self.store.recorder.select_notifications(after + 1, 1_000_000))

    def get(self, aggregate_class: type[A], aggregate_id: UUID) -> A:
        """An aggregate as the repository has it."""
        return self.wait(self.store.repository.get(aggregate_class, aggregate_id, fresh=True))

    def order(self, order_id: UUID) -> Order:
        """An order."""
        return self.get(Order, order_id)

    def book(self, volunteer_id: UUID) -> ServiceBook:
        """A volunteer's service book."""
        return self.get(ServiceBook, service_book_id(volunteer_id))

    def account(self, volunteer_id: UUID) -> PointsAccount:
        """A volunteer's points account."""
        return self.get(PointsAccount, points_account_id(volunteer_id))

    def until(self, moment: datetime) -> None:
        """Let time pass; it never runs backwards."""
        self.now = max(self.now, moment)


def _told(answer: Outcome | BaseException) -> object:
    if isinstance(answer, BaseException):
        return answer.args
    return answer.object_id, answer.position
