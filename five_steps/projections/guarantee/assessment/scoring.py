"""Scores units' years from their counts.

A score is a function of the counts, the tree, and the rules in force at the latest time that the
counted events tell. Nothing of the batch enters it, so only what a batch touched has to be scored
again, and the outcome is that of scoring everything. Units are taken a hundred at a time, so
that ten thousand of them need no more memory than one district's.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from five_steps.domain.guarantee.assessment import assess
from five_steps.domain.guarantee.counted import CARRIED_OVER, Counted
from five_steps.domain.guarantee.counted_year import CountedYear
from five_steps.domain.guarantee.measuring import measure
from five_steps.domain.organisation.tiers import PointKind, Tier
from five_steps.projections.guarantee.assessment.in_force import InForce, in_force
from five_steps.projections.guarantee.assessment.results import keep_nothing, keep_result
from five_steps.projections.guarantee.assessment.tree import Tree
from five_steps.projections.kernel.values import Id, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from five_steps.projections.guarantee.assessment.memory_rows import UnitRow
    from five_steps.projections.guarantee.assessment.tables import AssessmentTables
    from five_steps.projections.guarantee.assessment.tally import UnitYear
    from five_steps.projections.kernel.connections import Connection

UNITS_AT_ONCE = 100
SCORED_BYTES_MAX = 4_000_000
"""Memory that what was scored may take, of each table, while the rest is scored."""

_COUNTED = {counted.value: counted for counted in Counted}
_LOWEST_FIRST = (Tier.POINT, Tier.STATION, Tier.INSTITUTE, Tier.CENTRE)


class Scoring:
    """Scores what was touched."""

    def __init__(self, kept: AssessmentTables) -> None:
        self._kept = kept
        self._tree: Tree | None = None

    def forget(self) -> None:
        """Forget what is in memory."""
        self._tree = None

    async def score(
        self, connection: Connection, touched: set[UnitYear], moved: set[Id], *, everything: bool
    ) -> None:
        """Score what was touched, or everything, the lowest tier first: others roll it up.

        Args:
            connection: reads and writes the rows.
            touched: units' years in which something was counted; it may tell in later years, too.
            moved: units whose place in the tree changed.
            everything: score all there is.
        """
        if moved or self._tree is None:
            self._tree = Tree(self._kept.units)
        years: dict[Id, list[int]] = {}
        to_score = self._to_score(self._tree, touched, moved, everything=everything)
        for year, units in to_score.items():
            for unit_id in units:
                years.setdefault(unit_id, []).append(year)
        rules = {year: in_force(self._kept, year) for year in to_score}
        for tier in _LOWEST_FIRST:
            of_tier = [unit_id for unit_id in years if self._tree.units[unit_id].tier == tier]
            for some in _chunks(of_tier):
                chosen = {unit_id: years[unit_id] for unit_id in some}
                await self._score_some(connection, self._tree, chosen, rules)

    # --- what is to be scored -------------------------------------------------------------------

    def _to_score(
        self, tree: Tree, touched: set[UnitYear], moved: set[Id], *, everything: bool
    ) -> dict[int, set[Id]]:
        """The units to score in each year: those touched, and above them who rolls them up."""
        by_year: dict[int, set[Id]] = {}
        for row in list(self._kept.years):
            if self._rules_changed(row.year) or everything:
                # A year that has come or is over, or other rules: it concerns every unit.
                by_year[row.year] = set(tree.units)
                continue
            units = {unit for unit, since in touched if since <= row.year} | moved
            by_year[row.year] = units | tree.above(units)
        return {year: units for year, units in sorted(by_year.items()) if units}

    def _rules_changed(self, year: int) -> bool:
        """Whether the year is scored by other rules than last time; takes note of it."""
        now = in_force(self._kept, year)
        state = (
            (now.rules.version, now.share_version, now.year_over) if now else (None, None, False)
        )
        row = self._kept.years[year]
        if (row.rules_version, row.share_version, row.over) == state:
            return False
        row = self._kept.years.change(year)
        row.rules_version, row.share_version, row.over = state
        return True

    # --- scoring --------------------------------------------------------------------------------

    async def _score_some(
        self,
        connection: Connection,
        tree: Tree,
        units: dict[Id, list[int]],
        rules: dict[int, InForce | None],
    ) -> None:
        kept = self._kept
        below = {lower for unit in units for lower in tree.rolled_up_by(unit)}
        await kept.counts.load(connection, set(units))
        await kept.indicators.load(connection, set(units))
        await kept.results.load(connection, set(units) | below)
        for unit_id, years in units.items():
            for year in years:
                self._score(kept.units[unit_id], year, rules[year], tree.rolled_up_by(unit_id))
        for table in (kept.counts, kept.indicators, kept.results):
            await table.flush(connection)
            table.trim(SCORED_BYTES_MAX)

    def _score(self, unit: UnitRow, year: int, rules: InForce | None, below: list[Id]) -> None:
        kept = self._kept
        merged = unit.merged_year
        if rules is None or year < unit.founded_year or (merged is not None and merged < year):
            keep_nothing(kept, unit.id, year)
            return
        counted = self._counted(unit.id, year)
        tier = Tier(unit.tier)
        measured = measure(
            counted.counts,
            rules.rules,
            tier=tier,
            point_kind=PointKind(unit.point_kind) if unit.point_kind else None,
            follow_up_share=rules.follow_up_share,
            # Of the year in which it was merged away, what it did counts, and not what it missed.
            year_over=rules.year_over and merged != year,
        )
        rolled = [row for row in (kept.results.find((u, year)) for u in below) if row is not None]
        scores = [row.score for row in rolled if row.score is not None]
        result = assess(measured, rules.rules, scores, tier=tier, vetoed=counted.vetoed)
        position = max((counted.position, *(row.position for row in rolled)))
        keep_result(
            kept, unit.id, year, result, measured, rules, counted.vetoed, Position(position)
        )

    def _counted(self, unit_id: Id, year: int) -> CountedYear:
        counts: dict[Counted, int] = {}
        position = 0
        for row in self._kept.counts.of(unit_id):
            if row.year > year:
                continue
            counted = _COUNTED[row.counted]
            if row.year == year or counted in CARRIED_OVER:
                counts[counted] = counts.get(counted, 0) + row.amount
                position = max(position, row.position)
        return CountedYear(counts, position)


def _chunks(units: Iterable[Id]) -> Iterator[list[Id]]:
    remaining = iter(units)
    while chunk := list(islice(remaining, UNITS_AT_ONCE)):
        yield chunk
