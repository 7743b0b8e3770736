"""Steps that follow one another about one thing."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from five_steps.commands.kernel.registry import Command
from five_steps.operations.demo.staff import ActorOf
from five_steps.operations.demo.step import Made, Step


class Tale:
    """Tells what happens to one thing, step by step; its first step makes it."""

    def __init__(self, name: str, at: datetime, also_touches: Iterable[str] = ()) -> None:
        self.name = name
        self.steps: list[Step] = []
        self._at = at
        self._touches = (name, *also_touches)

    def after(self, wait: timedelta) -> "Tale":
        """Let some time go by."""
        self._at += wait
        return self

    def then(self, what: str, command: Callable[[Made], Command], actor: ActorOf) -> str:
        """Somebody does something; returns the step's name."""
        name = f"{self.name} {len(self.steps)} {what}" if self.steps else self.name
        self.steps.append(Step(name, self._at, self._touches, command, actor))
        return name
