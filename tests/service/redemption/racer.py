"""A process that races others for the same redemptions, and may die at any moment.

What it is told it writes down at once, in a file that outlives it. Started again, it sends the same
commands with the same ids.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

import orjson

from five_steps.commands import Actor, Command, Commands, Role, redemption_code
from five_steps.commands.incentives.redeeming.handing_over import (
    ConfirmRedemption,
    FulfilRedemption,
)
from five_steps.commands.incentives.redeeming.holding import HoldRedemption
from five_steps.domain.kernel.refusal import Refusal
from five_steps.event_store import EventStore, StoreUnavailable, VersionConflict
from five_steps.event_store.connections import is_lost
from tests.commands.district import SECRETS
from tests.service.redemption.market import OPEN_AT, Stall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

SECRET = b"a secret of the tests, 32 bytes."
_NAMESPACE = UUID("5a6e0c3e-6d4b-4a77-9d0c-0d9c4a3f2b11")
_PAUSE_S = 0.1


@dataclass(frozen=True, slots=True)
class Flow:
    """One customer's way to a reward: hold, confirm, fulfil."""

    number: int
    """Among those at the same stall."""
    stall: Stall

    def hold(self) -> Sent:
        """The customer holds; every other time the operator does it for them."""
        turn, place = divmod(self.number, len(self.stall.customers))
        customer = self.stall.customers[place]
        return self._sent(
            HoldRedemption(
                volunteer_id=customer,
                counter_id=self.stall.counter_id,
                reward_id=self.stall.reward_id,
            ),
            self.stall.operator if turn % 2 else Actor(str(customer), Role.VOLUNTEER),
        )

    def confirm(self, redemption_id: UUID) -> Sent:
        """The operator confirms with the code."""
        code = redemption_code(SECRETS, redemption_id)
        return self._sent(
            ConfirmRedemption(redemption_id=redemption_id, code=code), self.stall.operator
        )

    def fulfil(self, redemption_id: UUID) -> Sent:
        """The operator hands over."""
        return self._sent(FulfilRedemption(redemption_id=redemption_id), self.stall.operator)

    def _sent(self, command: Command, actor: Actor) -> Sent:
        name = f"{self.stall.name} {self.number} {type(command).__name__}"
        return Sent(command, actor, uuid5(_NAMESPACE, name))


class Sent(NamedTuple):
    """A command as it is sent, again and again if need be."""

    command: Command
    actor: Actor
    command_id: UUID


class Told(NamedTuple):
    """What a racer was told about a command."""

    command_id: UUID
    object_id: UUID | None
    position: int | None
    refusal: str | None


async def told(commands: Commands, sent: Sent) -> Told:
    """What becomes of a command, however often it must be sent."""
    while True:
        try:
            outcome = await commands.run(
                sent.command, command_id=sent.command_id, actor=sent.actor, now=OPEN_AT
            )
        except Refusal as refusal:
            return Told(sent.command_id, None, None, refusal.code)
        except Exception as error:
            if not _is_open(error):
                raise
            await asyncio.sleep(_PAUSE_S)
        else:
            return Told(sent.command_id, outcome.object_id, outcome.position, None)


def _is_open(error: Exception) -> bool:
    """Whether the outcome is open, so that the same command is to be sent again."""
    return isinstance(error, StoreUnavailable | VersionConflict) or is_lost(error)


async def run_flow(commands: Commands, flow: Flow, note: Callable[[Told], None]) -> None:
    """Go as far as it goes."""
    held = await told(commands, flow.hold())
    note(held)
    if held.object_id is not None:
        note(await told(commands, flow.confirm(held.object_id)))
        note(await told(commands, flow.fulfil(held.object_id)))


def race(dsn: str, flows: Iterable[Flow], notebook: Path, start: Barrier | None) -> None:
    """Run all flows at once, in this process; those of all racers begin at the start."""
    asyncio.run(_race(dsn, list(flows), notebook, start))


async def _race(dsn: str, flows: list[Flow], notebook: Path, start: Barrier | None) -> None:
    file = os.open(notebook, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(answer: Told) -> None:
        # One write a line: what was written before the process died is there, and whole.
        os.write(file, orjson.dumps(list(answer)) + b"\n")

    async with AsyncExitStack() as stack:
        store = await _opened(dsn, stack)
        commands = Commands(store, SECRETS, lambda: OPEN_AT)
        if start is not None:
            await asyncio.to_thread(start.wait)
        await asyncio.gather(*(run_flow(commands, flow, note) for flow in flows))
    os.close(file)


async def _opened(dsn: str, stack: AsyncExitStack) -> EventStore:
    """The store; the server may be down when the process starts."""
    while True:
        try:
            return await stack.enter_async_context(EventStore.open(dsn, secret=SECRET))
        except Exception as error:
            if not is_lost(error):
                raise
            await asyncio.sleep(_PAUSE_S)


def read_notebook(notebook: Path) -> list[Told]:
    """What a racer was told, in order."""
    if not notebook.exists():
        return []
    return [
        Told(UUID(command_id), object_id and UUID(object_id), position, refusal)
        for command_id, object_id, position, refusal in map(
            orjson.loads, notebook.read_bytes().splitlines()
        )
    ]
