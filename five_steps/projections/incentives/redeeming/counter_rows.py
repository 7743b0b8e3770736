"""The rows of a counter: itself, its stocks and its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class CounterRow:
    """A counter; weekdays are 1 (Monday) to 7, minutes count from midnight in district time."""

    id: Id
    unit_id: Id
    merchant_id: Id | None
    name: str
    place: str
    weekdays: list[int]
    opens_minute: int
    closes_minute: int
    day_points_max: int
    operators: list[str]
    """Subjects of tokens, in order."""
    shut: bool
    shut_reason: str | None
    opened_at: datetime
    position: Position


@dataclass(slots=True)
class CounterStockRow:
    """A counter's pieces of one reward: on_hand = reserved + free."""

    id: Id
    counter_id: Id
    reward_id: Id
    on_hand: int
    reserved: int
    free: int
    position: Position


@dataclass(slots=True)
class CounterDayRow:
    """What a counter takes on a civil day; `redemption_count` are those not given back that day."""

    id: Id
    counter_id: Id
    day: date
    points: int
    redemption_count: int
    position: Position
