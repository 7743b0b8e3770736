"""What the assessment has to remember to count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class UnitRow:
    """A unit's place in the tree, and the years in which it is assessed."""

    id: Id
    tier: str
    point_kind: str | None
    parent_id: Id | None
    founded_year: int
    merged_year: int | None


@dataclass(slots=True)
class OrderRow:
    """What has to be remembered of an order until it ends, and after that for its rating."""

    id: Id
    unit_id: Id
    """The handling unit; once ended, the one it ended with."""
    escalated: bool
    year: int | None
    """The civil year in which it ended."""
    score: int | None


@dataclass(slots=True)
class RecordRow:
    """What has to be remembered of a service record to take its minutes back."""

    id: Id
    volunteer_id: Id
    year: int
    """The civil year in which the service began."""
    minutes: int
    unit_id: Id | None
    """The home unit when it was verified; empty before."""


@dataclass(slots=True)
class VolunteerRow:
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
    """An in-service party member on a unit's roster of a year, from one position to another."""

    roster_id: Id
    id_hash: str
    since: Position
    until: Position | None
    """The roster that does not name the person any more."""
    unit_id: Id
    year: int


@dataclass(slots=True)
class TaskRow:
    """A task of a joint meeting, or an improvement task."""

    id: Id
    unit_id: Id
    year: int | None
    """The civil year in which it was done or overdue first."""
    late: bool
    done: bool


@dataclass(slots=True)
class ProjectRow:
    """A project, and the civil year in which it is planned to end."""

    id: Id
    unit_id: Id
    year: int


@dataclass(slots=True)
class ActivityRow:
    """An activity, and the civil year in which it begins."""

    id: Id
    unit_id: Id
    line: str
    year: int
    held_position: Position | None
    """The event that it was held, if it was."""


@dataclass(slots=True)
class RulesRow:
    """A version of the assessment rules."""

    version: int
    effective_from: datetime
    indicators: list[str]
    weights: list[int]
    targets: list[Decimal]
    formulas: list[str]
    tiers: list[str]
    point_kinds: list[str]
    own_share: Decimal
    centre_own_share: Decimal
    excellent_least: Decimal
    good_least: Decimal
    pass_least: Decimal
    veto_grade_most: str
    publicity_days: int


@dataclass(slots=True)
class ShareRow:
    """The share of closed orders that a version of the service rules wants followed up."""

    version: int
    effective_from: datetime
    share: Decimal


@dataclass(slots=True)
class YearRow:
    """A civil year, and what all its units were last scored by."""

    year: int
    rules_version: int | None
    """None as long as the year has not come, or has no rules."""
    share_version: int | None
    over: bool


@dataclass(slots=True)
class ClockRow:
    """The latest time that any counted event tells: the now of the assessment."""

    id: int
    latest: datetime
