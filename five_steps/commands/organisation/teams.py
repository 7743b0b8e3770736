"""Volunteer teams and who is in them."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTeam(Command):
    """Form a team led by a unit (组建队伍)."""

    unit_id: UUID
    kind: TeamKind
    name: str
    parent_id: UUID | None = None
    captain: str = ""


@handles(FormTeam)
async def form_team(c: Context, command: FormTeam) -> UUID:
    """Form a team."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    parent = await c.get(Team, command.parent_id, "parentId") if command.parent_id else None
    team = Team.form(
        id=c.work.new_id(),
        at=c.now,
        unit=unit,
        kind=command.kind,
        name=command.name,
        parent=parent,
        captain=command.captain,
    )
    c.work.add(team)
    return team.id


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCaptain(Command):
    """Name a team's captain (任命队长)."""

    team_id: UUID
    captain: str


@handles(NameCaptain)
async def name_captain(c: Context, command: NameCaptain) -> UUID:
    """Name a captain."""
    team = await _team_of_staff(c, command.team_id)
    team.name_captain(command.captain, at=c.now)
    return team.id


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinTeam(Command):
    """Take an approved volunteer into a team (入队)."""

    team_id: UUID
    volunteer_id: UUID


@handles(JoinTeam)
async def join_team(c: Context, command: JoinTeam) -> UUID:
    """Take a volunteer into a team."""
    team = await _team_of_staff(c, command.team_id)
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


async def _team_of_staff(c: Context, team_id: UUID) -> Team:
    team = await c.get(Team, team_id, "teamId")
    await scope.require_unit(c, team.unit_id, "teamId")
    return team
