"""How volunteers count: for their unit at that time."""

from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.counting.changes import NOTHING, Changes

VOLUNTEER_CAME: Changes = ((Counted.VOLUNTEERS, 1),)
VOLUNTEER_LEFT: Changes = ((Counted.VOLUNTEERS, -1),)


def volunteer_served(minutes_before: int, minutes_after: int) -> Changes:
    """A volunteer's verified minutes of a year changed: active is who has any."""
    difference = (minutes_after > 0) - (minutes_before > 0)
    return ((Counted.VOLUNTEERS_ACTIVE, difference),) if difference else NOTHING
