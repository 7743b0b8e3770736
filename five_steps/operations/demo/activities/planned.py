"""The activities of the year: what is held where and when, who comes, and who is on duty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from five_steps.domain.kernel.district_time import DISTRICT_ZONE, local_day
from five_steps.operations.demo.activities.programme import PROGRAMME, Offering
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.district import Institute, Station
from five_steps.operations.demo.plan import PlannedOrder
from five_steps.operations.demo.roster import Resident, Roster, Volunteer
from five_steps.operations.demo.wanted import YEAR

_SETTLING_IN: Final = timedelta(days=35)
"""Nothing is held before there are people who could know of it."""
_AHEAD: Final = timedelta(days=12)
_ORDERS_PER_ROUND: Final = 1_000
_SIGNED_UP_SHARE: Final = 0.35
_DUTY_SHARE: Final = 0.4
_CALLED_OFF_EACH: Final = 13
_STRIDE: Final = 11
"""Through the programme, so that each month has something of each line."""


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """An activity as it will go; without residents nobody has to sign up, and all may come."""

    number: int
    institute: Institute
    station: Station
    offering: Offering
    starts_at: datetime
    residents: tuple[Resident, ...]
    volunteers: tuple[Volunteer, ...]
    called_off: bool

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.offering.minutes)


Busy = set[tuple[int, date]]
"""Volunteers and the days on which they serve."""


def busy_days(orders: Iterable[PlannedOrder]) -> Busy:
    """When volunteers serve on orders."""
    return {
        (volunteer.number, local_day(order.starts_at))
        for order in orders
        for volunteer in (*order.volunteers, *([order.reluctant] if order.reluctant else ()))
    }


def planned_activities(roster: Roster, now: datetime, busy: Busy) -> Iterator[PlannedActivity]:
    """The whole programme, round after round, spread over the year and the days to come."""
    rounds = max(roster.size.orders // _ORDERS_PER_ROUND, 1)
    count = rounds * len(PROGRAMME)
    first = now - YEAR + _SETTLING_IN
    apart = (now + _AHEAD - first) / count
    taken = set(busy)
    for number in range(count):
        throw = dice(roster.seed, "activity", number)
        institute, station = roster.places[number * _STRIDE % len(roster.places)]
        day = local_day(first + number * apart)
        hour = throw.choice((9, 14, 19))
        offering = PROGRAMME[number * _STRIDE % len(PROGRAMME)]
        near = [r for r in roster.residents if r.station == station]
        free = [
            volunteer
            for volunteer in roster.volunteers
            if volunteer.institute == institute
            and offering.category in volunteer.categories
            and (volunteer.number, day) not in taken
        ]
        on_duty = throw.sample(free, k=min(2, len(free))) if throw.random() < _DUTY_SHARE else []
        taken.update((volunteer.number, day) for volunteer in on_duty)
        yield PlannedActivity(
            number=number,
            institute=institute,
            station=station,
            offering=offering,
            starts_at=datetime.combine(day, time(hour), DISTRICT_ZONE),
            residents=tuple(near) if throw.random() < _SIGNED_UP_SHARE else (),
            volunteers=tuple(on_duty),
            called_off=number % _CALLED_OFF_EACH == _CALLED_OFF_EACH - 1,
        )
