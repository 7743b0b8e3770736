"""What can happen to an order.

Texts about people (`particulars`, comments, results, locations) are sealed with the requester's or
the volunteer's key.
"""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, text_list, with_entry, without_entry
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import (
    Assignment,
    AssignmentStatus,
    OrderState,
    RequesterKind,
)

if TYPE_CHECKING:
    from five_steps.domain.ordering.order import Order


class Created(Aggregate.Created):
    """A service was ordered (点单). `particulars` seals place, details and contact."""

    TOPIC = "order.created"
    unit_id: UUID
    requester_kind: str
    requester_id: UUID
    category: str
    menu_item_id: UUID | None
    title: str
    particulars: str
    starts_at: datetime
    ends_at: datetime
    headcount: int
    skills: list[str]
    hazardous: bool
    due_at: datetime

    def apply(self, order: "Order") -> None:
        order.unit_id = order.handling_unit_id = self.unit_id
        order.requester_kind = RequesterKind(self.requester_kind)
        order.requester_id = self.requester_id
        order.category = Category(self.category)
        order.starts_at = self.starts_at
        order.ends_at = self.ends_at
        order.headcount = self.headcount
        order.skills = text_list(self.skills)
        order.hazardous = self.hazardous
        order.due_at = self.due_at


class Dispatched(Aggregate.Event):
    """The order was dispatched to a team or to named volunteers (派单)."""

    TOPIC = "order.dispatched"
    team_id: UUID | None
    volunteer_ids: list[UUID]
    dispatched_by: str
    due_at: datetime

    def apply(self, order: "Order") -> None:
        order.state = OrderState.DISPATCHED
        order.team_id = self.team_id
        order.named = tuple(self.volunteer_ids)
        order.declined = frozenset()
        order.due_at = self.due_at


class Transferred(Aggregate.Event):
    """Another unit handles the order from now on (转派)."""

    TOPIC = "order.transferred"
    to_unit_id: UUID
    reason: str
    due_at: datetime

    def apply(self, order: "Order") -> None:
        order.back_to_dispatch(self.due_at)
        order.handling_unit_id = self.to_unit_id


class Escalated(Aggregate.Event):
    """A deadline was missed: the order is flagged and goes a tier up (逾期上报).

    `to_unit_id` and `due_at` are empty when the centre itself is late: there is no tier above.
    """

    TOPIC = "order.escalated"
    stage: str
    to_unit_id: UUID | None
    due_at: datetime | None

    def apply(self, order: "Order") -> None:
        order.overdue = True
        order.back_to_dispatch(self.due_at)
        order.handling_unit_id = self.to_unit_id or order.handling_unit_id


class Accepted(Aggregate.Event):
    """A volunteer accepted (接单)."""

    TOPIC = "order.accepted"
    volunteer_id: UUID

    def apply(self, order: "Order") -> None:
        order.state = OrderState.ACCEPTED
        order.due_at = None
        order.assignments = with_entry(
            order.assignments, self.volunteer_id, Assignment(self.volunteer_id)
        )


class AgreementRecorded(Aggregate.Event):
    """A written agreement with a volunteer is on file (签订志愿服务协议).

    `document_hash` is the SHA-256 of the signed sheet, which is kept elsewhere.
    """

    TOPIC = "order.agreement_recorded"
    volunteer_id: UUID
    document_hash: str
    recorded_by: str

    def apply(self, order: "Order") -> None:
        order.update_assignment(self.volunteer_id, agreement_hash=self.document_hash)


class Declined(Aggregate.Event):
    """A volunteer the order was sent to declined (拒单)."""

    TOPIC = "order.declined"
    volunteer_id: UUID
    reason: str

    def apply(self, order: "Order") -> None:
        order.declined = order.declined | {self.volunteer_id}


class AcceptanceWithdrawn(Aggregate.Event):
    """A volunteer who had accepted stepped back before the service (退单)."""

    TOPIC = "order.acceptance_withdrawn"
    volunteer_id: UUID
    reason: str

    def apply(self, order: "Order") -> None:
        order.assignments = without_entry(order.assignments, self.volunteer_id)
        order.declined = order.declined | {self.volunteer_id}


class Returned(Aggregate.Event):
    """Nobody is left to serve: back to dispatch (退回待派单)."""

    TOPIC = "order.returned"
    reason: str
    due_at: datetime

    def apply(self, order: "Order") -> None:
        order.back_to_dispatch(self.due_at)


class CheckedIn(Aggregate.Event):
    """A volunteer checked in (签到)."""

    TOPIC = "order.checked_in"
    volunteer_id: UUID
    method: str
    location: str | None

    def apply(self, order: "Order") -> None:
        order.state = OrderState.IN_SERVICE
        order.update_assignment(
            self.volunteer_id,
            status=AssignmentStatus.CHECKED_IN,
            checked_in_at=self.timestamp,
        )


class CheckedOut(Aggregate.Event):
    """A volunteer checked out (签退). `evidence_hash` is the SHA-256 of a photo kept elsewhere."""

    TOPIC = "order.checked_out"
    volunteer_id: UUID
    method: str
    location: str | None
    evidence_hash: str | None

    def apply(self, order: "Order") -> None:
        order.update_assignment(
            self.volunteer_id,
            status=AssignmentStatus.CHECKED_OUT,
            checked_out_at=self.timestamp,
            evidence_hash=self.evidence_hash,
        )


