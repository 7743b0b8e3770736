"""What the steps of an order's loop share: its state, and the questions they all ask of it."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import with_entry
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import (
    Assignment,
    AssignmentStatus,
    OrderState,
    RequesterKind,
)
from five_steps.domain.ordering.service_policy import ServiceRules

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate


class Step:
    """Base of the steps. The `Order` is all of them together, and alone an aggregate."""

    if TYPE_CHECKING:

        @property
        def id(self) -> UUID:
            """The library's, which the order inherits beside the steps."""

        def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
            """The library's, which the order inherits beside the steps."""

    def __init__(self) -> None:
        self.state = OrderState.PLACED
        self.unit_id: UUID
        self.handling_unit_id: UUID
        self.requester_kind = RequesterKind.RESIDENT
        self.requester_id: UUID
        self.category = Category.THEORY
        self.starts_at: datetime
        self.ends_at: datetime
        self.headcount = 1
        self.skills: tuple[str, ...] = ()
        self.hazardous = False
        self.team_id: UUID | None = None
        self.named: tuple[UUID, ...] = ()
        self.declined: frozenset[UUID] = frozenset()
        self.assignments: dict[UUID, Assignment] = {}
        self.overdue = False
        self.due_at: datetime | None = None
        self.amendable_since: datetime | None = None
        """When it was rated, later by as long as disputes were open since."""
        self.amended = False
        self.closed_at: datetime | None = None
        """When it was rated, or closed without a rating."""
        self.follow_up_since: datetime | None = None
        """When it closed, later by as long as disputes were open since."""
        self.follow_up_overdue = False
        self.scores: dict[UUID, int] = {}
        self.state_before_dispute = OrderState.COMPLETED
        self.disputed_by = ""
        self.disputed_at: datetime

    @property
    def window(self) -> Window:
        """When the service is wanted."""
        return Window(self.starts_at, self.ends_at)

    @property
    def open_places(self) -> int:
        """How many more volunteers may accept."""
        return self.headcount - len(self.assignments)

    @property
    def served(self) -> list[UUID]:
        """The volunteers with minutes verified on the order."""
        return [a.volunteer_id for a in self.assignments.values() if a.minutes > 0]

    # --- how events change the state ------------------------------------------------------------

    def back_to_dispatch(self, due_at: datetime | None) -> None:
        """Wait for dispatch again."""
        self.state = OrderState.PLACED
        self.team_id = None
        self.named = ()
        self.due_at = due_at

    def update_assignment(self, volunteer_id: UUID, **changes: Any) -> None:
        """Replace fields of a volunteer's part."""
        changed = replace(self.assignments[volunteer_id], **changes)
        self.assignments = with_entry(self.assignments, volunteer_id, changed)

    # --- what several steps ask -----------------------------------------------------------------

    def _require_assignment(self, volunteer_id: UUID, status: AssignmentStatus) -> Assignment:
        assignment = self.assignments.get(volunteer_id)
        if assignment is None:
            raise Refusal(RefusalCode.NOT_FOUND, "volunteerId", allowed="who accepted the order")
        checks.in_state("volunteerId", assignment.status, status)
        return assignment

    def _require_not_over(self, at: datetime) -> None:
        checks.before("orderId", at, self.ends_at)

    def _settle(self, rules: ServiceRules, at: datetime) -> None:
        statuses = {assignment.status for assignment in self.assignments.values()}
        if statuses == {AssignmentStatus.NO_SHOW}:
            self.trigger_event(events.Expired, timestamp=at)
        elif statuses <= {AssignmentStatus.VERIFIED, AssignmentStatus.NO_SHOW}:
            self.trigger_event(events.Completed, timestamp=at, due_at=at + rules.rate_within)
