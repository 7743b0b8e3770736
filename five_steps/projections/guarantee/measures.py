"""From what was counted to the indicators of a unit's year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from five_steps.domain.guarantee.assessment import Fraction
from five_steps.domain.guarantee.assessment_policy import Indicator
from five_steps.projections.guarantee.assessment_rows import UnitYearRow

_MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class PartyYear:
    """A unit's roster of in-service party members in a year, and what they served."""

    members: int = 0
    active: int = 0
    minutes: int = 0
    position: int = 0


def measure(
    counted: UnitYearRow,
    volunteers: int,
    party: PartyYear,
    follow_up_share: Decimal,
    *,
    year_over: bool,
) -> dict[Indicator, Fraction]:
    """Measure the indicators of which records are kept; in a year not begun, none.

    A year begins for a unit with the first order that ends or the first minute that somebody
    serves. Before, nobody has been active, which at the year's end is a failing and on 1 January is
    none.

    Args:
        counted: what was counted for the unit in the year.
        volunteers: how many volunteers the unit has at the end of the year.
        party: the unit's roster of the year.
        follow_up_share: the share of closed orders to be followed up.
        year_over: whether the year is over, so that it counts whether it began or not.
    """
    ended = counted.completed + counted.expired
    if not (year_over or ended or counted.active or party.active):
        return {}
    return {
        Indicator.ORDER_COMPLETION: _fraction(counted.completed, ended),
        Indicator.TIMELY_RESPONSE: _fraction(counted.timely, ended),
        Indicator.SATISFACTION: _fraction(counted.score_total, counted.rated),
        Indicator.ACTIVE_VOLUNTEERS: _fraction(counted.active, volunteers),
        Indicator.PARTY_PARTICIPATION: _fraction(party.active, party.members),
        Indicator.PARTY_HOURS: Fraction(
            Decimal(party.minutes) / _MINUTES_AN_HOUR, Decimal(party.members)
        ),
        Indicator.FOLLOW_UPS: Fraction(
            Decimal(counted.followed_up), counted.closed * follow_up_share
        ),
    }


def _fraction(numerator: int, denominator: int) -> Fraction:
    return Fraction(Decimal(numerator), Decimal(denominator))