class NoShowRecorded(Aggregate.Event):
    """A volunteer who had accepted did not come (未到岗)."""

    TOPIC = "order.no_show_recorded"
    volunteer_id: UUID
    recorded_by: str

    def apply(self, order: "Order") -> None:
        order.update_assignment(self.volunteer_id, status=AssignmentStatus.NO_SHOW)


class HoursVerified(Aggregate.Event):
    """A volunteer's hours for this order were verified, or refused with 0 minutes (时长审核)."""

    TOPIC = "order.hours_verified"
    volunteer_id: UUID
    record_id: UUID
    minutes: int
    verified_by: str

    def apply(self, order: "Order") -> None:
        order.update_assignment(
            self.volunteer_id,
            status=AssignmentStatus.VERIFIED,
            record_id=self.record_id,
            minutes=self.minutes,
        )


class HoursCorrected(Aggregate.Event):
    """A volunteer's record of this order was corrected in the book (更正时长)."""

    TOPIC = "order.hours_corrected"
    volunteer_id: UUID
    minutes: int
    corrected_by: str

    def apply(self, order: "Order") -> None:
        order.update_assignment(self.volunteer_id, minutes=self.minutes)


class Completed(Aggregate.Event):
    """All hours are settled: the requester may rate until `due_at` (服务完成)."""

    TOPIC = "order.completed"
    due_at: datetime

    def apply(self, order: "Order") -> None:
        order.state = OrderState.COMPLETED
        order.due_at = self.due_at


class Rated(Aggregate.Event):
    """The requester rated the order and each volunteer, 1–5 (评单)."""

    TOPIC = "order.rated"
    score: int
    volunteer_ids: list[UUID]
    volunteer_scores: list[int]
    comment: str
    tags: list[str]

    def apply(self, order: "Order") -> None:
        order.state = OrderState.RATED
        order.due_at = None
        order.closed_at = order.follow_up_since = self.timestamp
        order.amendable_since = self.timestamp
        order.scores = dict(zip(self.volunteer_ids, self.volunteer_scores, strict=True))


class RatingAmended(Aggregate.Event):
    """The requester amended the rating, once (改评)."""

    TOPIC = "order.rating_amended"
    score: int
    volunteer_ids: list[UUID]
    volunteer_scores: list[int]
    comment: str
    tags: list[str]

    def apply(self, order: "Order") -> None:
        order.amended = True
        order.scores = dict(zip(self.volunteer_ids, self.volunteer_scores, strict=True))


class ClosedUnrated(Aggregate.Event):
    """The time to rate passed without a rating (逾期未评)."""

    TOPIC = "order.closed_unrated"

    def apply(self, order: "Order") -> None:
        order.state = OrderState.UNRATED
        order.due_at = None
        order.closed_at = order.follow_up_since = self.timestamp


class FollowedUp(Aggregate.Event):
    """Staff asked the requester afterwards (事后回访)."""

    TOPIC = "order.followed_up"
    channel: str
    satisfied: bool
    complaint: bool
    result: str
    followed_up_by: str

    def apply(self, order: "Order") -> None:
        order.state = OrderState.FOLLOWED_UP


class FollowUpOverdue(Aggregate.Event):
    """The order was drawn for a follow-up, and nobody did it in time (回访逾期)."""

    TOPIC = "order.follow_up_overdue"
    due_at: datetime

    def apply(self, order: "Order") -> None:
        order.follow_up_overdue = True


class Cancelled(Aggregate.Event):
    """The order was cancelled before anybody served (取消)."""

    TOPIC = "order.cancelled"
    cancelled_by: str
    reason: str

    def apply(self, order: "Order") -> None:
        order.state = OrderState.CANCELLED
        order.due_at = None


class Expired(Aggregate.Event):
    """The window passed and nobody served (过期)."""

    TOPIC = "order.expired"

    def apply(self, order: "Order") -> None:
        order.state = OrderState.EXPIRED
        order.due_at = None


class Disputed(Aggregate.Event):
    """Somebody disputed the service: its hours and points are frozen (争议)."""

    TOPIC = "order.disputed"
    disputed_by: str
    reason: str

    def apply(self, order: "Order") -> None:
        order.state_before_dispute = order.state
        order.disputed_by = self.disputed_by
        order.disputed_at = self.timestamp
        order.state = OrderState.DISPUTED


class DisputeDecided(Aggregate.Event):
    """The dispute was decided; volunteers' minutes stand as listed (争议裁定)."""

    TOPIC = "order.dispute_decided"
    upheld: bool
    reason: str
    decided_by: str
    volunteer_ids: list[UUID]
    minutes: list[int]
    due_at: datetime | None

    def apply(self, order: "Order") -> None:
        order.state = order.state_before_dispute
        order.due_at = self.due_at
        if order.amendable_since is not None:
            order.amendable_since += self.timestamp - order.disputed_at
        if order.follow_up_since is not None:
            order.follow_up_since += self.timestamp - order.disputed_at
        for volunteer_id, minutes in zip(self.volunteer_ids, self.minutes, strict=True):
            order.update_assignment(volunteer_id, minutes=minutes)
