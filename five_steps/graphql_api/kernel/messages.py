"""What is said to the caller in Chinese or English, for each reason to refuse a command."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from five_steps.domain.kernel.refusal import RefusalCode


class Language(StrEnum):
    """A language that messages are written in."""

    CHINESE = "zh"
    ENGLISH = "en"


REFUSALS: Mapping[RefusalCode, Mapping[Language, str]] = {
    RefusalCode.INVALID: {
        Language.CHINESE: "输入的内容不符合要求。",
        Language.ENGLISH: "The value is not of the allowed form.",
    },
    RefusalCode.NOT_FOUND: {
        Language.CHINESE: "没有找到所指的对象。",
        Language.ENGLISH: "There is no such object.",
    },
    RefusalCode.FORBIDDEN: {
        Language.CHINESE: "您的角色或所属单位无权进行此操作。",
        Language.ENGLISH: "Your role or unit does not cover this.",
    },
    RefusalCode.WRONG_STATE: {
        Language.CHINESE: "当前状态下不能进行此操作。",
        Language.ENGLISH: "This is not done in the present state.",
    },
    RefusalCode.DUPLICATE: {
        Language.CHINESE: "已经存在，不能重复。",
        Language.ENGLISH: "The same thing exists already.",
    },
    RefusalCode.OVERLAP: {
        Language.CHINESE: "时间与已有的服务、记录或预订冲突。",
        Language.ENGLISH: "The time overlaps another duty, record or booking.",
    },
    RefusalCode.CAP_EXCEEDED: {
        Language.CHINESE: "超出规则允许的上限。",
        Language.ENGLISH: "This is more than the rules allow.",
    },
    RefusalCode.FULL: {
        Language.CHINESE: "名额已满。",
        Language.ENGLISH: "No place is left.",
    },
    RefusalCode.TOO_EARLY: {
        Language.CHINESE: "还没有到允许的时间。",
        Language.ENGLISH: "It is too early for this.",
    },
    RefusalCode.TOO_LATE: {
        Language.CHINESE: "已经超过允许的时间。",
        Language.ENGLISH: "It is too late for this.",
    },
    RefusalCode.NOT_ELIGIBLE: {
        Language.CHINESE: "该志愿者不符合要求。",
        Language.ENGLISH: "The volunteer does not meet the requirement.",
    },
    RefusalCode.SELF_VERIFICATION: {
        Language.CHINESE: "不能审核或决定与本人有关的事项。",
        Language.ENGLISH: "Nobody verifies or decides on their own behalf.",
    },
    RefusalCode.SECOND_PERSON_REQUIRED: {
        Language.CHINESE: "此步骤须由另一人完成。",
        Language.ENGLISH: "A second person has to do this step.",
    },
    RefusalCode.FROZEN: {
        Language.CHINESE: "争议处理期间，时长和积分已冻结。",
        Language.ENGLISH: "A dispute freezes the hours and points until it is decided.",
    },
    RefusalCode.INSUFFICIENT_POINTS: {
        Language.CHINESE: "可用积分不足。",
        Language.ENGLISH: "The account has not enough points to spend.",
    },
    RefusalCode.OUT_OF_STOCK: {
        Language.CHINESE: "该兑换点库存不足。",
        Language.ENGLISH: "The counter has not enough of it left.",
    },
    RefusalCode.FUND_EXHAUSTED: {
        Language.CHINESE: "公益基金可用余额不足。",
        Language.ENGLISH: "The fund has not enough free money.",
    },
    RefusalCode.LIMIT_REACHED: {
        Language.CHINESE: "已达到限额。",
        Language.ENGLISH: "A limit per person or day is used up.",
    },
    RefusalCode.CLOSED: {
        Language.CHINESE: "该时间不开放。",
        Language.ENGLISH: "It is closed at that time.",
    },
    RefusalCode.WRONG_CODE: {
        Language.CHINESE: "兑换码不正确。",
        Language.ENGLISH: "The one-time code is not the right one.",
    },
}

COMMAND_ID_REUSED: Mapping[Language, str] = {
    Language.CHINESE: "该操作编号已用于另一项内容。",
    Language.ENGLISH: "The command id was used before for something else.",
}

PAST_IN_PREPARATION: Mapping[Language, str] = {
    Language.CHINESE: "正在生成该历史时点的数据，请稍后重试。",
    Language.ENGLISH: "The past of that moment is being made; ask again soon.",
}


@lru_cache(maxsize=1000)
def language_of(accept_language: str) -> Language:
    """The first language of an Accept-Language header that we write; English without one.

    Browsers list languages by preference, so quality values add nothing here.
    """
    for part in accept_language.lower().split(","):
        tag = part.strip()
        for language in Language:
            if tag.startswith(language):
                return language
    return Language.ENGLISH
