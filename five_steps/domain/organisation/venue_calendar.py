"""What is taken of a venue in a civil month (阵地日历), so that no two bookings overlap."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from five_steps.domain.kernel.aggregate import (
    Aggregate,
    companion_id,
    with_entry,
    without_entry,
)
from five_steps.domain.kernel.district_time import Window, local_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

TAKEN_MAX = 1_000
"""Bookings of a month, those released again included: it bounds the stream."""


class VenueCalendar(Aggregate):
    """The taken windows of a venue's month.

    A stream per month stays short, and commands for other months or venues never contend on it. A
    booking across midnight of the last day is in both months with its whole window, so that
    whatever overlaps it meets it in one of them.
    """

    TOPIC = "venue_calendar"

    class Created(Aggregate.Created):
        """The venue's first booking of the month (开历); `month` as 2026-03."""

        TOPIC = "venue_calendar.created"
        venue_id: UUID
        month: str

    class Taken(Aggregate.Event):
        """A booking took a window (占用)."""

        TOPIC = "venue_calendar.taken"
        booking_id: UUID
        starts_at: datetime
        ends_at: datetime

        def apply(self, calendar: "VenueCalendar") -> None:
            window = Window(self.starts_at, self.ends_at)
            calendar.taken = with_entry(calendar.taken, self.booking_id, window)
            calendar.taken_count += 1

    class Freed(Aggregate.Event):
        """A booking gave its window back (释放)."""

        TOPIC = "venue_calendar.freed"
        booking_id: UUID

        def apply(self, calendar: "VenueCalendar") -> None:
            calendar.taken = without_entry(calendar.taken, self.booking_id)

    def __init__(self) -> None:
        self.taken: Mapping[UUID, Window] = {}
        self.taken_count = 0

    @classmethod
    def begin(cls, venue_id: UUID, month: date, *, at: datetime) -> "VenueCalendar":
        """Begin a venue's month, named by its first day."""
        return cls._create(
            cls.Created,
            id=venue_calendar_id(venue_id, month),
            timestamp=at,
            venue_id=venue_id,
            month=_name(month),
        )

    def take(self, booking_id: UUID, window: Window, *, at: datetime) -> None:
        """Take a window, unless another booking overlaps it."""
        clash = next((b for b, taken in self.taken.items() if taken.overlaps(window)), None)
        if clash is not None:
            raise Refusal(RefusalCode.OVERLAP, "startsAt", actual=str(clash))
        if self.taken_count >= TAKEN_MAX:
            raise Refusal(RefusalCode.LIMIT_REACHED, "startsAt", allowed=0)
        self.trigger_event(
            self.Taken,
            timestamp=at,
            booking_id=booking_id,
            starts_at=window.start,
            ends_at=window.end,
        )

    def free(self, booking_id: UUID, *, at: datetime) -> None:
        """Give a booking's window back."""
        self.trigger_event(self.Freed, timestamp=at, booking_id=booking_id)

    def ahead(self, at: datetime) -> set[UUID]:
        """The bookings that are not over yet."""
        return {booking_id for booking_id, window in self.taken.items() if window.end > at}


def months_of(window: Window) -> Iterator[date]:
    """The civil months that a window has a part of, each by its first day."""
    month = local_day(window.start).replace(day=1)
    last = local_day(window.end - timedelta(microseconds=1))
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def venue_calendar_id(venue_id: UUID, month: date) -> UUID:
    """The id of a venue's month."""
    return companion_id(venue_id, f"calendar:{_name(month)}")


def _name(month: date) -> str:
    return f"{month.year}-{month.month:02}"
