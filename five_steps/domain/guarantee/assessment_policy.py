"""Assessment policy (考核规则): indicators with weight and target, as published versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, well_known_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.kernel.versions import check_follows, in_force

WEIGHTS_TOTAL = 100
TARGET_LEAST = Decimal("0.000001")
TARGET_MOST = Decimal(100_000)


class Indicator(StrEnum):
    """What a unit is assessed by (考核指标)."""

    ORDER_COMPLETION = "ORDER_COMPLETION"
    """Completed orders of those that came to an end 订单完成率."""
    TIMELY_RESPONSE = "TIMELY_RESPONSE"
    """Orders dispatched and accepted in time 及时响应率."""
    SATISFACTION = "SATISFACTION"
    """Mean rating, 1–5 满意度."""
    ACTIVE_VOLUNTEERS = "ACTIVE_VOLUNTEERS"
    """Share of the unit's volunteers with verified hours in the year 活跃志愿者比例."""
    PARTY_PARTICIPATION = "PARTY_PARTICIPATION"
    """Share of in-service party members with verified hours 在职党员参与率."""
    PARTY_HOURS = "PARTY_HOURS"
    """Mean hours per in-service party member 党员人均时长."""
    ACTIVITY_COVERAGE = "ACTIVITY_COVERAGE"
    """Share of the six activity lines held 六大活动覆盖率."""
    PROJECTS_CLOSED = "PROJECTS_CLOSED"
    """Share of projects that ran their full loop 项目闭环率."""
    MEETING_TASKS = "MEETING_TASKS"
    """Share of joint-meeting tasks done in time 联席会议任务完成率."""
    FOLLOW_UPS = "FOLLOW_UPS"
    """Follow-ups made, of the sample the rules ask for 回访完成率."""


class Grade(StrEnum):
    """The grade of an assessment (考核等次)."""

    EXCELLENT = "EXCELLENT"
    """Excellent 优秀."""
    GOOD = "GOOD"
    """Good 良好."""
    PASS = "PASS"  # noqa: S105 - a grade, not a password
    """Pass 合格."""
    FAIL = "FAIL"
    """Fail 不合格."""


DEFAULT_WEIGHTS: dict[Indicator, int] = {
    Indicator.ORDER_COMPLETION: 15,
    Indicator.TIMELY_RESPONSE: 10,
    Indicator.SATISFACTION: 20,
    Indicator.ACTIVE_VOLUNTEERS: 10,
    Indicator.PARTY_PARTICIPATION: 10,
    Indicator.PARTY_HOURS: 10,
    Indicator.ACTIVITY_COVERAGE: 10,
    Indicator.PROJECTS_CLOSED: 5,
    Indicator.MEETING_TASKS: 5,
    Indicator.FOLLOW_UPS: 5,
}
"""The mission's defaults (domain.md §9)."""

DEFAULT_TARGETS: dict[Indicator, Decimal] = {
    Indicator.ORDER_COMPLETION: Decimal("0.95"),
    Indicator.TIMELY_RESPONSE: Decimal("0.95"),
    Indicator.SATISFACTION: Decimal("4.5"),
    Indicator.ACTIVE_VOLUNTEERS: Decimal("0.60"),
    Indicator.PARTY_PARTICIPATION: Decimal("0.80"),
    Indicator.PARTY_HOURS: Decimal(20),
    Indicator.ACTIVITY_COVERAGE: Decimal(1),
    Indicator.PROJECTS_CLOSED: Decimal(1),
    Indicator.MEETING_TASKS: Decimal(1),
    Indicator.FOLLOW_UPS: Decimal(1),
}
"""Party participation (80 %) and hours (20) are the notice's; the others are our defaults."""


@dataclass(frozen=True, slots=True)
class AssessmentRules:
    """One version: weights (points, 100 in all), targets, grades, and how institutes roll up."""

    version: int
    effective_from: datetime
    weights: tuple[tuple[Indicator, int], ...]
    targets: tuple[tuple[Indicator, Decimal], ...]
    own_share: Decimal
    excellent_least: Decimal
    good_least: Decimal
    pass_least: Decimal

    def grade(self, score: Decimal) -> Grade:
        """The grade of a score."""
        if score >= self.excellent_least:
            return Grade.EXCELLENT
        if score >= self.good_least:
            return Grade.GOOD
        return Grade.PASS if score >= self.pass_least else Grade.FAIL


