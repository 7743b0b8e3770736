"""Loading a demo: all its steps, each by its command."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from five_steps.commands.kernel.bus import Commands
from five_steps.operations.demo.step import Made, Step, command_id
from five_steps.operations.in_order import InOrder

STEPS_AT_ONCE_MAX: Final = 512
"""Enough to fill the store's batches."""


async def load(
    commands: Commands,
    seed: str,
    stages: Iterable[Iterable[Step]],
    step_done: Callable[[], None],
    made: Made,
) -> None:
    """Run stage after stage; a step that was done by an earlier load is not done again.

    Args:
        commands: The command bus.
        seed: Names the demo; the ids of its commands are made of it.
        stages: Each needs what the ones before it made; the steps of one are in the order of time.
        step_done: Called for each.
        made: What earlier loads made; what each step makes is entered.
    """

    async def run(step: Step) -> None:
        outcome = await commands.run(
            step.command(made),
            command_id=command_id(seed, step.name),
            actor=step.actor(made),
            now=step.at,
        )
        made[step.name] = outcome.object_id
        step_done()

    for stage in stages:
        async with InOrder(STEPS_AT_ONCE_MAX) as in_order:
            for step in stage:
                await in_order.start(partial(run, step), step.touches)
