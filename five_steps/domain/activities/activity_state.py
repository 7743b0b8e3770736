"""The states of an activity and of somebody's part in it."""

from enum import StrEnum


class ActivityState(StrEnum):
    """Where an activity stands (活动状态)."""

    DRAFT = "DRAFT"
    """Not published yet 草稿."""
    PUBLISHED = "PUBLISHED"
    """Published: people sign up, and come 已发布."""
    HELD = "HELD"
    """Held 已举办."""
    CANCELLED = "CANCELLED"
    """Cancelled 已取消."""


class ParticipationStatus(StrEnum):
    """Where somebody's part stands (报名状态)."""

    SIGNED_UP = "SIGNED_UP"
    """Has a place 已报名."""
    WAITING = "WAITING"
    """Waits for a place 候补."""
    CANCELLED = "CANCELLED"
    """Gave it back 已取消."""
    ATTENDED = "ATTENDED"
    """Was there 已参加."""
