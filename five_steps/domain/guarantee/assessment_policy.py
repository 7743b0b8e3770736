"""Assessment policy (考核规则): indicators, grades, roll-up, procedure, in published versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from five_steps.domain.guarantee.formulas import Formula
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import (
    DEFAULT_INDICATORS,
    FORMULAS_OF,
    Indicator,
    IndicatorRule,
)
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, well_known_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.kernel.versions import check_follows, in_force, numbered
from five_steps.domain.organisation.tiers import PointKind, Tier

WEIGHTS_TOTAL = 100
TARGET_LEAST = Decimal("0.000001")
TARGET_MOST = Decimal(100_000)
PUBLICITY_DAYS_MAX = 90


@dataclass(frozen=True, slots=True)
class AssessmentRules:
    """One version: indicators (100 points in all), grades, how tiers roll up, and the procedure."""

    version: int
    effective_from: datetime
    indicators: tuple[IndicatorRule, ...]
    own_share: Decimal
    """Of an institute's score, its own share; the rest is its stations' mean."""
    centre_own_share: Decimal
    """Of the centre's score, its own share; the rest is its institutes' mean."""
    excellent_least: Decimal
    good_least: Decimal
    pass_least: Decimal
    veto_grade_most: Grade
    """The best grade that a unit under a veto (一票否决) may have."""
    publicity_days: int

    def grade(self, score: Decimal) -> Grade:
        """The grade of a score."""
        if score >= self.excellent_least:
            return Grade.EXCELLENT
        if score >= self.good_least:
            return Grade.GOOD
        return Grade.PASS if score >= self.pass_least else Grade.FAIL

    def own_share_of(self, tier: Tier) -> Decimal:
        """What a unit's own score is of its score; all of it where nothing is rolled up."""
        shares = {Tier.INSTITUTE: self.own_share, Tier.CENTRE: self.centre_own_share}
        return shares.get(tier, Decimal(1))

    @property
    def publicity(self) -> timedelta:
        """How long an assessment is announced before it is final."""
        return timedelta(days=self.publicity_days)


