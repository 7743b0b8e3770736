"""One thing that somebody did in the demo's year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from five_steps.commands.kernel.actor import Actor
from five_steps.commands.kernel.registry import Command

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:five-steps:demo")

Made = dict[str, UUID]
"""What the steps done so far made or changed, by their names."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command, when it was given and by whom.

    Attributes:
        name: Names the step for ever: the command's id is made of it, and what it makes is found
            under it.
        touches: The streams it may change. Steps that touch the same one are done one after the
            other, so that each stream tells its story in the order of time.
    """

    name: str
    at: datetime
    touches: tuple[str, ...]
    command: Callable[[Made], Command]
    actor: Callable[[Made], Actor]


def command_id(seed: str, step: str) -> UUID:
    """The same for every load of the same demo: what is done already is not done twice."""
    return uuid5(_NAMESPACE, f"{seed}/{step}")
