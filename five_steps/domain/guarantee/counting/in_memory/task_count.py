"""Counts the tasks of joint meetings and improvement tasks."""

from dataclasses import dataclass
from functools import singledispatchmethod
from uuid import UUID

from five_steps.domain.feedback import improvement_events
from five_steps.domain.guarantee.counting.changes import Changes
from five_steps.domain.guarantee.counting.in_memory.tally import Tally
from five_steps.domain.guarantee.counting.tasks import (
    IMPROVEMENT_TASK,
    MEETING_TASK,
    task_done,
    task_overdue,
    task_sent_back,
    task_withdrawn,
)
from five_steps.domain.meetings import meeting_task_events


@dataclass(slots=True)
class _Task:
    unit_id: UUID
    year: int | None = None
    late: bool = False
    done: bool = False


class TaskCount:
    """Remembers every task."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._tasks: dict[UUID, _Task] = {}

    @singledispatchmethod
    def count(self, event: object) -> None:
        """Count an event, if it is about a task."""

    @count.register
    def _(self, event: meeting_task_events.Created | improvement_events.Created) -> None:
        self._tasks[event.originator_id] = _Task(event.unit_id)

    @count.register
    def _(self, event: meeting_task_events.Done) -> None:
        task = self._tasks[event.originator_id]
        self._add(task, task_done(task, MEETING_TASK, event.timestamp))

    @count.register
    def _(self, event: meeting_task_events.Overdue) -> None:
        task = self._tasks[event.originator_id]
        self._add(task, task_overdue(task, MEETING_TASK, event.timestamp))

    @count.register
    def _(self, event: meeting_task_events.SentBack) -> None:
        task = self._tasks[event.originator_id]
        self._add(task, task_sent_back(task, MEETING_TASK))

    @count.register
    def _(self, event: meeting_task_events.Withdrawn) -> None:
        task = self._tasks[event.originator_id]
        self._add(task, task_withdrawn(task, MEETING_TASK))

    @count.register
    def _(self, event: improvement_events.Done) -> None:
        task = self._tasks[event.originator_id]
        self._add(task, task_done(task, IMPROVEMENT_TASK, event.timestamp))

    @count.register
    def _(self, event: improvement_events.Overdue) -> None:
        task = self._tasks[event.originator_id]
        self._add(task, task_overdue(task, IMPROVEMENT_TASK, event.timestamp))

    @count.register
    def _(self, event: improvement_events.SentBack) -> None:
        task = self._tasks[event.originator_id]
        self._add(task, task_sent_back(task, IMPROVEMENT_TASK))

    def _add(self, task: _Task, changes: Changes) -> None:
        if changes:
            assert task.year is not None
            self._tally.add(task.unit_id, task.year, changes)
