"""The rows of a volunteer: the person, the service records, sums by period, and the stars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from five_steps.domain.incentives.stars import RatingTally
from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class VolunteerRow:
    """A volunteer.

    `name`, `phone`, `birth_date` and `id_number_masked` are empty once the person's key is erased.
    `minutes` are the verified ones that count, `frozen_minutes` those that a dispute holds back;
    `record_count` are the verified records with minutes left, and ratings those of such records.
    """

    id: Id
    unit_id: Id
    name: str | None
    phone: str | None
    birth_date: date | None
    id_number_masked: str | None
    minor: bool
    guardian_consent: bool
    party_member: bool
    skills: list[str]
    categories: list[str]
    status: str
    star_level: int
    minutes: int
    frozen_minutes: int
    record_count: int
    ratings_count: int
    ratings_total: int
    rating: Annotated[Decimal, "numeric(3,2)"] | None
    last_served_at: datetime | None
    registered_at: datetime
    approved_at: datetime | None
    position: Position

    def show(self, personal: dict[str, Any]) -> None:
        """Take over the opened personal data."""
        birth_date = personal.get("birth_date")
        self.name = personal.get("name")
        self.phone = personal.get("phone")
        self.birth_date = date.fromisoformat(birth_date) if birth_date else None
        self.id_number_masked = personal.get("id_number_masked")

    def replace_rating(self, before: int | None, after: int | None) -> None:
        """Count the score of a record in place of the one that counted before."""
        tally = RatingTally(self.ratings_count, self.ratings_total).replacing(before, after)
        self.ratings_count = tally.count
        self.ratings_total = tally.total
        self.rating = tally.mean


@dataclass(slots=True)
class ServiceRecordRow:
    """A service record (服务记录); `minutes` are the submitted ones until they are verified."""

    id: Id
    volunteer_id: Id
    order_id: Id | None
    activity_id: Id | None
    unit_id: Id
    home_unit_id: Id | None
    kind: str
    category: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    state: str
    submitted_by: str
    submitted_at: datetime
    verified_by: str | None
    verified_at: datetime | None
    reason: str
    """Why it was entered later; for an imported record, where it comes from."""
    rejection_reason: str | None
    evidence_hash: str | None
    score: int | None
    policy_version: int | None
    correction_count: int
    correction_reason: str | None
    """Of the latest correction, as is who made it and when."""
    corrected_by: str | None
    corrected_at: datetime | None
    position: Position

    @property
    def counting_score(self) -> int | None:
        """The score, unless the record is annulled."""
        return self.score if self.minutes else None


@dataclass(slots=True)
class VolunteerPeriodRow:
    """What a volunteer served in a period: `ALL`, a year `2026` or a month `2026-11`."""

    volunteer_id: Id
    period: str
    unit_id: Id
    """The home unit of today."""
    minutes: int
    record_count: int


class ServiceEntryKind(StrEnum):
    """Why a volunteer's sums changed (服务时长变动类别)."""

    VERIFIED = "VERIFIED"
    """Hours were verified 核定."""
    IMPORTED = "IMPORTED"
    """Hours served before were taken over 导入."""
    CORRECTED = "CORRECTED"
    """Verified hours were corrected 更正."""
    FROZEN = "FROZEN"
    """A dispute holds the record back 冻结."""
    RELEASED = "RELEASED"
    """The dispute was decided 解冻."""
    RATED = "RATED"
    """A requester's score was counted, or replaced 评价."""


@dataclass(slots=True)
class ServiceEntryRow:
    """What one event did to a volunteer's sums: each sum is that of its entries.

    `month` is that of the record's beginning, such as `2026-11`, in district time.
    """

    position: Position
    volunteer_id: Id
    record_id: Id
    kind: str
    month: str
    minutes: int
    frozen_minutes: int
    record_count: int
    ratings_count: int
    ratings_total: int
    policy_version: int | None
    """The incentive rules it was decided by; none where they do not matter."""
    occurred_at: datetime


@dataclass(slots=True)
class StarChangeRow:
    """A star gained or taken away, with what stood behind it."""

    position: Position
    volunteer_id: Id
    level: int
    previous_level: int
    minutes: int
    ratings_count: int
    ratings_total: int
    policy_version: int | None
    """Empty for a decision to lower the star."""
    reason: str | None
    occurred_at: datetime
