"""The rows of the joint meetings' view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class MeetingRow:
    """A joint meeting. `year` is the civil year it is held in, `draft` what is not published."""

    id: Id
    title: str
    place: str
    year: int
    state: str
    starts_at: datetime
    convened_by: str
    convened_at: datetime
    postponement_reason: str | None
    cancellation_reason: str | None
    held_at: datetime | None
    draft: str | None
    drafted_by: str | None
    drafted_at: datetime | None
    minutes_version: int
    published_at: datetime | None
    position: Position


@dataclass(slots=True)
class InvitationRow:
    """A unit that is invited to a meeting, and how it was there."""

    meeting_id: Id
    unit_id: Id
    invited_at: datetime
    attendance: str | None
    headcount: int
    position: Position


@dataclass(slots=True)
class MatterRow:
    """A major matter; `put_on` is the log position that tells its place on the agenda."""

    meeting_id: Id
    id: Id
    put_on: Position
    title: str
    background: str
    raised_by_unit_id: Id | None
    state: str
    discussion: str | None
    decision: str | None
    measures: list[str]
    deferral_reason: str | None
    position: Position


@dataclass(slots=True)
class ReportRow:
    """A report that a unit gave."""

    meeting_id: Id
    id: Id
    unit_id: Id
    title: str
    text: str
    given_by: str
    given_at: datetime
    position: Position


@dataclass(slots=True)
class MinutesRow:
    """A published version of a meeting's minutes."""

    position: Position
    meeting_id: Id
    version: int
    text: str
    sha256: str
    reason: str
    published_by: str
    published_at: datetime