class AssessmentPolicy(Aggregate):
    """The district's assessment rules over time."""

    TOPIC = "assessment_policy"

    class Created(Aggregate.Created):
        """The district began to publish assessment rules (设立)."""

        TOPIC = "assessment_policy.created"

    class Published(Aggregate.Event):
        """A version was published (发布); `weights` and `targets` follow `indicators`."""

        TOPIC = "assessment_policy.published"
        version: int
        effective_from: datetime
        published_by: str
        indicators: list[str]
        weights: list[int]
        targets: list[Decimal]
        own_share: Decimal
        excellent_least: Decimal
        good_least: Decimal
        pass_least: Decimal

        def apply(self, policy: "AssessmentPolicy") -> None:
            indicators = [Indicator(code) for code in self.indicators]
            policy.versions = (
                *policy.versions,
                AssessmentRules(
                    version=self.version,
                    effective_from=self.effective_from,
                    weights=tuple(zip(indicators, self.weights, strict=True)),
                    targets=tuple(zip(indicators, self.targets, strict=True)),
                    own_share=self.own_share,
                    excellent_least=self.excellent_least,
                    good_least=self.good_least,
                    pass_least=self.pass_least,
                ),
            )

    def __init__(self) -> None:
        self.versions: tuple[AssessmentRules, ...] = ()

    @classmethod
    def establish(cls, *, at: datetime) -> "AssessmentPolicy":
        """Begin the district's one stream of assessment rules."""
        return cls._create(cls.Created, id=ASSESSMENT_POLICY_ID, timestamp=at)

    def publish(
        self,
        *,
        effective_from: datetime,
        by: str,
        at: datetime,
        weights: Mapping[Indicator, int] | None = None,
        targets: Mapping[Indicator, Decimal] | None = None,
        own_share: Decimal = Decimal("0.6"),
        excellent_least: Decimal = Decimal(90),
        good_least: Decimal = Decimal(80),
        pass_least: Decimal = Decimal(60),
    ) -> None:
        """Publish the next version; weights must add up to 100 points."""
        checks.aware("effectiveFrom", effective_from)
        check_follows(self.versions, effective_from, at)
        weights = {**DEFAULT_WEIGHTS} if weights is None else weights
        targets = {**DEFAULT_TARGETS, **(targets or {})}
        for weight in weights.values():
            checks.whole("indicators.weight", weight, least=0, most=WEIGHTS_TOTAL)
        if sum(weights.values()) != WEIGHTS_TOTAL:
            raise Refusal(RefusalCode.INVALID, "indicators", allowed=f"a sum of {WEIGHTS_TOTAL}")
        for target in targets.values():
            checks.decimal("indicators.target", target, least=TARGET_LEAST, most=TARGET_MOST)
        checks.decimal("ownShare", own_share, least=Decimal(0), most=Decimal(1))
        for field, least in (
            ("excellentLeast", excellent_least),
            ("goodLeast", good_least),
            ("passLeast", pass_least),
        ):
            checks.decimal(field, least, least=Decimal(0), most=Decimal(WEIGHTS_TOTAL))
        if not pass_least <= good_least <= excellent_least:
            raise Refusal(RefusalCode.INVALID, "passLeast", allowed="pass ≤ good ≤ excellent")
        self.trigger_event(
            self.Published,
            timestamp=at,
            version=len(self.versions) + 1,
            effective_from=effective_from,
            published_by=by,
            indicators=[indicator.value for indicator in weights],
            weights=list(weights.values()),
            targets=[targets[indicator] for indicator in weights],
            own_share=own_share,
            excellent_least=excellent_least,
            good_least=good_least,
            pass_least=pass_least,
        )

    def in_force(self, at: datetime) -> AssessmentRules:
        """The rules in force at a moment."""
        return in_force(self.versions, at)


ASSESSMENT_POLICY_ID: UUID = well_known_id("assessment_policy")
