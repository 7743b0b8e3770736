"""The words in which an improvement task is told."""

from enum import StrEnum


class ImprovementSource(StrEnum):
    """What an improvement task came from (整改来源)."""

    COMPLAINT = "COMPLAINT"
    """A complaint 投诉."""
    SUGGESTION = "SUGGESTION"
    """A suggestion 建议."""
    FOLLOW_UP = "FOLLOW_UP"
    """What a requester said when followed up 回访."""
    QUESTIONNAIRE = "QUESTIONNAIRE"
    """The results of a questionnaire 问卷."""
    INSPECTION = "INSPECTION"
    """A finding of an inspection 监督检查."""
    MEETING = "MEETING"
    """A decision of a joint meeting 联席会议."""


class ImprovementState(StrEnum):
    """Where an improvement task stands (整改状态)."""

    OPEN = "OPEN"
    """To be done 整改中."""
    DONE = "DONE"
    """Done, waiting for the check by a second person 待验收."""
    ACCEPTED = "ACCEPTED"
    """Checked and accepted 已验收."""


class InformChannel(StrEnum):
    """How an asker was told what came of it (告知方式)."""

    PHONE = "PHONE"
    """By telephone 电话."""
    VISIT = "VISIT"
    """By a visit 上门."""
    MESSAGE = "MESSAGE"
    """By a message 短信或消息."""
    LETTER = "LETTER"
    """In writing 书面."""
