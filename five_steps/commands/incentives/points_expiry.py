"""Points past their expiry (积分过期)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import points_account
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpirePoints(Command):
    """Void a volunteer's points that are past their expiry (积分过期).

    They could not be spent since; this makes the books say so.
    """

    volunteer_id: UUID


@handles(ExpirePoints)
async def expire_points(c: Context, command: ExpirePoints) -> UUID:
    """Expire all lots that are due, one at least. Returns the volunteer."""
    account = await points_account(c, command.volunteer_id)
    account.expire_lots(at=c.now)
    if not account.pending_events:
        raise Refusal(RefusalCode.NOT_FOUND, "volunteerId", allowed="points past their expiry")
    return command.volunteer_id
