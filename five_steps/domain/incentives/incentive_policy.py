"""Incentive policy (激励规则): stars, points and caps, as published versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, well_known_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.kernel.versions import check_follows, in_force, numbered, rules_of

STARS = 5
SCORES = 5
MINUTES_A_DAY = 24 * 60
STAR_MINUTES_MAX = 10_000_000
POINTS_PER_HOUR_MAX = 1000
LOT_YEARS_MAX = 10
COEFFICIENT_MOST = Decimal(10)
SPEND_ALONE_CENTS_MAX = 1_000_000_000

STAR_MINUTES = (100 * 60, 300 * 60, 600 * 60, 1000 * 60, 1500 * 60)
"""志愿服务记录办法 (2012): 100, 300, 600, 1000 and 1500 hours."""


@dataclass(frozen=True, slots=True)
class IncentiveRules:
    """One version of the incentive rules.

    `star_minutes[i]`, `star_mean_least[i]` and `star_ratings_least[i]` are what star i + 1 takes;
    `score_coefficients[i]` is the coefficient of score i + 1.
    """

    version: int
    effective_from: datetime
    star_minutes: tuple[int, ...]
    star_mean_least: tuple[Decimal, ...]
    star_ratings_least: tuple[int, ...]
    points_per_hour: int
    score_coefficients: tuple[Decimal, ...]
    unrated_coefficient: Decimal
    points_for_back_entry: bool
    record_minutes_max: int
    day_minutes_max: int
    lot_years: int
    spend_alone_cents_max: int

    def coefficient(self, score: int | None) -> Decimal:
        """The coefficient of a score, or of a service not rated yet."""
        return self.unrated_coefficient if score is None else self.score_coefficients[score - 1]

    def earns_points(self, kind: RecordKind) -> bool:
        """Whether hours of this kind earn points; those verified elsewhere never do."""
        return kind is RecordKind.CREDITED or (
            kind is RecordKind.BACK_ENTERED and self.points_for_back_entry
        )


class IncentivePolicy(Aggregate):
    """The district's incentive rules over time."""

    TOPIC = "incentive_policy"

    class Created(Aggregate.Created):
        """The district began to publish incentive rules (设立)."""

        TOPIC = "incentive_policy.created"

    class Published(Aggregate.Event):
        """A version was published (发布); it is in force from `effective_from` on."""

        TOPIC = "incentive_policy.published"
        class_version = 2
        version: int
        effective_from: datetime
        published_by: str
        star_minutes: list[int]
        star_mean_least: list[Decimal]
        star_ratings_least: list[int]
        points_per_hour: int
        score_coefficients: list[Decimal]
        unrated_coefficient: Decimal
        points_for_back_entry: bool
        record_minutes_max: int
        day_minutes_max: int
        lot_years: int
        spend_alone_cents_max: int

        def apply(self, policy: "IncentivePolicy") -> None:
            policy.versions = (*policy.versions, rules_of(IncentiveRules, self))

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """One person could spend any amount: from now on, up to the rule's first default."""
            state["spend_alone_cents_max"] = 100_000

    def __init__(self) -> None:
        self.versions: tuple[IncentiveRules, ...] = ()

    @classmethod
    def establish(cls, *, at: datetime) -> "IncentivePolicy":
        """Begin the district's one stream of incentive rules."""
        return cls._create(cls.Created, id=INCENTIVE_POLICY_ID, timestamp=at)

    def publish(
        self,
        *,
        effective_from: datetime,
        by: str,
        at: datetime,
        star_minutes: Sequence[int] = STAR_MINUTES,
        star_mean_least: Sequence[Decimal] = tuple(map(Decimal, ("0", "0", "4.0", "4.0", "4.5"))),
        star_ratings_least: Sequence[int] = (0, 0, 5, 5, 5),
        points_per_hour: int = 10,
        score_coefficients: Sequence[Decimal] = tuple(
            map(Decimal, ("0.5", "0.5", "0.8", "1.0", "1.2"))
        ),
        unrated_coefficient: Decimal = Decimal("1.0"),
        points_for_back_entry: bool = False,
        record_minutes_max: int = MINUTES_A_DAY,
        day_minutes_max: int = 8 * 60,
        lot_years: int = 2,
        spend_alone_cents_max: int = 100_000,
    ) -> None:
        """Publish the next version; the defaults are the mission's own (domain.md §4, §5).

        `record_minutes_max`: at most so many minutes of one record earn points. `lot_years`: points
        expire at the end of that calendar year, the year they are earned in being the first.
        `spend_alone_cents_max`: what one person may spend from the fund without a second, in 分.
        """
        checks.aware("effectiveFrom", effective_from)
        check_follows(self.versions, effective_from, at)
        _check_thresholds("starMinutes", star_minutes)
        for minutes in star_minutes:
            checks.whole("starMinutes", minutes, least=1, most=STAR_MINUTES_MAX)
        _check_length("starMeanLeast", star_mean_least, STARS)
        for mean in star_mean_least:
            checks.decimal("starMeanLeast", mean, least=Decimal(0), most=Decimal(SCORES))
        _check_length("starRatingsLeast", star_ratings_least, STARS)
        for count in star_ratings_least:
            checks.whole("starRatingsLeast", count, least=0, most=1000)
        _check_length("scoreCoefficients", score_coefficients, SCORES)
        for coefficient in score_coefficients:
            _check_coefficient("scoreCoefficients", coefficient)
        _check_coefficient("unratedCoefficient", unrated_coefficient)
        whole = checks.whole
        self.trigger_event(
            self.Published,
            timestamp=at,
            version=len(self.versions) + 1,
            effective_from=effective_from,
            published_by=by,
            star_minutes=list(star_minutes),
            star_mean_least=list(star_mean_least),
            star_ratings_least=list(star_ratings_least),
            points_per_hour=whole(
                "pointsPerHour", points_per_hour, least=0, most=POINTS_PER_HOUR_MAX
            ),
            score_coefficients=list(score_coefficients),
            unrated_coefficient=unrated_coefficient,
            points_for_back_entry=points_for_back_entry,
            record_minutes_max=whole(
                "recordMinutesMax", record_minutes_max, least=1, most=MINUTES_A_DAY
            ),
            day_minutes_max=whole("dayMinutesMax", day_minutes_max, least=1, most=MINUTES_A_DAY),
            lot_years=whole("lotYears", lot_years, least=1, most=LOT_YEARS_MAX),
            spend_alone_cents_max=whole(
                "spendAloneCentsMax", spend_alone_cents_max, least=0, most=SPEND_ALONE_CENTS_MAX
            ),
        )

    def in_force(self, at: datetime) -> IncentiveRules:
        """The rules in force at a moment."""
        return in_force(self.versions, at)

    def version_numbered(self, number: int) -> IncentiveRules:
        """The rules of a version."""
        return numbered(self.versions, number)


INCENTIVE_POLICY_ID: UUID = well_known_id("incentive_policy")


def _check_length(field: str, values: Sequence[object], length: int) -> None:
    if len(values) != length:
        raise Refusal(RefusalCode.INVALID, field, allowed=f"{length} values")


def _check_thresholds(field: str, minutes: Sequence[int]) -> None:
    _check_length(field, minutes, STARS)
    if sorted(set(minutes)) != list(minutes):
        raise Refusal(RefusalCode.INVALID, field, allowed="rising values")


def _check_coefficient(field: str, value: Decimal) -> None:
    checks.decimal(field, value, least=Decimal(0), most=COEFFICIENT_MOST)
