"""The rows of an activity: itself, who takes part, and which volunteers are on duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from five_steps.domain.incentives.stars import RatingTally
from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class ActivityRow:
    """An activity.

    `month`, such as 2026-03, is that of its start in district time; `attendance` is empty until it
    was held, and counts everybody, `attended_count` those who checked in.
    """

    id: Id
    unit_id: Id
    line: str
    sub_form: str
    method: str | None
    title: str
    description: str
    place: str
    venue_id: Id | None
    series_id: Id | None
    course_id: Id | None
    starts_at: datetime
    ends_at: datetime
    month: str
    sign_up_opens_at: datetime | None
    sign_up_closes_at: datetime
    capacity: int
    place_count: int
    waiting_count: int
    attended_count: int
    duty_headcount: int
    duty_category: str | None
    duty_skills: list[str]
    duty_count: int
    state: str
    created_by: str
    created_at: datetime
    published_at: datetime | None
    held_at: datetime | None
    attendance: int | None
    evidence_hashes: list[str]
    cancelled_at: datetime | None
    cancellation_reason: str | None
    ratings_count: int
    ratings_total: int
    rating: Annotated[Decimal, "numeric(3,2)"] | None
    position: Position

    def count_rating(self, score: int) -> None:
        """Count one more score."""
        tally = RatingTally(self.ratings_count, self.ratings_total).replacing(None, score)
        self.ratings_count = tally.count
        self.ratings_total = tally.total
        self.rating = tally.mean


@dataclass(slots=True)
class ParticipantRow:
    """Somebody's part in an activity; `comment` is empty once their key is erased.

    `signed_up_at` is empty for who came to a session of a course that they are enrolled in.
    """

    activity_id: Id
    participant_id: Id
    kind: str
    status: str
    signed_up_at: datetime | None
    cancelled_at: datetime | None
    checked_in_at: datetime | None
    score: int | None
    comment: str | None
    rated_at: datetime | None
    position: Position

    def show_comment(self, comment: str | None) -> None:
        """Take over the opened comment."""
        self.comment = comment


@dataclass(slots=True)
class DutyRow:
    """A volunteer's duty at an activity; `minutes` once verified."""

    activity_id: Id
    volunteer_id: Id
    status: str
    joined_at: datetime
    checked_in_at: datetime | None
    checked_out_at: datetime | None
    evidence_hash: str | None
    minutes: int
    record_id: Id | None
    position: Position
