"""Under which policies a volunteer is insured (参保记录).

A stream a volunteer, not a list in the policy: thousands are enrolled under one policy, and whether
one of them is insured is asked at every dangerous duty.
"""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class InsuranceEnrolment(Aggregate):
    """The policies that one volunteer was enrolled under."""

    TOPIC = "insurance_enrolment"

    class Created(Aggregate.Created):
        """The volunteer was enrolled for the first time (首次参保)."""

        TOPIC = "insurance_enrolment.created"
        volunteer_id: UUID

        def apply(self, enrolment: "InsuranceEnrolment") -> None:
            enrolment.volunteer_id = self.volunteer_id

    class Enrolled(Aggregate.Event):
        """The volunteer was enrolled under a policy (参保)."""

        TOPIC = "insurance_enrolment.enrolled"
        volunteer_id: UUID
        cover_id: UUID
        enrolled_by: str

        def apply(self, enrolment: "InsuranceEnrolment") -> None:
            enrolment.cover_ids = (*enrolment.cover_ids, self.cover_id)

    def __init__(self) -> None:
        self.volunteer_id: UUID
        self.cover_ids: tuple[UUID, ...] = ()

    @classmethod
    def begin(cls, volunteer_id: UUID, *, at: datetime) -> "InsuranceEnrolment":
        """Begin a volunteer's record."""
        return cls._create(
            cls.Created,
            id=insurance_enrolment_id(volunteer_id),
            timestamp=at,
            volunteer_id=volunteer_id,
        )

    def enrol(self, cover_id: UUID, *, by: str, at: datetime) -> None:
        """Enrol the volunteer under a policy, once."""
        if cover_id in self.cover_ids:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerIds", actual=str(self.volunteer_id))
        self.trigger_event(
            self.Enrolled,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            cover_id=cover_id,
            enrolled_by=by,
        )


def insurance_enrolment_id(volunteer_id: UUID) -> UUID:
    """The id of a volunteer's insurance record."""
    return companion_id(volunteer_id, "insurance_enrolment")
