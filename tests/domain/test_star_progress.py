"""Why somebody has, or has not yet, a star; and what other rules would make of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume
from hypothesis import given as for_all
from hypothesis import strategies as st

from five_steps.domain.incentives.incentive_policy import STAR_MINUTES
from five_steps.domain.incentives.policy_difference import (
    StarStanding,
    record_points,
    star_difference,
)
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.incentives.stars import (
    RatingTally,
    StarProgress,
    StarReason,
    star_earned,
    star_progress,
)
from tests.domain.district import INCENTIVES, incentive_rules

LOVED = RatingTally(10, 50)
QUICK = incentive_rules(star_minutes=[60, 120, 180, 240, 300])

tallies = st.lists(st.integers(1, 5), max_size=12).map(
    lambda scores: RatingTally(len(scores), sum(scores))
)
minutes_served = st.integers(0, 2 * STAR_MINUTES[-1])


def progress(minutes: int, ratings: RatingTally, *, level: int, reached: int) -> StarProgress:
    return star_progress(minutes, ratings, level=level, reached=reached, rules=INCENTIVES)


# --- why ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "ratings", "level", "reason", "held"),
    [
        (0, LOVED, 0, StarReason.MINUTES, False),
        (STAR_MINUTES[0] - 1, LOVED, 0, StarReason.MINUTES, False),
        (STAR_MINUTES[2], RatingTally(), 2, StarReason.RATINGS, True),
        (STAR_MINUTES[2], RatingTally(4, 20), 2, StarReason.RATINGS, True),
        (STAR_MINUTES[2], RatingTally(5, 19), 2, StarReason.RATING, True),
        (STAR_MINUTES[4], RatingTally(5, 22), 4, StarReason.RATING, True),
        (STAR_MINUTES[4], LOVED, 5, StarReason.TOP, False),
    ],
)
def test_what_is_missing_for_the_next_star(
    minutes: int, ratings: RatingTally, level: int, reason: StarReason, held: bool
) -> None:
    found = progress(minutes, ratings, level=level, reached=level)
    assert (found.reason, found.held) == (reason, held)


def test_the_next_star_says_what_it_takes() -> None:
    assert progress(0, RatingTally(), level=2, reached=2) == StarProgress(
        next_level=3,
        minutes_needed=STAR_MINUTES[2],
        rating_needed=Decimal("4.0"),
        ratings_needed=5,
        held=False,
        reason=StarReason.MINUTES,
    )


def test_after_a_decision_only_a_higher_star_is_gained() -> None:
    lowered = progress(STAR_MINUTES[1], LOVED, level=1, reached=2)
    assert (lowered.next_level, lowered.reason, lowered.held) == (3, StarReason.DECISION, True)
    regained = progress(STAR_MINUTES[2], LOVED, level=1, reached=2)
    assert regained.reason is StarReason.NEXT_SERVICE
    for_good = progress(STAR_MINUTES[4], LOVED, level=4, reached=5)
    assert (for_good.next_level, for_good.reason) == (None, StarReason.DECISION)


def test_what_newer_rules_give_comes_with_the_next_service() -> None:
    found = star_progress(60, RatingTally(), level=0, reached=0, rules=QUICK)
    assert (found.reason, found.held) == (StarReason.NEXT_SERVICE, True)


@for_all(minutes=minutes_served, ratings=tallies, reached=st.integers(0, 4), data=st.data())
def test_what_is_explained_is_what_is_earned(
    minutes: int, ratings: RatingTally, reached: int, data: st.DataObject
) -> None:
    level = data.draw(st.integers(0, reached))
    found = progress(minutes, ratings, level=level, reached=reached)
    earned = star_earned(minutes, ratings, INCENTIVES)
    assert (found.reason is StarReason.NEXT_SERVICE) == (earned > reached)


# --- other rules ----------------------------------------------------------------------------------


def test_who_gains_and_who_loses() -> None:
    harder = incentive_rules(star_minutes=[minutes * 2 for minutes in STAR_MINUTES])
    easier = incentive_rules(star_minutes=[minutes // 2 for minutes in STAR_MINUTES])
    first = StarStanding(level=1, reached=1, minutes=STAR_MINUTES[0], ratings=RatingTally())
    loses = star_difference(first, INCENTIVES, harder)
    assert (loses.earned_now, loses.earned_then, loses.gains, loses.loses) == (1, 0, False, True)
    almost = StarStanding(level=0, reached=0, minutes=STAR_MINUTES[0] - 1, ratings=RatingTally())
    gains = star_difference(almost, INCENTIVES, easier)
    assert (gains.earned_then, gains.gains, gains.loses) == (1, True, False)


def test_a_star_taken_by_decision_is_not_given_back_by_easier_rules() -> None:
    lowered = StarStanding(level=0, reached=1, minutes=STAR_MINUTES[0], ratings=RatingTally())
    easier = incentive_rules(star_minutes=[60, *STAR_MINUTES[1:]])
    assert not star_difference(lowered, INCENTIVES, easier).gains
    much_easier = incentive_rules(star_minutes=[60, 120, *STAR_MINUTES[2:]])
    assert star_difference(lowered, INCENTIVES, much_easier).gains


@for_all(minutes=minutes_served, ratings=tallies, reached=st.integers(0, 5), data=st.data())
def test_the_same_rules_change_nothing_and_nobody_gains_and_loses(
    minutes: int, ratings: RatingTally, reached: int, data: st.DataObject
) -> None:
    level = data.draw(st.integers(0, reached))
    standing = StarStanding(level=level, reached=reached, minutes=minutes, ratings=ratings)
    same = star_difference(standing, INCENTIVES, INCENTIVES)
    assert (same.gains, same.loses) == (False, False)
    other = star_difference(standing, INCENTIVES, QUICK)
    assert not (other.gains and other.loses)
    assume(other.gains)
    assert other.earned_then > max(reached, 0)


def test_points_of_a_record_follow_its_kind_and_score() -> None:
    richer = incentive_rules(points_per_hour=20, points_for_back_entry=True)
    for kind, now, then in (
        (RecordKind.CREDITED, 18, 36),
        (RecordKind.BACK_ENTERED, 0, 36),
        (RecordKind.IMPORTED, 0, 0),
    ):
        assert record_points(kind, 90, 5, INCENTIVES) == now
        assert record_points(kind, 90, 5, richer) == then
    assert record_points(RecordKind.CREDITED, 90, None, INCENTIVES) == 15
