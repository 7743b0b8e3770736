"""Made-up people. Their names are put together by chance; nobody real is meant.

Their id numbers pass the checksum but begin with 99, which no region of the country has, and their
telephone numbers are counted up from 199 0000 0000.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from five_steps.operations.demo.dice import dice

_SURNAMES = "陈林叶郭黄张王李庄吴许柯颜曾洪苏施甘周杨郑蔡倪邱侯金胡朱徐何"
_GIVEN = "海霞明华建国秀英丽娟晓燕志强雪梅文斌佳怡子涵俊杰雨欣思远嘉诚美玲伟平春兰永安若彤"
_TEST_REGION = "990305"


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person."""

    name: str
    id_number: str
    phone: str
    birth_date: date


def person(seed: str, number: int, *, age: tuple[int, int], today: date) -> Person:
    """The `number`-th person, of an age in years within the bounds given."""
    throw = dice(seed, "person", number)
    days = throw.randint(age[0] * 366, age[1] * 365)
    birth_date = today - timedelta(days=days)
    return Person(
        name=_name(throw),
        id_number=made_up_id_number(birth_date, number),
        phone=f"199{number:08d}",
        birth_date=birth_date,
    )


def made_up_id_number(birth_date: date, number: int) -> str:
    """An id number that nobody has; people of one birth date differ in the last three `number`s."""
    digits = f"{_TEST_REGION}{birth_date:%Y%m%d}{number % 1000:03d}"
    # ISO 7064, MOD 11-2.
    product = 0
    for digit in digits:
        product = (product + int(digit)) * 2 % 11
    check = (12 - product) % 11
    return digits + ("X" if check == 10 else str(check))


def _name(throw: random.Random) -> str:
    return throw.choice(_SURNAMES) + "".join(throw.choices(_GIVEN, k=throw.choice((1, 2, 2, 2))))
