"""Scores units' years from what was counted.

A score is a function of the counted rows, the tree, and the rules in force at the latest time that
the counted events tell. Nothing of the batch enters it, so only what a batch touched has to be
scored again, and the outcome is that of scoring everything.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from five_steps.domain.guarantee.assessment import IndicatorResult, assess
from five_steps.domain.guarantee.assessment_policy import AssessmentRules, Indicator
from five_steps.domain.kernel.district_time import start_of_day
from five_steps.domain.organisation.tiers import Tier
from five_steps.projections.guarantee.assessment_rows import (
    IndicatorRow,
    UnitAssessmentRow,
    UnitYearRow,
)
from five_steps.projections.guarantee.measures import PartyYear, measure
from five_steps.projections.guarantee.rosters import rosters_naming, served_by_members
from five_steps.projections.kernel.values import Id, Position

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from five_steps.domain.guarantee.assessment import AssessmentResult, Fraction
    from five_steps.projections.guarantee.assessment_rows import AssessmentRulesRow
    from five_steps.projections.guarantee.assessment_tables import AssessmentTables
    from five_steps.projections.kernel.connections import Connection

_EVERY_YEAR = 0
_STEP = Decimal("0.0001")


class _InForce(NamedTuple):
    """What a year is scored by."""

    rules: AssessmentRulesRow
    follow_up_share: Decimal
    year_over: bool


class _Version(Protocol):
    @property
    def version(self) -> int: ...
    @property
    def effective_from(self) -> datetime: ...


V = TypeVar("V", bound=_Version)


def nothing_counted(unit_id: Id, year: int) -> UnitYearRow:
    """A unit's year before anything is counted."""
    return UnitYearRow(unit_id, year, 0, 0, 0, 0, 0, 0, 0, 0, 0, Position(0))


