"""One id document, one volunteer at a time."""

from uuid import UUID

from five_steps.commands.kernel.claims import claim
from five_steps.commands.kernel.context import Context
from five_steps.domain.people.claim import Claim, claim_id
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus

_KIND = "id_document"


async def claim_id_document(c: Context, id_hash: str, volunteer_id: UUID) -> None:
    """Claim an id document for a volunteer who registers.

    Who was rejected or has withdrawn may register anew: the document passes on.
    """
    held = await c.work.find_rare(Claim, claim_id(_KIND, id_hash))
    holder = await c.work.find(Volunteer, held.owner_id) if held else None
    if held and holder and holder.status in (VolunteerStatus.REJECTED, VolunteerStatus.WITHDRAWN):
        held.pass_on(volunteer_id, at=c.now)
    else:
        await claim(c, _KIND, id_hash, volunteer_id, "idNumber")
