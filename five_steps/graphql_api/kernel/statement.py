"""An SQL statement under construction: aliases, parameters, and who asks.

A statement is built once for a role and a shape of arguments and runs many times, so a parameter
is not a value but where to get it from.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.rule import Rule
from five_steps.graphql_api.kernel.viewer import Viewer

Arguments = Mapping[str, Any]
"""A field's coerced arguments by their GraphQL names."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a statement's parameters are taken from."""

    viewer: Viewer
    now: datetime
    arguments: Sequence[Arguments]
    """The arguments of each field that has any, in the order of `Statement.slot`."""
    position: int | None = None
    """The last event of the log that counts; None where all do."""


Source = Callable[[Inputs], Any]


class Statement:
    """Collects the parameters of a statement while its text is put together."""

    def __init__(self, role: Role | None, asker: Mapping[str, str] | None = None) -> None:
        """Begin.

        Args:
            role: in which it is asked.
            asker: SQL expressions for who asks, by the names that templates have for it; by default
                parameters.
        """
        self.role = role
        self._sources: list[Source] = []
        self._viewer = dict(asker or {})
        self._aliases = 0
        self.slots = 0

    def alias(self) -> str:
        """A table alias used nowhere else in the statement."""
        self._aliases += 1
        return f"t{self._aliases}"

    def slot(self) -> int:
        """The place of one more field's arguments among `Inputs.arguments`."""
        self.slots += 1
        return self.slots - 1

    def bind(self, source: Source) -> str:
        """A placeholder for what `source` will give."""
        self._sources.append(source)
        return f"${len(self._sources)}"

    def fill(self, template: str, **names: str) -> str:
        """The template with its `{names}` replaced, those of the viewer included."""
        for name, text in names.items():
            template = template.replace(f"{{{name}}}", text)
        for name, (cast, source) in _VIEWER.items():
            marker = f"{{{name}}}"
            if marker in template:
                if name not in self._viewer:
                    self._viewer[name] = self.bind(source) + cast
                template = template.replace(marker, self._viewer[name])
        return template

    def seen_by(self, rule: Rule, row: str) -> str:
        """The condition that the viewer may see a row."""
        return self.fill(rule.condition(self.role), t=row)

    def finish(self, text: str) -> str:
        """The text with its placeholders numbered anew: one that is not used would have no type."""
        used: dict[int, int] = {}

        def renumbered(placeholder: re.Match[str]) -> str:
            return f"${used.setdefault(int(placeholder[1]), len(used) + 1)}"

        finished = _PLACEHOLDER.sub(renumbered, text)
        self._sources = [self._sources[number - 1] for number in used]
        return finished

    def parameters(self, inputs: Inputs) -> list[Any]:
        """The values of the placeholders, in order."""
        return [source(inputs) for source in self._sources]


_PLACEHOLDER = re.compile(r"\$(\d+)")

_VIEWER: Mapping[str, tuple[str, Source]] = {
    "viewer": ("::uuid", lambda inputs: inputs.viewer.person_id),
    "role": ("::text", lambda inputs: inputs.viewer.role),
    "subject": ("::text", lambda inputs: inputs.viewer.subject),
    "unit": ("::uuid", lambda inputs: inputs.viewer.unit_id),
    "now": ("::timestamptz", lambda inputs: inputs.now),
}
