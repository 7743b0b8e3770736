"""A registered person, volunteer or resident, whose personal information is concerned."""

from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.domain.people.privacy.erasure_state import PersonKind
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus

_LEAVING = "个人信息已删除"


async def registered_person(c: Context, kind: PersonKind, person_id: UUID) -> Volunteer | Resident:
    """The person."""
    person: Volunteer | Resident
    if kind is PersonKind.VOLUNTEER:
        person = await c.get(Volunteer, person_id, "personId")
    else:
        person = await c.get(Resident, person_id, "personId")
    return person


def close_registration(c: Context, person: Volunteer | Resident) -> None:
    """End a registration that goes on: nobody acts under it from now on."""
    if isinstance(person, Resident):
        if not person.closed:
            person.close(at=c.now)
    elif person.status not in (VolunteerStatus.REJECTED, VolunteerStatus.WITHDRAWN):
        person.withdraw(reason=_LEAVING, at=c.now)
