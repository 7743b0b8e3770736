"""What the parts of a meeting share: its state, and the questions they all ask of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.meetings.meeting_state import (
    Matter,
    MatterState,
    MeetingState,
    Presence,
)

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate


class Part:
    """Base of the parts. The `JointMeeting` is all of them together, and alone an aggregate."""

    if TYPE_CHECKING:
        id: UUID

        def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
            """The library's, which the meeting inherits beside the parts."""

    def __init__(self) -> None:
        self.state = MeetingState.CONVENED
        self.title = ""
        self.place = ""
        self.starts_at: datetime
        self.unit_ids: tuple[UUID, ...] = ()
        self.matters: dict[UUID, Matter] = {}
        """In the order of the agenda."""
        self.presences: dict[UUID, Presence] = {}
        self.report_count = 0
        self.draft = ""
        """What was drafted since the minutes were last published."""
        self.minutes_version = 0

    def matter(self, matter_id: UUID) -> Matter:
        """A matter on the agenda."""
        found = self.matters.get(matter_id)
        if found is None:
            raise Refusal(RefusalCode.NOT_FOUND, "matterId", allowed="a matter of the meeting")
        return found

    def require_decided(self, matter_id: UUID) -> None:
        """Refuse unless the matter is decided: a task hangs at a decision."""
        checks.in_state("matterId", self.matter(matter_id).state, MatterState.DECIDED)

    def _require_state(self, *allowed: MeetingState) -> None:
        checks.in_state("meetingId", self.state, *allowed)

    def _require_invited(self, unit_id: UUID) -> None:
        if unit_id not in self.unit_ids:
            raise Refusal(RefusalCode.NOT_FOUND, "unitId", allowed="a unit that is invited")
