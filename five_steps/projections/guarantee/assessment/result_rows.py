"""What the assessment comes to, and the lines that explain it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from five_steps.projections.kernel.values import Id, Position

# Of fixed scale: equal scores are then equal to the byte, whichever way they were computed.
Score = Annotated[Decimal, "numeric(7,2)"]
Measure = Annotated[Decimal, "numeric(20,4)"]


@dataclass(slots=True)
class UnitAssessmentRow:
    """A unit's year: own score, score with those it rolls up, grade, by which version.

    As long as nothing is measured there is no score yet, and no grade.
    """

    unit_id: Id
    year: int
    own_score: Score | None
    score: Score | None
    grade: str | None
    vetoed: bool
    policy_version: int
    position: Position
    """The last event counted, for the unit or for those it rolls up."""


@dataclass(slots=True)
class IndicatorRow:
    """An indicator of a unit's year; what is not measured has neither fraction nor value."""

    unit_id: Id
    year: int
    indicator: str
    formula: str
    numerator: Measure | None
    denominator: Measure | None
    value: Measure | None
    target: Decimal
    weight: Score
    """What it weighs after the weight of what is not measured went to the rest."""
    score: Score
    state: str
    """MEASURED, NOT_APPLICABLE (nothing to measure) or NOT_YET_MEASURED (the year not begun)."""
    follow_up_share: Decimal
    """The share of closed orders that the year's service rules want followed up."""


@dataclass(slots=True)
class LineRow:
    """What an event changed of a number of a unit's year."""

    unit_id: Id
    year: int
    position: Position
    counted: str
    amount: int


@dataclass(slots=True)
class MinutesRow:
    """What an event changed of a volunteer's verified minutes of a year."""

    volunteer_id: Id
    year: int
    position: Position
    minutes: int


@dataclass(slots=True)
class CountRow:
    """A number of a unit's year: the sum of its lines."""

    unit_id: Id
    year: int
    counted: str
    amount: int
    position: Position
    """The last event that changed it."""
