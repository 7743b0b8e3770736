"""Somebody who is forgotten, for what auditors are shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.commands import Actor, Role
from five_steps.commands.people.privacy.erasing import ErasePerson, RequestErasure
from five_steps.commands.people.residents import RegisterResident
from five_steps.domain.people.privacy.erasure_state import PersonKind
from tests.graphql_api.api import CENTRE

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

REGISTRAR = Actor("registrar", Role.CENTRE_ADMIN)


async def make_forgotten(api: Api) -> UUID:
    """A resident who asked on paper, and was erased."""
    district = api.district
    resident = await district.give(
        RegisterResident(unit_id=district.station, name="吴忘川", phone="13600001234")
    )
    request = RequestErasure(person_kind=PersonKind.RESIDENT, person_id=resident, reason="搬离本区")
    await district.give(request, REGISTRAR)
    await district.give(ErasePerson(person_id=resident), CENTRE)
    return resident
