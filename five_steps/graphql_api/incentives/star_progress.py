"""Why a volunteer has, or has not yet, a star (星级说明)."""

from datetime import datetime

import strawberry

from five_steps.domain.incentives.stars import RatingTally, StarProgress, StarReason, star_progress
from five_steps.graphql_api.incentives.rules import IN_FORCE, incentive_rules
from five_steps.graphql_api.kernel.access import VOLUNTEER_IN_FULL
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.scalars import JSONText

graphql_enum(StarReason)


@entity(
    "read.volunteers",
    "Why a volunteer has, or has not yet, a star (星级说明), by the rules in force.",
    visible=VOLUNTEER_IN_FULL,
)
class VolunteerStarProgress:
    """Why a volunteer has, or has not yet, a star."""

    level: int = column("Star held 星级, 0–5.", "{t}.star_level")
    reached: int = column(
        "Highest star reached 曾达星级; above the one held after a decision.",
        "(SELECT coalesce(max(s.level), 0) FROM read.star_changes s WHERE s.volunteer_id = {t}.id)",
    )
    minutes: int = column("Verified minutes that count 服务时长（分钟）.")
    ratings_count: int = column("Ratings received 评价次数.")
    ratings_total: int = column("Sum of the ratings 评分合计.")
    rating: float | None = column("Mean rating 平均评分.", "{t}.rating::float8")
    policy_version: int = column(
        "Version of the incentive rules in force 规则版本.",
        f"(SELECT p.version FROM {IN_FORCE})",  # noqa: S608
    )
    effective_from: datetime = column(
        "From when these rules are in force 规则生效时间.",
        f"(SELECT p.effective_from FROM {IN_FORCE})",  # noqa: S608
    )
    rules: JSONText = column(
        "These rules 规则内容, as JSON.",
        f"(SELECT p.rules::text FROM {IN_FORCE})",  # noqa: S608
    )

    @strawberry.field(description="The next star there is to gain 下一星级; null for none.")
    def next_level(self) -> int | None:
        """The next star."""
        return self._progress().next_level

    @strawberry.field(description="Minutes that the next star takes 所需时长（分钟）.")
    def minutes_needed(self) -> int | None:
        """Minutes for the next star."""
        return self._progress().minutes_needed

    @strawberry.field(description="Mean rating that the next star takes 所需平均评分.")
    def rating_needed(self) -> float | None:
        """Mean rating for the next star."""
        needed = self._progress().rating_needed
        return None if needed is None else float(needed)

    @strawberry.field(description="Ratings that the next star takes 所需评价次数.")
    def ratings_needed(self) -> int | None:
        """Ratings for the next star."""
        return self._progress().ratings_needed

    @strawberry.field(
        description="Whether the hours are there and something else holds the star back 是否暂缓."
    )
    def held(self) -> bool:
        """Whether the star is held back."""
        return self._progress().held

    @strawberry.field(description="Why there is no higher star yet 未晋升原因.")
    def reason(self) -> StarReason:
        """Why there is no higher star."""
        return self._progress().reason

    def _progress(self) -> StarProgress:
        return star_progress(
            self.minutes,
            RatingTally(self.ratings_count, self.ratings_total),
            level=self.level,
            reached=self.reached,
            rules=incentive_rules(self.rules, self.policy_version, self.effective_from),
        )
