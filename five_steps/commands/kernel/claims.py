"""Claiming a natural key in the same append as what it names."""

from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.people.claim import Claim, claim_id


async def claim(c: Context, kind: str, key: str, owner_id: UUID, field: str) -> None:
    """Claim a key, which `field` gave, for an owner; refuse a key that is taken."""
    # Hardly ever: the log's own primary key says so, without a look beforehand.
    taken = await c.work.find_rare(Claim, claim_id(kind, key))
    if taken is not None:
        raise Refusal(RefusalCode.DUPLICATE, field, actual=str(taken.owner_id))
    c.work.add(Claim.make(kind, key, owner_id, at=c.now))
