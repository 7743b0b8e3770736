"""Star levels (星级): hours are the base, ratings the supplement."""

from dataclasses import dataclass
from decimal import Decimal

from five_steps.domain.incentives.incentive_policy import IncentiveRules


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
