"""Units 单位: three tiers, points under any of them, reparenting and merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.organisation.tiers import PointKind, Tier, UnitStatus
from five_steps.domain.organisation.unit import CODE_CHARS_MAX, Unit
from tests.domain.district import (
    BEIAO_ID,
    DAMEN_ID,
    MONDAY,
    OTHER_STATION_ID,
    POINT_ID,
    STATION_ID,
    centre,
    institute,
    point,
    station,
    unit,
)
from tests.domain.given_when_then import given, happened, made, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.domain.given_when_then import Verb


def suspend(*, reason: str = "装修") -> Verb[Unit]:
    return lambda u: u.suspend(reason=reason, at=MONDAY)


def resume() -> Verb[Unit]:
    return lambda u: u.resume(at=MONDAY)


def merge(other: Unit, *, reason: str = "撤村并居") -> Verb[Unit]:
    return lambda u: u.merge_into(other, reason=reason, at=MONDAY)


def reparent(parent: Unit, *, reason: str = "区划调整") -> Verb[Unit]:
    return lambda u: u.reparent(parent, reason=reason, at=MONDAY)


def rename(name: str = "新名") -> Verb[Unit]:
    return lambda u: u.change_details(
        name=name, region="北岙", responsible="sealed", opening_hours="8–17", at=MONDAY
    )


MAKE: dict[Tier, Callable[[], Unit]] = {
    Tier.CENTRE: centre,
    Tier.INSTITUTE: institute,
    Tier.STATION: station,
    Tier.POINT: point,
}
PARENTS = """
child      none  CENTRE  INSTITUTE  STATION  POINT
CENTRE     yes   .       .          .        .
INSTITUTE  .     yes     .          .        .
STATION    .     .       yes        .        .
POINT      .     yes     yes        yes      .
"""


def pairs() -> list[tuple[Tier, Tier | None, bool]]:
    """Child, parent and whether the one may hang under the other."""
    header, *rows = (line.split() for line in PARENTS.strip().splitlines())
    return [
        (Tier(row[0]), None if parent == "none" else Tier(parent), cell == "yes")
        for row in rows
        for parent, cell in zip(header[1:], row[1:], strict=True)
    ]


@pytest.mark.parametrize(("child", "parent", "allowed"), pairs())
def test_what_hangs_under_what(child: Tier, parent: Tier | None, allowed: bool) -> None:
    kind = PointKind.SCHOOL if child is Tier.POINT else None
    above = MAKE[parent]() if parent else None
    outcome = made(lambda: unit(DAMEN_ID, child, above, point_kind=kind))
    if allowed:
        outcome.then(happened(Unit.Created, tier=child.value, point_kind=kind))
    else:
        outcome.then_refused(RefusalCode.INVALID, "parentId")


def test_a_point_says_what_it_is_and_nothing_else_does() -> None:
    made(lambda: unit(POINT_ID, Tier.POINT, station())).then_refused(
        RefusalCode.INVALID, "pointKind"
    )
    made(
        lambda: unit(STATION_ID, Tier.STATION, institute(), point_kind=PointKind.SCHOOL)
    ).then_refused(RefusalCode.INVALID, "pointKind")


def test_no_unit_is_founded_under_one_that_is_not_at_work() -> None:
    parent = given(institute(), suspend()).aggregate
    made(lambda: unit(STATION_ID, Tier.STATION, parent)).then_refused(
        RefusalCode.WRONG_STATE, "parentId", actual="SUSPENDED"
    )


@pytest.mark.parametrize("code", ["", "1" * (CODE_CHARS_MAX + 1)])
def test_the_code_has_limits(code: str) -> None:
    made(lambda: unit(STATION_ID, Tier.STATION, institute(), code=code)).then_refused(
        RefusalCode.INVALID, "code"
    )


def test_details_change() -> None:
    renamed = (
        given(station())
        .when(rename(" 新名 "))
        .then(happened(Unit.DetailsChanged, name="新名", opening_hours="8–17"))
    )
    assert renamed.name == "新名"
    given(station()).when(rename("")).then_refused(RefusalCode.INVALID, "name")


def test_a_unit_stops_and_works_again() -> None:
    stopped = given(station()).when(suspend()).then(happened(Unit.Suspended, reason="装修"))
    assert stopped.status is UnitStatus.SUSPENDED
    given(stopped).when(suspend()).then_refused(RefusalCode.WRONG_STATE, "unitId")
    again = given(stopped).when(resume()).then(happened(Unit.Resumed))
    assert again.status is UnitStatus.ACTIVE
    given(again).when(resume()).then_refused(RefusalCode.WRONG_STATE, "unitId")


def test_a_station_moves_to_another_institute() -> None:
    moved = (
        given(station())
        .when(reparent(institute(DAMEN_ID)))
        .then(happened(Unit.Reparented, parent_id=DAMEN_ID, reason="区划调整"))
    )
    assert moved.parent_id == DAMEN_ID


def test_where_a_unit_may_not_move() -> None:
    here = given(station())
    here.when(reparent(institute(BEIAO_ID))).then_refused(RefusalCode.INVALID, "parentId")
    here.when(reparent(centre())).then_refused(RefusalCode.INVALID, "parentId", allowed="INSTITUTE")
    here.when(reparent(given(institute(DAMEN_ID), suspend()).aggregate)).then_refused(
        RefusalCode.WRONG_STATE, "parentId"
    )
    here.when(reparent(institute(DAMEN_ID), reason="")).then_refused(RefusalCode.INVALID, "reason")
    given(centre()).when(reparent(institute())).then_refused(RefusalCode.INVALID, "parentId")


def test_a_merged_unit_keeps_its_history_and_nothing_more_happens_to_it() -> None:
    gone = (
        given(station())
        .when(merge(station(OTHER_STATION_ID)))
        .then(happened(Unit.Merged, into_id=OTHER_STATION_ID, reason="撤村并居"))
    )
    assert (gone.status, gone.merged_into) == (UnitStatus.MERGED, OTHER_STATION_ID)
    for verb in (
        suspend(),
        resume(),
        rename(),
        reparent(institute(DAMEN_ID)),
        merge(station(OTHER_STATION_ID)),
    ):
        given(gone).when(verb).then_refused(RefusalCode.WRONG_STATE, "unitId", actual="MERGED")


def test_a_merged_unit_names_the_one_that_took_it_over() -> None:
    gone = given(station(), merge(station(OTHER_STATION_ID))).aggregate
    refusal = refusal_of(gone.require_active)
    assert (refusal.code, refusal.field) == (RefusalCode.WRONG_STATE, "unitId")
    assert refusal.details["actual"] == "MERGED"
    assert str(OTHER_STATION_ID) in str(refusal.details["allowed"])


def test_a_unit_has_a_main_party_head() -> None:
    def name(party_head: str) -> Verb[Unit]:
        return lambda unit: unit.name_party_head(party_head, at=MONDAY)

    given(station()).when(name("林支书")).then(happened(Unit.PartyHeadNamed, party_head="林支书"))
    given(station(), suspend()).when(name("林支书")).then(happened(Unit.PartyHeadNamed))
    given(station()).when(name("")).then_refused(RefusalCode.INVALID, "partyHead")
    given(station(), merge(station(OTHER_STATION_ID))).when(name("林支书")).then_refused(
        RefusalCode.WRONG_STATE, "unitId"
    )


def test_a_suspended_unit_may_be_merged_but_not_into() -> None:
    stopped = given(station(), suspend()).aggregate
    given(stopped).when(merge(station(OTHER_STATION_ID))).then(happened(Unit.Merged))
    given(station(OTHER_STATION_ID)).when(merge(stopped)).then_refused(
        RefusalCode.WRONG_STATE, "intoId"
    )


def test_like_is_merged_into_like() -> None:
    given(station()).when(merge(station())).then_refused(RefusalCode.INVALID, "intoId")
    given(station()).when(merge(institute())).then_refused(RefusalCode.INVALID, "intoId")
    given(centre()).when(merge(centre())).then_refused(RefusalCode.INVALID, "intoId")
