"""Which method of a view handles which event, and how it gets the event's fields.

A handler's parameters are the fields it asks for, by name. That they exist, and have the type the
event class says, is checked when the view is made.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from eventsourcing.domain import CanInitAggregate
from eventsourcing.utils import get_topic

from five_steps.projections.kernel.hints import hints_of
from five_steps.projections.kernel.values import Id

F = TypeVar("F", bound=Callable[..., None])

_HANDLED = "_handled_events"

_ROW_TYPES: dict[Any, Any] = {
    UUID: Id,
    UUID | None: Id | None,
    list[UUID]: list[Id],
}


class HandlerError(TypeError):
    """A handler asks for what its event does not have: a programming error."""


class Mark(NamedTuple):
    """A method handles an event class."""

    event_class: type
    begins: tuple[str, ...]


class Handler(NamedTuple):
    """A bound method, ready to be called with an event and the fields it asks for."""

    topic: str
    event_class: type
    call: Callable[..., None]
    fields: tuple[str, ...]
    """What the method asks for, in its order."""
    begins: tuple[str, ...]
    """The tables of which the event makes a new group."""

    def starts_stream(self) -> bool:
        """Whether the event is the first of its stream."""
        return issubclass(self.event_class, CanInitAggregate)


def on(event_class: type, *, begins: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Say that a method of a view handles an event class.

    `begins` names the tables of which this event makes a group that cannot be there before, so that
    nothing is looked up. Tables whose group is the stream know it of the stream's first event.
    """

    def mark(method: F) -> F:
        marks: list[Mark] = method.__dict__.setdefault(_HANDLED, [])
        marks.append(Mark(event_class, begins))
        return method

    return mark


def handlers_of(view: object) -> list[Handler]:
    """The handlers of a view.

    Raises:
        HandlerError: a handler does not fit its event class.
    """
    return [
        _handler(view, function, mark)
        for _, function in inspect.getmembers(type(view), inspect.isfunction)
        for mark in getattr(function, _HANDLED, ())
    ]


def _handler(view: object, function: Callable[..., None], mark: Mark) -> Handler:
    event_hints = hints_of(mark.event_class)
    method_hints = hints_of(function)
    method = getattr(view, function.__name__)
    names = list(inspect.signature(method).parameters)[1:]
    for name in names:
        expected = _ROW_TYPES.get(event_hints.get(name), event_hints.get(name))
        if expected is None or method_hints.get(name) != expected:
            message = (
                f"{function.__qualname__} takes {name}: {method_hints.get(name)}, but "
                f"{mark.event_class.__qualname__} has {event_hints.get(name)}"
            )
            raise HandlerError(message)
    return Handler(get_topic(mark.event_class), mark.event_class, method, tuple(names), mark.begins)
