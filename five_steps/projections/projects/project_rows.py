"""The rows of projects: how they stand, their rounds, and what happened in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.projects.project_state import ProjectStage
from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class ProjectRow:
    """A project; period, headcount and members are those of its present round."""

    id: Id
    unit_id: Id
    name: str
    category: str
    aims: str
    lead: str
    stage: str
    round: int
    planned_start: datetime
    planned_end: datetime
    overdue_at: datetime | None
    volunteers_min: int | None
    volunteers_max: int | None
    member_count: int
    established_by: str
    established_at: datetime
    result: str | None
    """What came of it, once it is closed."""
    ended_reason: str | None
    """Why it was abandoned."""
    ended_at: datetime | None
    position: Position


@dataclass(slots=True)
class ProjectRoundRow:
    """A round of a project's loop; moments are empty for stages that it has not come to."""

    project_id: Id
    number: int
    planned_start: datetime
    planned_end: datetime
    volunteers_min: int | None
    volunteers_max: int | None
    overdue_at: datetime | None
    """When a planned end of it had passed; kept when it was planned anew."""
    recruiting_since: datetime | None
    implementing_since: datetime | None
    evaluating_since: datetime | None
    evaluated_at: datetime | None
    outcome: str | None
    result: str | None
    answers: int | None
    questionnaire_ids: list[Id]
    changes: list[str]

    @classmethod
    def begin(cls, project_id: Id, number: int, start: datetime, end: datetime) -> ProjectRoundRow:
        """A round of which only the period is known."""
        return cls(
            project_id=project_id,
            number=number,
            planned_start=start,
            planned_end=end,
            volunteers_min=None,
            volunteers_max=None,
            overdue_at=None,
            recruiting_since=None,
            implementing_since=None,
            evaluating_since=None,
            evaluated_at=None,
            outcome=None,
            result=None,
            answers=None,
            questionnaire_ids=[],
            changes=[],
        )

    def recruit(self, volunteers_min: int, volunteers_max: int, since: datetime) -> None:
        """Volunteers may join from now on."""
        self.volunteers_min = volunteers_min
        self.volunteers_max = volunteers_max
        self.recruiting_since = since


@dataclass(slots=True)
class ProjectStepRow:
    """Who led a project into a stage, and when; `reason` is why it was abandoned."""

    position: Position
    project_id: Id
    round: int
    stage: str
    taken_by: str
    taken_at: datetime
    reason: str | None

    @classmethod
    def first(cls, project: ProjectRow) -> ProjectStepRow:
        """The establishment."""
        return cls(
            position=project.position,
            project_id=project.id,
            round=1,
            stage=ProjectStage.ESTABLISH,
            taken_by=project.established_by,
            taken_at=project.established_at,
            reason=None,
        )


@dataclass(slots=True)
class ProjectMemberRow:
    """A volunteer's part in a round; `left_at` is empty for those who stayed."""

    project_id: Id
    round: int
    volunteer_id: Id
    joined_at: datetime
    left_at: datetime | None
    leave_reason: str | None


@dataclass(slots=True)
class ProjectProgressRow:
    """A milestone that was reached, or a report."""

    position: Position
    project_id: Id
    round: int
    kind: str
    title: str
    details: str
    evidence_hash: str | None
    recorded_by: str
    recorded_at: datetime


@dataclass(slots=True)
class ProjectWorkRow:
    """An order or activity that was done for a project."""

    project_id: Id
    work_id: Id
    round: int
    kind: str
    linked_by: str
    linked_at: datetime
