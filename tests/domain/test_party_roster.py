"""The roster of in-service party members 在职党员名册: hashes only, recorded as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.guarantee.party_roster import (
    MEMBERS_MAX,
    YEAR_LEAST,
    YEAR_MOST,
    PartyRoster,
)
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import BEIAO_ID, MONDAY, STATION_ID
from tests.domain.given_when_then import given, happened, made

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb


def begun(year: int = 2026) -> PartyRoster:
    return PartyRoster.begin(STATION_ID, year, at=MONDAY)


def record(*hashes: str) -> Verb[PartyRoster]:
    return lambda roster: roster.record(STATION_ID, 2026, hashes, at=MONDAY)


def test_each_unit_has_one_roster_a_year() -> None:
    roster = made(begun).then(happened(PartyRoster.Created, unit_id=STATION_ID, year=2026))
    others = (begun(2027), PartyRoster.begin(BEIAO_ID, 2026, at=MONDAY))
    assert roster.id == begun().id
    assert roster.id not in {other.id for other in others}


@pytest.mark.parametrize("year", [YEAR_LEAST - 1, YEAR_MOST + 1])
def test_the_year_has_limits(year: int) -> None:
    made(lambda: begun(year)).then_refused(RefusalCode.INVALID, "year")


def test_a_roster_replaces_the_one_before() -> None:
    first = (
        given(begun())
        .when(record("b", "a", "b"))
        .then(happened(PartyRoster.Recorded, member_hashes=["a", "b"]))
    )
    second = given(first).when(record("c")).then(happened(PartyRoster.Recorded))
    assert second.member_hashes == {"c"}


def test_the_same_roster_again_changes_nothing() -> None:
    given(begun(), record("a", "b")).when(record("b", "a")).then_nothing()
    given(begun()).when(record()).then_nothing()


def test_a_roster_has_a_limit() -> None:
    hashes = [str(number) for number in range(MEMBERS_MAX + 1)]
    given(begun()).when(record(*hashes)).then_refused(RefusalCode.INVALID, "idNumbers")
