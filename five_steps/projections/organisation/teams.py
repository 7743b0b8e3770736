"""Teams (志愿服务队), who leads them and who belongs to them."""

from __future__ import annotations

from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.unit import Unit
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id, Position
from five_steps.projections.organisation.team_rows import (
    PartyHeadRow,
    TeamCaptainRow,
    TeamMemberRow,
    TeamOfUnitRow,
    TeamRow,
)


class TeamsView(Projection):
    """`read.teams`, `team_captains` and `team_members`.

    Teams are in memory, and which unit has which: another party head changes them all.
    """

    name = "teams"
    version = 2

    def declare(self) -> None:
        self.teams = self.table(
            Rows[Id, TeamRow](
                TeamRow, "teams", key=["id"], whole=True, indexes=["(unit_id)", "(parent_id)"]
            )
        )
        self.captains = self.table(
            Ledger(TeamCaptainRow, "team_captains", key=["team_id", "position"])
        )
        self.members = self.table(
            Rows[tuple[Id, Id, Position], TeamMemberRow](
                TeamMemberRow,
                "team_members",
                key=["team_id", "volunteer_id", "joined_position"],
                group={"team": STREAM},
                indexes=["(volunteer_id)"],
            )
        )
        self.party_heads = self.table(
            Rows[Id, PartyHeadRow](
                PartyHeadRow, "party_heads", key=["unit_id"], whole=True, public=False
            )
        )
        self.teams_of_units = self.table(
            Rows[tuple[Id, Id], TeamOfUnitRow](
                TeamOfUnitRow,
                "teams_of_units",
                key=["unit_id", "team_id"],
                whole=True,
                public=False,
            )
        )

    @on(Team.Created)
    def formed(
        self, event: Event, unit_id: Id, kind: str, name: str, parent_id: Id | None, captain: str
    ) -> None:
        team = self.teams.add(
            TeamRow(
                id=event.stream,
                unit_id=unit_id,
                kind=kind,
                name=name,
                parent_id=parent_id,
                captain="",
                captain_named=False,
                member_count=0,
                formed_at=event.at,
                disbanded_at=None,
                disband_reason=None,
                position=event.position,
            )
        )
        self.teams_of_units.add(TeamOfUnitRow(unit_id, team.id, event.position))
        self._lead(event, team, captain or None)

    @on(Team.HandedOver)
    def handed_over(self, event: Event, unit_id: Id) -> None:
        team = self._changed(event)
        self.teams_of_units.remove((team.unit_id, team.id))
        self.teams_of_units.add(TeamOfUnitRow(unit_id, team.id, event.position))
        team.unit_id = unit_id
        if not team.captain_named:
            self._lead(event, team, None)

    @on(Team.Disbanded)
    def disbanded(self, event: Event, reason: str) -> None:
        team = self._changed(event)
        team.disbanded_at = event.at
        team.disband_reason = reason
        team.member_count = 0
        self.teams_of_units.remove((team.unit_id, team.id))
        for member in self.members.of(team.id):
            if member.left_at is None:
                self._leave(event, member)

    # --- captains -------------------------------------------------------------------------------

    @on(Unit.PartyHeadNamed)
    def party_head_named(self, event: Event, party_head: str) -> None:
        if self.party_heads.find(event.stream) is None:
            self.party_heads.add(PartyHeadRow(event.stream, party_head))
        self.party_heads.change(event.stream).name = party_head
        for led in self.teams_of_units.of(event.stream):
            if not self.teams[led.team_id].captain_named:
                team = self.teams.change(led.team_id)
                team.position = event.position
                self._lead(event, team, None)

    @on(Team.CaptainNamed)
    def captain_named(self, event: Event, captain: str) -> None:
        self._lead(event, self._changed(event), captain)

    @on(Team.CaptainReleased)
    def captain_released(self, event: Event) -> None:
        self._lead(event, self._changed(event), None)

    # --- members --------------------------------------------------------------------------------

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
        self._leave(event, current)

    # --- what several events do -----------------------------------------------------------------

    def _changed(self, event: Event) -> TeamRow:
        team = self.teams.change(event.stream)
        team.position = event.position
        return team

    def _lead(self, event: Event, team: TeamRow, captain: str | None) -> None:
        """Let a captain of its own lead a team, or the party head of its unit."""
        head = self.party_heads.find(team.unit_id)
        team.captain = captain or (head.name if head else "")
        team.captain_named = captain is not None
        self.captains.append(
            TeamCaptainRow(team.id, event.position, event.at, team.captain, team.captain_named)
        )

    def _leave(self, event: Event, current: TeamMemberRow) -> None:
        member = self.members.change(
            (current.team_id, current.volunteer_id, current.joined_position)
        )
        member.left_at = event.at
        member.position = event.position
