"""Honours that were awarded (先进称号)."""

from datetime import datetime

from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.graphql_api.incentives.honours.nominee import BY_CATEGORY, NOMINEE_NAME
from five_steps.graphql_api.incentives.honours.season import HonourSeason
from five_steps.graphql_api.kernel.access import HONOUR
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.team import Team
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.volunteer import Volunteer

LATEST_AWARD_FIRST = {"": Sort("{t}.awarded_at", "timestamptz", descending=True)}


@entity("read.honours", "An honour that was awarded (先进称号).", visible=HONOUR)
class Honour(Node):
    """An honour that was awarded."""

    category: HonourCategory = column("Who is honoured 评选类别.")
    nominee_name: str | None = column(
        "Name of who is honoured 获奖者; null once the personal data was erased.", NOMINEE_NAME
    )
    awarded_at: datetime = column("When it was awarded 授予时间.")
    revoked_at: datetime | None = column("When it was taken back 撤销时间.")
    revocation_reason: str | None = column("Why it was taken back 撤销原因.")
    position: Position = column("Log position of its last event.")
    season: HonourSeason | None = one(
        "The season it was awarded in 评选.", join="{t}.id = {parent}.season_id"
    )
    volunteer: Volunteer | None = one(
        "The volunteer who is honoured 志愿者; null for a team or unit.",
        join=BY_CATEGORY.format("VOLUNTEER"),
    )
    team: Team | None = one(
        "The team that is honoured 队伍; null for a volunteer or unit.",
        join=BY_CATEGORY.format("TEAM"),
    )
    unit: Unit | None = one(
        "The unit that is honoured 单位; null for a volunteer or team.",
        join=BY_CATEGORY.format("UNIT"),
    )
