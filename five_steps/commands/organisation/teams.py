"""Volunteer teams: forming, leading, disbanding."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTeam(Command):
    """Form a team led by a unit (组建队伍).

    Without a `captain` of its own, the unit's main party head leads it.
    """

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
class ReleaseCaptain(Command):
    """Let the unit's main party head be a team's captain again (由党组织主要负责人任队长)."""

    team_id: UUID


@handles(ReleaseCaptain)
async def release_captain(c: Context, command: ReleaseCaptain) -> UUID:
    """Release a captain."""
    team = await _team_of_staff(c, command.team_id)
    team.release_captain(at=c.now)
    return team.id


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverTeam(Command):
    """Let another unit lead a team (移交队伍)."""

    team_id: UUID
    unit_id: UUID
    reason: str


@handles(HandOverTeam)
async def hand_over_team(c: Context, command: HandOverTeam) -> UUID:
    """Hand a team over."""
    team = await c.get(Team, command.team_id, "teamId")
    unit = await c.get(Unit, command.unit_id, "unitId")
    team.hand_over(unit, reason=command.reason, at=c.now)
    return team.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DisbandTeam(Command):
    """Disband a team (解散队伍)."""

    team_id: UUID
    reason: str


@handles(DisbandTeam)
async def disband_team(c: Context, command: DisbandTeam) -> UUID:
    """Disband a team."""
    team = await _team_of_staff(c, command.team_id)
    team.disband(reason=command.reason, at=c.now)
    return team.id


async def _team_of_staff(c: Context, team_id: UUID) -> Team:
    team = await c.get(Team, team_id, "teamId")
    await scope.require_unit(c, team.unit_id, "teamId")
    return team
