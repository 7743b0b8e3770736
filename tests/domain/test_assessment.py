"""The yearly assessment 年度综合考核: weights, targets, roll-up and grades, in exact decimals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from five_steps.domain.guarantee.assessment import AssessmentResult
from five_steps.domain.guarantee.assessment import assess as assess_tier
from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy, AssessmentRules
from five_steps.domain.guarantee.formulas import Fraction
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import DEFAULT_INDICATORS, Indicator
from five_steps.domain.organisation.tiers import Tier
from tests.domain.district import CLERK, NEW_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

Measured = dict[Indicator, Fraction]


def rules(weights: dict[Indicator, int] | None = None, **changes: Any) -> AssessmentRules:
    """The mission's rules, with other weights for some of the indicators alone."""
    indicators = DEFAULT_INDICATORS
    if weights is not None:
        default = {rule.indicator: rule for rule in DEFAULT_INDICATORS}
        indicators = tuple(replace(default[i], weight=weight) for i, weight in weights.items())
    policy = AssessmentPolicy.establish(at=NEW_YEAR)
    policy.publish(effective_from=NEW_YEAR, by=CLERK, at=NEW_YEAR, indicators=indicators, **changes)
    return policy.in_force(NEW_YEAR)


def assess(
    measured: Measured, by: AssessmentRules, stations: Sequence[Decimal] = (), **how: Any
) -> AssessmentResult:
    """The score of an institute."""
    return assess_tier(measured, by, stations, tier=Tier.INSTITUTE, **how)


RULES = rules()
ON_TARGET: Measured = {
    rule.indicator: Fraction(rule.target, Decimal(1)) for rule in DEFAULT_INDICATORS
}
NOTHING = Fraction(Decimal(0), Decimal(0))


def share(numerator: int, denominator: int) -> Fraction:
    return Fraction(Decimal(numerator), Decimal(denominator))


def scores(result: AssessmentResult) -> dict[Indicator, Decimal]:
    return {r.rule.indicator: r.score for r in result.indicators if r.measured}


def weights(result: AssessmentResult) -> dict[Indicator, Decimal]:
    return {r.rule.indicator: r.weight for r in result.indicators if r.measured}


def test_a_unit_that_reaches_every_target_has_a_hundred_points() -> None:
    result = assess(ON_TARGET, RULES)
    assert result.own_score == result.score == 100
    assert result.grade is Grade.EXCELLENT
    assert weights(result) == {rule.indicator: rule.weight for rule in RULES.indicators}


def test_an_indicator_scores_in_proportion_to_its_target_and_never_more_than_its_weight() -> None:
    measured = ON_TARGET | {
        Indicator.PARTY_HOURS: share(10, 1),
        Indicator.SATISFACTION: share(5, 1),
        Indicator.PROJECTS_CLOSED: share(0, 3),
    }
    result = scores(assess(measured, RULES))
    assert result[Indicator.PARTY_HOURS] == 5
    assert result[Indicator.SATISFACTION] == 20
    assert result[Indicator.PROJECTS_CLOSED] == 0


def test_what_is_measured_is_shown_to_four_places_half_even() -> None:
    assert share(2, 3).value == Decimal("0.6667")
    assert Fraction(Decimal("0.00005"), Decimal(1)).value == Decimal("0.0000")
    assert Fraction(Decimal("0.00015"), Decimal(1)).value == Decimal("0.0002")


def test_scores_are_rounded_half_even_to_a_hundredth() -> None:
    only = rules(weights={Indicator.FOLLOW_UPS: 100})
    for reached, score in (("0.00005", "0.00"), ("0.00015", "0.02"), ("0.33333", "33.33")):
        measured = {Indicator.FOLLOW_UPS: Fraction(Decimal(reached), Decimal(1))}
        assert assess(measured, only).own_score == Decimal(score)


# --- redistribution -------------------------------------------------------------------------------


