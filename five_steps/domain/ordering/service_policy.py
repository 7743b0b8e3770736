"""Service policy (服务规则): the deadlines of the order loop, as published versions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, well_known_id
from five_steps.domain.kernel.versions import check_follows, in_force

MINUTES_MAX = 30 * 24 * 60
DAYS_MAX = 365
ENTRIES_MAX = 1000


@dataclass(frozen=True, slots=True)
class ServiceRules:
    """One version of the deadlines and limits."""

    version: int
    effective_from: datetime
    dispatch_within_minutes: int
    accept_within_minutes: int
    check_in_early_minutes: int
    rate_within_days: int
    amend_within_days: int
    follow_up_share: Decimal
    back_entries_per_day: int

    @property
    def dispatch_within(self) -> timedelta:
        """How long an order may wait for dispatch."""
        return timedelta(minutes=self.dispatch_within_minutes)

    @property
    def accept_within(self) -> timedelta:
        """How long a dispatched order may wait for acceptance."""
        return timedelta(minutes=self.accept_within_minutes)

    @property
    def rate_within(self) -> timedelta:
        """How long a completed order may be rated."""
        return timedelta(days=self.rate_within_days)

    @property
    def amend_within(self) -> timedelta:
        """How long a rating may be amended."""
        return timedelta(days=self.amend_within_days)


class ServicePolicy(Aggregate):
    """The district's service rules over time."""

    TOPIC = "service_policy"

    class Created(Aggregate.Created):
        """The district began to publish service rules (设立)."""

        TOPIC = "service_policy.created"

    class Published(Aggregate.Event):
        """A version was published (发布); it is in force from `effective_from` on."""

        TOPIC = "service_policy.published"
        version: int
        effective_from: datetime
        published_by: str
        dispatch_within_minutes: int
        accept_within_minutes: int
        check_in_early_minutes: int
        rate_within_days: int
        amend_within_days: int
        follow_up_share: Decimal
        back_entries_per_day: int

        def apply(self, policy: "ServicePolicy") -> None:
            policy.versions = (
                *policy.versions,
                ServiceRules(
                    version=self.version,
                    effective_from=self.effective_from,
                    dispatch_within_minutes=self.dispatch_within_minutes,
                    accept_within_minutes=self.accept_within_minutes,
                    check_in_early_minutes=self.check_in_early_minutes,
                    rate_within_days=self.rate_within_days,
                    amend_within_days=self.amend_within_days,
                    follow_up_share=self.follow_up_share,
                    back_entries_per_day=self.back_entries_per_day,
                ),
            )

    def __init__(self) -> None:
        self.versions: tuple[ServiceRules, ...] = ()

    @classmethod
    def establish(cls, *, at: datetime) -> "ServicePolicy":
        """Begin the district's one stream of service rules."""
        return cls._create(cls.Created, id=SERVICE_POLICY_ID, timestamp=at)

    def publish(
        self,
        *,
        effective_from: datetime,
        by: str,
        at: datetime,
        dispatch_within_minutes: int = 24 * 60,
        accept_within_minutes: int = 24 * 60,
        check_in_early_minutes: int = 60,
        rate_within_days: int = 7,
        amend_within_days: int = 7,
        follow_up_share: Decimal = Decimal("0.1"),
        back_entries_per_day: int = 20,
    ) -> None:
        """Publish the next version; the defaults are the mission's own (domain.md §3, §12)."""
        checks.aware("effectiveFrom", effective_from)
        check_follows(self.versions, effective_from, at)
        whole = checks.whole
        self.trigger_event(
            self.Published,
            timestamp=at,
            version=len(self.versions) + 1,
            effective_from=effective_from,
            published_by=by,
            dispatch_within_minutes=whole(
                "dispatchWithinMinutes", dispatch_within_minutes, least=1, most=MINUTES_MAX
            ),
            accept_within_minutes=whole(
                "acceptWithinMinutes", accept_within_minutes, least=1, most=MINUTES_MAX
            ),
            check_in_early_minutes=whole(
                "checkInEarlyMinutes", check_in_early_minutes, least=0, most=24 * 60
            ),
            rate_within_days=whole("rateWithinDays", rate_within_days, least=1, most=DAYS_MAX),
            amend_within_days=whole("amendWithinDays", amend_within_days, least=0, most=DAYS_MAX),
            follow_up_share=checks.decimal(
                "followUpShare", follow_up_share, least=Decimal(0), most=Decimal(1)
            ),
            back_entries_per_day=whole(
                "backEntriesPerDay", back_entries_per_day, least=0, most=ENTRIES_MAX
            ),
        )

    def in_force(self, at: datetime) -> ServiceRules:
        """The rules in force at a moment."""
        return in_force(self.versions, at)


SERVICE_POLICY_ID: UUID = well_known_id("service_policy")
