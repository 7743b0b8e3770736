"""What a merged unit left: its volunteers and teams move to the unit that answers for it.

A merger is one event, and a unit has more people than fit into one append; so each of them follows
by a command of their own, which their history then shows. A suspended successor takes nobody in
until it works again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.commands.organisation.teams import HandOverTeam
from five_steps.commands.people.volunteers import TransferVolunteer
from five_steps.operations.deadlines.due import Due, Source, plain

if TYPE_CHECKING:
    from asyncpg import Record

_REASON: Final = "原单位并入本单位"

_LEFT_VOLUNTEERS = """
SELECT v.id, v.unit_id, s.id AS successor_id
FROM read.units u
JOIN read.units s ON s.id = u.successor_id AND s.status = 'ACTIVE'
JOIN read.volunteers v ON v.unit_id = u.id AND v.status IN ('ACTIVE', 'SUSPENDED')
WHERE u.merged_into_id IS NOT NULL AND u.merged_at <= $1 AND v.id <> ALL ($2::uuid[])
ORDER BY u.merged_at, v.id
LIMIT $3
"""
_LEFT_TEAMS = """
SELECT t.id, t.unit_id, s.id AS successor_id
FROM read.units u
JOIN read.units s ON s.id = u.successor_id AND s.status = 'ACTIVE'
JOIN read.teams t ON t.unit_id = u.id AND t.disbanded_at IS NULL
WHERE u.merged_into_id IS NOT NULL AND u.merged_at <= $1 AND t.id <> ALL ($2::uuid[])
ORDER BY u.merged_at, t.id
LIMIT $3
"""


def _left_volunteer(row: Record) -> Due:
    volunteer_id = plain(row["id"])
    command = TransferVolunteer(
        volunteer_id=volunteer_id, unit_id=plain(row["successor_id"]), reason=_REASON
    )
    return Due(volunteer_id, command, f"left at {row['unit_id']}")


def _left_team(row: Record) -> Due:
    team_id = plain(row["id"])
    command = HandOverTeam(team_id=team_id, unit_id=plain(row["successor_id"]), reason=_REASON)
    return Due(team_id, command, f"left at {row['unit_id']}")


LEFT_VOLUNTEERS: Final = Source("volunteers of merged units", _LEFT_VOLUNTEERS, _left_volunteer)
LEFT_TEAMS: Final = Source("teams of merged units", _LEFT_TEAMS, _left_team)
