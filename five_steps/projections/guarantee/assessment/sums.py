"""Keeps `assessed_counts` at what the lines add up to.

Live, a batch's lines are added to the sums before; after a rebuild the sums of all lines are taken
at once, in SQL. What is no sum of lines is worked out from the rows behind it, both times alike.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from five_steps.domain.guarantee.counted import Counted
from five_steps.projections.guarantee.assessment.derived import (
    Derived,
    lines_held,
    party_counts,
    rosters_naming,
)
from five_steps.projections.guarantee.assessment.result_rows import CountRow
from five_steps.projections.kernel.values import Id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from five_steps.projections.guarantee.assessment.tables import AssessmentTables
    from five_steps.projections.guarantee.assessment.tally import Tally, UnitYear
    from five_steps.projections.kernel.connections import Connection

CountKey: TypeAlias = tuple[Id, int, Counted]

YEARS_AT_ONCE = 2_000
"""Units' years whose derived numbers are worked out by one statement."""


async def add_up_batch(
    connection: Connection, kept: AssessmentTables, tally: Tally
) -> set[UnitYear]:
    """Bring the sums up to date with what a batch counted; the units' years it concerns."""
    served = {(row.volunteer_id, row.year) for row in kept.minutes.fresh}
    rosters = tally.rosters | await rosters_naming(connection, kept, served)
    touched = {(row.unit_id, row.year) for row in kept.lines.fresh}
    touched |= rosters | tally.held | tally.opened
    await kept.counts.load(connection, {unit_id for unit_id, _ in touched})
    for line in kept.lines.fresh:
        row = kept.counts.find((line.unit_id, line.year, line.counted))
        before = row.amount if row else 0
        sum_ = Derived(before + line.amount, line.position)
        _put(kept, line.unit_id, line.year, Counted(line.counted), sum_)
    derived = await party_counts(connection, kept, rosters)
    derived |= await lines_held(connection, kept, tally.held)
    for (unit_id, year, counted), number in derived.items():
        _put(kept, unit_id, year, counted, number)
    return touched


async def add_up_everything(connection: Connection, kept: AssessmentTables) -> None:
    """Take the sums of all lines."""
    # A rebuild's session goes by key alone; this reads all there is, once.
    await connection.execute("SET LOCAL enable_seqscan = on")
    await connection.execute(
        f"""
        INSERT INTO {kept.counts.qualified} (unit_id, year, counted, amount, position)
        SELECT unit_id, year, counted, sum(amount), max(position)
        FROM {kept.lines.qualified} GROUP BY unit_id, year, counted
        """  # noqa: S608
    )
    rosters = await connection.fetch(
        f"SELECT DISTINCT unit_id, year FROM {kept.party_members.qualified} WHERE until IS NULL"  # noqa: S608
    )
    held = await connection.fetch(
        f"SELECT DISTINCT unit_id, year FROM {kept.activities.qualified}"  # noqa: S608
        " WHERE held_position IS NOT NULL"
    )
    await connection.execute("SET LOCAL enable_seqscan = off")
    for some in _chunks((row[0], row[1]) for row in rosters):
        await _write(connection, kept, await party_counts(connection, kept, some))
    for some in _chunks((row[0], row[1]) for row in held):
        await _write(connection, kept, await lines_held(connection, kept, some))


async def _write(
    connection: Connection, kept: AssessmentTables, derived: dict[CountKey, Derived]
) -> None:
    """Write numbers of which the table has none yet, past the rows in memory."""
    await kept.counts.copy(
        connection,
        (
            CountRow(unit_id, year, counted.value, number.amount, number.position)
            for (unit_id, year, counted), number in derived.items()
            if number.position
        ),
    )


def _put(kept: AssessmentTables, unit_id: Id, year: int, counted: Counted, number: Derived) -> None:
    key = (unit_id, year, counted.value)
    row = kept.counts.find(key)
    if number.position == 0:
        # No event speaks of it, or none does any more.
        if row is not None:
            kept.counts.remove(key)
    elif row is None:
        kept.counts.add(CountRow(*key, number.amount, number.position))
    elif (row.amount, row.position) != number:
        row = kept.counts.change(key)
        row.amount, row.position = number.amount, number.position


def _chunks(years: Iterable[UnitYear]) -> Iterator[set[UnitYear]]:
    remaining = iter(years)
    while chunk := set(islice(remaining, YEARS_AT_ONCE)):
        yield chunk
