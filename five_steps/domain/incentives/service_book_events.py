"""What can happen in a volunteer's service book."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.incentives.service_record import RecordKind, RecordState, ServiceRecord
from five_steps.domain.kernel.aggregate import Aggregate, with_entry, without_entry
from five_steps.domain.kernel.district_time import Window

if TYPE_CHECKING:
    from five_steps.domain.incentives.service_book import ServiceBook


class Created(Aggregate.Created):
    """The book of an approved volunteer was opened (建档)."""

    TOPIC = "service_book.created"
    volunteer_id: UUID

    def apply(self, book: "ServiceBook") -> None:
        book.volunteer_id = self.volunteer_id


class DutyReserved(Aggregate.Event):
    """A time window was taken by an accepted order or a duty at an activity (占用时段)."""

    TOPIC = "service_book.duty_reserved"
    class_version = 2
    volunteer_id: UUID
    order_id: UUID | None
    activity_id: UUID | None
    starts_at: datetime
    ends_at: datetime

    def apply(self, book: "ServiceBook") -> None:
        window = Window(self.starts_at, self.ends_at)
        book.duties = with_entry(book.duties, _served(self), window)

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Only orders took windows."""
        state["activity_id"] = None


class DutyReleased(Aggregate.Event):
    """The window is free again: withdrawn, cancelled, expired or served (释放时段)."""

    TOPIC = "service_book.duty_released"
    class_version = 2
    volunteer_id: UUID
    order_id: UUID | None
    activity_id: UUID | None

    def apply(self, book: "ServiceBook") -> None:
        book.duties = without_entry(book.duties, _served(self))

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Only orders took windows."""
        state["activity_id"] = None


def _served(event: DutyReserved | DutyReleased) -> UUID:
    """What takes the window: an order or an activity."""
    served = event.order_id or event.activity_id
    assert served is not None
    return served


class HoursSubmitted(Aggregate.Event):
    """Minutes were submitted for verification (提交时长)."""

    TOPIC = "service_book.hours_submitted"
    class_version = 2
    volunteer_id: UUID
    record_id: UUID
    order_id: UUID | None
    activity_id: UUID | None
    unit_id: UUID
    kind: str
    category: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    submitted_by: str
    reason: str
    evidence_hash: str | None

    def apply(self, book: "ServiceBook") -> None:
        book.put_record(
            ServiceRecord(
                record_id=self.record_id,
                order_id=self.order_id,
                activity_id=self.activity_id,
                unit_id=self.unit_id,
                kind=RecordKind(self.kind),
                state=RecordState.SUBMITTED,
                window=Window(self.starts_at, self.ends_at),
                minutes=self.minutes,
                submitted_by=self.submitted_by,
            )
        )

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        """Nobody had served at activities."""
        state["activity_id"] = None


class HoursVerified(Aggregate.Event):
    """Unit staff verified the minutes: from now on they count (审核通过)."""

    TOPIC = "service_book.hours_verified"
    volunteer_id: UUID
    record_id: UUID
    unit_id: UUID
    home_unit_id: UUID
    party_member: bool
    minutes: int
    verified_by: str
    policy_version: int

    def apply(self, book: "ServiceBook") -> None:
        record = book.records[self.record_id]
        book.put_record(replace(record, state=RecordState.VERIFIED, minutes=self.minutes))


class HoursRejected(Aggregate.Event):
    """Unit staff did not accept the minutes (审核不通过)."""

    TOPIC = "service_book.hours_rejected"
    volunteer_id: UUID
    record_id: UUID
    rejected_by: str
    reason: str

    def apply(self, book: "ServiceBook") -> None:
        book.put_record(replace(book.records[self.record_id], state=RecordState.REJECTED))


class HoursImported(Aggregate.Event):
    """Minutes verified elsewhere were taken over from a historical roster (历史导入)."""

    TOPIC = "service_book.hours_imported"
    volunteer_id: UUID
    record_id: UUID
    unit_id: UUID
    home_unit_id: UUID
    party_member: bool
    category: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    verified_by: str
    source: str

    def apply(self, book: "ServiceBook") -> None:
        book.put_record(
            ServiceRecord(
                record_id=self.record_id,
                order_id=None,
                unit_id=self.unit_id,
                kind=RecordKind.IMPORTED,
                state=RecordState.VERIFIED,
                window=Window(self.starts_at, self.ends_at),
                minutes=self.minutes,
                submitted_by=self.verified_by,
            )
        )


class HoursCorrected(Aggregate.Event):
    """Verified minutes were corrected: a compensating event (时长更正)."""

    TOPIC = "service_book.hours_corrected"
    volunteer_id: UUID
    record_id: UUID
    minutes: int
    reason: str
    corrected_by: str

    def apply(self, book: "ServiceBook") -> None:
        book.put_record(replace(book.records[self.record_id], minutes=self.minutes))


class RecordFrozen(Aggregate.Event):
    """A dispute froze the record: its minutes do not count for now (冻结)."""

    TOPIC = "service_book.record_frozen"
    volunteer_id: UUID
    record_id: UUID

    def apply(self, book: "ServiceBook") -> None:
        book.put_record(replace(book.records[self.record_id], state=RecordState.FROZEN))


class RecordReleased(Aggregate.Event):
    """The dispute is decided: the record counts again (解冻)."""

    TOPIC = "service_book.record_released"
    volunteer_id: UUID
    record_id: UUID

    def apply(self, book: "ServiceBook") -> None:
        book.put_record(replace(book.records[self.record_id], state=RecordState.VERIFIED))


class RatingCounted(Aggregate.Event):
    """A requester's score for this volunteer was counted, or replaced (计入评分)."""

    TOPIC = "service_book.rating_counted"
    volunteer_id: UUID
    record_id: UUID
    score: int
    replaced_score: int | None

    def apply(self, book: "ServiceBook") -> None:
        book.put_record(replace(book.records[self.record_id], score=self.score))


class StarPromoted(Aggregate.Event):
    """The volunteer reached a star (星级晋升): with these minutes and ratings, by this version."""

    TOPIC = "service_book.star_promoted"
    volunteer_id: UUID
    level: int
    minutes: int
    ratings_count: int
    ratings_total: int
    policy_version: int

    def apply(self, book: "ServiceBook") -> None:
        book.star_level = book.star_reached = self.level


class StarDemoted(Aggregate.Event):
    """The star was lowered by decision (星级下调)."""

    TOPIC = "service_book.star_demoted"
    volunteer_id: UUID
    level: int
    reason: str
    decided_by: str

    def apply(self, book: "ServiceBook") -> None:
        book.star_level = self.level
