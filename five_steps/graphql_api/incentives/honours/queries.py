"""Root fields of the honours."""

import strawberry

from five_steps.graphql_api.incentives.honours.honour import LATEST_AWARD_FIRST, Honour
from five_steps.graphql_api.incentives.honours.nomination import (
    LATEST_NOMINATION_FIRST,
    Nomination,
    NominationFilter,
)
from five_steps.graphql_api.incentives.honours.season import (
    LATEST_SEASON_FIRST,
    HonourSeason,
    HonourSeasonFilter,
)
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection


@strawberry.type(description="Reading honours.")
class HonoursQueries:
    """Root fields of the honours."""

    honour_seasons: Connection[HonourSeason] = connection(
        "Seasons of honours, the latest first 先进评选.",
        filter=HonourSeasonFilter,
        sorts=LATEST_SEASON_FIRST,
    )
    nominations: Connection[Nomination] = connection(
        "The nominations that the viewer may see, the latest first 推荐.",
        filter=NominationFilter,
        sorts=LATEST_NOMINATION_FIRST,
    )
    honours: Connection[Honour] = connection(
        "The honours awarded, the latest first 荣誉榜.", sorts=LATEST_AWARD_FIRST
    )
