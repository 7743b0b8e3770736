"""The rows of a questionnaire: itself, its versions, and what each asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class QuestionnaireRow:
    """A questionnaire; `version` is the latest that was published, 0 before the first."""

    id: Id
    unit_id: Id
    state: str
    version: int
    has_draft: bool
    title: str
    audience: str
    anonymous: bool
    opens_at: datetime
    closes_at: datetime
    created_by: str
    created_at: datetime
    position: Position


@dataclass(slots=True)
class VersionRow:
    """A version: a draft until `published_at`, and open for answers until `closed_at`."""

    questionnaire_id: Id
    version: int
    unit_id: Id
    title: str
    introduction: str
    audience: str
    anonymous: bool
    opens_at: datetime
    closes_at: datetime
    published_at: datetime | None
    published_by: str | None
    results_from: int | None
    ballot_key: str | None
    closed_at: datetime | None
    position: Position


@dataclass(slots=True)
class QuestionRow:
    """A question of a version; `scale_max` is 0 unless it is a scale."""

    questionnaire_id: Id
    version: int
    number: int
    kind: str
    text: str
    required: bool
    scale_max: int
    options: list[str]
