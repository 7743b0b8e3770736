"""Counts activities, projects and vetoes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatchmethod
from uuid import UUID

from five_steps.domain.activities import activity_events
from five_steps.domain.guarantee.counting.in_memory.tally import Tally
from five_steps.domain.guarantee.counting.projects import (
    PROJECT_CLOSED,
    PROJECT_DUE,
    PROJECT_NOT_DUE,
)
from five_steps.domain.guarantee.counting.vetoes import VETO_LIFTED, VETOED
from five_steps.domain.guarantee.inspections import inspection_events
from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.projects import project_events


@dataclass(slots=True)
class _Project:
    unit_id: UUID
    year: int
    """The civil year in which it is planned to end."""


@dataclass(frozen=True, slots=True)
class _Activity:
    unit_id: UUID
    line: str
    year: int
    """The civil year in which it begins."""


class WorkCount:
    """Remembers every activity and project."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._activities: dict[UUID, _Activity] = {}
        self._projects: dict[UUID, _Project] = {}
        self._lines: defaultdict[tuple[UUID, int], set[str]] = defaultdict(set)

    def lines_held(self, unit_id: UUID, year: int) -> int:
        """Of how many lines the unit held an activity that began in the year."""
        return len(self._lines.get((unit_id, year), ()))

    @singledispatchmethod
    def count(self, event: object) -> None:
        """Count an event, if it is about an activity, a project or a veto."""

    @count.register
    def _(self, event: activity_events.Created) -> None:
        self._activities[event.originator_id] = _Activity(
            event.unit_id, event.line, local_year(event.starts_at)
        )

    @count.register
    def _(self, event: activity_events.Held) -> None:
        held = self._activities[event.originator_id]
        self._lines[held.unit_id, held.year].add(held.line)

    @count.register
    def _(self, event: project_events.Created) -> None:
        project = _Project(event.unit_id, local_year(event.planned_end))
        self._projects[event.originator_id] = project
        self._tally.add(project.unit_id, project.year, PROJECT_DUE)

    @count.register
    def _(self, event: project_events.PlanChanged | project_events.NextRoundBegun) -> None:
        self._move(self._projects[event.originator_id], event.planned_end)

    @count.register
    def _(self, event: project_events.Closed) -> None:
        project = self._projects[event.originator_id]
        self._tally.add(project.unit_id, project.year, PROJECT_CLOSED)

    @count.register
    def _(self, event: inspection_events.Vetoed) -> None:
        self._tally.add(event.unit_id, event.year, VETOED)

    @count.register
    def _(self, event: inspection_events.VetoLifted) -> None:
        self._tally.add(event.unit_id, event.year, VETO_LIFTED)

    def _move(self, project: _Project, planned_end: datetime) -> None:
        year = local_year(planned_end)
        if year != project.year:
            self._tally.add(project.unit_id, project.year, PROJECT_NOT_DUE)
            self._tally.add(project.unit_id, year, PROJECT_DUE)
            project.year = year
