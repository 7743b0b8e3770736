"""A project (项目): a loop from its aims to what is learnt, round after round."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.projects import project_events as events
from five_steps.domain.projects.plan import planned_period
from five_steps.domain.projects.project_state import ProjectStage
from five_steps.domain.projects.stages.evaluation import EvaluationStage
from five_steps.domain.projects.stages.implementation import ImplementationStage
from five_steps.domain.projects.stages.optimisation import OptimisationStage
from five_steps.domain.projects.stages.recruitment import RecruitmentStage

_UNDER_WAY = tuple(
    stage for stage in ProjectStage if stage not in {ProjectStage.CLOSED, ProjectStage.ABANDONED}
)


class Project(RecruitmentStage, ImplementationStage, EvaluationStage, OptimisationStage, Aggregate):
    """A project of a unit; each stage of its loop has a file in `stages`."""

    TOPIC = "project"

    # Else the library would put classes of its own in the place of those that the stages trigger.
    Event = Aggregate.Event
    Created = events.Created
    PlanChanged = events.PlanChanged
    Overdue = events.Overdue
    RecruitmentOpened = events.RecruitmentOpened
    VolunteerJoined = events.VolunteerJoined
    VolunteerLeft = events.VolunteerLeft
    ImplementationStarted = events.ImplementationStarted
    ProgressRecorded = events.ProgressRecorded
    WorkLinked = events.WorkLinked
    WorkUnlinked = events.WorkUnlinked
    EvaluationBegun = events.EvaluationBegun
    Evaluated = events.Evaluated
    ChangesNamed = events.ChangesNamed
    NextRoundBegun = events.NextRoundBegun
    Closed = events.Closed
    Abandoned = events.Abandoned

    @classmethod
    def establish(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        name: str,
        category: Category,
        aims: str,
        lead: str,
        planned_start: datetime,
        planned_end: datetime,
        by: str,
    ) -> "Project":
        """Establish a project: no project without aims, a lead and a planned period."""
        period = planned_period(planned_start, planned_end, at=at)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            name=checks.name("name", name),
            category=category.value,
            aims=checks.text("aims", aims),
            lead=checks.name("lead", lead),
            planned_start=period.start,
            planned_end=period.end,
            established_by=by,
        )

    def change_plan(
        self,
        *,
        aims: str,
        lead: str,
        planned_start: datetime,
        planned_end: datetime,
        reason: str,
        by: str,
        at: datetime,
    ) -> None:
        """Change aims, lead or period; what is done already is evaluated as it was planned."""
        self._require_stage(ProjectStage.ESTABLISH, ProjectStage.RECRUIT, ProjectStage.IMPLEMENT)
        period = planned_period(planned_start, planned_end, at=at)
        aims, lead = checks.text("aims", aims), checks.name("lead", lead)
        reason = checks.reason("reason", reason)
        self._note_overdue(at)
        self.trigger_event(
            self.PlanChanged,
            timestamp=at,
            aims=aims,
            lead=lead,
            planned_start=period.start,
            planned_end=period.end,
            reason=reason,
            changed_by=by,
        )

    def mark_overdue(self, *, at: datetime) -> None:
        """Record that the planned end passed with the round unfinished; once for each plan."""
        self._require_stage(*_UNDER_WAY)
        if self.overdue:
            raise Refusal(RefusalCode.DUPLICATE, "projectId")
        checks.not_before("projectId", at, self.period.end)
        self._note_overdue(at)

    def abandon(self, *, reason: str, by: str, at: datetime) -> None:
        """Give the project up, wherever it stands."""
        self._require_stage(*_UNDER_WAY)
        self.trigger_event(
            self.Abandoned, timestamp=at, reason=checks.reason("reason", reason), abandoned_by=by
        )
