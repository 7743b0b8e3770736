"""The hours that veterans bring along from the years before, taken over from old rosters."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from math import ceil

from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.domain.kernel.district_time import DISTRICT_ZONE, local_day
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.roster import HOURS_OF_STAR, Roster, Volunteer
from five_steps.operations.demo.staff import centre_admin, unit_step, volunteer_step
from five_steps.operations.demo.step import Step

_TAKEN_OVER_AFTER = timedelta(days=3, hours=12)
_DAY_HOURS = 8


def history(roster: Roster, start: datetime) -> Iterator[Step]:
    """One record of eight hours a day, back from the day before the demo's year."""
    for volunteer in roster.volunteers:
        if volunteer.star:
            for day in range(ceil(HOURS_OF_STAR[volunteer.star] / _DAY_HOURS)):
                yield _record(roster.seed, volunteer, day, start)


def _record(seed: str, volunteer: Volunteer, day: int, start: datetime) -> Step:
    name = volunteer_step(volunteer.number)
    served_on = local_day(start) - timedelta(days=1 + 3 * day)
    starts_at = datetime.combine(served_on, time(8), DISTRICT_ZONE)
    category = dice(seed, name, day).choice(volunteer.categories)
    return Step(
        f"{name} served {day}",
        start + _TAKEN_OVER_AFTER + timedelta(seconds=day),
        (name,),
        lambda made: ImportServiceRecord(
            source="历年服务台账",
            natural_key=f"{volunteer.number} {served_on}",
            volunteer_id=made[name],
            unit_id=made[unit_step(volunteer.station.code)],
            category=category,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=_DAY_HOURS),
            minutes=_DAY_HOURS * 60,
            verified_by=f"{volunteer.institute.name}原管理员",
        ),
        centre_admin,
    )
