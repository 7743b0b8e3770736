"""A volunteer known beforehand, so that a case can say by whom it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.commands.people.registration import ApproveVolunteer
from five_steps.domain.people.volunteer import Volunteer
from tests.graphql_api.api import gid

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

KNOWN = UUID(int=4712)
KNOWN_ID = gid("Volunteer", KNOWN)


def by_known(district: District) -> Actor:
    return district.as_volunteer(KNOWN)


async def known_volunteer(api: Api) -> UUID:
    """The volunteer, who registers once in a module's district."""
    district = api.district
    if await district.store.repository.find(Volunteer, KNOWN) is None:
        await district.give(district.registration(name="欧阳美丽"), by_known(district))
        await district.give(ApproveVolunteer(volunteer_id=KNOWN), district.admin)
    return KNOWN
