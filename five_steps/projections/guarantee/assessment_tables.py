"""The tables of the assessment: its results, and what it counts to get there."""

from __future__ import annotations

from typing import NamedTuple

from five_steps.projections.guarantee.assessment_rows import (
    AssessedOrderRow,
    AssessedRecordRow,
    AssessedUnitRow,
    AssessedVolunteerRow,
    AssessmentRulesRow,
    ClockRow,
    FollowUpShareRow,
    IndicatorRow,
    PartyMemberRow,
    RosterRow,
    UnitAssessmentRow,
    UnitYearRow,
    VolunteerYearRow,
)
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Id


class AssessmentTables(NamedTuple):
    """Results are public; the rest serves the fold alone."""

    results: Rows[tuple[Id, int], UnitAssessmentRow]
    indicators: Rows[tuple[Id, int, str], IndicatorRow]
    unit_years: Rows[tuple[Id, int], UnitYearRow]
    units: Rows[Id, AssessedUnitRow]
    orders: Rows[Id, AssessedOrderRow]
    records: Rows[Id, AssessedRecordRow]
    volunteers: Rows[Id, AssessedVolunteerRow]
    volunteer_years: Rows[tuple[Id, Id, int], VolunteerYearRow]
    rosters: Rows[Id, RosterRow]
    party_members: Rows[tuple[Id, str], PartyMemberRow]
    rules: Rows[int, AssessmentRulesRow]
    shares: Rows[int, FollowUpShareRow]
    clock: Rows[int, ClockRow]


def assessment_tables() -> AssessmentTables:
    """The tables, not yet bound to a generation."""
    return AssessmentTables(
        results=Rows(
            UnitAssessmentRow,
            "unit_assessments",
            key=["unit_id", "year"],
            whole=True,
            indexes=["(year, score DESC, unit_id)"],
        ),
        indicators=Rows(
            IndicatorRow,
            "assessment_indicators",
            key=["unit_id", "year", "indicator"],
            whole=True,
        ),
        unit_years=Rows(
            UnitYearRow, "assessed_years", key=["unit_id", "year"], whole=True, public=False
        ),
        units=Rows(AssessedUnitRow, "assessed_units", key=["id"], whole=True, public=False),
        orders=Rows(
            AssessedOrderRow,
            "assessed_orders",
            key=["id"],
            group={"order": STREAM},
            public=False,
        ),
        records=Rows(
            AssessedRecordRow,
            "assessed_records",
            key=["id"],
            group={"service_book": "record_id"},
            public=False,
        ),
        volunteers=Rows(
            AssessedVolunteerRow,
            "assessed_volunteers",
            key=["id"],
            group={"volunteer": STREAM},
            indexes=["(id_hash)"],
            public=False,
        ),
        volunteer_years=Rows(
            VolunteerYearRow,
            "assessed_volunteer_years",
            key=["volunteer_id", "unit_id", "year"],
            group={"service_book": "volunteer_id"},
            public=False,
        ),
        rosters=Rows(RosterRow, "assessed_rosters", key=["id"], whole=True, public=False),
        party_members=Rows(
            PartyMemberRow,
            "assessed_party_members",
            key=["roster_id", "id_hash"],
            group={"party_roster": STREAM},
            indexes=["(id_hash, year)"],
            public=False,
        ),
        rules=Rows(
            AssessmentRulesRow, "assessment_rules", key=["version"], whole=True, public=False
        ),
        shares=Rows(
            FollowUpShareRow, "follow_up_shares", key=["version"], whole=True, public=False
        ),
        clock=Rows(ClockRow, "assessment_clock", key=["id"], whole=True, public=False),
    )
