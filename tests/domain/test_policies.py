"""Rules as data: each version is in force from its date, and the past is never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.formulas import Formula
from five_steps.domain.guarantee.indicators import DEFAULT_INDICATORS, Indicator, IndicatorRule
from five_steps.domain.incentives.incentive_policy import STAR_MINUTES, IncentivePolicy
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.service_policy import ServicePolicy
from tests.domain.district import CLERK, DAY, INSTANT, MONDAY, NEW_YEAR, moment
from tests.domain.given_when_then import Verb, given, happened, made, refusal_of

Policy = ServicePolicy | IncentivePolicy | AssessmentPolicy

ESTABLISH: list[Callable[[], Policy]] = [
    lambda: ServicePolicy.establish(at=NEW_YEAR),
    lambda: IncentivePolicy.establish(at=NEW_YEAR),
    lambda: AssessmentPolicy.establish(at=NEW_YEAR),
]
each_policy = pytest.mark.parametrize(
    "establish", ESTABLISH, ids=["service", "incentive", "assessment"]
)


def publish(
    effective_from: datetime = MONDAY, *, at: datetime = NEW_YEAR, **rules: Any
) -> Verb[Any]:
    """Publish a version: the mission's own rules with some of them changed."""
    return lambda policy: policy.publish(effective_from=effective_from, by=CLERK, at=at, **rules)


def first_with(**changes: Any) -> tuple[IndicatorRule, ...]:
    """The mission's indicators, the first of them changed."""
    first, *rest = DEFAULT_INDICATORS
    return (replace(first, **changes), *rest)


# --- versions -------------------------------------------------------------------------------------


@each_policy
def test_the_district_has_one_stream_of_each(establish: Callable[[], Policy]) -> None:
    policy = made(establish).then(happened(type(establish()).Created))
    assert policy.id == establish().id


@each_policy
def test_the_missions_own_rules_can_be_published_as_they_are(
    establish: Callable[[], Policy],
) -> None:
    given(establish()).when(publish()).then(
        happened(type(establish()).Published, version=1, effective_from=MONDAY, published_by=CLERK)
    )


@each_policy
def test_the_first_version_may_reach_back(establish: Callable[[], Policy]) -> None:
    policy = given(establish(), publish(moment(1, 1, year=2020))).aggregate
    assert policy.in_force(moment(6, 1, year=2023)).version == 1


@each_policy
def test_a_version_is_in_force_until_the_next(establish: Callable[[], Policy]) -> None:
    policy = given(establish(), publish(MONDAY), publish(MONDAY + DAY)).aggregate
    assert policy.in_force(MONDAY).version == 1
    assert policy.in_force(MONDAY + DAY - INSTANT).version == 1
    assert policy.in_force(MONDAY + DAY).version == 2
    assert policy.in_force(MONDAY + 1000 * DAY).version == 2


@each_policy
def test_before_the_first_version_there_are_no_rules(establish: Callable[[], Policy]) -> None:
    policy = given(establish(), publish(MONDAY)).aggregate
    for nothing_in_force in (policy, establish()):
        refusal = refusal_of(nothing_in_force.in_force, MONDAY - INSTANT)
        assert (refusal.code, refusal.field) == (RefusalCode.NOT_FOUND, "policy")


@each_policy
def test_a_later_version_does_not_rewrite_the_past(establish: Callable[[], Policy]) -> None:
    published = given(establish(), publish(MONDAY))
    published.when(publish(MONDAY + DAY, at=MONDAY + DAY)).then_refused(
        RefusalCode.TOO_EARLY, "effectiveFrom", allowed=(MONDAY + DAY).isoformat()
    )
    published.when(publish(MONDAY + DAY + INSTANT, at=MONDAY + DAY)).then(
        happened(type(establish()).Published, version=2)
    )


@each_policy
def test_a_version_does_not_cut_in_before_one_announced(establish: Callable[[], Policy]) -> None:
    announced = given(establish(), publish(MONDAY))
    for not_after in (MONDAY, MONDAY - DAY):
        announced.when(publish(not_after)).then_refused(
            RefusalCode.TOO_EARLY, "effectiveFrom", allowed=MONDAY.isoformat()
        )


@each_policy
def test_a_date_without_a_zone_is_no_date(establish: Callable[[], Policy]) -> None:
    naive = MONDAY.replace(tzinfo=None)
    given(establish()).when(publish(naive)).then_refused(RefusalCode.INVALID, "effectiveFrom")


def test_old_rules_are_found_by_their_number() -> None:
    policy = IncentivePolicy.establish(at=NEW_YEAR)
    publish(MONDAY, points_per_hour=1)(policy)
    publish(MONDAY + DAY, points_per_hour=2)(policy)
    assert [policy.version_numbered(n).points_per_hour for n in (1, 2)] == [1, 2]


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_number_that_was_never_published_finds_no_rules(number: int) -> None:
    policy = IncentivePolicy.establish(at=NEW_YEAR)
    publish(MONDAY)(policy)
    refusal = refusal_of(policy.version_numbered, number)
    assert (refusal.code, refusal.field) == (RefusalCode.NOT_FOUND, "policy")


