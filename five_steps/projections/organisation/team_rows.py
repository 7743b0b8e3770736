"""The rows of a team: what it is, who leads it, who belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class TeamRow:
    """A team; `member_count` are its members of today."""

    id: Id
    unit_id: Id
    kind: str
    name: str
    parent_id: Id | None
    captain: str
    captain_named: bool
    """Whether the captain is the team's own; else it is the unit's main party head."""
    member_count: int
    formed_at: datetime
    disbanded_at: datetime | None
    disband_reason: str | None
    position: Position


@dataclass(slots=True)
class TeamCaptainRow:
    """Somebody became captain; until the next row of the team."""

    team_id: Id
    position: Position
    since: datetime
    captain: str
    named: bool


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


@dataclass(slots=True)
class PartyHeadRow:
    """The main party head of a unit, once one was named."""

    unit_id: Id
    name: str


@dataclass(slots=True)
class TeamOfUnitRow:
    """A team that a unit leads and that was not disbanded."""

    unit_id: Id
    team_id: Id
    position: Position
    """The event from which on the unit leads it."""
