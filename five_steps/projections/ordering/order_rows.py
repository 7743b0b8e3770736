"""The rows of an order: itself, whom it was offered to, and who serves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class OrderRow:
    """An order.

    `place`, `details` and `contact`, `comment` and `follow_up_result` are personal: empty once the
    requester's key is erased, and the first three when the time to keep them is over. `closed_at`
    is when it was rated, closed unrated, cancelled or expired.
    """

    id: Id
    unit_id: Id
    handling_unit_id: Id
    requester_kind: str
    requester_id: Id
    period_id: Id
    """The month whose orders' particulars go together."""
    category: str
    menu_item_id: Id | None
    title: str
    place: str | None
    details: str | None
    contact: str | None
    starts_at: datetime
    ends_at: datetime
    headcount: int
    skills: list[str]
    hazardous: bool
    state: str
    state_before_dispute: str | None
    team_id: Id | None
    due_at: datetime | None
    expires_at: datetime | None
    """When it expires if nobody serves it; empty once somebody has, or it ended."""
    overdue: bool
    overdue_stage: str | None
    accepted_count: int
    placed_at: datetime
    dispatched_at: datetime | None
    accepted_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None
    closed_at: datetime | None
    score: int | None
    comment: str | None
    tags: list[str]
    rated_at: datetime | None
    amended: bool
    follow_up_channel: str | None
    satisfied: bool | None
    complaint: bool | None
    follow_up_result: str | None
    followed_up_at: datetime | None
    ended_reason: str | None
    position: Position

    def show_particulars(self, particulars: dict[str, Any]) -> None:
        """Take over the opened particulars."""
        self.place = particulars.get("place")
        self.details = particulars.get("details")
        self.contact = particulars.get("contact")

    def show_comment(self, comment: str | None) -> None:
        """Take over the opened comment."""
        self.comment = comment

    def show_result(self, result: str | None) -> None:
        """Take over the opened result of the follow-up."""
        self.follow_up_result = result


@dataclass(slots=True)
class InvitationRow:
    """A volunteer the order was offered to by name, or who said no to it.

    An offer that no longer stands disappears; a no stays, until the volunteer is asked again.
    """

    order_id: Id
    volunteer_id: Id
    invited_at: datetime | None
    """Empty for a member of a team that the order was sent to."""
    declined_at: datetime | None
    reason: str | None


@dataclass(slots=True)
class AssignmentRow:
    """A volunteer's part in an order; `minutes` once verified."""

    order_id: Id
    volunteer_id: Id
    status: str
    accepted_at: datetime
    checked_in_at: datetime | None
    checked_out_at: datetime | None
    minutes: int
    record_id: Id | None
    score: int | None
    agreement_hash: str | None
    agreement_at: datetime | None
    position: Position
