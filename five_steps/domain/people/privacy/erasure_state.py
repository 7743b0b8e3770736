"""Where an erasure stands, why it is asked for, why it is refused, and what it takes away."""

from enum import StrEnum


class PersonKind(StrEnum):
    """In what capacity somebody is registered (登记类别)."""

    VOLUNTEER = "VOLUNTEER"
    """A volunteer 志愿者."""
    RESIDENT = "RESIDENT"
    """A resident 群众."""


class ErasureState(StrEnum):
    """Where an erasure stands (删除申请状态)."""

    REQUESTED = "REQUESTED"
    """Asked for, waiting for the decision 待决定."""
    WITHDRAWN = "WITHDRAWN"
    """Asked for, and not wanted any more 已撤回."""
    REFUSED = "REFUSED"
    """Refused, for a reason that was given 不予删除."""
    ERASED = "ERASED"
    """Done, and not to be undone 已删除."""


class ErasureGround(StrEnum):
    """Why personal information is erased (删除事由): 个人信息保护法, art. 47."""

    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    """The person does not agree to its use any more 撤回同意."""
    PURPOSE_ENDED = "PURPOSE_ENDED"
    """What it was for is achieved, or cannot be, or needs it no more 目的已实现."""
    UNLAWFUL = "UNLAWFUL"
    """It was collected or used against the law or what was agreed 违法违约处理."""
    RETENTION_OVER = "RETENTION_OVER"
    """The time that it is kept is over 保存期限届满."""


class ErasureRefusal(StrEnum):
    """Why an erasure is refused (不予删除理由)."""

    LEGAL_RETENTION = "LEGAL_RETENTION"
    """A law or regulation has it kept for longer 法定保存期限未届满."""
    CLAIMS_PENDING = "CLAIMS_PENDING"
    """It is needed for a dispute or claim, in court or out of it 争议或索赔未决."""
    IDENTITY_NOT_PROVEN = "IDENTITY_NOT_PROVEN"
    """That the request is the person's own could not be shown 身份无法核实."""


class DataKind(StrEnum):
    """A kind of personal information (个人信息类别)."""

    NAME_AND_CONTACT = "NAME_AND_CONTACT"
    """Name and telephone 姓名与联系方式."""
    IDENTITY = "IDENTITY"
    """Date of birth and masked id-document number 出生日期与证件信息."""
    GUARDIAN = "GUARDIAN"
    """Name and telephone of the guardian 监护人信息."""
    ORDER_PARTICULARS = "ORDER_PARTICULARS"
    """Places, details and contacts of orders 订单地址、详情与联系人."""
    WORDS = "WORDS"
    """What was written or said: comments, feedback, answers, objections 评价、投诉与答卷文字."""
    LOCATIONS = "LOCATIONS"
    """Where somebody checked in and out 签到位置."""
    HARDSHIP = "HARDSHIP"
    """What need there was, and what became of it 困难与帮扶情况."""


KEPT_OF: dict[PersonKind, tuple[DataKind, ...]] = {
    PersonKind.VOLUNTEER: (
        DataKind.NAME_AND_CONTACT,
        DataKind.IDENTITY,
        DataKind.GUARDIAN,
        DataKind.WORDS,
        DataKind.LOCATIONS,
        DataKind.HARDSHIP,
    ),
    PersonKind.RESIDENT: (
        DataKind.NAME_AND_CONTACT,
        DataKind.ORDER_PARTICULARS,
        DataKind.WORDS,
    ),
}
"""What may be sealed under somebody's key, and is gone with it."""
