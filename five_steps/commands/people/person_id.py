"""Under which id a person is registered."""

from uuid import UUID

from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


async def new_person_id(c: Context, *, own: Role) -> UUID:
    """The actor's own id, if they register themselves in role `own`; otherwise a new one.

    An account is one person in one role: whoever is both resident and volunteer has two.
    """
    if c.actor.role is not own:
        return c.work.new_id()
    if await c.work.find(Aggregate, c.actor.person_id) is not None:
        raise Refusal(RefusalCode.DUPLICATE, "subject", allowed="an account not registered yet")
    return c.actor.person_id
