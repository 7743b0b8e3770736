"""What every part of an assessment knows, and the rules that several of them ask."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.guarantee.assessment_policy import WEIGHTS_TOTAL
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.party_roster import YEAR_LEAST
from five_steps.domain.guarantee.process.assessment_state import (
    AssessmentState,
    FinalScore,
)
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import start_of_day
from five_steps.domain.kernel.objection import Objection
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.tiers import PointKind, Tier

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate

FIELD = "assessmentId"


class Part:
    """Base of the parts. The `UnitAssessment` is all of them together, and alone an aggregate."""

    if TYPE_CHECKING:

        def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
            """The library's, which the assessment inherits beside the parts."""

    def __init__(self) -> None:
        self.state = AssessmentState.DRAFT
        self.unit_id: UUID
        self.year = YEAR_LEAST
        self.tier = Tier.STATION
        self.point_kind: PointKind | None = None
        self.upper_id: UUID | None = None
        """The unit whose assessment rolls this one up."""
        self.lower: dict[UUID, FinalScore | None] = {}
        """The assessments of the units that it rolls up; none as long as one is not final."""
        self.stated_by: frozenset[str] = frozenset()
        self.adjustments: dict[Indicator, Decimal] = {}
        """What was checked, and the points that the check gave or took."""
        self.publicity_ends_at: datetime | None = None
        self.objections: dict[UUID, Objection] = {}
        self.final: FinalScore | None = None

    def _in_state(self, *allowed: AssessmentState) -> None:
        checks.in_state(FIELD, self.state, *allowed)

    def _announced_until(self) -> datetime:
        self._in_state(AssessmentState.PUBLICITY)
        assert self.publicity_ends_at is not None
        return self.publicity_ends_at

    def _require_year_over(self, at: datetime) -> None:
        over = start_of_day(date(self.year + 1, 1, 1))
        checks.not_before(FIELD, at, over)

    def _require_impartial(self, by: str) -> None:
        if by in self.stated_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, FIELD)


def checked_points(points: Decimal) -> Decimal:
    """Points given or taken, to the hundredth, as scores are."""
    most = Decimal(WEIGHTS_TOTAL)
    return checks.decimal("points", points, least=-most, most=most).quantize(Decimal("0.01"))
