"""An order (订单): a service from the request to the follow-up."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import HEADCOUNT_MAX
from five_steps.domain.ordering.order_state import RequesterKind
from five_steps.domain.ordering.service_policy import ServiceRules
from five_steps.domain.ordering.steps.acceptance import Acceptance
from five_steps.domain.ordering.steps.dispatch import Dispatch
from five_steps.domain.ordering.steps.disputes import Disputes
from five_steps.domain.ordering.steps.endings import Endings
from five_steps.domain.ordering.steps.follow_up import FollowUp
from five_steps.domain.ordering.steps.rating import Rating
from five_steps.domain.ordering.steps.service import Service

WINDOW_DAYS_MAX = 31
"""A longer service is no order but several: it needs an agreement of its own, and hours by day."""


class Order(Dispatch, Acceptance, Service, Rating, FollowUp, Endings, Disputes, Aggregate):
    """An order and the volunteers who serve it; each step of its loop has a file in `steps`."""

    TOPIC = "order"

    # Else the library would put classes of its own in the place of those that the steps trigger.
    Event = Aggregate.Event
    Created = events.Created
    Dispatched = events.Dispatched
    Transferred = events.Transferred
    Escalated = events.Escalated
    Accepted = events.Accepted
    AgreementRecorded = events.AgreementRecorded
    Declined = events.Declined
    AcceptanceWithdrawn = events.AcceptanceWithdrawn
    Returned = events.Returned
    CheckedIn = events.CheckedIn
    CheckedOut = events.CheckedOut
    NoShowRecorded = events.NoShowRecorded
    HoursVerified = events.HoursVerified
    HoursCorrected = events.HoursCorrected
    Completed = events.Completed
    Rated = events.Rated
    RatingAmended = events.RatingAmended
    ClosedUnrated = events.ClosedUnrated
    FollowedUp = events.FollowedUp
    FollowUpOverdue = events.FollowUpOverdue
    Cancelled = events.Cancelled
    Expired = events.Expired
    Disputed = events.Disputed
    DisputeDecided = events.DisputeDecided

    @classmethod
    def place(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        rules: ServiceRules,
        unit_id: UUID,
        requester_kind: RequesterKind,
        requester_id: UUID,
        category: Category,
        menu_item_id: UUID | None,
        title: str,
        particulars: str,
        window: Window,
        headcount: int,
        skills: Sequence[str],
        hazardous: bool,
    ) -> "Order":
        """Order a service for a window that has not ended yet."""
        checks.still_ahead("endsAt", window.end, at)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            requester_kind=requester_kind.value,
            requester_id=requester_id,
            category=category.value,
            menu_item_id=menu_item_id,
            title=checks.name("title", title),
            particulars=particulars,
            starts_at=window.start,
            ends_at=window.end,
            headcount=checks.whole("headcount", headcount, least=1, most=HEADCOUNT_MAX),
            skills=list(skills),
            hazardous=hazardous,
            due_at=at + rules.dispatch_within,
        )