def test_what_does_not_apply_hands_its_weight_to_the_rest() -> None:
    halves = rules(
        weights={Indicator.SATISFACTION: 20, Indicator.FOLLOW_UPS: 30, Indicator.PARTY_HOURS: 50}
    )
    measured = {Indicator.SATISFACTION: share(9, 2), Indicator.FOLLOW_UPS: share(1, 2)}
    result = assess(measured, halves)
    assert weights(result) == {Indicator.SATISFACTION: 40, Indicator.FOLLOW_UPS: 60}
    assert scores(result) == {Indicator.SATISFACTION: 40, Indicator.FOLLOW_UPS: 30}
    assert result.own_score == 70


def test_not_measured_and_nothing_to_measure_are_the_same() -> None:
    without: Measured = {i: f for i, f in ON_TARGET.items() if i is not Indicator.PROJECTS_CLOSED}
    assert assess(without, RULES) == assess(without | {Indicator.PROJECTS_CLOSED: NOTHING}, RULES)


def test_redistributed_weights_still_add_up_and_full_marks_are_a_hundred() -> None:
    """95 points left: each rounded by itself, they would add up to 100.01."""
    measured: Measured = {i: f for i, f in ON_TARGET.items() if i is not Indicator.PROJECTS_CLOSED}
    result = assess(measured, RULES)
    assert weights(result)[Indicator.SATISFACTION] == Decimal("21.05")
    assert sum(weights(result).values()) == 100
    assert result.own_score == 100


def test_thirds_add_up_and_the_first_named_gets_what_is_left() -> None:
    three = rules(
        weights={
            Indicator.SATISFACTION: 10,
            Indicator.PARTY_HOURS: 10,
            Indicator.FOLLOW_UPS: 10,
            Indicator.MEETING_TASKS: 70,
        }
    )
    measured: Measured = {i: f for i, f in ON_TARGET.items() if i is not Indicator.MEETING_TASKS}
    assert list(weights(assess(measured, three)).values()) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]


def test_a_weight_of_nothing_measures_nothing() -> None:
    result = assess(
        ON_TARGET, rules(weights={Indicator.SATISFACTION: 100, Indicator.FOLLOW_UPS: 0})
    )
    assert scores(result) == {Indicator.SATISFACTION: 100}
    silent = result.indicators[1]
    assert (silent.rule.indicator, silent.value) == (Indicator.FOLLOW_UPS, None)
    assert silent.weight == 0


@pytest.mark.parametrize("measured", [{}, dict.fromkeys(Indicator, NOTHING)])
def test_a_unit_with_nothing_measured_has_no_score_yet(measured: Measured) -> None:
    result = assess(measured, RULES)
    assert (result.own_score, result.score, result.grade) == (None, None, None)
    assert scores(result) == {}


def test_a_unit_that_did_nothing_of_what_is_measured_fails() -> None:
    result = assess({Indicator.SATISFACTION: share(0, 1)}, RULES)
    assert result.own_score == result.score == 0
    assert result.grade is Grade.FAIL


# --- roll-up and grades ---------------------------------------------------------------------------


def test_an_institute_is_sixty_percent_its_own_and_forty_its_stations() -> None:
    result = assess(ON_TARGET, RULES, [Decimal(80), Decimal(65)])
    assert result.own_score == 100
    assert result.score == 89
    assert result.grade is Grade.GOOD


def test_an_institute_with_nothing_of_its_own_takes_its_stations_mean() -> None:
    result = assess({}, RULES, [Decimal("80.01"), Decimal("80.02")])
    assert result.own_score is None
    assert result.score == Decimal("80.02")
    assert result.grade is Grade.GOOD


def test_the_roll_up_is_rounded_once_half_even() -> None:
    own_half = rules(own_share=Decimal("0.5"))
    for station, score in (("0.01", "50.00"), ("0.03", "50.02"), ("33.333", "66.67")):
        assert assess(ON_TARGET, own_half, [Decimal(station)]).score == Decimal(score)


def test_the_centre_takes_its_institutes_mean_only_if_the_rules_say_so() -> None:
    def score(by: AssessmentRules) -> Decimal | None:
        return assess_tier(ON_TARGET, by, [Decimal(60)], tier=Tier.CENTRE).score

    assert score(RULES) == 100
    assert score(rules(centre_own_share=Decimal("0.6"))) == 84
    assert assess_tier(ON_TARGET, RULES, [Decimal(0)], tier=Tier.STATION).score == 100


