"""Nominations (推荐), with what reviewers say of them."""

from datetime import datetime

import strawberry

from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.graphql_api.incentives.honours.honour import Honour
from five_steps.graphql_api.incentives.honours.nominee import BY_CATEGORY, NOMINEE_NAME
from five_steps.graphql_api.incentives.honours.objection import Objection
from five_steps.graphql_api.incentives.honours.season import HonourSeason
from five_steps.graphql_api.kernel.access import (
    NOMINATION,
    NOMINATION_IN_FULL,
    NOMINATION_REVIEW,
)
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.team import Team
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.volunteer import Volunteer

LATEST_NOMINATION_FIRST = {"": Sort("{t}.nominated_at", "timestamptz", descending=True)}


@strawberry.input(description="Which nominations to list; all that is given must hold.")
class NominationFilter:
    """Which nominations to list."""

    season: strawberry.ID | None = condition(
        "{t}.season_id = {p}::uuid", "Of this season 评选.", read=reads_id("HonourSeason")
    )
    volunteer: strawberry.ID | None = condition(
        "{t}.nominee_id = {p}::uuid", "Of this volunteer 志愿者.", read=reads_id("Volunteer")
    )
    state: list[NominationState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )


@entity(
    "read.nomination_reviews",
    "What a reviewer says of a nomination (评审意见).",
    key={"position": "bigint"},
    visible=NOMINATION_REVIEW,
)
class NominationReview:
    """What a reviewer says of a nomination."""

    reviewer: str = column("Who reviewed it 评审人.")
    score: int = column("Score 评分, 0–100.")
    recommended: bool = column("Whether they recommend it 是否推荐.")
    comment: str = column("What they say 评语.")
    reviewed_at: datetime = column("When 评审时间.")
    position: Position = column("Log position of the review.")


@entity(
    "read.nominations",
    "A nomination for an honour (推荐). Everybody sees what is announced; before that the nominee "
    "and the staff.",
    visible=NOMINATION,
)
class Nomination(Node):
    """A nomination for an honour."""

    category: HonourCategory = column("Who is nominated 评选类别.")
    nominee_name: str | None = column(
        "Name of who is nominated 被推荐者; null once the personal data was erased.", NOMINEE_NAME
    )
    reason: str = column("Why 推荐理由.")
    state: NominationState = column("Where it stands 状态.")
    nominated_at: datetime = column("When it was made 推荐时间.")
    nominated_by: str | None = column("Who made it 推荐人.", seen_by=NOMINATION_IN_FULL)
    review_count: int | None = column("Reviews so far 评审数.", seen_by=NOMINATION_IN_FULL)
    recommendations: int | None = column(
        "Reviews that recommend it 推荐票数.", seen_by=NOMINATION_IN_FULL
    )
    mean_score: float | None = column(
        "Mean score 平均评分, 0–100; null without any review.",
        "{t}.score_total::float8 / nullif({t}.review_count, 0)",
        seen_by=NOMINATION_IN_FULL,
    )
    publicity_began_at: datetime | None = column("When it was announced 公示开始.")
    publicity_ends_at: datetime | None = column("Until when anybody may object 公示结束.")
    open_objections: int | None = column(
        "Objections that are not decided 未决异议.", seen_by=NOMINATION_IN_FULL
    )
    ended_reason: str | None = column(
        "Why it was not chosen, or the honour taken back 未入选或撤销原因.",
        seen_by=NOMINATION_IN_FULL,
    )
    position: Position = column("Log position of its last event.")
    season: HonourSeason | None = one("The season 评选.", join="{t}.id = {parent}.season_id")
    volunteer: Volunteer | None = one(
        "The volunteer who is nominated 志愿者; null for a team or unit.",
        join=BY_CATEGORY.format("VOLUNTEER"),
    )
    team: Team | None = one(
        "The team that is nominated 队伍; null for a volunteer or unit.",
        join=BY_CATEGORY.format("TEAM"),
    )
    unit: Unit | None = one(
        "The unit that is nominated 单位; null for a volunteer or team.",
        join=BY_CATEGORY.format("UNIT"),
    )
    reviews: list[NominationReview] = some(
        "What reviewers say 评审意见; for the staff.",
        join="{t}.nomination_id = {parent}.id",
        sorts={"": Sort("{t}.position", "bigint", unique=None)},
    )
    objections: list[Objection] = some(
        "The objections that the viewer may see 异议.",
        join="{t}.nomination_id = {parent}.id",
        sorts={"": Sort("{t}.raised_at", "timestamptz")},
        paged=True,
    )
    honour: Honour | None = one("The honour, once awarded 先进称号.", join="{t}.id = {parent}.id")
