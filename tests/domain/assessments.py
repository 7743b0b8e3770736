"""The assessment of a unit's year, at each stage of its way."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy, AssessmentRules
from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.counted_year import CountedYear
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from tests.domain.district import CLERK, DAY, NEW_YEAR, OTHER_CLERK, STATION_ID, WU, moment, station

if TYPE_CHECKING:
    from five_steps.domain.organisation.unit import Unit
    from tests.domain.given_when_then import Verb

YEAR = 2026
YEAR_OVER = moment(1, 1, year=2027)
ANNOUNCED = moment(1, 5, year=2027)
PUBLICITY_OVER = ANNOUNCED + 7 * DAY
OBJECTION, OTHER_OBJECTION = UUID(int=711), UUID(int=712)
CENTRE_CLERK = "centre"


def assessment_rules(**changes: Any) -> AssessmentRules:
    """The mission's own assessment rules, with some of them changed."""
    policy = AssessmentPolicy.establish(at=NEW_YEAR)
    policy.publish(effective_from=NEW_YEAR, by=CLERK, at=NEW_YEAR, **changes)
    return policy.in_force(NEW_YEAR)


RULES = assessment_rules()
COUNTED = CountedYear(
    {
        Counted.ORDERS_COMPLETED: 19,
        Counted.ORDERS_EXPIRED: 1,
        Counted.RATINGS: 3,
        Counted.RATING_SCORES: 13,
        Counted.ORDERS_UNRATED: 1,
        Counted.FOLLOW_UPS: 1,
    },
    position=4711,
)


def opened(unit: Unit | None = None) -> UnitAssessment:
    """Opened by the centre."""
    return UnitAssessment.open(unit or station(), YEAR, by=CENTRE_CLERK, at=NEW_YEAR)


def state(indicator: Indicator = Indicator.SATISFACTION, **changes: Any) -> Verb[UnitAssessment]:
    """The unit's own word."""
    said: dict[str, Any] = {
        "statement": "全年无投诉",
        "evidence_hashes": ["ab" * 32],
        "by": CLERK,
        "at": NEW_YEAR + DAY,
    }
    return lambda a: a.state_indicator(indicator, **{**said, **changes})


def submit(by: str = CLERK) -> Verb[UnitAssessment]:
    return lambda a: a.submit_self_review(by=by, at=YEAR_OVER)


def check(
    indicator: Indicator, points: str = "0", *, reason: str = "属实", **changes: Any
) -> Verb[UnitAssessment]:
    """The check of an indicator."""
    how: dict[str, Any] = {"by": OTHER_CLERK, "at": YEAR_OVER, **changes}
    return lambda a: a.check(indicator, points=Decimal(points), reason=reason, **how)


def announce(by: str = OTHER_CLERK, *, rules: AssessmentRules = RULES) -> Verb[UnitAssessment]:
    return lambda a: a.announce(rules, by=by, at=ANNOUNCED)


def object_to(
    objection_id: UUID = OBJECTION, *, by: str = str(WU), after: timedelta = DAY
) -> Verb[UnitAssessment]:
    return lambda a: a.object_to(
        objection_id, sealed_for=WU, reason="sealed", by=by, at=ANNOUNCED + after
    )


def decide(
    objection_id: UUID = OBJECTION,
    *,
    upheld: bool = False,
    indicator: Indicator | None = None,
    points: Decimal | None = None,
    by: str = OTHER_CLERK,
) -> Verb[UnitAssessment]:
    return lambda a: a.decide_objection(
        objection_id,
        upheld=upheld,
        reason="核实后裁定",
        indicator=indicator,
        points=points,
        by=by,
        at=PUBLICITY_OVER,
    )


def finalise(
    counted: CountedYear = COUNTED, *, by: str = CENTRE_CLERK, after: timedelta = timedelta()
) -> Verb[UnitAssessment]:
    return lambda a: a.finalise(
        counted, RULES, follow_up_share=Decimal("0.1"), by=by, at=PUBLICITY_OVER + after
    )


def lower_opened(unit_id: UUID = STATION_ID) -> Verb[UnitAssessment]:
    return lambda a: a.open_lower(unit_id, at=NEW_YEAR)


def lower_final(unit_id: UUID = STATION_ID, score: str | None = "80") -> Verb[UnitAssessment]:
    return lambda a: a.take_lower(
        unit_id, None if score is None else Decimal(score), at=PUBLICITY_OVER
    )


CHECKED = tuple(check(indicator) for indicator in Indicator)
"""All indicators confirmed."""
TO_CHECK = (state(), submit())
TO_PUBLICITY = (*TO_CHECK, *CHECKED, announce())
TO_FINAL = (*TO_PUBLICITY, finalise())
