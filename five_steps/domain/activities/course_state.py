"""The states of a course and of somebody's part in it."""

from enum import StrEnum


class CourseState(StrEnum):
    """Where a course stands (课程状态)."""

    OPEN = "OPEN"
    """Going on, or still to begin 开课中."""
    COMPLETED = "COMPLETED"
    """Over 已结课."""
    CANCELLED = "CANCELLED"
    """Called off 已停课."""


class EnrolmentStatus(StrEnum):
    """Where somebody's part in a course stands (学员状态)."""

    ENROLLED = "ENROLLED"
    """Has a place 已报名."""
    WAITING = "WAITING"
    """Waits for a place 候补."""
    CANCELLED = "CANCELLED"
    """Gave it up 已退课."""
    COMPLETED = "COMPLETED"
    """Attended enough sessions 已结业."""
    NOT_COMPLETED = "NOT_COMPLETED"
    """Attended too few sessions 未结业."""
