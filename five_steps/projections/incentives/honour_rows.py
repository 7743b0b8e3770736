"""The rows of honours: seasons, nominations, what was said of them, and what was awarded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class HonourSeasonRow:
    """A season; `taken` are the places that nominations in publicity or awarded have."""

    id: Id
    unit_id: Id
    category: str
    name: str
    criteria: str
    places: int
    taken: int
    nominations_from: datetime
    nominations_until: datetime
    reviews_least: int
    publicity_days: int
    closed: bool
    announced_at: datetime
    position: Position


@dataclass(slots=True)
class NominationRow:
    """A nomination; `nominee_id` is a volunteer, team or unit by the category."""

    id: Id
    season_id: Id
    category: str
    nominee_id: Id
    unit_id: Id
    """The nominee's unit when it was nominated."""
    reason: str
    nominated_by: str
    nominated_at: datetime
    state: str
    review_count: int
    recommendations: int
    score_total: int
    publicity_began_at: datetime | None
    publicity_ends_at: datetime | None
    open_objections: int
    ended_reason: str | None
    """Why it was rejected, or the honour taken back."""
    position: Position


@dataclass(slots=True)
class NominationReviewRow:
    """What a reviewer said."""

    nomination_id: Id
    reviewer: str
    score: int
    recommended: bool
    comment: str
    reviewed_at: datetime
    position: Position


@dataclass(slots=True)
class ObjectionRow:
    """An objection; `upheld` is empty until it is decided."""

    nomination_id: Id
    id: Id
    reason: str
    raised_by: str
    raised_at: datetime
    upheld: bool | None
    decision: str | None
    decided_by: str | None
    decided_at: datetime | None
    position: Position


@dataclass(slots=True)
class HonourRow:
    """An honour that was awarded; its id is the nomination's."""

    id: Id
    season_id: Id
    category: str
    nominee_id: Id
    unit_id: Id
    awarded_by: str
    awarded_at: datetime
    revoked_at: datetime | None
    revocation_reason: str | None
    position: Position
