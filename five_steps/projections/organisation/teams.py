"""Teams (志愿服务队) and who belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.organisation.team import Team
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class TeamRow:
    """A team; `member_count` are its members of today."""

    id: Id
    unit_id: Id
    kind: str
    name: str
    parent_id: Id | None
    captain: str
    member_count: int
    formed_at: datetime
    position: Position


@dataclass(slots=True)
class TeamMemberRow:
    """A membership. Who left and joined again has two; `left_at` is empty in the current one."""

    team_id: Id
    volunteer_id: Id
    joined_at: datetime
    left_at: datetime | None
    position: Position
    """The last event of the membership."""
    joined_position: Position
    """The event that began it."""


class TeamsView(Projection):
    """`read.teams` and `read.team_members`."""

    name = "teams"

    def declare(self) -> None:
        self.teams = self.table(
            Rows[Id, TeamRow](TeamRow, "teams", key=["id"], indexes=["(unit_id)", "(parent_id)"])
        )
        self.members = self.table(
            Rows[tuple[Id, Id, Position], TeamMemberRow](
                TeamMemberRow,
                "team_members",
                key=["team_id", "volunteer_id", "joined_position"],
                indexes=["(volunteer_id)"],
            )
        )

    @on(Team.Created)
    def formed(
        self, event: Event, unit_id: Id, kind: str, name: str, parent_id: Id | None, captain: str
    ) -> None:
        self.teams.add(
            TeamRow(
                id=event.stream,
                unit_id=unit_id,
                kind=kind,
                name=name,
                parent_id=parent_id,
                captain=captain,
                member_count=0,
                formed_at=event.at,
                position=event.position,
            )
        )

    @on(Team.CaptainNamed)
    def captain_named(self, event: Event, captain: str) -> None:
        self._changed(event).captain = captain

    @on(Team.MemberJoined)
    def member_joined(self, event: Event, volunteer_id: Id) -> None:
        self._changed(event).member_count += 1
        self.members.add(
            TeamMemberRow(
                team_id=event.stream,
                volunteer_id=volunteer_id,
                joined_at=event.at,
                left_at=None,
                position=event.position,
                joined_position=event.position,
            )
        )

    @on(Team.MemberLeft)
    def member_left(self, event: Event, volunteer_id: Id) -> None:
        self._changed(event).member_count -= 1
        current = next(
            member
            for member in self.members.of(event.stream)
            if member.volunteer_id == volunteer_id and member.left_at is None
        )
        member = self.members.change((event.stream, volunteer_id, current.joined_position))
        member.left_at = event.at
        member.position = event.position

    def _changed(self, event: Event) -> TeamRow:
        team = self.teams.change(event.stream)
        team.position = event.position
        return team
