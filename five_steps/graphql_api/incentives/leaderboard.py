"""The leaderboard (排行榜)."""

import re
from typing import Any

from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.guarantee.explaining.figure_explanation import (
    FigureExplanation,
    explanation,
)
from five_steps.graphql_api.guarantee.explaining.figures import LeaderboardFigure
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.kernel.access import FIGURE_OF_VOLUNTEER
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.volunteer import Volunteer

MOST_MINUTES_FIRST = {
    "": Sort("{t}.minutes", "int", descending=True, unique="{t}.volunteer_id", ties_ascending=True)
}

_PERIOD = re.compile(r"ALL|[0-9]{4}(-(0[1-9]|1[0-2]))?")


def read_period(field: str, value: Any) -> str:
    """A period as the leaderboard names it.

    Raises:
        Refusal: it is none.
    """
    if not _PERIOD.fullmatch(value):
        raise Refusal(RefusalCode.INVALID, field, allowed="ALL, a year 2026 or a month 2026-11")
    return str(value)


@entity(
    "read.volunteer_periods",
    "A volunteer's place on the leaderboard of a period (排行榜).",
    key={"volunteer_id": "uuid", "period": "text"},
    visible=PUBLIC,
)
class LeaderboardEntry:
    """A volunteer's place on the leaderboard of a period."""

    rank: int = column(
        "Place among those listed 名次; the same for the same minutes.",
        "rank() OVER (ORDER BY {t}.minutes DESC)::int",
    )
    minutes: int = column("Verified minutes of the period 服务时长（分钟）.")
    record_count: int = column("Verified service records of the period 服务次数.")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者, with a masked name to others.",
        join="{t}.id = {parent}.volunteer_id",
    )
    unit: Unit | None = one("The volunteer's unit 所属单位.", join="{t}.id = {parent}.unit_id")
    explanation: FigureExplanation | None = explanation(
        Explained.LEADERBOARD,
        LeaderboardFigure,
        owner="{parent}.volunteer_id",
        seen_by=FIGURE_OF_VOLUNTEER,
        key="{parent}.period",
    )
