"""The words in which complaints and suggestions are told."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class FeedbackKind(StrEnum):
    """What somebody wants to say (意见类别)."""

    COMPLAINT = "COMPLAINT"
    """Something was not as it should be 投诉."""
    SUGGESTION = "SUGGESTION"
    """Something could be better 建议."""


class FeedbackTopic(StrEnum):
    """What a complaint or suggestion is about (意见对象)."""

    UNIT = "UNIT"
    """A unit 单位."""
    ORDER = "ORDER"
    """An order of the asker, or one they served 订单."""
    ACTIVITY = "ACTIVITY"
    """An activity 活动."""


class AskerKind(StrEnum):
    """Who complains or suggests (提出人类别)."""

    RESIDENT = "RESIDENT"
    """A resident 群众."""
    VOLUNTEER = "VOLUNTEER"
    """A volunteer 志愿者."""


class FeedbackState(StrEnum):
    """Where a complaint or suggestion stands (办理状态)."""

    OPEN = "OPEN"
    """Waiting for an answer or an improvement task 待办理."""
    ANSWERED = "ANSWERED"
    """Answered; the asker is still to be told 已答复."""
    IN_IMPROVEMENT = "IN_IMPROVEMENT"
    """An improvement task was made of it 整改中."""
    INFORMED = "INFORMED"
    """The asker was told what came of it 已告知."""
    CONFIRMED = "CONFIRMED"
    """The asker said whether they are satisfied 已确认."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who complains or suggests."""

    kind: AskerKind
    id: UUID


@dataclass(frozen=True, slots=True)
class Concern:
    """What a complaint or suggestion is about, and the unit that has to answer for it."""

    topic: FeedbackTopic
    id: UUID
    unit_id: UUID
