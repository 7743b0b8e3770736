"""Certificates of service (志愿服务记录证明)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from five_steps.domain.incentives.certificates.certificate import Certificate
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class CertificateRow:
    """A certificate; name and id number are empty once the volunteer's key is erased."""

    id: Id
    number: str
    volunteer_id: Id
    unit_id: Id
    holder_name: str | None
    id_number_masked: str | None
    starts_at: datetime
    ends_at: datetime
    minutes: int
    record_count: int
    records_hash: str
    star_level: int
    issued_by: str
    consent: str
    issued_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None
    revocation_reason: str | None
    position: Position

    def show(self, personal: dict[str, Any]) -> None:
        """Take over the opened personal data."""
        self.holder_name = personal.get("name")
        self.id_number_masked = personal.get("id_number_masked")


class CertificatesView(Projection):
    """`read.certificates`."""

    name = "certificates"
    version = 2

    def declare(self) -> None:
        self.certificates = self.table(
            Rows[Id, CertificateRow](
                CertificateRow,
                "certificates",
                key=["id"],
                indexes=["(number)", "(volunteer_id, issued_at, id)", "(unit_id)"],
                personal={"volunteer_id": ("holder_name", "id_number_masked")},
            )
        )

    @on(Certificate.Created)
    def issued(
        self,
        event: Event,
        number: str,
        volunteer_id: Id,
        unit_id: Id,
        holder: str,
        starts_at: datetime,
        ends_at: datetime,
        minutes: int,
        record_count: int,
        records_hash: str,
        star_level: int,
        issued_by: str,
        consent: str,
    ) -> None:
        certificate = self.certificates.add(
            CertificateRow(
                id=event.stream,
                number=number,
                volunteer_id=volunteer_id,
                unit_id=unit_id,
                holder_name=None,
                id_number_masked=None,
                starts_at=starts_at,
                ends_at=ends_at,
                minutes=minutes,
                record_count=record_count,
                records_hash=records_hash,
                star_level=star_level,
                issued_by=issued_by,
                consent=consent,
                issued_at=event.at,
                revoked_at=None,
                revoked_by=None,
                revocation_reason=None,
                position=event.position,
            )
        )
        self.sealed.open_fields(volunteer_id, holder, certificate.show)

    @on(Certificate.Revoked)
    def revoked(self, event: Event, reason: str, revoked_by: str) -> None:
        certificate = self.certificates.change(event.stream)
        certificate.revoked_at = event.at
        certificate.revoked_by = revoked_by
        certificate.revocation_reason = reason
        certificate.position = event.position
