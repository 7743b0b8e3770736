"""What one member of staff has entered by hand (补录登记).

The guard against hours made up in minutes: so many records a person and day, by policy.
"""

from datetime import date, datetime
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, well_known_id
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.service_policy import ServiceRules


class BackEntryLog(Aggregate):
    """Counts the records that a member of staff enters on a civil day."""

    TOPIC = "back_entry_log"

    class Created(Aggregate.Created):
        """A member of staff entered hours for the first time (首次补录)."""

        TOPIC = "back_entry_log.created"
        staff: str

    class Entered(Aggregate.Event):
        """A record was entered by hand (补录)."""

        TOPIC = "back_entry_log.entered"
        staff: str
        volunteer_id: UUID
        record_id: UUID

        def apply(self, log: "BackEntryLog") -> None:
            day = local_day(self.timestamp)
            log.entries = log.entries + 1 if log.day == day else 1
            log.day = day

    def __init__(self) -> None:
        self.day: date | None = None
        self.entries = 0

    @classmethod
    def begin(cls, staff: str, *, at: datetime) -> "BackEntryLog":
        """Begin the log of a member of staff."""
        return cls._create(cls.Created, id=back_entry_log_id(staff), timestamp=at, staff=staff)

    def enter(
        self, staff: str, volunteer_id: UUID, record_id: UUID, *, rules: ServiceRules, at: datetime
    ) -> None:
        """Count one more record, up to the day's limit."""
        entered = self.entries if self.day == local_day(at) else 0
        if entered >= rules.back_entries_per_day:
            raise Refusal(RefusalCode.CAP_EXCEEDED, "volunteerId", allowed=0, actual=entered)
        self.trigger_event(
            self.Entered,
            timestamp=at,
            staff=staff,
            volunteer_id=volunteer_id,
            record_id=record_id,
        )


def back_entry_log_id(staff: str) -> UUID:
    """The id of the log of a member of staff."""
    return well_known_id(f"back_entry_log:{staff}")
