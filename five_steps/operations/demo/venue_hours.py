"""When the demo's venues are open: halls all week into the evening, offices on working days."""

from datetime import date
from typing import Final, NamedTuple

from five_steps.domain.organisation.opening_hours import OpenWindow
from five_steps.domain.organisation.tiers import VenueKind

_HALF_PAST_EIGHT: Final = 8 * 60 + 30


class VenueHours(NamedTuple):
    """The text on the door, and what bookings are held to."""

    text: str
    windows: tuple[OpenWindow, ...]
    closed_dates: tuple[date, ...]


_OFFICES: Final = frozenset({VenueKind.VILLAGE_OFFICE, VenueKind.PARTY_SERVICE_CENTRE})


def venue_hours(kind: VenueKind, since: date) -> VenueHours:
    """The hours of a kind of venue, known for two years."""
    if kind not in _OFFICES:
        whole_week = range(1, 8)
        return VenueHours(
            "每天 8:30–21:30",
            tuple(OpenWindow(day, _HALF_PAST_EIGHT, 21 * 60 + 30) for day in whole_week),
            (),
        )
    working_days = range(1, 6)
    return VenueHours(
        "周一至周五 8:30–12:00, 14:00–17:30; 元旦、国庆闭馆",
        tuple(
            OpenWindow(day, opens, closes)
            for day in working_days
            for opens, closes in ((_HALF_PAST_EIGHT, 12 * 60), (14 * 60, 17 * 60 + 30))
        ),
        tuple(
            date(year, month, day)
            for year in (since.year, since.year + 1)
            for month, day in ((1, 1), (10, 1), (10, 2), (10, 3))
        ),
    )
