"""Every kind of event there is: its topic, class and aggregate, and what it means."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from eventsourcing.domain import CanMutateAggregate

from five_steps import domain
from five_steps.domain.kernel.aggregate import Aggregate

_CHINESE = re.compile(r" ?[(（]([^()（）]*[\u4e00-\u9fff][^()（）]*)[)）]")


class Meaning(NamedTuple):
    """What a docstring says, in both languages."""

    english: str
    chinese: str
    """The term of the mission, which the docstring gives in brackets."""


class EventKind(NamedTuple):
    """A kind of event."""

    topic: str
    aggregate: type[Aggregate]
    name: str
    """The aggregate's name for it."""
    event_class: type[CanMutateAggregate[Any]]

    @property
    def class_version(self) -> int:
        """The version of the class, which the log keeps with each event if it is above 1."""
        version: int = getattr(self.event_class, "class_version", 1)
        return version

    @property
    def meaning(self) -> Meaning:
        """What it says when such an event is in the log."""
        return meaning_of(self.event_class)

    @property
    def aggregate_meaning(self) -> Meaning:
        """What its aggregate is, as the module of it says."""
        return _read(importlib.import_module(self.aggregate.__module__).__doc__ or "")


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """All kinds of events by topic; imports the whole domain."""
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    aggregates = Aggregate.__subclasses__()
    kinds = sorted(kind for aggregate in aggregates for kind in _kinds_of(aggregate))
    return MappingProxyType({kind.topic: kind for kind in kinds})


def _kinds_of(aggregate: type[Aggregate]) -> Iterator[EventKind]:
    for name, member in vars(aggregate).items():
        if (
            isinstance(member, type)
            and issubclass(member, CanMutateAggregate)
            and hasattr(member, "TOPIC")
        ):
            yield EventKind(member.TOPIC, aggregate, name, member)


def meaning_of(event_class: type) -> Meaning:
    """What an event's docstring says.

    The library may have put a class of its own, without one, above the class that was written.
    """
    written = next(
        doc
        for base in event_class.__mro__
        if (doc := vars(base).get("__doc__")) and not doc.startswith(f"{base.__name__}(")
    )
    return _read(written)


@cache
def _read(text: str) -> Meaning:
    first = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    found = _CHINESE.search(first)
    return Meaning(_CHINESE.sub("", first, count=1), found[1] if found else "")
