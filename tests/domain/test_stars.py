"""Stars 星级: hours are the base, ratings the supplement, and only a decision takes one away."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from five_steps.domain.incentives.incentive_policy import STAR_MINUTES
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.stars import RatingTally, star_earned
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.books import (
    VERIFIED,
    correct,
    count_rating,
    demote,
    import_record,
    opened,
    submit,
    verify,
)
from tests.domain.district import (
    INCENTIVES,
    LAN,
    OTHER_RECORD_ID,
    RECORD_ID,
    THIRD_RECORD_ID,
    between,
    incentive_rules,
    moment,
)
from tests.domain.given_when_then import given, happened

LOVED = RatingTally(5, 25)
QUICK = incentive_rules(star_minutes=[60, 120, 180, 240, 300], star_ratings_least=[0, 0, 1, 1, 1])
"""A star an hour, to keep the stories short."""

tallies = st.lists(st.integers(1, 5), max_size=12).map(
    lambda scores: RatingTally(len(scores), sum(scores))
)


# --- what is earned -------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "star"), [(100, 1), (300, 2), (600, 3), (1000, 4), (1500, 5)])
def test_the_thresholds_of_the_regulation(hours: int, star: int) -> None:
    assert star_earned(hours * 60, LOVED, INCENTIVES) == star
    assert star_earned(hours * 60 - 1, LOVED, INCENTIVES) == star - 1


@pytest.mark.parametrize(
    ("count", "total", "star"),
    [
        (0, 0, 2),  # hours for five stars, but nobody has rated
        (4, 20, 2),  # four ratings are too few, however good
        (5, 19, 2),  # 3.8
        (5, 20, 4),  # 4.0
        (9, 40, 4),  # 4.44
        (2, 9, 2),  # 4.5, but only two
        (6, 27, 5),  # 4.5
    ],
)
def test_from_the_third_star_on_ratings_supplement_hours(count: int, total: int, star: int) -> None:
    assert star_earned(STAR_MINUTES[-1], RatingTally(count, total), INCENTIVES) == star


def test_a_mean_is_not_rounded_up_to_a_star() -> None:
    almost = RatingTally(1000, 3999)
    assert almost.mean == Decimal("4.00")
    assert star_earned(STAR_MINUTES[2], almost, INCENTIVES) == 2


def test_without_ratings_there_is_no_mean() -> None:
    assert RatingTally().mean is None
    assert RatingTally(3, 10).mean == Decimal("3.33")


def test_a_star_held_back_holds_back_those_above() -> None:
    rules = incentive_rules(star_ratings_least=[0, 3, 0, 0, 0], star_mean_least=[Decimal(0)] * 5)
    assert star_earned(STAR_MINUTES[-1], RatingTally(2, 10), rules) == 1


@for_all(st.integers(0, 120_000), st.integers(0, 6_000), tallies)
def test_more_minutes_never_earn_fewer_stars(minutes: int, more: int, tally: RatingTally) -> None:
    assert star_earned(minutes, tally, INCENTIVES) <= star_earned(minutes + more, tally, INCENTIVES)


@for_all(st.integers(0, 120_000), tallies)
def test_a_five_never_costs_a_star(minutes: int, tally: RatingTally) -> None:
    better = tally.replacing(None, 5)
    assert star_earned(minutes, tally, INCENTIVES) <= star_earned(minutes, better, INCENTIVES)


# --- promotion and demotion -----------------------------------------------------------------------


def test_the_minute_that_reaches_a_star_promotes() -> None:
    book = (
        given(opened(), submit())
        .when(verify(rules=QUICK))
        .then(
            happened(ServiceBook.HoursVerified),
            happened(ServiceBook.StarPromoted, level=2, minutes=120, policy_version=1),
        )
    )
    assert book.star_level == 2


def test_imported_hours_promote_too() -> None:
    given(opened()).when(import_record(rules=QUICK)).then(
        happened(ServiceBook.HoursImported), happened(ServiceBook.StarPromoted, level=2)
    )


def test_a_promotion_held_for_want_of_ratings_comes_with_the_rating() -> None:
    window = between(moment(3, 5, 8), 200)
    held = given(opened(), submit(window=window), verify(minutes=200, rules=QUICK))
    assert held.aggregate.star_level == 2
    held.when(count_rating(3, rules=QUICK)).then(happened(ServiceBook.RatingCounted, score=3))
    held.when(count_rating(4, rules=QUICK)).then(
        happened(ServiceBook.RatingCounted, score=4, replaced_score=None),
        happened(ServiceBook.StarPromoted, level=3, ratings_count=1, ratings_total=4),
    )


def test_an_amended_rating_replaces_the_one_before() -> None:
    book = (
        given(opened(), *VERIFIED, count_rating(5))
        .when(count_rating(2))
        .then(happened(ServiceBook.RatingCounted, score=2, replaced_score=5))
    )
    assert book.ratings == RatingTally(1, 2)


def test_neither_a_falling_rating_nor_a_correction_takes_a_star_away() -> None:
    window = between(moment(3, 5, 8), 200)
    star_3 = given(
        opened(),
        submit(window=window),
        verify(minutes=200, rules=QUICK),
        count_rating(5, rules=QUICK),
    )
    assert star_3.aggregate.star_level == 3
    for verb in (count_rating(1, rules=QUICK), correct(10)):
        assert star_3.when(verb).aggregate.star_level == 3


def test_only_verified_records_are_rated() -> None:
    given(opened(), submit()).when(count_rating(5)).then_refused(
        RefusalCode.WRONG_STATE, "recordId"
    )


def two_stars() -> ServiceBook:
    """A book with two stars by two hours."""
    return given(opened(), submit(), verify(rules=QUICK)).aggregate


def test_a_demotion_is_a_decision_with_a_reason() -> None:
    book = (
        given(two_stars())
        .when(demote(1, reason="虚报时长"))
        .then(happened(ServiceBook.StarDemoted, level=1, reason="虚报时长"))
    )
    assert book.star_level == 1


def test_the_next_minute_does_not_undo_a_demotion_but_the_next_star_does() -> None:
    book = (
        given(two_stars(), demote(0), submit(OTHER_RECORD_ID, between(moment(3, 6, 9), 30)))
        .when(verify(OTHER_RECORD_ID, 30, rules=QUICK))
        .then(happened(ServiceBook.HoursVerified))
    )
    assert book.star_level == 0
    given(
        book,
        count_rating(5, RECORD_ID, rules=QUICK),
        submit(THIRD_RECORD_ID, between(moment(3, 7, 9), 30)),
    ).when(verify(THIRD_RECORD_ID, 30, rules=QUICK)).then(
        happened(ServiceBook.HoursVerified), happened(ServiceBook.StarPromoted, level=3)
    )


def test_what_a_demotion_may_not_do() -> None:
    book = given(two_stars())
    book.when(demote(2)).then_refused(RefusalCode.INVALID, "level", allowed="0–1")
    book.when(demote(-1)).then_refused(RefusalCode.INVALID, "level")
    book.when(demote(1, reason="")).then_refused(RefusalCode.INVALID, "reason")
    book.when(demote(1, by=str(LAN))).then_refused(RefusalCode.SELF_VERIFICATION, "volunteerId")
    given(opened()).when(demote(0)).then_refused(RefusalCode.WRONG_STATE, "volunteerId", actual="0")
