"""Id numbers, phone numbers and check-in codes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from five_steps.commands import Secrets, check_in_code
from five_steps.commands.kernel import identity
from five_steps.commands.kernel.check_in_code import is_check_in_code
from five_steps.commands.kernel.personal_data import Particulars, PersonalData
from five_steps.domain.kernel.refusal import RefusalCode
from tests.commands.district import id_number
from tests.refusals import refused

GOOD = "11010519491231002X"
"""The example of GB 11643-1999."""


def test_an_id_number_is_taken_with_a_small_x_and_blanks() -> None:
    assert identity.id_number("idNumber", " 11010519491231002x ") == GOOD
    assert identity.birth_date(GOOD) == date(1949, 12, 31)
    assert identity.masked(GOOD) == "1101**********002X"


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",
        "11010519491231002",
        "01010519491231002X",
        "１１０１０５194912310021",
        id_number(1, born="19900230"),
        "",
    ],
)
def test_an_id_number_that_cannot_be(number: str) -> None:
    with refused(RefusalCode.INVALID, "idNumber"):
        identity.id_number("idNumber", number)


def test_the_hash_of_an_id_number_needs_the_pepper() -> None:
    one, other = Secrets.derive(b"one"), Secrets.derive(b"other")
    assert identity.id_hash(one, GOOD) == identity.id_hash(one, GOOD)
    assert identity.id_hash(one, GOOD) != identity.id_hash(other, GOOD)
    assert "pepper" not in repr(one)


@pytest.mark.parametrize(
    ("given", "digits"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("0577-63480000", "057763480000"),
        ("(010) 65000000", "01065000000"),
    ],
)
def test_phone_numbers(given: str, digits: str) -> None:
    assert identity.phone("phone", given) == digits


@pytest.mark.parametrize("given", ["110", "12800000000", "+1 202 555 0100", "138０0000000", ""])
def test_phone_numbers_that_cannot_be(given: str) -> None:
    with refused(RefusalCode.INVALID, "phone"):
        identity.phone("phone", given)


@pytest.mark.parametrize(
    ("today", "minor"), [(date(2026, 6, 14), True), (date(2026, 6, 15), False)]
)
def test_majority_begins_on_the_birthday(today: date, minor: bool) -> None:
    assert identity.is_minor(date(2008, 6, 15), today) is minor


def test_the_check_in_code_belongs_to_order_and_secret() -> None:
    secrets, order = Secrets.derive(b"one"), UUID(int=1)
    code = check_in_code(secrets, order)
    assert len(code) == 6
    assert code.isdecimal()
    assert is_check_in_code(secrets, order, code)
    assert code != check_in_code(secrets, UUID(int=2))
    assert code != check_in_code(Secrets.derive(b"other"), order)
    for wrong in ("", code[:5], "１23456", f"{(int(code) + 1) % 10**6:06}"):
        assert not is_check_in_code(secrets, order, wrong)


def test_sealed_texts_come_back_as_they_were() -> None:
    person = PersonalData("陈阿婆", "13800000000", date(1949, 12, 31), "1101**********002X")
    assert PersonalData.from_text(person.to_text()) == person
    resident = PersonalData("陈阿婆", "13800000000")
    assert PersonalData.from_text(resident.to_text()) == resident
    particulars = Particulars("文化礼堂", "带\n“鼓”", "13800000000")
    assert Particulars.from_text(particulars.to_text()) == particulars
