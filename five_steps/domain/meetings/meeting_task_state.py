"""Where a task of a joint meeting stands."""

from enum import StrEnum


class MeetingTaskState(StrEnum):
    """Where a task of a joint meeting stands (任务状态)."""

    ASSIGNED = "ASSIGNED"
    """Given to the unit, which has not taken it on yet 待接收."""
    IN_PROGRESS = "IN_PROGRESS"
    """Being worked on 推进中."""
    DONE = "DONE"
    """Reported as done; the centre has yet to confirm it 待确认."""
    CONFIRMED = "CONFIRMED"
    """Done and confirmed 已办结."""
    WITHDRAWN = "WITHDRAWN"
    """Taken back by the centre 已撤销."""


UNFINISHED = (MeetingTaskState.ASSIGNED, MeetingTaskState.IN_PROGRESS)
"""As long as the unit has something to do, and can be late with it."""
