"""The tables of the assessment: its results, the lines that explain them, and its memory."""

from __future__ import annotations

from typing import NamedTuple

from five_steps.projections.guarantee.assessment.fresh_lines import FreshLines
from five_steps.projections.guarantee.assessment.memory_rows import (
    ActivityRow,
    ClockRow,
    OrderRow,
    PartyMemberRow,
    ProjectRow,
    RecordRow,
    RulesRow,
    ShareRow,
    TaskRow,
    UnitRow,
    VolunteerRow,
    VolunteerYearRow,
    YearRow,
)
from five_steps.projections.guarantee.assessment.result_rows import (
    CountRow,
    IndicatorRow,
    LineRow,
    MinutesRow,
    UnitAssessmentRow,
)
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Id, Position

_BY_SCORING: dict[str, str] = {}
"""No event names the group: the rows are loaded when units are scored."""


class AssessmentTables(NamedTuple):
    """Those that `read` shows explain the figures; the rest serves the fold alone."""

    results: Rows[tuple[Id, int], UnitAssessmentRow]
    indicators: Rows[tuple[Id, int, str], IndicatorRow]
    counts: Rows[tuple[Id, int, str], CountRow]
    lines: FreshLines[LineRow]
    minutes: FreshLines[MinutesRow]
    years: Rows[int, YearRow]
    units: Rows[Id, UnitRow]
    orders: Rows[Id, OrderRow]
    records: Rows[Id, RecordRow]
    volunteers: Rows[Id, VolunteerRow]
    volunteer_years: Rows[tuple[Id, Id, int], VolunteerYearRow]
    party_members: Rows[tuple[Id, str, Position], PartyMemberRow]
    tasks: Rows[Id, TaskRow]
    projects: Rows[Id, ProjectRow]
    activities: Rows[Id, ActivityRow]
    rules: Rows[int, RulesRow]
    shares: Rows[int, ShareRow]
    clock: Rows[int, ClockRow]


def assessment_tables() -> AssessmentTables:
    """The tables, not yet bound to a generation."""
    return AssessmentTables(
        results=Rows(
            UnitAssessmentRow,
            "unit_assessments",
            key=["unit_id", "year"],
            group=_BY_SCORING,
            indexes=["(year, score DESC, unit_id)"],
        ),
        indicators=Rows(
            IndicatorRow,
            "assessment_indicators",
            key=["unit_id", "year", "indicator"],
            group=_BY_SCORING,
        ),
        counts=Rows(
            CountRow, "assessed_counts", key=["unit_id", "year", "counted"], group=_BY_SCORING
        ),
        lines=FreshLines(LineRow, "assessed_lines", key=["unit_id", "year", "position", "counted"]),
        minutes=FreshLines(
            MinutesRow, "assessed_minutes", key=["volunteer_id", "year", "position"]
        ),
        years=Rows(YearRow, "assessed_years", key=["year"], whole=True),
        units=Rows(UnitRow, "assessed_units", key=["id"], whole=True, public=False),
        orders=Rows(OrderRow, "assessed_orders", key=["id"], group={"order": STREAM}, public=False),
        records=Rows(
            RecordRow,
            "assessed_records",
            key=["id"],
            group={"service_book": "record_id"},
            public=False,
        ),
        volunteers=Rows(
            VolunteerRow,
            "assessed_volunteers",
            key=["id"],
            group={"volunteer": STREAM},
            indexes=["(id_hash)"],
        ),
        volunteer_years=Rows(
            VolunteerYearRow,
            "assessed_volunteer_years",
            key=["volunteer_id", "unit_id", "year"],
            group={"service_book": "volunteer_id"},
            public=False,
        ),
        party_members=Rows(
            PartyMemberRow,
            "assessed_party_members",
            key=["roster_id", "id_hash", "since"],
            group={"party_roster": STREAM},
            indexes=["(id_hash, year)", "(unit_id, year)"],
        ),
        tasks=Rows(
            TaskRow,
            "assessed_tasks",
            key=["id"],
            group={"meeting_task": STREAM, "improvement_task": STREAM},
            public=False,
        ),
        projects=Rows(
            ProjectRow, "assessed_projects", key=["id"], group={"project": STREAM}, public=False
        ),
        activities=Rows(
            ActivityRow,
            "assessed_activities",
            key=["id"],
            group={"activity": STREAM},
            indexes=["(unit_id, year)"],
        ),
        rules=Rows(RulesRow, "assessment_rules", key=["version"], whole=True, public=False),
        shares=Rows(ShareRow, "follow_up_shares", key=["version"], whole=True, public=False),
        clock=Rows(ClockRow, "assessment_clock", key=["id"], whole=True, public=False),
    )
