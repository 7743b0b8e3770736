"""Teams (队伍), who leads them and who belongs to them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.organisation.tiers import TeamKind
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.team_captain import TeamCaptain
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.people.volunteer import Volunteer

BY_NAME = {"": Sort("{t}.name", "text")}
_BY_JOINING = {"": Sort("{t}.joined_at", "timestamptz", unique="{t}.volunteer_id")}


@strawberry.input(description="Which teams to list; all that is given must hold.")
class TeamFilter:
    """Which teams to list."""

    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "Led by this unit 所属单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Led by this unit or any under it.",
        read=reads_id("Unit"),
    )
    kind: list[TeamKind] | None = condition(
        "{t}.kind = ANY({p}::text[])", "Of one of these levels 队伍级别."
    )
    disbanded: bool | None = condition(
        "({t}.disbanded_at IS NOT NULL) = {p}::boolean", "Disbanded or not 是否解散."
    )


@strawberry.input(description="Which memberships to list; all that is given must hold.")
class TeamMemberFilter:
    """Which memberships to list."""

    as_of: datetime | None = condition(
        "({t}.joined_at <= {p}::timestamptz"
        " AND ({t}.left_at IS NULL OR {t}.left_at > {p}::timestamptz))",
        "Those of this moment 某时在队.",
    )
    current: bool | None = condition(
        "({t}.left_at IS NULL) = {p}::boolean", "Those of today, or those that ended 是否在队."
    )


@entity(
    "read.team_members",
    "A volunteer's time in a team (队员).",
    key={"team_id": "uuid", "volunteer_id": "uuid", "joined_position": "bigint"},
    visible=PUBLIC,
)
class TeamMember:
    """A volunteer's time in a team."""

    joined_at: datetime = column("Since when 入队时间.")
    left_at: datetime | None = column("Until when 离队时间; null for a member of today.")
    team: "Team | None" = one("The team 队伍.", join="{t}.id = {parent}.team_id")
    volunteer: (
        Annotated["Volunteer", strawberry.lazy("five_steps.graphql_api.people.volunteer")] | None
    ) = one(
        "The volunteer 志愿者; null for one who is no public matter.",
        join="{t}.id = {parent}.volunteer_id",
    )


@entity("read.teams", "A volunteer team (志愿服务队): corps, detachment or squad.", visible=PUBLIC)
class Team(Node):
    """A volunteer team."""

    name: str = column("Name 名称.")
    kind: TeamKind = column("Level 队伍级别.")
    captain: str = column(
        "Captain 队长: who was named, else the main party head of the unit; empty without either."
    )
    captain_named: bool = column(
        "Whether the captain was named for the team 是否单独任命, and does not follow the unit's "
        "main party head."
    )
    member_count: int = column("Members of today 队员人数.")
    formed_at: datetime = column("When it was formed 组建时间.")
    disbanded_at: datetime | None = column("When it was disbanded 解散时间.")
    disband_reason: str | None = column("Why it was disbanded 解散原因.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that leads it 所属单位.", join="{t}.id = {parent}.unit_id")
    parent: "Team | None" = one("The team above it 上级队伍.", join="{t}.id = {parent}.parent_id")
    captains: list[TeamCaptain] = some(
        "Who led it, latest first 历任队长.",
        paged=True,
        join="{t}.team_id = {parent}.id",
        sorts={"": Sort("{t}.position", "bigint", descending=True, unique=None)},
    )
    members: Connection[TeamMember] = connection(
        "Its members of today, as far as the viewer sees their profiles 队员.",
        join="{t}.team_id = {parent}.id AND {t}.left_at IS NULL",
        sorts=_BY_JOINING,
    )
    memberships: Connection[TeamMember] = connection(
        "Who ever was in it, from when until when 队员变动.",
        join="{t}.team_id = {parent}.id",
        filter=TeamMemberFilter,
        sorts=_BY_JOINING,
    )
