"""What the party members on units' rosters have served, asked of the counted rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.projections.guarantee.measures import PartyYear

if TYPE_CHECKING:
    from collections.abc import Collection

    from five_steps.projections.guarantee.assessment_tables import AssessmentTables
    from five_steps.projections.kernel.connections import Connection
    from five_steps.projections.kernel.values import Id


async def rosters_naming(
    connection: Connection, kept: AssessmentTables, volunteers: Collection[tuple[Id, int]]
) -> set[Id]:
    """The rosters that name any of the volunteers, each in the given year."""
    if not volunteers:
        return set()
    rows = await connection.fetch(
        f"""
        SELECT DISTINCT m.roster_id
        FROM unnest($1::uuid[], $2::integer[]) AS t (volunteer_id, year)
        JOIN {kept.volunteers.qualified} v ON v.id = t.volunteer_id
        JOIN {kept.party_members.qualified} m ON m.id_hash = v.id_hash AND m.year = t.year
        """,  # noqa: S608
        *(list(column) for column in zip(*volunteers, strict=True)),
    )
    return {row["roster_id"] for row in rows}


async def served_by_members(
    connection: Connection, kept: AssessmentTables, rosters: Collection[Id]
) -> dict[Id, PartyYear]:
    """For each roster how many it names, how many of them served, and how many minutes."""
    if not rosters:
        return {}
    rows = await connection.fetch(
        f"""
        SELECT m.roster_id,
            count(*) AS members,
            count(*) FILTER (WHERE served.minutes > 0) AS active,
            coalesce(sum(served.minutes), 0)::bigint AS minutes,
            coalesce(max(served.position), 0) AS position
        FROM {kept.party_members.qualified} m
        CROSS JOIN LATERAL (
            SELECT sum(y.minutes) AS minutes, max(y.position) AS position
            FROM {kept.volunteers.qualified} v
            JOIN {kept.volunteer_years.qualified} y ON y.volunteer_id = v.id AND y.year = m.year
            WHERE v.id_hash = m.id_hash
        ) AS served
        WHERE m.roster_id = ANY ($1)
        GROUP BY m.roster_id
        """,  # noqa: S608
        list(rosters),
    )
    return {
        row["roster_id"]: PartyYear(row["members"], row["active"], row["minutes"], row["position"])
        for row in rows
    }
