"""What the assessment counts, and what it makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from five_steps.projections.kernel.values import Id, Position

# Of fixed scale: equal scores are then equal to the byte, whichever way they were computed.
Score = Annotated[Decimal, "numeric(7,2)"]
Measure = Annotated[Decimal, "numeric(20,4)"]


@dataclass(slots=True)
class UnitAssessmentRow:
    """A unit's year: own score, score with its stations', grade, by which version.

    As long as nothing is measured there is no score yet, and no grade.
    """

    unit_id: Id
    year: int
    own_score: Score | None
    score: Score | None
    grade: str | None
    policy_version: int
    position: Position
    """The last event counted, for the unit or for its stations."""


@dataclass(slots=True)
class IndicatorRow:
    """An indicator of a unit's year; what is not measured has neither fraction nor value."""

    unit_id: Id
    year: int
    indicator: str
    numerator: Measure | None
    denominator: Measure | None
    value: Measure | None
    target: Decimal
    weight: Score
    """What it weighs after the weight of what is not measured went to the rest."""
    score: Score
    state: str
    """MEASURED, NOT_APPLICABLE (nothing to measure) or NOT_YET_MEASURED (no records of it yet)."""


@dataclass(slots=True)
class UnitYearRow:
    """What was counted for a unit in a civil year."""

    unit_id: Id
    year: int
    completed: int
    """Orders served to the end."""
    expired: int
    """Orders that nobody served."""
    timely: int
    """Of these two, those never escalated."""
    rated: int
    score_total: int
    closed: int
    """Completed orders that were rated or closed unrated."""
    followed_up: int
    joined: int
    """Volunteers of the unit: those who came this year less those who left."""
    active: int
    """Volunteers with verified minutes in the year, by their home unit at that time."""
    position: Position


@dataclass(slots=True)
class AssessedUnitRow:
    """A unit's place in the tree."""

    id: Id
    tier: str
    parent_id: Id | None


@dataclass(slots=True)
class AssessedOrderRow:
    """What has to be remembered of an order until it ends, and after that for its rating."""

    id: Id
    unit_id: Id
    """The handling unit; once ended, the one it ended with."""
    escalated: bool
    year: int | None
    """The civil year in which it ended."""
    score: int | None


@dataclass(slots=True)
class AssessedRecordRow:
    """What has to be remembered of a service record to take its minutes back."""

    id: Id
    volunteer_id: Id
    year: int
    """The civil year in which the service began."""
    minutes: int
    unit_id: Id | None
    """The home unit when it was verified; empty before."""


@dataclass(slots=True)
class AssessedVolunteerRow:
    """A volunteer's unit, and the hash by which a roster of party members names the person."""

    id: Id
    unit_id: Id
    id_hash: str
    counted: bool
    """Approved and not withdrawn."""


@dataclass(slots=True)
class VolunteerYearRow:
    """A volunteer's verified minutes of a year, by the home unit at that time."""

    volunteer_id: Id
    unit_id: Id
    year: int
    minutes: int
    position: Position


@dataclass(slots=True)
class PartyMemberRow:
    """An in-service party member on a unit's roster of a year."""

    roster_id: Id
    id_hash: str
    unit_id: Id
    year: int


@dataclass(slots=True)
class RosterRow:
    """A unit's roster of a year."""

    id: Id
    unit_id: Id
    year: int
    position: Position


@dataclass(slots=True)
class AssessmentRulesRow:
    """A version of the assessment rules."""

    version: int
    effective_from: datetime
    indicators: list[str]
    weights: list[int]
    targets: list[Decimal]
    own_share: Decimal
    excellent_least: Decimal
    good_least: Decimal
    pass_least: Decimal


@dataclass(slots=True)
class FollowUpShareRow:
    """The share of closed orders that a version of the service rules wants followed up."""

    version: int
    effective_from: datetime
    share: Decimal


@dataclass(slots=True)
class ClockRow:
    """The latest time that any counted event tells: the now of the assessment."""

    id: int
    latest: datetime
