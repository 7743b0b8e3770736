"""What can happen to a project."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, text_list
from five_steps.domain.projects.plan import Period, Recruitment
from five_steps.domain.projects.project_state import ProjectStage

if TYPE_CHECKING:
    from five_steps.domain.projects.project import Project


class Created(Aggregate.Created):
    """The project was established (成立)."""

    TOPIC = "project.created"
    unit_id: UUID
    name: str
    category: str
    aims: str
    lead: str
    planned_start: datetime
    planned_end: datetime
    established_by: str

    def apply(self, project: "Project") -> None:
        project.unit_id = self.unit_id
        project.period = Period(self.planned_start, self.planned_end)


class PlanChanged(Aggregate.Event):
    """Aims, lead or period of the round under way were changed (调整方案)."""

    TOPIC = "project.plan_changed"
    aims: str
    lead: str
    planned_start: datetime
    planned_end: datetime
    reason: str
    changed_by: str

    def apply(self, project: "Project") -> None:
        project.period = Period(self.planned_start, self.planned_end)
        project.overdue = False


class Overdue(Aggregate.Event):
    """The planned end passed with the round unfinished (超期)."""

    TOPIC = "project.overdue"
    planned_end: datetime

    def apply(self, project: "Project") -> None:
        project.overdue = True


class RecruitmentOpened(Aggregate.Event):
    """Volunteers may join the first round (开始招募)."""

    TOPIC = "project.recruitment_opened"
    volunteers_min: int
    volunteers_max: int
    opened_by: str

    def apply(self, project: "Project") -> None:
        project.stage = ProjectStage.RECRUIT
        project.wanted = Recruitment(self.volunteers_min, self.volunteers_max)


class VolunteerJoined(Aggregate.Event):
    """A volunteer joined the round (加入项目)."""

    TOPIC = "project.volunteer_joined"
    volunteer_id: UUID

    def apply(self, project: "Project") -> None:
        project.members = project.members | {self.volunteer_id}


class VolunteerLeft(Aggregate.Event):
    """A volunteer left the round (退出项目)."""

    TOPIC = "project.volunteer_left"
    volunteer_id: UUID
    reason: str

    def apply(self, project: "Project") -> None:
        project.members = project.members - {self.volunteer_id}


class ImplementationStarted(Aggregate.Event):
    """Enough had joined, and it began (开始实施)."""

    TOPIC = "project.implementation_started"
    started_by: str

    def apply(self, project: "Project") -> None:
        project.stage = ProjectStage.IMPLEMENT
        project.implemented_since = self.timestamp


class ProgressRecorded(Aggregate.Event):
    """A milestone was reached, or how it goes was reported (记录进展)."""

    TOPIC = "project.progress_recorded"
    kind: str
    title: str
    details: str
    evidence_hash: str | None
    recorded_by: str

    def apply(self, project: "Project") -> None:
        project.progress_count += 1


class WorkLinked(Aggregate.Event):
    """An order or an activity was done for the project (关联订单或活动)."""

    TOPIC = "project.work_linked"
    kind: str
    work_id: UUID
    linked_by: str

    def apply(self, project: "Project") -> None:
        project.work = project.work | {self.work_id}


class WorkUnlinked(Aggregate.Event):
    """It was linked by mistake (取消关联)."""

    TOPIC = "project.work_unlinked"
    work_id: UUID
    reason: str
    unlinked_by: str

    def apply(self, project: "Project") -> None:
        project.work = project.work - {self.work_id}


class EvaluationBegun(Aggregate.Event):
    """The round is over and is being evaluated (开始评估)."""

    TOPIC = "project.evaluation_begun"
    begun_by: str

    def apply(self, project: "Project") -> None:
        project.stage = ProjectStage.EVALUATE


class Evaluated(Aggregate.Event):
    """The round was evaluated on its surveys (完成评估)."""

    TOPIC = "project.evaluated"
    questionnaire_ids: list[UUID]
    answers: int
    outcome: str
    result: str
    evaluated_by: str

    def apply(self, project: "Project") -> None:
        project.stage = ProjectStage.OPTIMISE


class ChangesNamed(Aggregate.Event):
    """What is done differently from now on was decided (确定优化措施)."""

    TOPIC = "project.changes_named"
    changes: list[str]
    named_by: str

    def apply(self, project: "Project") -> None:
        project.changes = (*project.changes, *text_list(self.changes))


class NextRoundBegun(Aggregate.Event):
    """The next round begins with recruiting (开始下一轮).

    Whoever served in the last round joins again, or does not: nobody is assigned.
    """

    TOPIC = "project.next_round_begun"
    round: int
    planned_start: datetime
    planned_end: datetime
    volunteers_min: int
    volunteers_max: int
    begun_by: str

    def apply(self, project: "Project") -> None:
        project.stage = ProjectStage.RECRUIT
        project.round = self.round
        project.period = Period(self.planned_start, self.planned_end)
        project.wanted = Recruitment(self.volunteers_min, self.volunteers_max)
        project.begin_anew()


class Closed(Aggregate.Event):
    """The loop is complete, and the project is closed (结项)."""

    TOPIC = "project.closed"
    result: str
    closed_by: str

    def apply(self, project: "Project") -> None:
        project.stage = ProjectStage.CLOSED


class Abandoned(Aggregate.Event):
    """The project was given up (中止)."""

    TOPIC = "project.abandoned"
    reason: str
    abandoned_by: str

    def apply(self, project: "Project") -> None:
        project.stage = ProjectStage.ABANDONED
