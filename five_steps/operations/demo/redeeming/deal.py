"""A redemption as it will go."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from five_steps.operations.demo.redeeming.shops import Shop, Ware
from five_steps.operations.demo.roster import Volunteer


class Fate(StrEnum):
    """What becomes of a redemption."""

    FULFILLED = "FULFILLED"
    RETURNED = "RETURNED"
    CANCELLED = "CANCELLED"
    TIMED_OUT = "TIMED_OUT"
    CONFIRMED = "CONFIRMED"
    """Confirmed just now, and still to be handed over."""
    HELD = "HELD"
    """Held just now: the code is still to be shown."""


FATES = {Fate.FULFILLED: 78, Fate.RETURNED: 5, Fate.CANCELLED: 8, Fate.TIMED_OUT: 9}
"""How often a redemption of the past met each fate, in percent."""


@dataclass(frozen=True, slots=True)
class Deal:
    """So much is planned of a redemption: who redeems what, where and when."""

    number: int
    at: datetime
    volunteer: Volunteer
    shop: Shop
    ware: Ware
    fate: Fate
