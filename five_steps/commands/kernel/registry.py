"""Commands and the functions that handle them, found by class."""

import re
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import PERMISSIONS


class Command:
    """Base of all commands: frozen dataclasses of plain typed values."""

    __slots__ = ()


C = TypeVar("C", bound=Command)
Handler = Callable[[Context, C], Awaitable[UUID]]


class Registered(NamedTuple):
    """How a command is called in the log and the permissions, and who handles it."""

    kind: str
    handler: Handler[Any]


_registered: dict[type[Command], Registered] = {}
COMMANDS: Mapping[type[Command], Registered] = MappingProxyType(_registered)
"""All commands, complete once `five_steps.commands` is imported."""


def handles(command_class: type[C]) -> Callable[[Handler[C]], Handler[C]]:
    """Register a handler: it decides the command and returns the id of the object changed."""
    kind = re.sub(r"(?<!^)(?=[A-Z])", "_", command_class.__name__).lower()
    # A command that nobody may give is a mistake; it shows at import.
    assert kind in PERMISSIONS, kind
    assert command_class not in _registered, kind

    def register(handler: Handler[C]) -> Handler[C]:
        _registered[command_class] = Registered(kind, handler)
        return handler

    return register
