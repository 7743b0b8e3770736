"""Certificates of service (志愿服务记录证明), asked for by those who served in the years before."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from five_steps.commands.incentives.certificates.issuing import (
    IssueCertificate,
    RevokeCertificate,
)
from five_steps.domain.kernel.district_time import Window
from five_steps.operations.demo import staff
from five_steps.operations.demo.recognition.tale import Tale
from five_steps.operations.demo.roster import Roster, Volunteer
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.wanted import YEAR

_DAY = timedelta(days=1)
_FIRST_AFTER = 60 * _DAY
_APART = 10 * _DAY
_CERTIFICATES = 20


def certificates(roster: Roster, now: datetime) -> Iterator[Step]:
    """Veterans certify the year before the demo's; one certificate is revoked."""
    start = now - YEAR
    veterans = [volunteer for volunteer in roster.volunteers if volunteer.star]
    for number, volunteer in enumerate(veterans[:_CERTIFICATES]):
        tale = Tale(f"certificate {number}", start + _FIRST_AFTER + number * _APART)
        _issue(tale, volunteer, Window(start - YEAR, start))
        if number == 1:
            _revoke(tale)
        yield from tale.steps


def _issue(tale: Tale, volunteer: Volunteer, period: Window) -> None:
    name = staff.volunteer_step(volunteer.number)
    tale.then(
        "issued",
        lambda made: IssueCertificate(
            volunteer_id=made[name], starts_at=period.start, ends_at=period.end
        ),
        staff.volunteer(volunteer.number),
    )


def _revoke(tale: Tale) -> None:
    tale.after(_DAY).then(
        "revoked",
        lambda made: RevokeCertificate(certificate_id=made[tale.name], reason="申请人要求更换期间"),
        staff.centre_admin,
    )
