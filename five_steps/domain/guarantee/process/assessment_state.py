"""Where the assessment of a unit's year stands, and what it came to."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class AssessmentState(StrEnum):
    """Where the assessment of a unit's year stands (考核环节)."""

    DRAFT = "DRAFT"
    """Opened by the centre; the unit has said nothing yet 待自评."""
    SELF_REVIEW = "SELF_REVIEW"
    """The unit says how it sees its year 自评中."""
    CHECK = "CHECK"
    """Somebody else confirms or adjusts each indicator 核查中."""
    PUBLICITY = "PUBLICITY"
    """Announced; anybody may object 公示中."""
    FINAL = "FINAL"
    """Final: no later event changes it 已定稿."""


@dataclass(frozen=True, slots=True)
class FinalScore:
    """What a final assessment came to."""

    score: Decimal | None
    finalised_at: datetime
