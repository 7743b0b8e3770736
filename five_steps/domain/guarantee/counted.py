"""What is counted for a unit's year (计数项): whole numbers, each changed by events alone."""

from enum import StrEnum


class Counted(StrEnum):
    """One of the numbers that the indicators of a unit's year are made of (计数项)."""

    ORDERS_COMPLETED = "ORDERS_COMPLETED"
    """Orders served to the end 已完成点单."""
    ORDERS_EXPIRED = "ORDERS_EXPIRED"
    """Orders that nobody served 过期点单."""
    ORDERS_LATE = "ORDERS_LATE"
    """Of these two, those that were escalated for being late 超时点单."""
    RATINGS = "RATINGS"
    """Orders rated by their requesters 已评价点单."""
    RATING_SCORES = "RATING_SCORES"
    """The sum of their scores 评分合计."""
    ORDERS_UNRATED = "ORDERS_UNRATED"
    """Completed orders closed without a rating 未评价点单."""
    FOLLOW_UPS = "FOLLOW_UPS"
    """Orders followed up 已回访点单."""
    VOLUNTEERS = "VOLUNTEERS"
    """Volunteers who came this year less those who left; carried over to later years 志愿者."""
    VOLUNTEERS_ACTIVE = "VOLUNTEERS_ACTIVE"
    """Volunteers with verified minutes in the year, by their unit at that time 活跃志愿者."""
    PARTY_MEMBERS = "PARTY_MEMBERS"
    """In-service party members on the roster 名册党员."""
    PARTY_MEMBERS_ACTIVE = "PARTY_MEMBERS_ACTIVE"
    """Of these, those with verified minutes in the year, wherever they serve 参与党员."""
    PARTY_MINUTES = "PARTY_MINUTES"
    """Verified minutes of the members on the roster 党员服务分钟."""
    LINES_HELD = "LINES_HELD"
    """Activity lines of which an activity was held 已开展类别."""
    PROJECTS_DUE = "PROJECTS_DUE"
    """Projects planned to end in the year 到期项目."""
    PROJECTS_CLOSED = "PROJECTS_CLOSED"
    """Of these, those that ran their full loop 闭环项目."""
    MEETING_TASKS_DUE = "MEETING_TASKS_DUE"
    """Tasks of joint meetings that were done or fell overdue 应办任务."""
    MEETING_TASKS_LATE = "MEETING_TASKS_LATE"
    """Of these, those that fell overdue 逾期任务."""
    MEETING_TASKS_DONE = "MEETING_TASKS_DONE"
    """Of these, those that are done 已办任务."""
    IMPROVEMENTS_DUE = "IMPROVEMENTS_DUE"
    """Improvement tasks that were done or fell overdue 应整改."""
    IMPROVEMENTS_DONE = "IMPROVEMENTS_DONE"
    """Of these, those that are done 已整改."""
    VETOES = "VETOES"
    """Vetoes on the year that stand 一票否决."""


CARRIED_OVER = frozenset({Counted.VOLUNTEERS})
"""What a year takes over from the years before."""

BEGINS_THE_YEAR = frozenset(
    {
        Counted.ORDERS_COMPLETED,
        Counted.ORDERS_EXPIRED,
        Counted.VOLUNTEERS_ACTIVE,
        Counted.PARTY_MEMBERS_ACTIVE,
        Counted.LINES_HELD,
        Counted.PROJECTS_CLOSED,
        Counted.MEETING_TASKS_DUE,
        Counted.IMPROVEMENTS_DUE,
    }
)
"""With the first of these a unit's year begins: before, nobody has failed at anything yet."""
