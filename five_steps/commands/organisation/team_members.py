"""Who is in a volunteer team."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.team import Team
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinTeam(Command):
    """Take an approved volunteer into a team (入队)."""

    team_id: UUID
    volunteer_id: UUID


@handles(JoinTeam)
async def join_team(c: Context, command: JoinTeam) -> UUID:
    """Take a volunteer into a team."""
    team = await _team_of_staff(c, command.team_id, "teamId")
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    volunteer.require_active()
    team.join(volunteer.id, at=c.now)
    return team.id


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveTeam(Command):
    """Let a volunteer leave a team (离队)."""

    team_id: UUID
    volunteer_id: UUID
    reason: str


@handles(LeaveTeam)
async def leave_team(c: Context, command: LeaveTeam) -> UUID:
    """Let a volunteer leave a team."""
    team = await c.get(Team, command.team_id, "teamId")
    await scope.require_self_or_unit(c, command.volunteer_id, team.unit_id, "volunteerId")
    team.leave(command.volunteer_id, reason=command.reason, at=c.now)
    return team.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTeam(Command):
    """Move a volunteer from one team to another (调整队伍)."""

    volunteer_id: UUID
    from_team_id: UUID
    to_team_id: UUID
    reason: str


@handles(ChangeTeam)
async def change_team(c: Context, command: ChangeTeam) -> UUID:
    """Move an active volunteer; whoever decides it administers both teams."""
    old = await _team_of_staff(c, command.from_team_id, "fromTeamId")
    new = await _team_of_staff(c, command.to_team_id, "toTeamId")
    volunteer = await c.get(Volunteer, command.volunteer_id, "volunteerId")
    volunteer.require_active()
    if new is old:
        raise Refusal(RefusalCode.INVALID, "toTeamId", allowed="another team than now")
    old.leave(volunteer.id, reason=command.reason, at=c.now)
    new.join(volunteer.id, at=c.now)
    return new.id


async def _team_of_staff(c: Context, team_id: UUID, field: str) -> Team:
    team = await c.get(Team, team_id, field)
    await scope.require_unit(c, team.unit_id, field)
    return team
