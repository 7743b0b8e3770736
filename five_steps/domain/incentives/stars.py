"""Star levels (星级): hours are the base, ratings the supplement."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from five_steps.domain.incentives.incentive_policy import STARS, IncentiveRules


@dataclass(frozen=True, slots=True)
class RatingTally:
    """How many ratings a volunteer has, and their sum."""

    count: int = 0
    total: int = 0

    def replacing(self, before: int | None, after: int | None) -> "RatingTally":
        """The tally when a record's score was `before` and is `after`; none is no rating."""
        return RatingTally(
            self.count + (after is not None) - (before is not None),
            self.total + (after or 0) - (before or 0),
        )

    @property
    def mean(self) -> Decimal | None:
        """The mean score to two decimals, or none without ratings."""
        if self.count == 0:
            return None
        return (Decimal(self.total) / self.count).quantize(Decimal("0.01"))

    def reaches(self, mean_least: Decimal, count_least: int) -> bool:
        """Whether the mean, unrounded, and the number of ratings reach what is asked."""
        return self.count >= count_least and self.total >= mean_least * self.count


def star_earned(minutes: int, ratings: RatingTally, rules: IncentiveRules) -> int:
    """The highest star whose hours are reached and whose rating supplement holds, 0–5.

    A star held back by ratings holds back those above it as well.
    """
    earned = 0
    for level, (needed, mean_least, count_least) in enumerate(
        zip(rules.star_minutes, rules.star_mean_least, rules.star_ratings_least, strict=True),
        start=1,
    ):
        if minutes < needed or not ratings.reaches(mean_least, count_least):
            break
        earned = level
    return earned


class StarReason(StrEnum):
    """Why a volunteer does not have the next star (未晋升原因)."""

    TOP = "TOP"
    """There is none above 已是最高星级."""
    MINUTES = "MINUTES"
    """The hours are not there yet 时长不足."""
    RATINGS = "RATINGS"
    """Too few have rated 评价次数不足."""
    RATING = "RATING"
    """The mean rating is too low 评分不足."""
    DECISION = "DECISION"
    """A decision took a star; the hours of a higher one bring it back 已被下调."""
    NEXT_SERVICE = "NEXT_SERVICE"
    """Earned by rules that came later; given with the next hours or rating counted 待下次计入."""


@dataclass(frozen=True, slots=True)
class StarProgress:
    """What the next star takes, and what is missing; there is none above the highest."""

    next_level: int | None
    minutes_needed: int | None
    rating_needed: Decimal | None
    ratings_needed: int | None
    held: bool
    """The hours are there, and something else holds the star back."""
    reason: StarReason


def star_progress(
    minutes: int, ratings: RatingTally, *, level: int, reached: int, rules: IncentiveRules
) -> StarProgress:
    """Why a volunteer with star `level`, who had `reached` before a decision, has no higher one."""
    if reached == STARS:
        held = level < reached
        reason = StarReason.DECISION if held else StarReason.TOP
        return StarProgress(None, None, None, None, held, reason)
    next_level = reached + 1
    # A star held back by ratings holds back those above it: the most that any of them takes.
    minutes_needed = rules.star_minutes[reached]
    rating_needed = max(rules.star_mean_least[:next_level])
    ratings_needed = max(rules.star_ratings_least[:next_level])
    held = minutes >= minutes_needed
    if level < reached and star_earned(minutes, ratings, rules) < next_level:
        held, reason = True, StarReason.DECISION
    elif not held:
        reason = StarReason.MINUTES
    elif ratings.count < ratings_needed:
        reason = StarReason.RATINGS
    elif not ratings.reaches(rating_needed, ratings_needed):
        reason = StarReason.RATING
    else:
        reason = StarReason.NEXT_SERVICE
    return StarProgress(next_level, minutes_needed, rating_needed, ratings_needed, held, reason)
