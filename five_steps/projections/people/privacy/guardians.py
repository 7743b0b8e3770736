"""Guardians (监护人) of minors who volunteer, and their consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from five_steps.domain.people.volunteer import Volunteer
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class GuardianRow:
    """The guardian who consented last; what is personal is empty once the minor's key is erased."""

    volunteer_id: Id
    name: str | None
    phone: str | None
    relation: str | None
    consented_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None
    withdrawal_reason: str | None
    withdrawal_recorded_by: str | None
    position: Position

    def show(self, guardian: dict[str, Any]) -> None:
        """Take over the opened personal data."""
        self.name = guardian.get("name")
        self.phone = guardian.get("phone")
        self.relation = guardian.get("relation")

    def show_reason(self, text: str | None) -> None:
        """Take over the opened text."""
        self.withdrawal_reason = text


class GuardiansView(Projection):
    """`read.guardians`."""

    name = "guardians"

    def declare(self) -> None:
        self.guardians = self.table(
            Rows[Id, GuardianRow](
                GuardianRow,
                "guardians",
                key=["volunteer_id"],
                group={"volunteer": STREAM},
                personal={"volunteer_id": ("name", "phone", "relation", "withdrawal_reason")},
            )
        )

    @on(Volunteer.GuardianConsentRecorded)
    def consent_recorded(self, event: Event, guardian: str, recorded_by: str) -> None:
        row = GuardianRow(
            volunteer_id=event.stream,
            name=None,
            phone=None,
            relation=None,
            consented_at=event.at,
            recorded_by=recorded_by,
            withdrawn_at=None,
            withdrawal_reason=None,
            withdrawal_recorded_by=None,
            position=event.position,
        )
        if self.guardians.find(event.stream) is not None:
            self.guardians.remove(event.stream)
        self.guardians.add(row)
        self.sealed.open_fields(event.stream, guardian, row.show)

    @on(Volunteer.GuardianConsentWithdrawn)
    def consent_withdrawn(self, event: Event, reason: str, recorded_by: str) -> None:
        if self.guardians.find(event.stream) is None:
            # Consented at the registration, before guardians were named.
            return
        guardian = self.guardians.change(event.stream)
        guardian.withdrawn_at = event.at
        guardian.withdrawal_recorded_by = recorded_by
        guardian.position = event.position
        self.sealed.open(event.stream, reason, guardian.show_reason)
