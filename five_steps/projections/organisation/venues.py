"""Venues (阵地): the rooms that units work in, and when they are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from five_steps.domain.organisation.venue import Venue
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class VenueRow:
    """A venue; `capacity` in persons, `opening_hours` the text on the door."""

    id: Id
    unit_id: Id
    name: str
    kind: str
    capacity: int
    opening_hours: str
    closed_dates: Annotated[list[date], "date[]"]
    closed: bool
    position: Position


@dataclass(slots=True)
class OpenWindowRow:
    """Open on a weekday, 1 (Monday) to 7, between two minutes after midnight, district time."""

    venue_id: Id
    weekday: int
    opens_minute: int
    closes_minute: int


class VenuesView(Projection):
    """`read.venues` and `read.venue_open_windows`."""

    name = "venues"
    version = 2

    def declare(self) -> None:
        self.venues = self.table(
            Rows[Id, VenueRow](VenueRow, "venues", key=["id"], indexes=["(unit_id)"])
        )
        self.open_windows = self.table(
            Rows[tuple[Id, int, int], OpenWindowRow](
                OpenWindowRow, "venue_open_windows", key=["venue_id", "weekday", "opens_minute"]
            )
        )

    @on(Venue.Created)
    def registered(
        self,
        event: Event,
        unit_id: Id,
        name: str,
        kind: str,
        capacity: int,
        opening_hours: str,
        weekdays: list[int],
        opens_minutes: list[int],
        closes_minutes: list[int],
        closed_dates: list[str],
    ) -> None:
        self.venues.add(
            VenueRow(
                id=event.stream,
                unit_id=unit_id,
                name=name,
                kind=kind,
                capacity=capacity,
                opening_hours=opening_hours,
                closed_dates=_dates(closed_dates),
                closed=False,
                position=event.position,
            )
        )
        self._open(event.stream, weekdays, opens_minutes, closes_minutes)

    @on(Venue.DetailsChanged)
    def details_changed(self, event: Event, name: str, kind: str, capacity: int) -> None:
        venue = self._changed(event)
        venue.name = name
        venue.kind = kind
        venue.capacity = capacity

    @on(Venue.HoursSet)
    def hours_set(
        self,
        event: Event,
        opening_hours: str,
        weekdays: list[int],
        opens_minutes: list[int],
        closes_minutes: list[int],
        closed_dates: list[str],
    ) -> None:
        venue = self._changed(event)
        venue.opening_hours = opening_hours
        venue.closed_dates = _dates(closed_dates)
        for window in self.open_windows.of(event.stream):
            self.open_windows.remove((window.venue_id, window.weekday, window.opens_minute))
        self._open(event.stream, weekdays, opens_minutes, closes_minutes)

    @on(Venue.Closed)
    def closed(self, event: Event) -> None:
        self._changed(event).closed = True

    def _changed(self, event: Event) -> VenueRow:
        venue = self.venues.change(event.stream)
        venue.position = event.position
        return venue

    def _open(
        self,
        venue_id: Id,
        weekdays: Sequence[int],
        opens_minutes: Sequence[int],
        closes_minutes: Sequence[int],
    ) -> None:
        for window in zip(weekdays, opens_minutes, closes_minutes, strict=True):
            self.open_windows.add(OpenWindowRow(venue_id, *window))


def _dates(closed_dates: Sequence[str]) -> list[date]:
    return [date.fromisoformat(day) for day in closed_dates]
