"""Teams 队伍: corps 总队 → detachment 分队 → squad 小队, and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind
from tests.domain.district import (
    CORPS_ID,
    LAN,
    MEI,
    MONDAY,
    OTHER_STATION_ID,
    TEAM_ID,
    centre,
    institute,
    point,
    station,
)
from tests.domain.given_when_then import given, happened, made

if TYPE_CHECKING:
    from collections.abc import Callable

    from five_steps.domain.organisation.unit import Unit
    from tests.domain.given_when_then import Verb


def form(
    unit: Unit, kind: TeamKind, parent: Team | None, *, id_: UUID = TEAM_ID, captain: str = ""
) -> Team:
    return Team.form(
        id=id_, at=MONDAY, unit=unit, kind=kind, name="志愿服务队", parent=parent, captain=captain
    )


def corps() -> Team:
    return form(centre(), TeamKind.CORPS, None, id_=CORPS_ID)


def detachment() -> Team:
    return form(institute(), TeamKind.DETACHMENT, corps())


def squad() -> Team:
    return form(station(), TeamKind.SQUAD, detachment())


def join(volunteer: UUID = LAN) -> Verb[Team]:
    return lambda team: team.join(volunteer, at=MONDAY)


def leave(volunteer: UUID = LAN, *, reason: str = "搬迁") -> Verb[Team]:
    return lambda team: team.leave(volunteer, reason=reason, at=MONDAY)


LED: list[tuple[Callable[[], Unit], set[TeamKind]]] = [
    (centre, {TeamKind.CORPS, TeamKind.DETACHMENT}),
    (institute, {TeamKind.DETACHMENT}),
    (station, {TeamKind.SQUAD}),
    (point, {TeamKind.SQUAD}),
]
PARENTS: dict[TeamKind, Callable[[], Team | None]] = {
    TeamKind.CORPS: lambda: None,
    TeamKind.DETACHMENT: corps,
    TeamKind.SQUAD: detachment,
}


@pytest.mark.parametrize(("unit", "led"), LED)
def test_which_teams_a_tier_leads(unit: Callable[[], Unit], led: set[TeamKind]) -> None:
    for kind, parent in PARENTS.items():
        outcome = made(form, unit(), kind, parent())
        if kind in led:
            outcome.then(happened(Team.Created, kind=kind.value))
        else:
            outcome.then_refused(RefusalCode.INVALID, "kind")


def test_a_team_stands_under_a_higher_one_and_only_the_corps_under_none() -> None:
    for unit, kind, parent in (
        (centre(), TeamKind.CORPS, corps()),
        (institute(), TeamKind.DETACHMENT, None),
        (institute(), TeamKind.DETACHMENT, detachment()),
        (station(), TeamKind.SQUAD, squad()),
        (station(), TeamKind.SQUAD, None),
    ):
        made(form, unit, kind, parent).then_refused(RefusalCode.INVALID, "parentId")
    made(lambda: form(point(), TeamKind.SQUAD, corps())).then(
        happened(Team.Created, parent_id=CORPS_ID)
    )


def test_only_a_unit_at_work_forms_teams() -> None:
    unit = station()
    unit.suspend(reason="装修", at=MONDAY)
    made(lambda: form(unit, TeamKind.SQUAD, detachment())).then_refused(
        RefusalCode.WRONG_STATE, "unitId"
    )


def name_captain(captain: str = "陈队长") -> Verb[Team]:
    return lambda team: team.name_captain(captain, at=MONDAY)


def release_captain() -> Verb[Team]:
    return lambda team: team.release_captain(at=MONDAY)


def disband(*, reason: str = "人员不足") -> Verb[Team]:
    return lambda team: team.disband(reason=reason, at=MONDAY)


def hand_over(unit: Unit, *, reason: str = "区划调整") -> Verb[Team]:
    return lambda team: team.hand_over(unit, reason=reason, at=MONDAY)


def test_a_captain_is_named_or_follows_the_party_head() -> None:
    named = given(squad()).when(name_captain()).then(happened(Team.CaptainNamed, captain="陈队长"))
    given(squad()).when(name_captain("")).then_refused(RefusalCode.INVALID, "captain")
    following = given(named).when(release_captain()).then(happened(Team.CaptainReleased))
    for team in (following, squad()):
        given(team).when(release_captain()).then_refused(
            RefusalCode.WRONG_STATE, "teamId", actual="FOLLOWING"
        )
    formed_with_one = form(centre(), TeamKind.CORPS, None, captain="陈队长")
    given(formed_with_one).when(release_captain()).then(happened(Team.CaptainReleased))


def test_another_unit_of_the_tier_takes_a_team_over() -> None:
    moved = (
        given(squad())
        .when(hand_over(station(OTHER_STATION_ID)))
        .then(happened(Team.HandedOver, unit_id=OTHER_STATION_ID, reason="区划调整"))
    )
    assert moved.unit_id == OTHER_STATION_ID
    here = given(squad())
    here.when(hand_over(station())).then_refused(RefusalCode.INVALID, "unitId")
    here.when(hand_over(institute())).then_refused(RefusalCode.INVALID, "kind")
    here.when(hand_over(station(OTHER_STATION_ID), reason="")).then_refused(
        RefusalCode.INVALID, "reason"
    )
    stopped = station(OTHER_STATION_ID)
    stopped.suspend(reason="装修", at=MONDAY)
    here.when(hand_over(stopped)).then_refused(RefusalCode.WRONG_STATE, "unitId")


def test_a_disbanded_team_has_nobody_and_does_nothing_more() -> None:
    given(squad()).when(disband(reason="")).then_refused(RefusalCode.INVALID, "reason")
    gone = given(squad(), join()).when(disband()).then(happened(Team.Disbanded, reason="人员不足"))
    assert gone.members == frozenset()
    for verb in (join(MEI), name_captain(), release_captain(), hand_over(station()), disband()):
        given(gone).when(verb).then_refused(RefusalCode.WRONG_STATE, "teamId", actual="DISBANDED")
    given(gone).when(leave()).then_refused(RefusalCode.NOT_FOUND, "volunteerId")
    no_corps = given(corps(), disband()).aggregate
    made(form, institute(), TeamKind.DETACHMENT, no_corps).then_refused(
        RefusalCode.WRONG_STATE, "parentId"
    )


def test_volunteers_join_and_leave() -> None:
    team = given(squad()).when(join()).then(happened(Team.MemberJoined, volunteer_id=LAN))
    assert team.members == {LAN}
    given(team).when(join()).then_refused(RefusalCode.DUPLICATE, "volunteerId")
    given(team).when(leave(reason="")).then_refused(RefusalCode.INVALID, "reason")
    left = given(team).when(leave()).then(happened(Team.MemberLeft, reason="搬迁"))
    assert left.members == frozenset()
    given(left).when(leave()).then_refused(RefusalCode.NOT_FOUND, "volunteerId")
    given(left).when(join()).then(happened(Team.MemberJoined))
    given(team).when(leave(MEI)).then_refused(RefusalCode.NOT_FOUND, "volunteerId")
