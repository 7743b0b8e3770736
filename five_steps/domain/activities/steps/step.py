"""What the steps of an activity share: its state, and the questions they all ask of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.places import Places
from five_steps.domain.activities.plan import ActivityPlan
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import Window

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate


class Step:
    """Base of the steps. The `Activity` is all of them together, and alone an aggregate."""

    if TYPE_CHECKING:

        def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
            """The library's, which the activity inherits beside the steps."""

    def __init__(self) -> None:
        self.state = ActivityState.DRAFT
        self.plan: ActivityPlan
        self.booking_id: UUID | None = None
        self.course_id: UUID | None = None
        self.starts_at: datetime
        self.ends_at: datetime
        self.sign_up_opens_at: datetime | None = None
        self.sign_up_closes_at: datetime
        self.places = Places(capacity=0)
        self.sign_ups: Mapping[UUID, int] = {}
        """How often each person has signed up."""
        self.attended: frozenset[UUID] = frozenset()
        self.held_at: datetime | None = None
        self.evidence: tuple[str, ...] = ()
        self.rated: frozenset[UUID] = frozenset()

    @property
    def unit_id(self) -> UUID:
        """The unit that holds it."""
        return self.plan.unit_id

    @property
    def window(self) -> Window:
        """When it is held."""
        return Window(self.starts_at, self.ends_at)

    def _require(self, *states: ActivityState) -> None:
        checks.in_state("activityId", self.state, *states)

    def _require_not_begun(self, at: datetime) -> None:
        checks.before("activityId", at, self.starts_at)
