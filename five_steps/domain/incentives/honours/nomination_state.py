"""Where a nomination stands."""

from enum import StrEnum


class NominationState(StrEnum):
    """Where a nomination stands (推荐状态)."""

    NOMINATED = "NOMINATED"
    """Waiting for the volunteer's consent 待本人同意."""
    UNDER_REVIEW = "UNDER_REVIEW"
    """Being reviewed 评审中."""
    DECLINED = "DECLINED"
    """The volunteer does not want it 本人谢绝."""
    REJECTED = "REJECTED"
    """Not chosen 未入选."""
    IN_PUBLICITY = "IN_PUBLICITY"
    """Announced; anybody may object 公示中."""
    STRUCK_OUT = "STRUCK_OUT"
    """An objection was upheld 异议成立."""
    AWARDED = "AWARDED"
    """Awarded 已授予."""
    REVOKED = "REVOKED"
    """The honour was taken back 已撤销."""
