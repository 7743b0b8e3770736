"""Issuing and revoking certificates of service (志愿服务记录证明)."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from uuid import UUID

from five_steps.commands.incentives.books import service_book
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.certificates.certificate import PERIOD_DAYS_MAX, Certificate
from five_steps.domain.incentives.certificates.certificate_number import certificate_number
from five_steps.domain.incentives.certificates.certified_records import certified_records
from five_steps.domain.kernel.district_time import local_year, window
from five_steps.domain.people.claim import Claim, claim_id
from five_steps.domain.people.volunteer import Volunteer

_KIND = "certificate_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCertificate(Command):
    """Certify the service of a period, on the volunteer's request or by the unit (出具证明).

    `consent` says how the volunteer agreed, if it is the unit that asks.
    """

    volunteer_id: UUID
    starts_at: datetime
    ends_at: datetime
    consent: str = ""


@handles(IssueCertificate)
async def issue_certificate(c: Context, command: IssueCertificate) -> UUID:
    """Issue a certificate for the volunteer's unit, under a number that nobody else has."""
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    await scope.require_self_or_unit(c, volunteer.id, volunteer.unit_id, "volunteerId")
    book = await service_book(c, volunteer.id)
    period = window(command.starts_at, command.ends_at, days_max=PERIOD_DAYS_MAX)
    # The volunteer's own sealed text: it opens, or is erased, with what else is known of them.
    holder = volunteer.personal
    certificate_id = c.work.new_id()
    certificate = Certificate.issue(
        id=certificate_id,
        at=c.now,
        number=await _claim_number(c, certificate_id),
        volunteer_id=volunteer.id,
        unit_id=volunteer.unit_id,
        holder=holder,
        period=period,
        records=certified_records(book.records.values(), period),
        star_level=book.star_level,
        by=c.actor.subject,
        consent=command.consent,
    )
    c.work.add(certificate)
    return certificate.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeCertificate(Command):
    """Revoke a certificate: whoever verifies it learns so (撤销证明)."""

    certificate_id: UUID
    reason: str


@handles(RevokeCertificate)
async def revoke_certificate(c: Context, command: RevokeCertificate) -> UUID:
    """Revoke a certificate, as staff of the unit that issued it."""
    certificate = await c.get(Certificate, command.certificate_id, "certificateId")
    await scope.require_unit(c, certificate.unit_id, "certificateId")
    certificate.revoke(reason=command.reason, by=c.actor.subject, at=c.now)
    return certificate.id


async def _claim_number(c: Context, certificate_id: UUID) -> str:
    for attempt in count():
        number = certificate_number(local_year(c.now), certificate_id, attempt)
        if await c.work.find(Claim, claim_id(_KIND, number)) is None:
            break
    c.work.add(Claim.make(_KIND, number, certificate_id, at=c.now))
    return number
