"""Who led a team (历任队长)."""

from datetime import datetime

from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position

_CAPTAINS = """(SELECT c.*,
    lead(c.since) OVER (PARTITION BY c.team_id ORDER BY c.position) AS until
    FROM read.team_captains c)"""


@entity(
    _CAPTAINS,
    "Somebody's time as captain of a team (队长).",
    key={"team_id": "uuid", "position": "bigint"},
    visible=PUBLIC,
)
class TeamCaptain:
    """Somebody's time as captain of a team."""

    captain: str = column("Who 姓名; empty while nobody was named and the unit had no party head.")
    named: bool = column(
        "Whether named for the team 是否单独任命; else as the unit's main party head."
    )
    since: datetime = column("Since when 任职时间.")
    until: datetime | None = column("Until when 离任时间; null for the captain of today.")
    position: Position = column("Log position of the event.")
