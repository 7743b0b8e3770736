"""Volunteers of the last days: some wait for approval, others did not come to stay."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from five_steps.commands.kernel.registry import Command
from five_steps.commands.people.registration import (
    ApproveVolunteer,
    RegisterVolunteer,
    RejectVolunteer,
)
from five_steps.commands.people.volunteers import SuspendVolunteer, WithdrawVolunteer
from five_steps.domain.ordering.category import Category
from five_steps.operations.demo.people import person
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import unit_admin, unit_step, volunteer_step
from five_steps.operations.demo.step import Made, Step

_NUMBERED_FROM = 40_000
_NEWCOMERS = 12

_Decision = Callable[[UUID], Command]


def _approve(volunteer_id: UUID) -> Command:
    return ApproveVolunteer(volunteer_id=volunteer_id)


def _reject(volunteer_id: UUID) -> Command:
    return RejectVolunteer(volunteer_id=volunteer_id, reason="资料不全,请补充后重新申请")


def _suspend(volunteer_id: UUID) -> Command:
    return SuspendVolunteer(volunteer_id=volunteer_id, reason="本人外出务工半年")


def _withdraw(volunteer_id: UUID) -> Command:
    return WithdrawVolunteer(volunteer_id=volunteer_id, reason="迁往外地")


_DECISIONS: tuple[tuple[_Decision, ...], ...] = (
    (),
    (_reject,),
    (),
    (_approve, _suspend),
    (),
    (_approve, _withdraw),
)
"""What is decided on one after the other; on half of them nothing yet."""


def _decided(decision: _Decision, name: str, made: Made) -> Command:
    return decision(made[name])


def newcomers(roster: Roster, now: datetime) -> Iterator[list[Step]]:
    """They register; then it is decided on them."""
    yield [_registration(roster, n, now) for n in range(_NEWCOMERS)]
    yield [step for n in range(_NEWCOMERS) for step in _decisions(roster, n, now)]


def _registration(roster: Roster, newcomer: int, now: datetime) -> Step:
    number = _NUMBERED_FROM + newcomer
    name = volunteer_step(number)
    institute, station = roster.places[newcomer % len(roster.places)]
    who = person(roster.seed, number, age=(22, 60), today=roster.today)
    return Step(
        name,
        now - timedelta(hours=6 * (_NEWCOMERS - newcomer)),
        (name,),
        lambda made: RegisterVolunteer(
            unit_id=made[unit_step(station.code)],
            name=who.name,
            phone=who.phone,
            id_number=who.id_number,
            categories=(list(Category)[newcomer % len(Category)],),
        ),
        unit_admin(institute.code),
    )


def _decisions(roster: Roster, newcomer: int, now: datetime) -> Iterator[Step]:
    name = volunteer_step(_NUMBERED_FROM + newcomer)
    institute, _ = roster.places[newcomer % len(roster.places)]
    for number, decision in enumerate(_DECISIONS[newcomer % len(_DECISIONS)], start=1):
        yield Step(
            f"{name} decided {number}",
            now - timedelta(hours=6 * (_NEWCOMERS - newcomer)) + timedelta(hours=number),
            (name,),
            partial(_decided, decision, name),
            unit_admin(institute.code),
        )
