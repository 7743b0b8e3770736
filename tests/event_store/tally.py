"""A small aggregate for the tests, with every kind of value that state may hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self
from uuid import UUID

from eventsourcing.domain import Aggregate


class Mood(StrEnum):
    CALM = "CALM"
    BUSY = "BUSY"


@dataclass(frozen=True, slots=True)
class Entry:
    by: UUID
    amount: int
    on: date


class NotEnough(Exception):
    """The only refusal there is."""


class Tally(Aggregate):
    TOPIC = "tally"

    def __init__(self) -> None:
        self.name = ""
        self.total = 0
        self.mood = Mood.CALM
        self.rate = Decimal(0)
        self.entries: tuple[Entry, ...] = ()
        self.by_person: dict[UUID, tuple[int, date]] = {}
        self.last_at: datetime | None = None

    @classmethod
    def open(cls, tally_id: UUID, name: str, at: datetime) -> Self:
        return cls._create(cls.Created, id=tally_id, timestamp=at, name=name)

    def add(self, amount: int, by: UUID, at: datetime) -> None:
        self.trigger_event(
            self.Added, timestamp=at, amount=amount, by=by, rate=Decimal("0.50"), tags=["a", "乙"]
        )

    def take(self, amount: int, at: datetime) -> None:
        if amount > self.total:
            raise NotEnough
        self.trigger_event(self.Taken, timestamp=at, amount=amount)

    class Event(Aggregate.Event):
        pass

    class Created(Event, Aggregate.Created):
        TOPIC = "tally.created"
        name: str

        def apply(self, tally: Tally) -> None:
            tally.name = self.name

    class Added(Event):
        TOPIC = "tally.added"
        amount: int
        by: UUID
        rate: Decimal
        tags: list[str]

        def apply(self, tally: Tally) -> None:
            entry = Entry(self.by, self.amount, self.timestamp.date())
            tally.total += self.amount
            tally.mood = Mood.BUSY
            tally.rate = self.rate
            tally.entries = (*tally.entries[-9:], entry)
            tally.by_person = tally.by_person | {self.by: (self.amount, entry.on)}
            tally.last_at = self.timestamp

    class Taken(Event):
        TOPIC = "tally.taken"
        class_version = 2
        amount: int
        reason: str = ""

        def apply(self, tally: Tally) -> None:
            tally.total -= self.amount

        @staticmethod
        def upcast_v1_v2(state: dict[str, object]) -> None:
            state["reason"] = "before reasons were asked for"
