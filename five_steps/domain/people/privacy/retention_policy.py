"""Retention policy (保存期限规则): how long personal information is kept, in published versions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, well_known_id
from five_steps.domain.kernel.versions import check_follows, in_force, rules_of

DECISION_DAYS_MAX = 30
"""What GB/T 35273-2020 allows for the answer to a request."""
PERSON_DAYS_LEAST = 30
TEXT_DAYS_LEAST = 60
"""An order lasts at most a month, and is rated for a while after it."""
DAYS_MAX = 30 * 366


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """One version. Service records are kept for ever; whose they were, for as long as this says."""

    version: int
    effective_from: datetime
    erasure_decision_days: int
    withdrawn_volunteer_days: int
    rejected_registration_days: int
    inactive_resident_days: int
    order_particulars_days: int
    feedback_text_days: int

    @property
    def erasure_decision_within(self) -> timedelta:
        """How long a request to erase may wait for its decision."""
        return timedelta(days=self.erasure_decision_days)


class RetentionPolicy(Aggregate):
    """The district's retention rules over time."""

    TOPIC = "retention_policy"

    class Created(Aggregate.Created):
        """The district began to publish retention rules (设立)."""

        TOPIC = "retention_policy.created"

    class Published(Aggregate.Event):
        """A version was published (发布); it is in force from `effective_from` on."""

        TOPIC = "retention_policy.published"
        version: int
        effective_from: datetime
        published_by: str
        erasure_decision_days: int
        withdrawn_volunteer_days: int
        rejected_registration_days: int
        inactive_resident_days: int
        order_particulars_days: int
        feedback_text_days: int

        def apply(self, policy: "RetentionPolicy") -> None:
            policy.versions = (*policy.versions, rules_of(RetentionRules, self))

    def __init__(self) -> None:
        self.versions: tuple[RetentionRules, ...] = ()

    @classmethod
    def establish(cls, *, at: datetime) -> "RetentionPolicy":
        """Begin the district's one stream of retention rules."""
        return cls._create(cls.Created, id=RETENTION_POLICY_ID, timestamp=at)

    def publish(
        self,
        *,
        effective_from: datetime,
        by: str,
        at: datetime,
        erasure_decision_days: int = 15,
        withdrawn_volunteer_days: int = 3 * 365,
        rejected_registration_days: int = 90,
        inactive_resident_days: int = 3 * 365,
        order_particulars_days: int = 180,
        feedback_text_days: int = 2 * 365,
    ) -> None:
        """Publish the next version."""
        checks.aware("effectiveFrom", effective_from)
        check_follows(self.versions, effective_from, at)
        whole = checks.whole
        self.trigger_event(
            self.Published,
            timestamp=at,
            version=len(self.versions) + 1,
            effective_from=effective_from,
            published_by=by,
            erasure_decision_days=whole(
                "erasureDecisionDays", erasure_decision_days, least=1, most=DECISION_DAYS_MAX
            ),
            withdrawn_volunteer_days=whole(
                "withdrawnVolunteerDays",
                withdrawn_volunteer_days,
                least=PERSON_DAYS_LEAST,
                most=DAYS_MAX,
            ),
            rejected_registration_days=whole(
                "rejectedRegistrationDays",
                rejected_registration_days,
                least=PERSON_DAYS_LEAST,
                most=DAYS_MAX,
            ),
            inactive_resident_days=whole(
                "inactiveResidentDays",
                inactive_resident_days,
                least=PERSON_DAYS_LEAST,
                most=DAYS_MAX,
            ),
            order_particulars_days=whole(
                "orderParticularsDays", order_particulars_days, least=TEXT_DAYS_LEAST, most=DAYS_MAX
            ),
            feedback_text_days=whole(
                "feedbackTextDays", feedback_text_days, least=TEXT_DAYS_LEAST, most=DAYS_MAX
            ),
        )

    def in_force(self, at: datetime) -> RetentionRules:
        """The rules in force at a moment."""
        return in_force(self.versions, at)


RETENTION_POLICY_ID: UUID = well_known_id("retention_policy")
