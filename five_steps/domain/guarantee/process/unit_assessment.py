"""The assessment of a unit's year (单位年度考核), from its opening to the final score."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from five_steps.domain.guarantee.party_roster import YEAR_LEAST, YEAR_MOST
from five_steps.domain.guarantee.process import assessment_events as events
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.guarantee.process.parts.checking import Checking
from five_steps.domain.guarantee.process.parts.finalising import Finalising
from five_steps.domain.guarantee.process.parts.publicity import Publicity
from five_steps.domain.guarantee.process.parts.self_review import SelfReview
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.district_time import local_year, start_of_day
from five_steps.domain.organisation.tiers import Tier
from five_steps.domain.organisation.unit import Unit


class UnitAssessment(SelfReview, Checking, Publicity, Finalising, Aggregate):
    """A unit's year, opened from the centre down, final from the lowest tier up.

    Each stage of its way has a file in `parts`.
    """

    TOPIC = "unit_assessment"

    # Else the library would put classes of its own in the place of those that the parts trigger.
    Event = Aggregate.Event
    Created = events.Created
    LowerOpened = events.LowerOpened
    LowerFinalised = events.LowerFinalised
    IndicatorStated = events.IndicatorStated
    SelfReviewSubmitted = events.SelfReviewSubmitted
    IndicatorChecked = events.IndicatorChecked
    PublicityBegan = events.PublicityBegan
    ObjectionRaised = events.ObjectionRaised
    ObjectionDecided = events.ObjectionDecided
    Finalised = events.Finalised

    @classmethod
    def open(cls, unit: Unit, year: int, *, by: str, at: datetime) -> "UnitAssessment":
        """Open the assessment of a unit's year, once it has begun; none before it was founded."""
        founded = local_year(unit.created_on)
        checks.whole("year", year, least=max(YEAR_LEAST, founded), most=YEAR_MOST)
        unit.require_standing()
        checks.not_before("year", at, start_of_day(date(year, 1, 1)))
        return cls._create(
            cls.Created,
            id=unit_assessment_id(unit.id, year),
            timestamp=at,
            unit_id=unit.id,
            year=year,
            tier=unit.tier.value,
            point_kind=unit.point_kind.value if unit.point_kind else None,
            upper_id=None if unit.tier is Tier.POINT else unit.parent_id,
            opened_by=by,
        )

    def open_lower(self, unit_id: UUID, *, at: datetime) -> None:
        """Note that a unit which it rolls up is being assessed: its final waits for that one's."""
        self._in_state(*(state for state in AssessmentState if state is not AssessmentState.FINAL))
        self.trigger_event(events.LowerOpened, timestamp=at, unit_id=unit_id)

    def take_lower(self, unit_id: UUID, score: Decimal | None, *, at: datetime) -> None:
        """Take the final score of a unit that it rolls up."""
        self.trigger_event(events.LowerFinalised, timestamp=at, unit_id=unit_id, score=score)


def unit_assessment_id(unit_id: UUID, year: int) -> UUID:
    """The id of the assessment of a unit's year."""
    return companion_id(unit_id, f"assessment:{year}")
