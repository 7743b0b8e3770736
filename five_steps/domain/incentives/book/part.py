"""What the parts of a service book share: its state, and the rules that hold in all of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.incentives import service_book_events as events
from five_steps.domain.incentives.incentive_policy import IncentiveRules
from five_steps.domain.incentives.service_record import RecordState, ServiceRecord
from five_steps.domain.incentives.stars import RatingTally, star_earned
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import with_entry
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate


class Part:
    """Base of the parts. The `ServiceBook` is all of them together, and alone an aggregate."""

    if TYPE_CHECKING:

        def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
            """The library's, which the book inherits beside the parts."""

    def __init__(self) -> None:
        self.volunteer_id: UUID
        self.duties: dict[UUID, Window] = {}
        self.records: dict[UUID, ServiceRecord] = {}
        self.minutes = 0
        self.ratings = RatingTally()
        self.star_level = 0
        self.star_reached = 0

    def record_numbered(self, record_id: UUID) -> ServiceRecord:
        """A record of the volunteer."""
        record = self.records.get(record_id)
        if record is None:
            raise Refusal(RefusalCode.NOT_FOUND, "recordId", allowed="a record of the volunteer")
        return record

    def record_of_order(self, order_id: UUID) -> ServiceRecord:
        """The record of what the volunteer served on an order."""
        for record in self.records.values():
            if record.order_id == order_id:
                return record
        raise Refusal(RefusalCode.NOT_FOUND, "orderId", allowed="an order with hours submitted")

    def record_of_activity(self, activity_id: UUID) -> ServiceRecord:
        """The record of what the volunteer served at an activity."""
        for record in self.records.values():
            if record.activity_id == activity_id:
                return record
        raise Refusal(
            RefusalCode.NOT_FOUND, "activityId", allowed="an activity with hours submitted"
        )

    # --- how events change the state ------------------------------------------------------------

    def put_record(self, record: ServiceRecord) -> None:
        """Put a record in, keeping the sums of the minutes and scores that count."""
        before = self.records.get(record.record_id)
        self.minutes += record.counting_minutes - (before.counting_minutes if before else 0)
        self.ratings = self.ratings.replacing(
            before.counting_score if before else None, record.counting_score
        )
        self.records = with_entry(self.records, record.record_id, record)

    # --- what holds for all parts ---------------------------------------------------------------

    def _require(self, record_id: UUID, state: RecordState) -> ServiceRecord:
        record = self.record_numbered(record_id)
        if record.state is RecordState.FROZEN is not state:
            raise Refusal(RefusalCode.FROZEN, "recordId")
        checks.in_state("recordId", record.state, state)
        return record

    def _require_not_own(self, by: str) -> None:
        if by == str(self.volunteer_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "recordId")

    def _require_free(self, window: Window, field: str) -> None:
        for record in self.records.values():
            if record.takes_window and record.window.overlaps(window):
                raise Refusal(RefusalCode.OVERLAP, field, actual=str(record.record_id))

    def _require_within_day(self, wanted: ServiceRecord, rules: IncentiveRules) -> None:
        for day, minutes in wanted.spent.minutes_by_day():
            left = rules.day_minutes_max - self._minutes_on(day, besides=wanted.record_id)
            if minutes > left:
                raise Refusal(
                    RefusalCode.CAP_EXCEEDED, "minutes", allowed=max(left, 0), actual=str(day)
                )

    def _minutes_on(self, day: date, *, besides: UUID) -> int:
        return sum(
            minutes
            for record in self.records.values()
            if record.counts and record.record_id != besides
            for other_day, minutes in record.spent.minutes_by_day()
            if other_day == day
        )

    def _promote_if_earned(self, rules: IncentiveRules, at: datetime) -> None:
        earned = star_earned(self.minutes, self.ratings, rules)
        # Not `star_level`: the next minute verified would undo what a decision has taken.
        if earned > self.star_reached:
            self.trigger_event(
                events.StarPromoted,
                timestamp=at,
                volunteer_id=self.volunteer_id,
                level=earned,
                minutes=self.minutes,
                ratings_count=self.ratings.count,
                ratings_total=self.ratings.total,
                policy_version=rules.version,
            )
