"""Numbers that are no sums of lines: what party members served, and which lines were held."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from five_steps.domain.guarantee.counted import Counted
from five_steps.projections.kernel.values import Id, Position

if TYPE_CHECKING:
    from collections.abc import Collection

    from five_steps.projections.guarantee.assessment.tables import AssessmentTables
    from five_steps.projections.guarantee.assessment.tally import UnitYear
    from five_steps.projections.kernel.connections import Connection


class Derived(NamedTuple):
    """A number of a unit's year, and the event that changed it last; 0 if none did."""

    amount: int
    position: Position


_NONE = Derived(0, Position(0))


async def rosters_naming(
    connection: Connection, kept: AssessmentTables, volunteers: Collection[tuple[Id, int]]
) -> set[UnitYear]:
    """The units' years whose rosters name any of the volunteers, each in the given year."""
    if not volunteers:
        return set()
    rows = await connection.fetch(
        f"""
        SELECT DISTINCT m.unit_id, m.year
        FROM unnest($1::uuid[], $2::integer[]) AS t (volunteer_id, year)
        JOIN {kept.volunteers.qualified} v ON v.id = t.volunteer_id
        JOIN {kept.party_members.qualified} m ON m.id_hash = v.id_hash AND m.year = t.year
        WHERE m.until IS NULL
        """,  # noqa: S608
        *_columns(volunteers),
    )
    return {(row["unit_id"], row["year"]) for row in rows}


async def party_counts(
    connection: Connection, kept: AssessmentTables, rosters: Collection[UnitYear]
) -> dict[tuple[Id, int, Counted], Derived]:
    """For each roster how many of its members served in the year, and how many minutes.

    A person may have registered more than once, and still is one member.
    """
    counts: dict[tuple[Id, int, Counted], Derived] = {}
    for unit_id, year in rosters:
        counts[unit_id, year, Counted.PARTY_MEMBERS_ACTIVE] = _NONE
        counts[unit_id, year, Counted.PARTY_MINUTES] = _NONE
    if not rosters:
        return counts
    rows = await connection.fetch(
        f"""
        SELECT m.unit_id, m.year,
            count(*) FILTER (WHERE served.minutes > 0) AS active,
            sum(served.minutes)::bigint AS minutes,
            max(served.position) AS position
        FROM unnest($1::uuid[], $2::integer[]) AS t (unit_id, year)
        JOIN {kept.party_members.qualified} m ON m.unit_id = t.unit_id AND m.year = t.year
        CROSS JOIN LATERAL (
            SELECT sum(y.minutes) AS minutes, max(y.position) AS position
            FROM {kept.volunteers.qualified} v
            JOIN {kept.volunteer_years.qualified} y ON y.volunteer_id = v.id AND y.year = m.year
            WHERE v.id_hash = m.id_hash
        ) AS served
        WHERE m.until IS NULL AND served.position IS NOT NULL
        GROUP BY m.unit_id, m.year
        """,  # noqa: S608
        *_columns(rosters),
    )
    for unit_id, year, active, minutes, position in rows:
        counts[unit_id, year, Counted.PARTY_MEMBERS_ACTIVE] = Derived(active, position)
        counts[unit_id, year, Counted.PARTY_MINUTES] = Derived(minutes, position)
    return counts


async def lines_held(
    connection: Connection, kept: AssessmentTables, years: Collection[UnitYear]
) -> dict[tuple[Id, int, Counted], Derived]:
    """For each unit's year of how many lines an activity was held; the first of a line counts."""
    if not years:
        return {}
    rows = await connection.fetch(
        f"""
        SELECT unit_id, year, count(*) AS lines, max(first_held) AS position
        FROM (
            SELECT a.unit_id, a.year, min(a.held_position) AS first_held
            FROM unnest($1::uuid[], $2::integer[]) AS t (unit_id, year)
            JOIN {kept.activities.qualified} a ON a.unit_id = t.unit_id AND a.year = t.year
            WHERE a.held_position IS NOT NULL
            GROUP BY a.unit_id, a.year, a.line
        ) AS held
        GROUP BY unit_id, year
        """,  # noqa: S608
        *_columns(years),
    )
    return {
        (unit_id, year, Counted.LINES_HELD): Derived(lines, position)
        for unit_id, year, lines, position in rows
    }


def _columns(pairs: Collection[tuple[Id, int]]) -> list[list[Id | int]]:
    return [list(column) for column in zip(*pairs, strict=True)]
