"""Where a project stands, and what is recorded of it."""

from enum import StrEnum


class ProjectStage(StrEnum):
    """Where a project stands in its loop (项目阶段)."""

    ESTABLISH = "ESTABLISH"
    """Set up; recruiting has not begun 成立."""
    RECRUIT = "RECRUIT"
    """Volunteers join 招募."""
    IMPLEMENT = "IMPLEMENT"
    """Under way 实施."""
    EVALUATE = "EVALUATE"
    """Being evaluated, with surveys 评估."""
    OPTIMISE = "OPTIMISE"
    """What changes is decided 优化."""
    CLOSED = "CLOSED"
    """Closed: the loop is complete 已结项."""
    ABANDONED = "ABANDONED"
    """Given up before the loop was complete 已中止."""


class ProgressKind(StrEnum):
    """What is recorded of a project under way (进展类别)."""

    MILESTONE = "MILESTONE"
    """A milestone was reached 里程碑."""
    REPORT = "REPORT"
    """A report on how it goes 进展报告."""


class WorkKind(StrEnum):
    """What was done for a project elsewhere (关联事项)."""

    ORDER = "ORDER"
    """An order 订单."""
    ACTIVITY = "ACTIVITY"
    """An activity 活动."""


class ProjectOutcome(StrEnum):
    """How far a round of a project reached its aims (评估结论)."""

    ACHIEVED = "ACHIEVED"
    """The aims were reached 达成目标."""
    PARTLY = "PARTLY"
    """Some of them were 部分达成."""
    MISSED = "MISSED"
    """They were not 未达成."""
