"""What becomes of an order, as drawn for each: the ways an order loop really goes."""

from enum import StrEnum


class Route(StrEnum):
    """How the order found its volunteers."""

    TEAM = "TEAM"
    """Dispatched to a team, whose members accepted."""
    NAMED = "NAMED"
    """Dispatched to named volunteers, who accepted."""
    DECLINED = "DECLINED"
    """The first volunteer named declined; dispatched anew."""
    WITHDRAWN = "WITHDRAWN"
    """The first volunteer accepted and stepped back; dispatched anew."""
    TRANSFERRED = "TRANSFERRED"
    """Handed to the institute, which dispatched it."""
    LATE_DISPATCH = "LATE_DISPATCH"
    """Not dispatched in time: escalated to the institute, which dispatched it."""
    LATE_ACCEPT = "LATE_ACCEPT"
    """Not accepted in time: escalated to the institute, which dispatched it anew."""


class Ending(StrEnum):
    """How the order came to its end."""

    RATED = "RATED"
    AMENDED = "AMENDED"
    FOLLOWED_UP = "FOLLOWED_UP"
    COMPLAINT = "COMPLAINT"
    UNRATED = "UNRATED"
    UNRATED_FOLLOWED_UP = "UNRATED_FOLLOWED_UP"
    NO_SHOW_OF_ONE = "NO_SHOW_OF_ONE"
    """Of two volunteers one did not come; rated."""
    DISPUTED = "DISPUTED"
    DISPUTE_UPHELD = "DISPUTE_UPHELD"
    DISPUTE_DISMISSED = "DISPUTE_DISMISSED"
    CORRECTED = "CORRECTED"
    """Rated, and the hours corrected afterwards."""
    CANCELLED_EARLY = "CANCELLED_EARLY"
    """Cancelled before it was dispatched."""
    CANCELLED_DISPATCHED = "CANCELLED_DISPATCHED"
    CANCELLED_ACCEPTED = "CANCELLED_ACCEPTED"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    """Escalated as far as the centre and never accepted: expired."""
    NOBODY_CAME = "NOBODY_CAME"
    """Accepted, and nobody checked in: expired a day later."""
    NO_SHOW = "NO_SHOW"
    """The volunteer's no-show was recorded on the spot: expired."""


ROUTES = {
    Route.TEAM: 46,
    Route.NAMED: 38,
    Route.DECLINED: 5,
    Route.WITHDRAWN: 2,
    Route.TRANSFERRED: 3,
    Route.LATE_DISPATCH: 4,
    Route.LATE_ACCEPT: 2,
}
"""How often each route is taken, in percent."""

ENDINGS = {
    Ending.RATED: 580,
    Ending.AMENDED: 25,
    Ending.FOLLOWED_UP: 120,
    Ending.COMPLAINT: 15,
    Ending.UNRATED: 70,
    Ending.UNRATED_FOLLOWED_UP: 15,
    Ending.NO_SHOW_OF_ONE: 25,
    Ending.DISPUTED: 3,
    Ending.DISPUTE_UPHELD: 5,
    Ending.DISPUTE_DISMISSED: 4,
    Ending.CORRECTED: 8,
    Ending.CANCELLED_EARLY: 20,
    Ending.CANCELLED_DISPATCHED: 15,
    Ending.CANCELLED_ACCEPTED: 25,
    Ending.NOT_ACCEPTED: 25,
    Ending.NOBODY_CAME: 20,
    Ending.NO_SHOW: 25,
}
"""How often each ending is met, in tenths of a percent."""

SERVED = frozenset(ENDINGS) - {
    Ending.CANCELLED_EARLY,
    Ending.CANCELLED_DISPATCHED,
    Ending.CANCELLED_ACCEPTED,
    Ending.NOT_ACCEPTED,
    Ending.NOBODY_CAME,
    Ending.NO_SHOW,
}
"""The endings of orders that somebody served."""
