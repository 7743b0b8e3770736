"""Venues (阵地): the rooms that units work in."""

from __future__ import annotations

from dataclasses import dataclass

from five_steps.domain.organisation.venue import Venue
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class VenueRow:
    """A venue; `capacity` in persons."""

    id: Id
    unit_id: Id
    name: str
    kind: str
    capacity: int
    opening_hours: str
    closed: bool
    position: Position


class VenuesView(Projection):
    """`read.venues`."""

    name = "venues"

    def declare(self) -> None:
        self.venues = self.table(
            Rows[Id, VenueRow](VenueRow, "venues", key=["id"], indexes=["(unit_id)"])
        )

    @on(Venue.Created)
    def registered(
        self, event: Event, unit_id: Id, name: str, kind: str, capacity: int, opening_hours: str
    ) -> None:
        self.venues.add(
            VenueRow(
                id=event.stream,
                unit_id=unit_id,
                name=name,
                kind=kind,
                capacity=capacity,
                opening_hours=opening_hours,
                closed=False,
                position=event.position,
            )
        )

    @on(Venue.Closed)
    def closed(self, event: Event) -> None:
        venue = self.venues.change(event.stream)
        venue.closed = True
        venue.position = event.position
