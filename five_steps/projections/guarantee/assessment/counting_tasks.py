"""Counts the tasks of joint meetings and improvement tasks."""

from __future__ import annotations

from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.guarantee.counting.changes import Changes
from five_steps.domain.guarantee.counting.tasks import (
    IMPROVEMENT_TASK,
    MEETING_TASK,
    task_done,
    task_overdue,
    task_sent_back,
    task_withdrawn,
)
from five_steps.domain.meetings.meeting_task import MeetingTask
from five_steps.projections.guarantee.assessment.counting import Counting
from five_steps.projections.guarantee.assessment.memory_rows import TaskRow
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.values import Event, Id


class CountsTasks(Counting):
    """A task counts in the year in which it was done or overdue first."""

    @on(MeetingTask.Created)
    @on(ImprovementTask.Created)
    def task_given(self, event: Event, unit_id: Id) -> None:
        self.kept.tasks.add(TaskRow(event.stream, unit_id, None, late=False, done=False))

    @on(MeetingTask.Done)
    def meeting_task_done(self, event: Event) -> None:
        task = self.kept.tasks.change(event.stream)
        self._count_task(event, task, task_done(task, MEETING_TASK, event.at))

    @on(MeetingTask.Overdue)
    def meeting_task_overdue(self, event: Event) -> None:
        task = self.kept.tasks.change(event.stream)
        self._count_task(event, task, task_overdue(task, MEETING_TASK, event.at))

    @on(MeetingTask.SentBack)
    def meeting_task_sent_back(self, event: Event) -> None:
        task = self.kept.tasks.change(event.stream)
        self._count_task(event, task, task_sent_back(task, MEETING_TASK))

    @on(MeetingTask.Withdrawn)
    def meeting_task_withdrawn(self, event: Event) -> None:
        task = self.kept.tasks.change(event.stream)
        self._count_task(event, task, task_withdrawn(task, MEETING_TASK))

    @on(ImprovementTask.Done)
    def improvement_done(self, event: Event) -> None:
        task = self.kept.tasks.change(event.stream)
        self._count_task(event, task, task_done(task, IMPROVEMENT_TASK, event.at))

    @on(ImprovementTask.Overdue)
    def improvement_overdue(self, event: Event) -> None:
        task = self.kept.tasks.change(event.stream)
        self._count_task(event, task, task_overdue(task, IMPROVEMENT_TASK, event.at))

    @on(ImprovementTask.SentBack)
    def improvement_sent_back(self, event: Event) -> None:
        task = self.kept.tasks.change(event.stream)
        self._count_task(event, task, task_sent_back(task, IMPROVEMENT_TASK))

    def _count_task(self, event: Event, task: TaskRow, changes: Changes) -> None:
        if changes:
            assert task.year is not None
            self.count(event, task.unit_id, task.year, changes)
