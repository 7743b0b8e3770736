"""A certificate of service (志愿服务记录证明), free of charge (志愿服务条例, art. 19)."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.incentives.certificates.certified_records import CertifiedRecords
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

PERIOD_DAYS_MAX = 100 * 366


class Certificate(Aggregate):
    """What was certified to whom, under a number by which anybody may verify it."""

    TOPIC = "certificate"

    class Created(Aggregate.Created):
        """The certificate was issued (出具证明).

        `holder` is the sealed personal data as it was; `consent` says how the
        volunteer agreed if it was the unit that asked; `records_hash` is over the canonical list of
        the records (`certified_records`).
        """

        TOPIC = "certificate.created"
        number: str
        volunteer_id: UUID
        unit_id: UUID
        holder: str
        starts_at: datetime
        ends_at: datetime
        minutes: int
        record_count: int
        records_hash: str
        star_level: int
        issued_by: str
        consent: str

        def apply(self, certificate: "Certificate") -> None:
            certificate.volunteer_id = self.volunteer_id
            certificate.unit_id = self.unit_id

    class Revoked(Aggregate.Event):
        """The certificate is no longer valid (撤销证明)."""

        TOPIC = "certificate.revoked"
        reason: str
        revoked_by: str

        def apply(self, certificate: "Certificate") -> None:
            certificate.revoked = True

    def __init__(self) -> None:
        self.volunteer_id: UUID
        self.unit_id: UUID
        self.revoked = False

    @classmethod
    def issue(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        number: str,
        volunteer_id: UUID,
        unit_id: UUID,
        holder: str,
        period: Window,
        records: CertifiedRecords,
        star_level: int,
        by: str,
        consent: str,
    ) -> "Certificate":
        """Issue a certificate of a period that is over; there is nothing to certify of no service.

        Only the volunteer needs to give no consent.
        """
        checks.not_before("endsAt", at, period.end)
        if records.count == 0:
            raise Refusal(
                RefusalCode.NOT_ELIGIBLE, "startsAt", allowed="a period with verified records"
            )
        own = by == str(volunteer_id)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            number=number,
            volunteer_id=volunteer_id,
            unit_id=unit_id,
            holder=holder,
            starts_at=period.start,
            ends_at=period.end,
            minutes=records.minutes,
            record_count=records.count,
            records_hash=records.digest,
            star_level=star_level,
            issued_by=by,
            consent=checks.text(
                "consent", consent, chars_min=0 if own else 1, chars_max=checks.REASON_CHARS_MAX
            ),
        )

    def revoke(self, *, reason: str, by: str, at: datetime) -> None:
        """Revoke it; verifying it says so from then on."""
        if self.revoked:
            raise Refusal(
                RefusalCode.WRONG_STATE, "certificateId", actual="REVOKED", allowed="VALID"
            )
        if by == str(self.volunteer_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "certificateId")
        self.trigger_event(
            self.Revoked, timestamp=at, reason=checks.reason("reason", reason), revoked_by=by
        )
