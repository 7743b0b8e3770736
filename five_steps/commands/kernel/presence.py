"""How somebody shows to be there: by the code told on the spot, or by staff (签到方式)."""

from uuid import UUID

from five_steps.commands.kernel.check_in_code import CODE_DIGITS, is_check_in_code
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order_state import CheckMethod

LOCATION_CHARS_MAX = 200


async def method_of(c: Context, subject_id: UUID, code: str | None) -> CheckMethod:
    """Staff vouch for people; whoever acts for themselves needs the order's or activity's code."""
    if REACH[c.actor.role] is not Reach.OWN:
        return CheckMethod.STAFF
    given = code or ""
    matches = is_check_in_code(c.secrets, subject_id, given)
    if not await c.check_code(subject_id, given, matches=matches):
        raise Refusal(RefusalCode.INVALID, "code", allowed=f"the {CODE_DIGITS} digits told there")
    return CheckMethod.CODE


async def sealed_location(c: Context, volunteer_id: UUID, location: str | None) -> str | None:
    """Where a volunteer says to be, as only the holder of their key can read it."""
    if location is None:
        return None
    checked = checks.text("location", location, chars_max=LOCATION_CHARS_MAX)
    return await c.seal(volunteer_id, checked, "volunteerId")
