"""Service policy (服务规则): the deadlines of orders and feedback, as published versions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, well_known_id
from five_steps.domain.kernel.versions import check_follows, in_force, rules_of

MINUTES_MAX = 30 * 24 * 60
DAYS_MAX = 365
ENTRIES_MAX = 1000
WRONG_CODES_MAX = 100
ANSWERS_MAX = 100


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
    wrong_codes_max: int
    wrong_codes_minutes: int
    follow_up_within_days: int
    answer_feedback_within_days: int
    improve_within_days: int
    anonymous_answers_least: int

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

    @property
    def wrong_codes_within(self) -> timedelta:
        """How long wrong codes count against whoever gave them."""
        return timedelta(minutes=self.wrong_codes_minutes)

    @property
    def follow_up_within(self) -> timedelta:
        """How long the follow-up of a closed order may take, if it is drawn."""
        return timedelta(days=self.follow_up_within_days)

    @property
    def answer_feedback_within(self) -> timedelta:
        """How long a complaint or suggestion may wait for what comes of it."""
        return timedelta(days=self.answer_feedback_within_days)

    @property
    def improve_within(self) -> timedelta:
        """How long the improvement may take that a complaint at a follow-up asks for."""
        return timedelta(days=self.improve_within_days)


class ServicePolicy(Aggregate):
    """The district's service rules over time."""

    TOPIC = "service_policy"

    class Created(Aggregate.Created):
        """The district began to publish service rules (设立)."""

        TOPIC = "service_policy.created"

    class Published(Aggregate.Event):
        """A version was published (发布); it is in force from `effective_from` on."""

        TOPIC = "service_policy.published"
        class_version = 3
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
        wrong_codes_max: int
        wrong_codes_minutes: int
        follow_up_within_days: int
        answer_feedback_within_days: int
        improve_within_days: int
        anonymous_answers_least: int

        def apply(self, policy: "ServicePolicy") -> None:
            policy.versions = (*policy.versions, rules_of(ServiceRules, self))

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Wrong codes were not counted: the defaults of the rule's first version."""
            state["wrong_codes_max"] = 5
            state["wrong_codes_minutes"] = 15

        @staticmethod
        def upcast_v2_v3(state: dict[str, Any]) -> None:
            """No rule said how long feedback may wait: the defaults of the rule's first version."""
            state["follow_up_within_days"] = 14
            state["answer_feedback_within_days"] = 7
            state["improve_within_days"] = 15
            state["anonymous_answers_least"] = 5

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
        wrong_codes_max: int = 5,
        wrong_codes_minutes: int = 15,
        follow_up_within_days: int = 14,
        answer_feedback_within_days: int = 7,
        improve_within_days: int = 15,
        anonymous_answers_least: int = 5,
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
            wrong_codes_max=whole("wrongCodesMax", wrong_codes_max, least=1, most=WRONG_CODES_MAX),
            wrong_codes_minutes=whole(
                "wrongCodesMinutes", wrong_codes_minutes, least=1, most=24 * 60
            ),
            follow_up_within_days=whole(
                "followUpWithinDays", follow_up_within_days, least=1, most=DAYS_MAX
            ),
            answer_feedback_within_days=whole(
                "answerFeedbackWithinDays", answer_feedback_within_days, least=1, most=DAYS_MAX
            ),
            improve_within_days=whole(
                "improveWithinDays", improve_within_days, least=1, most=DAYS_MAX
            ),
            anonymous_answers_least=whole(
                "anonymousAnswersLeast", anonymous_answers_least, least=2, most=ANSWERS_MAX
            ),
        )

    def in_force(self, at: datetime) -> ServiceRules:
        """The rules in force at a moment."""
        return in_force(self.versions, at)


SERVICE_POLICY_ID: UUID = well_known_id("service_policy")