def test_a_veto_caps_the_grade_and_leaves_the_score() -> None:
    vetoed = assess(ON_TARGET, RULES, vetoed=True)
    assert vetoed.score == 100
    assert vetoed.grade is Grade.PASS
    harder = rules(veto_grade_most=Grade.FAIL)
    assert assess(ON_TARGET, harder, vetoed=True).grade is Grade.FAIL
    nothing: Measured = {i: share(0, 1) for i in ON_TARGET}
    assert assess(nothing, RULES, vetoed=True).grade is Grade.FAIL
    assert assess({}, RULES, vetoed=True).grade is None


def test_adjustments_give_and_take_points_within_the_weight() -> None:
    def adjusted(points: str) -> Decimal:
        half = ON_TARGET | {Indicator.PARTY_HOURS: share(10, 1)}
        result = assess(half, RULES, adjustments={Indicator.PARTY_HOURS: Decimal(points)})
        return scores(result)[Indicator.PARTY_HOURS]

    assert [adjusted(points) for points in ("0", "-1.5", "2", "-50", "50")] == [
        Decimal("5.00"),
        Decimal("3.50"),
        Decimal("7.00"),
        Decimal(0),
        Decimal(10),
    ]
    unmeasured = assess({}, RULES, adjustments={Indicator.PARTY_HOURS: Decimal(5)})
    assert unmeasured.own_score is None


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", Grade.EXCELLENT),
        ("90", Grade.EXCELLENT),
        ("89.99", Grade.GOOD),
        ("80", Grade.GOOD),
        ("79.99", Grade.PASS),
        ("60", Grade.PASS),
        ("59.99", Grade.FAIL),
        ("0", Grade.FAIL),
    ],
)
def test_grades(score: str, grade: Grade) -> None:
    assert RULES.grade(Decimal(score)) is grade


# --- whatever is counted --------------------------------------------------------------------------

counts = st.integers(0, 10_000).map(Decimal)
measurements = st.dictionaries(st.sampled_from(Indicator), st.builds(Fraction, counts, counts))
station_scores = st.lists(st.decimals(0, 100, places=2), max_size=20)


@st.composite
def rule_sets(draw: st.DrawFn) -> AssessmentRules:
    """Any weights that add up to 100, for any of the indicators."""
    indicators = draw(st.lists(st.sampled_from(Indicator), min_size=1, unique=True))
    edges = st.lists(
        st.integers(0, 100), min_size=len(indicators) - 1, max_size=len(indicators) - 1
    )
    cuts = [0, *sorted(draw(edges)), 100]
    shares = [upper - lower for lower, upper in pairwise(cuts)]
    return rules(weights=dict(zip(indicators, shares, strict=True)))


@for_all(measurements, rule_sets(), station_scores)
def test_weights_add_up_and_scores_lie_between_nothing_and_a_hundred(
    measured: Measured, any_rules: AssessmentRules, stations: list[Decimal]
) -> None:
    result = assess(measured, any_rules, stations)
    given_weights = weights(result)
    assert sum(given_weights.values()) == (100 if given_weights else 0)
    assert all(0 <= r.score <= r.weight for r in result.indicators)
    own = sum(r.score for r in result.indicators)
    assert result.own_score == (own if given_weights else None)
    for score in (result.own_score, result.score):
        assert score is None or 0 <= score <= 100
    assert (result.score is None) == (not given_weights and not stations)
    assert (result.grade is None) == (result.score is None)


@for_all(measurements, rule_sets(), st.sampled_from(Indicator))
def test_doing_more_never_costs_points(
    measured: Measured, any_rules: AssessmentRules, indicator: Indicator
) -> None:
    before = measured.get(indicator, NOTHING)
    if before.applicable:
        better = measured | {indicator: Fraction(before.numerator + 1, before.denominator)}
        score, more = assess(measured, any_rules).score, assess(better, any_rules).score
        assert score is more is None or (score is not None and more is not None and score <= more)
