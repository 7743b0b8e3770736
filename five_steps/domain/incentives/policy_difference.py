"""What other incentive rules would make of the same service (规则试算); changes nothing."""

from dataclasses import dataclass

from five_steps.domain.incentives.incentive_policy import IncentiveRules
from five_steps.domain.incentives.points_account import points_for
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.incentives.stars import RatingTally, star_earned


@dataclass(frozen=True, slots=True)
class StarStanding:
    """What decides on a volunteer's star: the one held, the one reached, hours and ratings."""

    level: int
    reached: int
    minutes: int
    ratings: RatingTally


@dataclass(frozen=True, slots=True)
class StarDifference:
    """What a volunteer's service earns by the rules of now and by others."""

    earned_now: int
    earned_then: int
    gains: bool
    """The others give a higher star than is held or due now."""
    loses: bool
    """The others do not give the star held or due now; one that is held stays, all the same."""


def star_difference(
    standing: StarStanding, now: IncentiveRules, then: IncentiveRules
) -> StarDifference:
    """Compare two versions of the rules for a volunteer."""
    earned_now = star_earned(standing.minutes, standing.ratings, now)
    earned_then = star_earned(standing.minutes, standing.ratings, then)
    due = _due(standing, earned_now)
    return StarDifference(
        earned_now=earned_now,
        earned_then=earned_then,
        gains=_due(standing, earned_then) > due,
        loses=earned_then < min(earned_now, due),
    )


def record_points(kind: RecordKind, minutes: int, score: int | None, rules: IncentiveRules) -> int:
    """The points of one record by some rules."""
    if not rules.earns_points(kind):
        return 0
    return points_for(minutes, rules.coefficient(score), rules)


def _due(standing: StarStanding, earned: int) -> int:
    """The star held, or the one that the next hours or rating will bring."""
    return earned if earned > standing.reached else standing.level
