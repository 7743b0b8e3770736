"""A volunteer's service book (志愿服务记录册): duties, records, ratings and the star."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.incentives import service_book_events as events
from five_steps.domain.incentives.book.corrections import Corrections
from five_steps.domain.incentives.book.duties import Duties
from five_steps.domain.incentives.book.hours import Hours
from five_steps.domain.incentives.book.standing import Standing
from five_steps.domain.kernel.aggregate import Aggregate, companion_id


class ServiceBook(Duties, Hours, Corrections, Standing, Aggregate):
    """One volunteer's time: what is reserved, what was served, and what it has earned.

    Each part of it has a file in `book`.
    """

    TOPIC = "service_book"

    # Else the library would put classes of its own in the place of those that the parts trigger.
    Event = Aggregate.Event
    Created = events.Created
    DutyReserved = events.DutyReserved
    DutyReleased = events.DutyReleased
    HoursSubmitted = events.HoursSubmitted
    HoursVerified = events.HoursVerified
    HoursRejected = events.HoursRejected
    HoursImported = events.HoursImported
    HoursCorrected = events.HoursCorrected
    RecordFrozen = events.RecordFrozen
    RecordReleased = events.RecordReleased
    RatingCounted = events.RatingCounted
    StarPromoted = events.StarPromoted
    StarDemoted = events.StarDemoted

    @classmethod
    def open(cls, volunteer_id: UUID, *, at: datetime) -> "ServiceBook":
        """Open the book of an approved volunteer."""
        return cls._create(
            cls.Created, id=service_book_id(volunteer_id), timestamp=at, volunteer_id=volunteer_id
        )


def service_book_id(volunteer_id: UUID) -> UUID:
    """The id of a volunteer's service book."""
    return companion_id(volunteer_id, "service_book")