class AssessmentPolicy(Aggregate):
    """The district's assessment rules over time."""

    TOPIC = "assessment_policy"

    class Created(Aggregate.Created):
        """The district began to publish assessment rules (设立)."""

        TOPIC = "assessment_policy.created"

    class Published(Aggregate.Event):
        """A version was published (发布); all lists follow `indicators`.

        The tiers that an indicator applies to, and the kinds of points, are joined by commas.
        """

        TOPIC = "assessment_policy.published"
        class_version = 2
        version: int
        effective_from: datetime
        published_by: str
        indicators: list[str]
        weights: list[int]
        targets: list[Decimal]
        formulas: list[str]
        tiers: list[str]
        point_kinds: list[str]
        own_share: Decimal
        centre_own_share: Decimal
        excellent_least: Decimal
        good_least: Decimal
        pass_least: Decimal
        veto_grade_most: str
        publicity_days: int

        def apply(self, policy: "AssessmentPolicy") -> None:
            policy.versions = (
                *policy.versions,
                AssessmentRules(
                    version=self.version,
                    effective_from=self.effective_from,
                    indicators=indicator_rules(
                        self.indicators,
                        self.weights,
                        self.targets,
                        self.formulas,
                        self.tiers,
                        self.point_kinds,
                    ),
                    own_share=self.own_share,
                    centre_own_share=self.centre_own_share,
                    excellent_least=self.excellent_least,
                    good_least=self.good_least,
                    pass_least=self.pass_least,
                    veto_grade_most=Grade(self.veto_grade_most),
                    publicity_days=self.publicity_days,
                ),
            )

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Follow-ups alone were measured, everything applied to all, and nobody vetoed."""
            codes = [Indicator(code) for code in state["indicators"]]
            # Of two formulas the second is the one that was in use.
            state["formulas"] = [FORMULAS_OF[code][-1].value for code in codes]
            state["tiers"] = [",".join(Tier) for _ in codes]
            state["point_kinds"] = ["" for _ in codes]
            state["centre_own_share"] = Decimal(1)
            state["veto_grade_most"] = Grade.PASS.value
            state["publicity_days"] = 7

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
        indicators: Sequence[IndicatorRule] = DEFAULT_INDICATORS,
        own_share: Decimal = Decimal("0.6"),
        centre_own_share: Decimal = Decimal(1),
        excellent_least: Decimal = Decimal(90),
        good_least: Decimal = Decimal(80),
        pass_least: Decimal = Decimal(60),
        veto_grade_most: Grade = Grade.PASS,
        publicity_days: int = 7,
    ) -> None:
        """Publish the next version; weights must add up to 100 points."""
        checks.aware("effectiveFrom", effective_from)
        check_follows(self.versions, effective_from, at)
        _check_indicators(indicators)
        checks.decimal("ownShare", own_share, least=Decimal(0), most=Decimal(1))
        checks.decimal("centreOwnShare", centre_own_share, least=Decimal(0), most=Decimal(1))
        for field, least in (
            ("excellentLeast", excellent_least),
            ("goodLeast", good_least),
            ("passLeast", pass_least),
        ):
            checks.decimal(field, least, least=Decimal(0), most=Decimal(WEIGHTS_TOTAL))
        if not pass_least <= good_least <= excellent_least:
            raise Refusal(RefusalCode.INVALID, "passLeast", allowed="pass ≤ good ≤ excellent")
        checks.whole("publicityDays", publicity_days, least=1, most=PUBLICITY_DAYS_MAX)
        self.trigger_event(
            self.Published,
            timestamp=at,
            version=len(self.versions) + 1,
            effective_from=effective_from,
            published_by=by,
            indicators=[rule.indicator.value for rule in indicators],
            weights=[rule.weight for rule in indicators],
            targets=[rule.target for rule in indicators],
            formulas=[rule.formula.value for rule in indicators],
            tiers=[",".join(rule.tiers) for rule in indicators],
            point_kinds=[",".join(rule.point_kinds) for rule in indicators],
            own_share=own_share,
            centre_own_share=centre_own_share,
            excellent_least=excellent_least,
            good_least=good_least,
            pass_least=pass_least,
            veto_grade_most=veto_grade_most.value,
            publicity_days=publicity_days,
        )

    def in_force(self, at: datetime) -> AssessmentRules:
        """The rules in force at a moment."""
        return in_force(self.versions, at)

    def version_numbered(self, number: int) -> AssessmentRules:
        """The rules of a version."""
        return numbered(self.versions, number)


ASSESSMENT_POLICY_ID: UUID = well_known_id("assessment_policy")


def indicator_rules(
    indicators: Sequence[str],
    weights: Sequence[int],
    targets: Sequence[Decimal],
    formulas: Sequence[str],
    tiers: Sequence[str],
    point_kinds: Sequence[str],
) -> tuple[IndicatorRule, ...]:
    """The rules of a version as they were published."""
    columns = zip(indicators, weights, targets, formulas, tiers, point_kinds, strict=True)
    return tuple(
        IndicatorRule(
            Indicator(indicator),
            weight,
            target,
            Formula(formula),
            tuple(Tier(tier) for tier in listed(of_tiers)),
            tuple(PointKind(kind) for kind in listed(of_kinds)),
        )
        for indicator, weight, target, formula, of_tiers, of_kinds in columns
    )


def listed(joined: str) -> list[str]:
    """What was joined by commas."""
    return joined.split(",") if joined else []


def _check_indicators(indicators: Sequence[IndicatorRule]) -> None:
    if len({rule.indicator for rule in indicators}) < len(indicators):
        raise Refusal(RefusalCode.INVALID, "indicators", allowed="each indicator once")
    for rule in indicators:
        checks.whole("indicators.weight", rule.weight, least=0, most=WEIGHTS_TOTAL)
        checks.decimal("indicators.target", rule.target, least=TARGET_LEAST, most=TARGET_MOST)
        fitting = FORMULAS_OF[rule.indicator]
        if rule.formula not in fitting:
            raise Refusal(RefusalCode.INVALID, "indicators.formula", allowed=", ".join(fitting))
        if not rule.tiers:
            raise Refusal(RefusalCode.INVALID, "indicators.tiers", allowed="at least one tier")
    if sum(rule.weight for rule in indicators) != WEIGHTS_TOTAL:
        raise Refusal(RefusalCode.INVALID, "indicators", allowed=f"a sum of {WEIGHTS_TOTAL}")
