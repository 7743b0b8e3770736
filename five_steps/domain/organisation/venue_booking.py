"""A booking of a venue (阵地预订): when, for whom, for what."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

WINDOW_DAYS_MAX = 7


class BookingHolder(StrEnum):
    """What a venue is booked for (预订主体)."""

    UNIT = "UNIT"
    """A unit 单位."""
    ACTIVITY = "ACTIVITY"
    """An activity 活动."""
    PROJECT = "PROJECT"
    """A project 项目."""


class VenueBooking(Aggregate):
    """A booking, for a unit itself or for an activity or project of it."""

    TOPIC = "venue_booking"

    class Created(Aggregate.Created):
        """The venue was booked (预订)."""

        TOPIC = "venue_booking.created"
        venue_id: UUID
        unit_id: UUID
        holder_kind: str
        holder_id: UUID
        purpose: str
        headcount: int
        starts_at: datetime
        ends_at: datetime
        booked_by: str

        def apply(self, booking: "VenueBooking") -> None:
            booking.venue_id = self.venue_id
            booking.unit_id = self.unit_id
            booking.holder_kind = BookingHolder(self.holder_kind)
            booking.window = Window(self.starts_at, self.ends_at)

    class Released(Aggregate.Event):
        """The booking was given back (取消预订)."""

        TOPIC = "venue_booking.released"
        reason: str
        released_by: str

        def apply(self, booking: "VenueBooking") -> None:
            booking.released = True

    def __init__(self) -> None:
        self.venue_id: UUID
        self.unit_id: UUID
        self.holder_kind = BookingHolder.UNIT
        self.window: Window
        self.released = False

    @classmethod
    def make(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        venue_id: UUID,
        unit_id: UUID,
        holder_kind: BookingHolder,
        holder_id: UUID,
        purpose: str,
        headcount: int,
        window: Window,
        by: str,
    ) -> "VenueBooking":
        """Book a window that the venue and its calendar have free."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            venue_id=venue_id,
            unit_id=unit_id,
            holder_kind=holder_kind.value,
            holder_id=holder_id,
            purpose=checks.name("purpose", purpose),
            headcount=headcount,
            starts_at=window.start,
            ends_at=window.end,
            booked_by=by,
        )

    def release(self, *, reason: str, by: str, at: datetime) -> None:
        """Give the venue back; what is over stays on record."""
        if self.released:
            raise Refusal(RefusalCode.WRONG_STATE, "bookingId", actual="RELEASED", allowed="BOOKED")
        checks.before("bookingId", at, self.window.end)
        self.trigger_event(
            self.Released, timestamp=at, reason=checks.reason("reason", reason), released_by=by
        )
