"""A refusal: the one exception the domain raises for a broken rule or bad input."""

from enum import StrEnum

Detail = str | int


class RefusalCode(StrEnum):
    """Why a command was refused. Stable: front-ends branch on it."""

    INVALID = "INVALID"
    """The value of a field is not of the allowed form; `allowed` says which is."""
    NOT_FOUND = "NOT_FOUND"
    """The field names something that does not exist."""
    FORBIDDEN = "FORBIDDEN"
    """The caller's role or unit does not cover this."""
    WRONG_STATE = "WRONG_STATE"
    """Not done in the state the object is in (`actual`); `allowed` lists those in which it is."""
    DUPLICATE = "DUPLICATE"
    """The same thing exists already."""
    OVERLAP = "OVERLAP"
    """The time window overlaps another duty or record of the volunteer, or a venue's booking."""
    CAP_EXCEEDED = "CAP_EXCEEDED"
    """More than the rule allows; `allowed` is what is left."""
    FULL = "FULL"
    """No place is left."""
    TOO_EARLY = "TOO_EARLY"
    """Not before `allowed`."""
    TOO_LATE = "TOO_LATE"
    """Not after `allowed`."""
    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    """The volunteer does not meet the requirement named in `allowed`."""
    SELF_VERIFICATION = "SELF_VERIFICATION"
    """Nobody verifies, approves or decides on their own behalf."""
    SECOND_PERSON_REQUIRED = "SECOND_PERSON_REQUIRED"
    """A second person has to do this step."""
    FROZEN = "FROZEN"
    """A dispute freezes the hours and points until it is decided."""
    INSUFFICIENT_POINTS = "INSUFFICIENT_POINTS"
    """The account has fewer points to spend (`allowed`) than asked for (`actual`) 积分不足."""
    OUT_OF_STOCK = "OUT_OF_STOCK"
    """The counter has fewer left (`allowed`) than asked for (`actual`) 库存不足."""
    FUND_EXHAUSTED = "FUND_EXHAUSTED"
    """The fund has less free money (`allowed`, 分) than asked for (`actual`, 分) 基金余额不足."""
    LIMIT_REACHED = "LIMIT_REACHED"
    """A limit is used up; `allowed` is what is left of it, or when it is renewed 超出限额."""
    CLOSED = "CLOSED"
    """The counter or venue is closed at that time; `allowed` says when it is open 未开放."""
    WRONG_CODE = "WRONG_CODE"
    """The one-time code is not the redemption's 兑换码不符."""


class Refusal(Exception):
    """A command is refused.

    `code` says why, `field` which input is meant (camelCase path as in the GraphQL input) and
    `details` what is allowed and what was found.
    """

    def __init__(self, code: RefusalCode, field: str, **details: Detail) -> None:
        super().__init__(code, field, details)
        self.code = code
        self.field = field
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} {self.field} {self.details}"
