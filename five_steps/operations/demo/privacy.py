"""Personal information of the last days: requests to erase it, and a guardian's consent taken back.

These people are there for this alone, so that nobody whom the year tells of is forgotten.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from five_steps.commands.kernel.personal_data import Guardian
from five_steps.commands.people.privacy.erasing import (
    ErasePerson,
    RefuseErasure,
    RequestErasure,
)
from five_steps.commands.people.privacy.guardians import WithdrawGuardianConsent
from five_steps.commands.people.registration import ApproveVolunteer, RegisterVolunteer
from five_steps.commands.people.residents import RegisterResident
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.privacy.erasure_state import ErasureRefusal, PersonKind
from five_steps.operations.demo.people import person
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import (
    ActorOf,
    centre_admin,
    centre_deputy,
    dispatcher,
    resident,
    resident_step,
    unit_admin,
    unit_step,
    volunteer,
    volunteer_step,
)
from five_steps.operations.demo.step import Made, Step

_VOLUNTEER: Final = 40_900
_CHILD: Final = 40_901
_RESIDENTS: Final = 50_900
_ERASED, _REFUSED, _WAITING = range(_RESIDENTS, _RESIDENTS + 3)
_HOUR: Final = timedelta(hours=1)


def privacy(roster: Roster, now: datetime) -> Iterator[list[Step]]:
    """They register; then they ask, and it is decided on some of them."""
    begin = now - timedelta(days=2)
    yield [
        _registration(roster, _VOLUNTEER, (30, 50), begin),
        _registration(roster, _CHILD, (11, 12), begin),
        *(_resident(roster, number, begin) for number in (_ERASED, _REFUSED, _WAITING)),
    ]
    yield [_approval(roster, number, begin + _HOUR) for number in (_VOLUNTEER, _CHILD)]
    later = begin + 3 * _HOUR
    yield [
        Step(
            "guardian's consent withdrawn",
            later,
            (volunteer_step(_CHILD),),
            lambda made: WithdrawGuardianConsent(
                volunteer_id=made[volunteer_step(_CHILD)], reason="学业繁忙"
            ),
            unit_admin(roster.places[0][0].code),
        ),
        _request(PersonKind.VOLUNTEER, volunteer_step(_VOLUNTEER), volunteer(_VOLUNTEER), later),
        *(
            _request(PersonKind.RESIDENT, resident_step(number), resident(number), later)
            for number in (_ERASED, _WAITING)
        ),
        _request(PersonKind.RESIDENT, resident_step(_REFUSED), centre_deputy, later),
    ]
    decided = begin + 20 * _HOUR
    yield [
        _erased(volunteer_step(_VOLUNTEER), decided),
        _erased(resident_step(_ERASED), decided),
        Step(
            "erasure refused",
            decided,
            (resident_step(_REFUSED),),
            lambda made: RefuseErasure(
                person_id=made[resident_step(_REFUSED)],
                ground=ErasureRefusal.IDENTITY_NOT_PROVEN,
                reason="来信未附身份证明，电话亦无法核实，请携证件到中心办理",
            ),
            centre_admin,
        ),
    ]


def _registration(roster: Roster, number: int, ages: tuple[int, int], at: datetime) -> Step:
    institute, station = roster.places[0]
    who = person(roster.seed, number, age=ages, today=roster.today)
    parent = person(roster.seed, number + 1000, age=(35, 45), today=roster.today)
    child = number == _CHILD
    return Step(
        volunteer_step(number),
        at,
        (volunteer_step(number),),
        lambda made: RegisterVolunteer(
            unit_id=made[unit_step(station.code)],
            name=who.name,
            phone=who.phone,
            id_number=who.id_number,
            categories=(Category.CULTURE,),
            guardian_consent=child,
            guardian=Guardian(parent.name, parent.phone, "父母") if child else None,
        ),
        unit_admin(institute.code),
    )


def _resident(roster: Roster, number: int, at: datetime) -> Step:
    _, station = roster.places[0]
    who = person(roster.seed, number, age=(30, 70), today=roster.today)
    return Step(
        resident_step(number),
        at,
        (resident_step(number),),
        lambda made: RegisterResident(
            unit_id=made[unit_step(station.code)], name=who.name, phone=who.phone
        ),
        dispatcher(station.code),
    )


def _approval(roster: Roster, number: int, at: datetime) -> Step:
    name = volunteer_step(number)

    def approved(made: Made) -> ApproveVolunteer:
        return ApproveVolunteer(volunteer_id=made[name])

    return Step(f"{name} approved", at, (name,), approved, unit_admin(roster.places[0][0].code))


def _request(kind: PersonKind, name: str, by: ActorOf, at: datetime) -> Step:
    def requested(made: Made) -> RequestErasure:
        return RequestErasure(person_kind=kind, person_id=made[name], reason="已搬离本区，不再使用")

    return Step(f"{name} asks to be erased", at, (name,), requested, by)


def _erased(name: str, at: datetime) -> Step:
    def erased(made: Made) -> ErasePerson:
        return ErasePerson(person_id=made[name])

    return Step(f"{name} erased", at, (name,), erased, centre_admin)
