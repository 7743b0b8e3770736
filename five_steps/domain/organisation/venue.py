"""A venue (阵地): the rooms a unit works in."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.opening_hours import AT_ALL_HOURS, OpeningHours
from five_steps.domain.organisation.tiers import VENUES_OF_TIER, VenueKind
from five_steps.domain.organisation.unit import Unit

CAPACITY_MAX = 100_000
AHEAD_DAYS_MAX = 366
"""How long before it begins a venue may be booked."""


class Venue(Aggregate):
    """A venue of a unit, with capacity (persons) and opening hours."""

    TOPIC = "venue"

    class Created(Aggregate.Created):
        """The venue was registered (登记).

        `opening_hours` is the text on the door; the open windows of the week are in the three lists
        of the same length: weekdays from 1 (Monday), minutes after midnight in district time.
        `closed_dates` are ISO dates.
        """

        TOPIC = "venue.created"
        class_version = 2
        unit_id: UUID
        name: str
        kind: str
        capacity: int
        opening_hours: str
        weekdays: list[int]
        opens_minutes: list[int]
        closes_minutes: list[int]
        closed_dates: list[str]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Until then hours were a text that nobody was held to."""
            state.update(AT_ALL_HOURS.fields()._asdict())

        def apply(self, venue: "Venue") -> None:
            venue.unit_id = self.unit_id
            venue.capacity = self.capacity
            venue.hours = OpeningHours.of_fields(
                self.weekdays, self.opens_minutes, self.closes_minutes, self.closed_dates
            )

    class DetailsChanged(Aggregate.Event):
        """Name, kind or capacity changed (信息变更)."""

        TOPIC = "venue.details_changed"
        name: str
        kind: str
        capacity: int

        def apply(self, venue: "Venue") -> None:
            venue.capacity = self.capacity

    class HoursSet(Aggregate.Event):
        """Other opening hours from now on (开放时间变更); fields as of the registration."""

        TOPIC = "venue.hours_set"
        opening_hours: str
        weekdays: list[int]
        opens_minutes: list[int]
        closes_minutes: list[int]
        closed_dates: list[str]

        def apply(self, venue: "Venue") -> None:
            venue.hours = OpeningHours.of_fields(
                self.weekdays, self.opens_minutes, self.closes_minutes, self.closed_dates
            )

    class Closed(Aggregate.Event):
        """The venue is no longer used (停用)."""

        TOPIC = "venue.closed"
        reason: str

        def apply(self, venue: "Venue") -> None:
            venue.closed = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.capacity = 0
        self.hours = AT_ALL_HOURS
        self.closed = False

    @classmethod
    def register(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit: Unit,
        name: str,
        kind: VenueKind,
        capacity: int,
        opening_hours: str,
        hours: OpeningHours = AT_ALL_HOURS,
    ) -> "Venue":
        """Register a venue of a kind that the unit's tier keeps."""
        unit.require_active()
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit.id,
            name=checks.name("name", name),
            kind=_checked_kind(kind, unit),
            capacity=_checked_capacity(capacity),
            opening_hours=checks.text("openingHours", opening_hours, chars_min=0),
            **hours.fields()._asdict(),
        )

    def change_details(
        self, *, unit: Unit, name: str, kind: VenueKind, capacity: int, at: datetime
    ) -> None:
        """Change what the venue of that unit is and holds; what is booked stays booked."""
        self._require_in_use()
        self.trigger_event(
            self.DetailsChanged,
            timestamp=at,
            name=checks.name("name", name),
            kind=_checked_kind(kind, unit),
            capacity=_checked_capacity(capacity),
        )

    def set_hours(self, hours: OpeningHours, *, opening_hours: str, at: datetime) -> None:
        """Set other opening hours; what is booked stays booked."""
        self._require_in_use()
        self.trigger_event(
            self.HoursSet,
            timestamp=at,
            opening_hours=checks.text("openingHours", opening_hours, chars_min=0),
            **hours.fields()._asdict(),
        )

    def close(self, *, reason: str, at: datetime) -> None:
        """Stop using the venue."""
        self._require_in_use()
        self.trigger_event(self.Closed, timestamp=at, reason=checks.reason("reason", reason))

    def require_bookable(self, wanted: Window, *, headcount: int, at: datetime) -> None:
        """Refuse a window in the past, too far ahead or not open, and more people than it holds."""
        self._require_in_use()
        checks.not_before("startsAt", wanted.start, at)
        latest = at + timedelta(days=AHEAD_DAYS_MAX)
        if wanted.end > latest:
            raise Refusal(RefusalCode.TOO_LATE, "endsAt", allowed=latest.isoformat())
        self.hours.require_open(wanted)
        checks.whole("headcount", headcount, least=1, most=CAPACITY_MAX)
        if headcount > self.capacity:
            raise Refusal(
                RefusalCode.CAP_EXCEEDED, "headcount", allowed=self.capacity, actual=headcount
            )

    def _require_in_use(self) -> None:
        if self.closed:
            raise Refusal(RefusalCode.WRONG_STATE, "venueId", actual="CLOSED", allowed="OPEN")


def _checked_kind(kind: VenueKind, unit: Unit) -> str:
    allowed = VENUES_OF_TIER[unit.tier]
    if kind not in allowed:
        raise Refusal(RefusalCode.INVALID, "kind", allowed=", ".join(allowed))
    return kind.value


def _checked_capacity(capacity: int) -> int:
    return checks.whole("capacity", capacity, least=1, most=CAPACITY_MAX)
