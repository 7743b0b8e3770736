"""Residents (群众): who orders services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from five_steps.domain.people.resident import Resident
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class ResidentRow:
    """A resident; name and phone are empty once the person's key is erased."""

    id: Id
    unit_id: Id
    name: str | None
    phone: str | None
    registered_at: datetime
    closed_at: datetime | None
    """When the registration was closed."""
    position: Position

    def show(self, personal: dict[str, Any]) -> None:
        """Take over the opened personal data."""
        self.name = personal.get("name")
        self.phone = personal.get("phone")


class ResidentsView(Projection):
    """`read.residents`."""

    name = "residents"
    version = 2

    def declare(self) -> None:
        self.residents = self.table(
            Rows[Id, ResidentRow](
                ResidentRow,
                "residents",
                key=["id"],
                indexes=["(unit_id)", "(phone)"],
                personal={"id": ("name", "phone")},
            )
        )

    @on(Resident.Created)
    def registered(self, event: Event, unit_id: Id, personal: str) -> None:
        resident = self.residents.add(
            ResidentRow(
                id=event.stream,
                unit_id=unit_id,
                name=None,
                phone=None,
                registered_at=event.at,
                closed_at=None,
                position=event.position,
            )
        )
        self.sealed.open_fields(resident.id, personal, resident.show)

    @on(Resident.ContactChanged)
    def contact_changed(self, event: Event, unit_id: Id, personal: str) -> None:
        resident = self.residents.change(event.stream)
        resident.unit_id = unit_id
        resident.position = event.position
        self.sealed.open_fields(resident.id, personal, resident.show)

    @on(Resident.Closed)
    def closed(self, event: Event) -> None:
        resident = self.residents.change(event.stream)
        resident.closed_at = event.at
        resident.position = event.position
