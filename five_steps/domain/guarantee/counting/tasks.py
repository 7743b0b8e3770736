"""How tasks count, once they are done or overdue: in the year in which that first happened.

So a task that is not due yet is nobody's failing, and whoever does it late still has done it.
"""

from datetime import datetime
from typing import NamedTuple, Protocol

from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.counting.changes import NOTHING, Changes
from five_steps.domain.kernel.district_time import local_year


class TaskMemory(Protocol):
    """What has to be remembered of a task."""

    year: int | None
    """The civil year in which it was done or overdue first."""
    late: bool
    done: bool


class TaskNumbers(NamedTuple):
    """The numbers that a kind of task changes."""

    due: Counted
    done: Counted
    late: Counted | None


MEETING_TASK = TaskNumbers(
    Counted.MEETING_TASKS_DUE, Counted.MEETING_TASKS_DONE, Counted.MEETING_TASKS_LATE
)
IMPROVEMENT_TASK = TaskNumbers(Counted.IMPROVEMENTS_DUE, Counted.IMPROVEMENTS_DONE, None)


def task_done(task: TaskMemory, numbers: TaskNumbers, at: datetime) -> Changes:
    """It was done, late or in time."""
    due = _due(task, numbers, at)
    task.done = True
    return (*due, (numbers.done, 1))


def task_overdue(task: TaskMemory, numbers: TaskNumbers, at: datetime) -> Changes:
    """Its due date passed; one that was late before is no later for it."""
    due = _due(task, numbers, at)
    if task.late or numbers.late is None:
        return due
    task.late = True
    return (*due, (numbers.late, 1))


def task_sent_back(task: TaskMemory, numbers: TaskNumbers) -> Changes:
    """What was done is to be done again."""
    if not task.done:
        return NOTHING
    task.done = False
    return ((numbers.done, -1),)


def task_withdrawn(task: TaskMemory, numbers: TaskNumbers) -> Changes:
    """It was taken back: nobody is late with it any more."""
    if task.year is None:
        return NOTHING
    due: Changes = ((numbers.due, -1),)
    if not task.late or numbers.late is None:
        return due
    return (*due, (numbers.late, -1))


def _due(task: TaskMemory, numbers: TaskNumbers, at: datetime) -> Changes:
    if task.year is not None:
        return NOTHING
    task.year = local_year(at)
    return ((numbers.due, 1),)
