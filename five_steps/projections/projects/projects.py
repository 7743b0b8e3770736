"""Projects (项目): how they stand, their rounds, members, progress and work."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.projects.project import Project
from five_steps.domain.projects.project_state import ProjectStage
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id
from five_steps.projections.projects.project_rows import (
    ProjectMemberRow,
    ProjectProgressRow,
    ProjectRoundRow,
    ProjectRow,
    ProjectStepRow,
    ProjectWorkRow,
)


class ProjectsView(Projection):
    """`read.projects`, and `project_rounds`, `_steps`, `_members`, `_progress` and `_work`."""

    name = "projects"

    def declare(self) -> None:
        self.projects = self.table(
            Rows[Id, ProjectRow](
                ProjectRow,
                "projects",
                key=["id"],
                indexes=["(unit_id)", "(established_at, id)", "(planned_end, id)"],
            )
        )
        self.rounds = self.table(
            Rows[tuple[Id, int], ProjectRoundRow](
                ProjectRoundRow, "project_rounds", key=["project_id", "number"]
            )
        )
        self.members = self.table(
            Rows[tuple[Id, int, Id], ProjectMemberRow](
                ProjectMemberRow,
                "project_members",
                key=["project_id", "round", "volunteer_id"],
                indexes=["(volunteer_id)"],
            )
        )
        self.work = self.table(
            Rows[tuple[Id, Id], ProjectWorkRow](
                ProjectWorkRow,
                "project_work",
                key=["project_id", "work_id"],
                indexes=["(work_id)"],
            )
        )
        self.steps = self.table(
            Ledger(ProjectStepRow, "project_steps", key=["position"], indexes=["(project_id)"])
        )
        self.progress = self.table(
            Ledger(
                ProjectProgressRow, "project_progress", key=["position"], indexes=["(project_id)"]
            )
        )

    # --- planning -------------------------------------------------------------------------------

    @on(Project.Created)
    def established(
        self,
        event: Event,
        unit_id: Id,
        name: str,
        category: str,
        aims: str,
        lead: str,
        planned_start: datetime,
        planned_end: datetime,
        established_by: str,
    ) -> None:
        project = self.projects.add(
            ProjectRow(
                id=event.stream,
                unit_id=unit_id,
                name=name,
                category=category,
                aims=aims,
                lead=lead,
                stage=ProjectStage.ESTABLISH,
                round=1,
                planned_start=planned_start,
                planned_end=planned_end,
                overdue_at=None,
                volunteers_min=None,
                volunteers_max=None,
                member_count=0,
                established_by=established_by,
                established_at=event.at,
                result=None,
                ended_reason=None,
                ended_at=None,
                position=event.position,
            )
        )
        self.rounds.add(ProjectRoundRow.begin(event.stream, 1, planned_start, planned_end))
        self.steps.append(ProjectStepRow.first(project))

    @on(Project.PlanChanged)
    def plan_changed(
        self, event: Event, aims: str, lead: str, planned_start: datetime, planned_end: datetime
    ) -> None:
        project = self._changed(event)
        project.aims = aims
        project.lead = lead
        project.overdue_at = None
        for planned in (project, self._round(event)):
            planned.planned_start = planned_start
            planned.planned_end = planned_end

    @on(Project.Overdue)
    def overdue(self, event: Event) -> None:
        for late in (self._changed(event), self._round(event)):
            late.overdue_at = event.at

    # --- recruiting -----------------------------------------------------------------------------

    @on(Project.RecruitmentOpened)
    def recruitment_opened(
        self, event: Event, volunteers_min: int, volunteers_max: int, opened_by: str
    ) -> None:
        project = self._step(event, ProjectStage.RECRUIT, opened_by)
        project.volunteers_min = volunteers_min
        project.volunteers_max = volunteers_max
        self._round(event).recruit(volunteers_min, volunteers_max, event.at)

    @on(Project.VolunteerJoined)
    def volunteer_joined(self, event: Event, volunteer_id: Id) -> None:
        project = self._changed(event)
        project.member_count += 1
        key = (event.stream, project.round, volunteer_id)
        if self.members.find(key) is None:
            self.members.add(ProjectMemberRow(*key, event.at, None, None))
            return
        member = self.members.change(key)
        member.joined_at = event.at
        member.left_at = member.leave_reason = None

    @on(Project.VolunteerLeft)
    def volunteer_left(self, event: Event, volunteer_id: Id, reason: str) -> None:
        project = self._changed(event)
        project.member_count -= 1
        member = self.members.change((event.stream, project.round, volunteer_id))
        member.left_at = event.at
        member.leave_reason = reason

    # --- implementing ---------------------------------------------------------------------------

    @on(Project.ImplementationStarted)
    def implementation_started(self, event: Event, started_by: str) -> None:
        self._step(event, ProjectStage.IMPLEMENT, started_by)
        self._round(event).implementing_since = event.at

    @on(Project.ProgressRecorded)
    def progress_recorded(
        self,
        event: Event,
        kind: str,
        title: str,
        details: str,
        evidence_hash: str | None,
        recorded_by: str,
    ) -> None:
        self.progress.append(
            ProjectProgressRow(
                position=event.position,
                project_id=event.stream,
                round=self._changed(event).round,
                kind=kind,
                title=title,
                details=details,
                evidence_hash=evidence_hash,
                recorded_by=recorded_by,
                recorded_at=event.at,
            )
        )

    @on(Project.WorkLinked)
    def work_linked(self, event: Event, kind: str, work_id: Id, linked_by: str) -> None:
        number = self._changed(event).round
        if self.work.find((event.stream, work_id)) is not None:
            # An activity may go on over several rounds; the last is shown.
            self.work.remove((event.stream, work_id))
        self.work.add(ProjectWorkRow(event.stream, work_id, number, kind, linked_by, event.at))

    @on(Project.WorkUnlinked)
    def work_unlinked(self, event: Event, work_id: Id) -> None:
        self._changed(event)
        self.work.remove((event.stream, work_id))

    # --- evaluating and optimising --------------------------------------------------------------

    @on(Project.EvaluationBegun)
    def evaluation_begun(self, event: Event, begun_by: str) -> None:
        self._step(event, ProjectStage.EVALUATE, begun_by)
        self._round(event).evaluating_since = event.at

    @on(Project.Evaluated)
    def evaluated(
        self,
        event: Event,
        questionnaire_ids: list[Id],
        answers: int,
        outcome: str,
        result: str,
        evaluated_by: str,
    ) -> None:
        self._step(event, ProjectStage.OPTIMISE, evaluated_by)
        evaluated = self._round(event)
        evaluated.evaluated_at = event.at
        evaluated.questionnaire_ids = questionnaire_ids
        evaluated.answers = answers
        evaluated.outcome = outcome
        evaluated.result = result

    @on(Project.ChangesNamed)
    def changes_named(self, event: Event, changes: list[str]) -> None:
        self._changed(event)
        learnt = self._round(event)
        learnt.changes = [*learnt.changes, *changes]

    @on(Project.NextRoundBegun)
    def next_round_begun(
        self,
        event: Event,
        round: int,  # noqa: A002 - the event's own name
        planned_start: datetime,
        planned_end: datetime,
        volunteers_min: int,
        volunteers_max: int,
        begun_by: str,
    ) -> None:
        self.projects.change(event.stream).round = round
        project = self._step(event, ProjectStage.RECRUIT, begun_by)
        project.planned_start = planned_start
        project.planned_end = planned_end
        project.volunteers_min = volunteers_min
        project.volunteers_max = volunteers_max
        project.member_count = 0
        project.overdue_at = None
        begun = self.rounds.add(
            ProjectRoundRow.begin(event.stream, round, planned_start, planned_end)
        )
        begun.recruit(volunteers_min, volunteers_max, event.at)

    # --- endings --------------------------------------------------------------------------------

    @on(Project.Closed)
    def closed(self, event: Event, result: str, closed_by: str) -> None:
        project = self._step(event, ProjectStage.CLOSED, closed_by)
        project.result = result
        project.ended_at = event.at

    @on(Project.Abandoned)
    def abandoned(self, event: Event, reason: str, abandoned_by: str) -> None:
        project = self._step(event, ProjectStage.ABANDONED, abandoned_by, reason)
        project.ended_reason = reason
        project.ended_at = event.at

    # --- what several events do -----------------------------------------------------------------

    def _changed(self, event: Event) -> ProjectRow:
        project = self.projects.change(event.stream)
        project.position = event.position
        return project

    def _round(self, event: Event) -> ProjectRoundRow:
        return self.rounds.change((event.stream, self.projects[event.stream].round))

    def _step(
        self, event: Event, stage: ProjectStage, by: str, reason: str | None = None
    ) -> ProjectRow:
        project = self._changed(event)
        project.stage = stage
        self.steps.append(
            ProjectStepRow(
                position=event.position,
                project_id=project.id,
                round=project.round,
                stage=stage,
                taken_by=by,
                taken_at=event.at,
                reason=reason,
            )
        )
        return project
