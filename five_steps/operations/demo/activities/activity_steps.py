"""The steps of an activity of a station, from the plan to what people say of it."""

from collections.abc import Generator, Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from five_steps.commands.activities.activity_planning import CreateActivity
from five_steps.commands.activities.activity_rating import RateActivity
from five_steps.commands.activities.cancelling import CancelActivity
from five_steps.commands.activities.sign_up import CancelSignUp, SignUpForActivity
from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.activities.places import ParticipantKind
from five_steps.operations.demo.activities.duty_steps import duty_steps
from five_steps.operations.demo.activities.planned import PlannedActivity
from five_steps.operations.demo.activities.telling import Telling
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.roster import Resident
from five_steps.operations.demo.staff import (
    dispatcher,
    resident,
    resident_step,
    unit_admin,
    unit_step,
    venue_step,
    volunteer_step,
)
from five_steps.operations.demo.step import Made, Step

_PLANNED_BEFORE: Final = timedelta(days=20)
_CALLED_OFF_BEFORE: Final = timedelta(days=1)
_OPEN_TO_ALL: Final = 100
_COMMENTS: Final = ("节目精彩,邻里都来了", "讲得通俗易懂", "希望多办几场", "场地有点挤", "")


def activity_steps(planned: PlannedActivity, seed: str, secrets: Secrets) -> Iterator[Step]:
    """All steps of an activity, those still to come included."""
    throw = dice(seed, "outing", planned.number)
    name = f"activity {planned.number}"
    told = Telling(name, name, lambda made: made[name], dispatcher(planned.institute.code))
    hall = f"hall {planned.station.code}"
    created_at = planned.starts_at - _PLANNED_BEFORE
    admin = unit_admin(planned.institute.code)
    yield Step(name, created_at, (name, hall), partial(_create, planned), admin)
    comers = yield from _sign_up(planned, told, created_at, throw)
    yield from duty_steps(planned, told, secrets)
    if planned.called_off:
        yield told.step(
            "called off",
            planned.starts_at - _CALLED_OFF_BEFORE,
            lambda made: CancelActivity(activity_id=told.id(made), reason="台风预警"),
            admin,
            hall,
            *(volunteer_step(volunteer.number) for volunteer in planned.volunteers),
        )
        return
    for number, comer in enumerate(comers):
        yield told.check_in(comer, planned.starts_at - timedelta(minutes=20 - number))
    attendance = len(comers) + throw.randint(12, 60)
    yield told.held(attendance, planned.ends_at + timedelta(hours=throw.uniform(1, 20)))
    for number, comer in enumerate(comers[::2]):
        yield _rate(told, comer, planned.ends_at + timedelta(days=2, hours=number), throw)


def _create(planned: PlannedActivity, made: Made) -> CreateActivity:
    offering, station = planned.offering, planned.station
    return CreateActivity(
        unit_id=made[unit_step(station.code)],
        line=offering.line,
        sub_form=offering.sub_form,
        method=offering.method,
        title=offering.title,
        description=f"{station.name}村民均可参加",
        place=f"{station.name}{station.venue_name}",
        venue_id=made[venue_step(station.code, station.venue_kind)],
        # One fewer than would like to come: somebody waits.
        capacity=max(len(planned.residents) - 1, 1) if planned.residents else _OPEN_TO_ALL,
        duty_headcount=len(planned.volunteers),
        duty_category=offering.category if planned.volunteers else None,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        publish=True,
    )


def _sign_up(
    planned: PlannedActivity, told: Telling, created_at: datetime, throw: Random
) -> Generator[Step, None, tuple[Resident, ...]]:
    """Residents sign up; sometimes the first cancels, for whom the last one waits.

    Returns those who have a place.
    """
    for number, person in enumerate(planned.residents, start=1):
        yield told.step(
            f"signed up {person.number}",
            created_at + timedelta(hours=number),
            partial(_signed_up, told, person),
            resident(person.number),
        )
    if len(planned.residents) < 2 or throw.random() < 0.5:
        return planned.residents[:-1]
    leaving = planned.residents[0]
    name = resident_step(leaving.number)
    yield told.step(
        f"cancelled {leaving.number}",
        created_at + timedelta(days=3),
        lambda made: CancelSignUp(activity_id=told.id(made), participant_id=made[name]),
        resident(leaving.number),
    )
    return planned.residents[1:]


def _signed_up(told: Telling, person: Resident, made: Made) -> SignUpForActivity:
    return SignUpForActivity(
        activity_id=told.id(made),
        participant_id=made[resident_step(person.number)],
        participant_kind=ParticipantKind.RESIDENT,
    )


def _rate(told: Telling, person: Resident, at: datetime, throw: Random) -> Step:
    name = resident_step(person.number)
    score, comment = throw.choice((5, 5, 4, 4, 3)), throw.choice(_COMMENTS)
    return told.step(
        f"rated {person.number}",
        at,
        lambda made: RateActivity(
            activity_id=told.id(made), participant_id=made[name], score=score, comment=comment
        ),
        resident(person.number),
    )
