"""Counts activities, projects and vetoes."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.activities.activity import Activity
from five_steps.domain.guarantee.counting.projects import (
    PROJECT_CLOSED,
    PROJECT_DUE,
    PROJECT_NOT_DUE,
)
from five_steps.domain.guarantee.counting.vetoes import VETO_LIFTED, VETOED
from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.projects.project import Project
from five_steps.projections.guarantee.assessment.counting import Counting
from five_steps.projections.guarantee.assessment.memory_rows import ActivityRow, ProjectRow
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.values import Event, Id


class CountsWork(Counting):
    """Activities count in the year they begin, projects in the year they are planned to end."""

    @on(Activity.Created)
    def activity_planned(self, event: Event, unit_id: Id, line: str, starts_at: datetime) -> None:
        self.kept.activities.add(
            ActivityRow(event.stream, unit_id, line, local_year(starts_at), None)
        )

    @on(Activity.Held)
    def activity_held(self, event: Event) -> None:
        activity = self.kept.activities.change(event.stream)
        activity.held_position = event.position
        self.begin_year(event, activity.year)
        self.tally.held.add((activity.unit_id, activity.year))

    @on(Project.Created)
    def project_established(self, event: Event, unit_id: Id, planned_end: datetime) -> None:
        project = self.kept.projects.add(ProjectRow(event.stream, unit_id, local_year(planned_end)))
        self.count(event, unit_id, project.year, PROJECT_DUE)

    @on(Project.PlanChanged)
    @on(Project.NextRoundBegun)
    def project_replanned(self, event: Event, planned_end: datetime) -> None:
        project = self.kept.projects.change(event.stream)
        year = local_year(planned_end)
        if year != project.year:
            self.count(event, project.unit_id, project.year, PROJECT_NOT_DUE)
            self.count(event, project.unit_id, year, PROJECT_DUE)
            project.year = year

    @on(Project.Closed)
    def project_closed(self, event: Event) -> None:
        project = self.kept.projects[event.stream]
        self.count(event, project.unit_id, project.year, PROJECT_CLOSED)

    @on(Inspection.Vetoed)
    def vetoed(self, event: Event, unit_id: Id, year: int) -> None:
        self.count(event, unit_id, year, VETOED)

    @on(Inspection.VetoLifted)
    def veto_lifted(self, event: Event, unit_id: Id, year: int) -> None:
        self.count(event, unit_id, year, VETO_LIFTED)
