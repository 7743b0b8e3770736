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


def test_a_captain_is_named() -> None:
    given(squad()).when(lambda team: team.name_captain("sealed", at=MONDAY)).then(
        happened(Team.CaptainNamed, captain="sealed")
    )
    given(squad()).when(lambda team: team.name_captain("", at=MONDAY)).then_refused(
        RefusalCode.INVALID, "captain"
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
