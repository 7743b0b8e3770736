"""Seasons of honours (评选)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.incentives.honours.honour import Honour
    from five_steps.graphql_api.incentives.honours.nomination import Nomination

LATEST_SEASON_FIRST = {"": Sort("{t}.nominations_from", "timestamptz", descending=True)}


@strawberry.input(description="Which seasons to list; all that is given must hold.")
class HonourSeasonFilter:
    """Which seasons to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Held by this unit or any under it 组织单位.",
        read=reads_id("Unit"),
    )
    category: list[HonourCategory] | None = condition(
        "{t}.category = ANY({p}::text[])", "Of one of these categories 评选类别."
    )
    closed: bool | None = condition("{t}.closed = {p}::boolean", "Closed or not 是否结束.")


@entity("read.honour_seasons", "A season of honours (先进评选).", visible=PUBLIC)
class HonourSeason(Node):
    """A season of honours."""

    category: HonourCategory = column("Who is honoured 评选类别.")
    name: str = column("Name 名称.")
    criteria: str = column("By which criteria 评选条件.")
    places: int = column("How many may be awarded 名额.")
    taken: int = column("Places that nominations in publicity or awarded have 已占名额.")
    nominations_from: datetime = column("From when nominations are taken 推荐开始.")
    nominations_until: datetime = column("Until when nominations are taken 推荐截止.")
    reviews_least: int = column("Reviews needed before the publicity 最少评审数.")
    publicity_days: int = column("Days of publicity 公示天数.")
    closed: bool = column("Whether it is over 是否结束.")
    announced_at: datetime = column("When it was announced 启动时间.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that holds it 组织单位.", join="{t}.id = {parent}.unit_id")
    nominations: Connection[
        Annotated[
            "Nomination", strawberry.lazy("five_steps.graphql_api.incentives.honours.nomination")
        ]
    ] = connection(
        "Its nominations that the viewer may see 推荐.",
        join="{t}.season_id = {parent}.id",
        sorts={"": Sort("{t}.nominated_at", "timestamptz")},
    )
    honours: list[
        Annotated["Honour", strawberry.lazy("five_steps.graphql_api.incentives.honours.honour")]
    ] = some(
        "Whom it honoured 授予名单.",
        join="{t}.season_id = {parent}.id",
        sorts={"": Sort("{t}.awarded_at", "timestamptz")},
        paged=True,
    )