# --- limits of each rule --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "value", "field"),
    [
        ("dispatch_within_minutes", 0, "dispatchWithinMinutes"),
        ("accept_within_minutes", 0, "acceptWithinMinutes"),
        ("check_in_early_minutes", -1, "checkInEarlyMinutes"),
        ("check_in_early_minutes", 24 * 60 + 1, "checkInEarlyMinutes"),
        ("rate_within_days", 0, "rateWithinDays"),
        ("amend_within_days", -1, "amendWithinDays"),
        ("follow_up_share", Decimal("1.01"), "followUpShare"),
        ("follow_up_share", Decimal("NaN"), "followUpShare"),
        ("follow_up_share", Decimal("0.1234567"), "followUpShare"),
        ("back_entries_per_day", -1, "backEntriesPerDay"),
        ("wrong_codes_max", 0, "wrongCodesMax"),
        ("wrong_codes_max", 101, "wrongCodesMax"),
        ("wrong_codes_minutes", 0, "wrongCodesMinutes"),
        ("follow_up_within_days", 0, "followUpWithinDays"),
        ("answer_feedback_within_days", 366, "answerFeedbackWithinDays"),
        ("improve_within_days", 0, "improveWithinDays"),
        ("anonymous_answers_least", 1, "anonymousAnswersLeast"),
    ],
)
def test_limits_of_service_rules(rule: str, value: Any, field: str) -> None:
    policy = ServicePolicy.establish(at=NEW_YEAR)
    given(policy).when(publish(**{rule: value})).then_refused(RefusalCode.INVALID, field)


@pytest.mark.parametrize(
    ("rule", "value", "field"),
    [
        ("star_minutes", STAR_MINUTES[:4], "starMinutes"),
        ("star_minutes", (1, 2, 2, 3, 4), "starMinutes"),
        ("star_minutes", (5, 4, 3, 2, 1), "starMinutes"),
        ("star_minutes", (0, 1, 2, 3, 4), "starMinutes"),
        ("star_mean_least", [Decimal(0)] * 6, "starMeanLeast"),
        ("star_mean_least", [Decimal("5.1")] * 5, "starMeanLeast"),
        ("star_ratings_least", [0], "starRatingsLeast"),
        ("star_ratings_least", [-1, 0, 0, 0, 0], "starRatingsLeast"),
        ("score_coefficients", [Decimal(1)] * 4, "scoreCoefficients"),
        ("score_coefficients", [Decimal("-0.1")] * 5, "scoreCoefficients"),
        ("unrated_coefficient", Decimal("10.1"), "unratedCoefficient"),
        ("points_per_hour", -1, "pointsPerHour"),
        ("record_minutes_max", 0, "recordMinutesMax"),
        ("day_minutes_max", 24 * 60 + 1, "dayMinutesMax"),
        ("lot_years", 0, "lotYears"),
        ("spend_alone_cents_max", -1, "spendAloneCentsMax"),
    ],
)
def test_limits_of_incentive_rules(rule: str, value: Any, field: str) -> None:
    policy = IncentivePolicy.establish(at=NEW_YEAR)
    given(policy).when(publish(**{rule: value})).then_refused(RefusalCode.INVALID, field)


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ({"indicators": first_with(weight=14)}, "indicators"),
        ({"indicators": first_with(weight=-1)}, "indicators.weight"),
        ({"indicators": first_with(weight=101)}, "indicators.weight"),
        ({"indicators": ()}, "indicators"),
        ({"indicators": (DEFAULT_INDICATORS[0], *DEFAULT_INDICATORS)}, "indicators"),
        ({"indicators": first_with(target=Decimal(0))}, "indicators.target"),
        ({"indicators": first_with(formula=Formula.MEAN_RATING)}, "indicators.formula"),
        ({"indicators": first_with(tiers=())}, "indicators.tiers"),
        ({"centre_own_share": Decimal("-0.1")}, "centreOwnShare"),
        ({"publicity_days": 0}, "publicityDays"),
        ({"publicity_days": 91}, "publicityDays"),
        ({"own_share": Decimal("1.1")}, "ownShare"),
        ({"excellent_least": Decimal(101)}, "excellentLeast"),
        ({"good_least": Decimal(-1)}, "goodLeast"),
        ({"pass_least": Decimal("Infinity")}, "passLeast"),
        ({"good_least": Decimal(91)}, "passLeast"),
        ({"pass_least": Decimal(81)}, "passLeast"),
    ],
)
def test_limits_of_assessment_rules(rules: dict[str, Any], field: str) -> None:
    policy = AssessmentPolicy.establish(at=NEW_YEAR)
    given(policy).when(publish(**rules)).then_refused(RefusalCode.INVALID, field)


def test_the_missions_weights_are_a_hundred_points() -> None:
    assert sum(rule.weight for rule in DEFAULT_INDICATORS) == 100
    assert [rule.indicator for rule in DEFAULT_INDICATORS] == list(Indicator)


def test_published_schemes_can_be_expressed() -> None:
    """One point an hour, two hours an activity at most, gone with the year, a bad score earns 0."""
    policy = IncentivePolicy.establish(at=NEW_YEAR)
    given(policy).when(
        publish(
            points_per_hour=1,
            record_minutes_max=120,
            lot_years=1,
            score_coefficients=[Decimal(0), Decimal(0), Decimal(1), Decimal(1), Decimal(1)],
        )
    ).then(happened(IncentivePolicy.Published, points_per_hour=1, lot_years=1))
