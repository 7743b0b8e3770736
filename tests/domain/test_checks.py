"""Checks of single values: each refuses with the field and what is allowed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import ClockUsedError
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.resident import Resident
from tests.domain.district import MONDAY, STATION_ID, WU
from tests.domain.given_when_then import refusal_of


def test_text_is_stripped_and_may_have_lines() -> None:
    assert checks.text("note", "  第一行\n\t第二行 ") == "第一行\n\t第二行"
    assert checks.text("note", " ", chars_min=0) == ""


@pytest.mark.parametrize("bad", ["", " ", "nul\0", "bell\a", "half\ud800", "del\x7f", "字" * 11])
def test_text_that_nothing_can_carry_or_nobody_types_is_refused(bad: str) -> None:
    refusal = refusal_of(checks.text, "note", bad, chars_max=10)
    assert (refusal.code, refusal.field) == (RefusalCode.INVALID, "note")


def test_whole_numbers_lie_within_their_limits() -> None:
    assert [checks.whole("n", n, least=1, most=3) for n in (1, 3)] == [1, 3]
    for n in (0, 4):
        refusal = refusal_of(checks.whole, "n", n, least=1, most=3)
        assert refusal.details == {"allowed": "1–3"}


@pytest.mark.parametrize("bad", ["-0.1", "1.1", "NaN", "sNaN", "Infinity", "0.0000001"])
def test_decimals_are_finite_within_limits_and_not_too_fine(bad: str) -> None:
    refusal = refusal_of(checks.decimal, "share", Decimal(bad), least=Decimal(0), most=Decimal(1))
    assert (refusal.code, refusal.field) == (RefusalCode.INVALID, "share")


def test_a_member_is_found_by_its_value() -> None:
    assert checks.member("category", "THEORY", Category) is Category.THEORY
    refusal = refusal_of(checks.member, "category", "theory", Category)
    assert refusal.details == {"allowed": ", ".join(Category)}


def test_a_refusal_tells_all_it_knows() -> None:
    assert str(Refusal(RefusalCode.FULL, "orderId", allowed=2)) == "FULL orderId {'allowed': 2}"


def test_the_domain_reads_no_clock() -> None:
    resident = Resident.register(id=WU, at=MONDAY, unit_id=STATION_ID, personal="")
    with pytest.raises(ClockUsedError):
        resident.trigger_event(Resident.ContactChanged, unit_id=STATION_ID, personal="")
