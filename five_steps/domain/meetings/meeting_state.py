"""Where a meeting and its matters stand, and who came."""

from dataclasses import dataclass
from enum import StrEnum


class MeetingState(StrEnum):
    """Where a joint meeting stands (会议状态)."""

    CONVENED = "CONVENED"
    """Convened, still to come 已召集."""
    HELD = "HELD"
    """Held; its minutes are not out yet 已召开."""
    PUBLISHED = "PUBLISHED"
    """Held, with its minutes published 纪要已发布."""
    CANCELLED = "CANCELLED"
    """Called off 已取消."""


class MatterState(StrEnum):
    """What became of a major matter (议题状态)."""

    OPEN = "OPEN"
    """On the agenda 待议."""
    DECIDED = "DECIDED"
    """Decided 已决策."""
    DEFERRED = "DEFERRED"
    """Put off to a later meeting 暂缓."""


class MeetingAttendance(StrEnum):
    """How an invited unit was there (出席情况)."""

    PRESENT = "PRESENT"
    """Its head came 出席."""
    DELEGATED = "DELEGATED"
    """Somebody came for its head 委派出席."""
    EXCUSED = "EXCUSED"
    """Absent with leave 请假."""
    ABSENT = "ABSENT"
    """Absent without leave 缺席."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A major matter; `outcome` is the decision, or why there is none."""

    title: str
    state: MatterState = MatterState.OPEN
    discussion: str = ""
    outcome: str = ""
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Presence:
    """How an invited unit was there, and how many came for it."""

    attendance: MeetingAttendance
    headcount: int
