"""What the stages of a project's loop share: its state, and the questions they all ask of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.projects import project_events as events
from five_steps.domain.projects.plan import Period, Recruitment
from five_steps.domain.projects.project_state import ProjectStage

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate

_FIELD = "projectId"


class Stage:
    """Base of the stages. The `Project` is all of them together, and alone an aggregate."""

    if TYPE_CHECKING:

        def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
            """The library's, which the project inherits beside the stages."""

    def __init__(self) -> None:
        self.stage = ProjectStage.ESTABLISH
        self.unit_id: UUID
        self.period: Period
        self.overdue = False
        """Whether the planned end has passed with the round unfinished."""
        self.round = 1
        self.wanted: Recruitment | None = None
        self.members: frozenset[UUID] = frozenset()
        self.implemented_since: datetime | None = None
        self.progress_count = 0
        self.work: frozenset[UUID] = frozenset()
        self.changes: tuple[str, ...] = ()

    def begin_anew(self) -> None:
        """Forget what was of the last round."""
        self.overdue = False
        self.members = frozenset()
        self.implemented_since = None
        self.progress_count = 0
        self.work = frozenset()
        self.changes = ()

    def _note_overdue(self, at: datetime) -> None:
        """Record a planned end that passed before the deadline keeper has looked."""
        if not self.overdue and at >= self.period.end:
            self.trigger_event(events.Overdue, timestamp=at, planned_end=self.period.end)

    def _require_stage(self, *allowed: ProjectStage) -> None:
        checks.in_state(_FIELD, self.stage, *allowed)
