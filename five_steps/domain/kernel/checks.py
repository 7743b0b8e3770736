"""Checks of single values, each refusing with the field and what is allowed."""

import re
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from five_steps.domain.kernel.refusal import Refusal, RefusalCode

NAME_CHARS_MAX = 100
TEXT_CHARS_MAX = 2000
REASON_CHARS_MAX = 500
DECIMAL_PLACES_MAX = 6

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's control characters without tab and line feed, and lone surrogates."""

E = TypeVar("E", bound=StrEnum)


def text(field: str, value: str, *, chars_max: int = TEXT_CHARS_MAX, chars_min: int = 1) -> str:
    """`value` without surrounding blanks, if it is `chars_min`–`chars_max` printable characters.

    Control characters other than line feed and tab, lone surrogates and NUL are refused: PostgreSQL
    and JSON cannot carry them all, and nobody types them.
    """
    stripped = value.strip()
    if not chars_min <= len(stripped) <= chars_max:
        raise Refusal(RefusalCode.INVALID, field, allowed=f"{chars_min}–{chars_max} characters")
    if _CONTROL.search(stripped):
        raise Refusal(RefusalCode.INVALID, field, allowed="no control characters")
    return stripped


def name(field: str, value: str) -> str:
    """A name: 1–100 characters."""
    return text(field, value, chars_max=NAME_CHARS_MAX)


def reason(field: str, value: str) -> str:
    """A reason given for a decision: 1–500 characters."""
    return text(field, value, chars_max=REASON_CHARS_MAX)


def whole(field: str, value: int, *, least: int, most: int) -> int:
    """`value` if it lies within `least`–`most`."""
    if not least <= value <= most:
        raise Refusal(RefusalCode.INVALID, field, allowed=f"{least}–{most}")
    return value


def decimal(field: str, value: Decimal, *, least: Decimal, most: Decimal) -> Decimal:
    """`value` if it lies within `least`–`most` and has at most six decimal places."""
    # NaN first: comparing it raises an error of the decimal module.
    if not value.is_finite() or not least <= value <= most:
        raise Refusal(RefusalCode.INVALID, field, allowed=f"{least}–{most}")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > DECIMAL_PLACES_MAX:
        raise Refusal(
            RefusalCode.INVALID, field, allowed=f"at most {DECIMAL_PLACES_MAX} decimal places"
        )
    return value


def member(field: str, value: str, enum: type[E]) -> E:
    """`value` as a member of `enum`."""
    try:
        return enum(value)
    except ValueError:
        raise Refusal(RefusalCode.INVALID, field, allowed=", ".join(enum)) from None


def aware(field: str, value: datetime) -> datetime:
    """`value` if it carries a time zone."""
    if value.tzinfo is None:
        raise Refusal(RefusalCode.INVALID, field, allowed="ISO 8601 with a time zone")
    return value


def not_before(field: str, at: datetime, earliest: datetime) -> None:
    """Refuse what comes before `earliest`."""
    if at < earliest:
        raise Refusal(RefusalCode.TOO_EARLY, field, allowed=earliest.isoformat())


def before(field: str, at: datetime, end: datetime) -> None:
    """Refuse what comes at `end` or after it."""
    if at >= end:
        raise Refusal(RefusalCode.TOO_LATE, field, allowed=end.isoformat())


def still_ahead(field: str, moment: datetime, at: datetime) -> None:
    """Refuse a moment that is past at `at`."""
    if moment <= at:
        raise Refusal(RefusalCode.TOO_LATE, field, allowed=f"after {at.isoformat()}")


def in_state(field: str, actual: StrEnum, *allowed: StrEnum) -> None:
    """Refuse unless `actual` is one of `allowed`."""
    if actual not in allowed:
        raise Refusal(
            RefusalCode.WRONG_STATE, field, actual=str(actual), allowed=", ".join(allowed)
        )