class Scoring:
    """Remembers what was touched, and scores it."""

    def __init__(self, kept: AssessmentTables) -> None:
        self._kept = kept
        self._touched: set[tuple[Id, int]] = set()
        self._touched_rosters: set[tuple[Id, int]] = set()
        self._touched_volunteers: set[tuple[Id, int]] = set()
        self._party: dict[Id, PartyYear] | None = None
        self._in_force: dict[int, _InForce | None] = {}

    def touch(self, unit_id: Id, year: int) -> None:
        """Something was counted for a unit: its scores from that year on may change."""
        self._touched.add((unit_id, year))

    def touch_all_years(self, unit_id: Id) -> None:
        """A unit's place in the tree changed."""
        self._touched.add((unit_id, _EVERY_YEAR))

    def touch_roster(self, unit_id: Id, year: int) -> None:
        """A unit's roster changed."""
        self._touched_rosters.add((unit_id, year))

    def touch_volunteer(self, volunteer_id: Id, year: int) -> None:
        """A volunteer's minutes changed: that of every roster that names the person too."""
        self._touched_volunteers.add((volunteer_id, year))

    def forget(self) -> None:
        """Forget what was touched, and what was read."""
        self._touched.clear()
        self._touched_rosters.clear()
        self._touched_volunteers.clear()
        self._party = None
        self._in_force = {}

    async def score(self, connection: Connection, *, everything: bool) -> None:
        """Score what was touched, or everything; the rows are written by the caller."""
        kept = self._kept
        for table in kept:
            if table.whole:
                await table.load(connection, set())
        if everything:
            self.forget()
        await self._read_rosters(connection)
        by_year = self._expand()
        self._touched.clear()
        self._touched_rosters.clear()
        self._touched_volunteers.clear()
        for year, units in sorted(by_year.items()):
            self._score_year(year, units)

    # --- what is to be scored -------------------------------------------------------------------

    async def _read_rosters(self, connection: Connection) -> None:
        """Bring what party members served up to date, and touch the units it changed for."""
        kept = self._kept
        if self._party is None:
            self._party = {}
            changed = {roster.id for roster in kept.rosters}
        else:
            changed = await rosters_naming(connection, kept, self._touched_volunteers)
            changed |= {
                roster.id
                for roster in kept.rosters
                if (roster.unit_id, roster.year) in self._touched_rosters
            }
        served = await served_by_members(connection, kept, changed)
        for roster_id in changed:
            roster = kept.rosters[roster_id]
            self._party[roster_id] = served.get(roster_id, PartyYear())
            self._touched.add((roster.unit_id, roster.year))

    def _expand(self) -> dict[int, set[Id]]:
        """The units to score in each year: those touched, and above them who rolls them up."""
        kept = self._kept
        units = {unit.id for unit in kept.units}
        years = {row.year for row in kept.unit_years} | {roster.year for roster in kept.rosters}
        by_year: dict[int, set[Id]] = {}
        for year in years:
            in_force = self._rules_of(year)
            if year not in self._in_force or self._in_force[year] != in_force:
                # A new year, a year that is over, or other rules: it concerns every unit.
                self._in_force[year] = in_force
                by_year[year] = set(units)
                continue
            touched = {unit for unit, since in self._touched if since <= year}
            above = {kept.units[unit].parent_id for unit in touched}
            by_year[year] = touched | {unit for unit in above if unit is not None}
        return by_year

    def _rules_of(self, year: int) -> _InForce | None:
        clock = next(iter(self._kept.clock), None)
        if clock is None:
            return None
        next_year = start_of_day(date(year + 1, 1, 1))
        moment = min(clock.latest, next_year - timedelta(microseconds=1))
        rules = _latest(self._kept.rules, moment)
        share = _latest(self._kept.shares, moment)
        if rules is None:
            return None
        return _InForce(rules, share.share if share else Decimal(0), clock.latest >= next_year)

    # --- scoring --------------------------------------------------------------------------------

    def _score_year(self, year: int, units: set[Id]) -> None:
        kept = self._kept
        institutes = {unit for unit in units if kept.units[unit].tier == Tier.INSTITUTE}
        # Institutes last: they roll up their stations' scores.
        for unit_id in (*sorted(units - institutes), *sorted(institutes)):
            self._score_unit(unit_id, year)

    def _score_unit(self, unit_id: Id, year: int) -> None:
        in_force = self._in_force[year]
        stations = self._stations(unit_id, year)
        if in_force is None:
            self._keep(unit_id, year, None, {}, Position(0), 0)
            return
        years = [row for row in self._kept.unit_years.of(unit_id) if row.year <= year]
        counted = next((row for row in years if row.year == year), nothing_counted(unit_id, year))
        roster = next(
            (r for r in self._kept.rosters if (r.unit_id, r.year) == (unit_id, year)), None
        )
        assert self._party is not None
        party = self._party[roster.id] if roster else PartyYear()
        measured = measure(
            counted,
            sum(row.joined for row in years),
            party,
            in_force.follow_up_share,
            year_over=in_force.year_over,
        )
        scores = [station.score for station in stations if station.score is not None]
        result = assess(measured, _rules(in_force.rules), scores)
        position = max(
            (
                *(row.position for row in years),
                *(station.position for station in stations),
                party.position,
                roster.position if roster else 0,
            ),
            default=0,
        )
        self._keep(unit_id, year, result, measured, Position(position), in_force.rules.version)

    def _stations(self, unit_id: Id, year: int) -> list[UnitAssessmentRow]:
        kept = self._kept
        if kept.units[unit_id].tier != Tier.INSTITUTE:
            return []
        results = (
            kept.results.find((unit.id, year))
            for unit in kept.units
            if unit.parent_id == unit_id and unit.tier == Tier.STATION
        )
        return [result for result in results if result is not None]

    def _keep(
        self,
        unit_id: Id,
        year: int,
        result: AssessmentResult | None,
        measured: dict[Indicator, Fraction],
        position: Position,
        version: int,
    ) -> None:
        results, indicators = self._kept.results, self._kept.indicators
        rows = (
            []
            if result is None
            else [
                _indicator_row(unit_id, year, indicator, measured)
                for indicator in result.indicators
            ]
        )
        wanted = {row.indicator: row for row in rows}
        for old in indicators.of(unit_id):
            if old.year == year and wanted.get(old.indicator) != old:
                indicators.remove((unit_id, year, old.indicator))
        for row in rows:
            if indicators.find((unit_id, year, row.indicator)) is None:
                indicators.add(row)
        new = None
        if result is not None:
            new = UnitAssessmentRow(
                unit_id, year, result.own_score, result.score, result.grade, version, position
            )
        if results.find((unit_id, year)) != new:
            if results.find((unit_id, year)) is not None:
                results.remove((unit_id, year))
            if new is not None:
                results.add(new)


def _latest(versions: Iterable[V], moment: datetime) -> V | None:
    in_force = [version for version in versions if version.effective_from <= moment]
    return max(in_force, key=lambda version: version.version, default=None)


def _rules(row: AssessmentRulesRow) -> AssessmentRules:
    indicators = [Indicator(code) for code in row.indicators]
    return AssessmentRules(
        version=row.version,
        effective_from=row.effective_from,
        weights=tuple(zip(indicators, row.weights, strict=True)),
        targets=tuple(zip(indicators, row.targets, strict=True)),
        own_share=row.own_share,
        excellent_least=row.excellent_least,
        good_least=row.good_least,
        pass_least=row.pass_least,
    )


def _indicator_row(
    unit_id: Id, year: int, result: IndicatorResult, measured: dict[Indicator, Fraction]
) -> IndicatorRow:
    fraction = result.measured
    if fraction is not None:
        state = "MEASURED"
    elif result.indicator in measured:
        state = "NOT_APPLICABLE"
    else:
        state = "NOT_YET_MEASURED"
    return IndicatorRow(
        unit_id=unit_id,
        year=year,
        indicator=result.indicator.value,
        numerator=_rounded(fraction.numerator) if fraction else None,
        denominator=_rounded(fraction.denominator) if fraction else None,
        value=result.value,
        target=result.target,
        weight=result.weight,
        score=result.score,
        state=state,
    )


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_STEP, ROUND_HALF_EVEN)
