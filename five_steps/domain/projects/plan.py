"""What a round of a project plans: its period, and the volunteers it wants."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

PERIOD_DAYS_MAX = 3 * 366
VOLUNTEERS_MAX = 500


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when a round is planned."""

    start: datetime
    end: datetime


def planned_period(start: datetime, end: datetime, *, at: datetime) -> Period:
    """A period of at most three years that has not ended yet."""
    checks.aware("plannedStart", start)
    checks.aware("plannedEnd", end)
    if not timedelta(0) < end - start <= timedelta(days=PERIOD_DAYS_MAX):
        raise Refusal(
            RefusalCode.INVALID,
            "plannedEnd",
            allowed=f"after plannedStart, at most {PERIOD_DAYS_MAX} days later",
        )
    checks.still_ahead("plannedEnd", end, at)
    return Period(start, end)


@dataclass(frozen=True, slots=True)
class Recruitment:
    """How many volunteers a round needs at least, and takes at most."""

    volunteers_min: int
    volunteers_max: int


def recruitment(volunteers_min: int, volunteers_max: int) -> Recruitment:
    """A headcount of at least one, the least not above the most."""
    checks.whole("volunteersMax", volunteers_max, least=1, most=VOLUNTEERS_MAX)
    checks.whole("volunteersMin", volunteers_min, least=1, most=volunteers_max)
    return Recruitment(volunteers_min, volunteers_max)
