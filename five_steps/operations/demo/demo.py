"""Filling an empty log with the demo, or going on with a load that was cut off."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from five_steps.commands.kernel.bus import Commands
from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.ordering.service_policy import SERVICE_POLICY_ID, ServicePolicy
from five_steps.event_store import EventStore
from five_steps.operations.demo.feedback.afterwards import afterwards
from five_steps.operations.demo.foundation import FIRST_STEP
from five_steps.operations.demo.load import load
from five_steps.operations.demo.roster import FULL, Roster, Size
from five_steps.operations.demo.step import Made, command_id
from five_steps.operations.demo.subjects import STEPS_OF_SUBJECTS, Subject, subjects
from five_steps.operations.demo.wanted import YEAR
from five_steps.operations.demo.year import LAST_STEP, stages

SEED: Final = "dongtou"

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many."""


class DemoError(Exception):
    """The demo cannot be loaded; says why."""


async def load_demo(
    store: EventStore,
    commands: Commands,
    secrets: Secrets,
    *,
    now: datetime,
    progress: Progress,
    size: Size = FULL,
    seed: str = SEED,
) -> tuple[Subject, ...]:
    """Load the year that ends `now` into an empty log.

    A demo that is there already is left as it is, and one that was begun is completed with the
    moment it was begun at. The deadline keeper must not run meanwhile: to it, all orders of a year
    ago are late.

    Returns:
        Somebody of every role, to make tokens for.

    Raises:
        DemoError: The log holds something else.
    """
    if (loaded := await _made(store, seed)) is not None:
        return subjects(loaded)
    now = await _begun_at(store, seed) or now
    roster = Roster(seed, size, local_day(now))
    *planned, last = stages(roster, now, secrets)
    total = sum(map(len, planned)) + len(last)
    done = 0

    def step_done() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    made: Made = {}
    await load(commands, seed, planned, step_done, made)
    async for found in afterwards(store, roster, now, made):
        await load(commands, seed, [found], lambda: None, made)
    await load(commands, seed, [last], step_done, made)
    return subjects(made)


async def _made(store: EventStore, seed: str) -> Made | None:
    """What a complete demo made; none if there is no complete one."""
    made: Made = {}
    for step in (*STEPS_OF_SUBJECTS, LAST_STEP):
        known = await store.recorder.select_command(command_id(seed, step))
        if known is None:
            return None
        made[step] = UUID(known.receipt.answer)
    return made


async def _begun_at(store: EventStore, seed: str) -> datetime | None:
    """The end of the year of a demo that was begun; none for an empty log."""
    if await store.recorder.max_notification_id() is None:
        return None
    if await store.recorder.select_command(command_id(seed, FIRST_STEP)) is None:
        raise DemoError("the log holds other data: the demo is for an empty one")
    policy = await store.repository.get(ServicePolicy, SERVICE_POLICY_ID)
    return policy.versions[0].effective_from + YEAR
