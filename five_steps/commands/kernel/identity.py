"""Chinese id-document numbers and phone numbers (身份证号, 电话)."""

import hmac
import re
from datetime import date
from hashlib import sha256

from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

MAJORITY_YEARS = 18
CHILDHOOD_YEARS = 14

_ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK_DIGITS = "10X98765432"
"""GB 11643-1999: the check digit of each weighted sum modulo 11."""

_PHONE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9}|0[1-9][0-9]{1,2}[2-9][0-9]{6,7})")


def id_number(field: str, value: str) -> str:
    """An 18-digit id number with a right check digit and a possible birth date."""
    number = value.strip().upper()
    if not _ID_NUMBER.fullmatch(number) or _check_digit(number) != number[-1]:
        raise Refusal(RefusalCode.INVALID, field, allowed="18 digits with a valid check digit")
    try:
        birth_date(number)
    except ValueError:
        raise Refusal(RefusalCode.INVALID, field, allowed="a number with a birth date") from None
    return number


def _check_digit(number: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_CHECK_DIGITS[total % 11]


def birth_date(number: str) -> date:
    """The birth date that an id number carries."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def masked(number: str) -> str:
    """An id number as it may be shown: `3303**********1234`."""
    return f"{number[:4]}{'*' * 10}{number[-4:]}"


def id_hash(secrets: Secrets, number: str) -> str:
    """A keyed hash of an id number: tells whether two are the same, and nothing else."""
    return hmac.digest(secrets.id_pepper, number.encode(), sha256).hex()


def is_minor(born: date, today: date) -> bool:
    """Whether somebody is under 18 on a civil date."""
    return _age(born, today) < MAJORITY_YEARS


def is_child(born: date, today: date) -> bool:
    """Whether somebody is under 14, and all that is known of them sensitive (PIPL, art. 28)."""
    return _age(born, today) < CHILDHOOD_YEARS


def _age(born: date, today: date) -> int:
    birthday_to_come = (today.month, today.day) < (born.month, born.day)
    return today.year - born.year - birthday_to_come


def phone(field: str, value: str) -> str:
    """The digits of a mainland mobile or landline number, without country code."""
    found = _PHONE.fullmatch(re.sub(r"[ \-()]", "", value))
    if found is None:
        raise Refusal(
            RefusalCode.INVALID, field, allowed="a mainland mobile number, or area code and number"
        )
    return found[1]
