"""Volunteers 志愿者: registration, approval by somebody else, suspension, withdrawal, fitness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import (
    SKILL_CHARS_MAX,
    SKILLS_MAX,
    Volunteer,
    VolunteerStatus,
)
from tests.domain.district import (
    BEIAO_ID,
    CLERK,
    LAN,
    MONDAY,
    STATION_ID,
    approved,
    registered,
)
from tests.domain.given_when_then import given, happened, made, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from tests.domain.given_when_then import Verb


def approve(*, by: str = CLERK) -> Verb[Volunteer]:
    return lambda v: v.approve(by=by, at=MONDAY)


def reject(*, by: str = CLERK, reason: str = "重复注册") -> Verb[Volunteer]:
    return lambda v: v.reject(by=by, reason=reason, at=MONDAY)


def change_profile(
    *, skills: Sequence[str] = ("piano",), categories: Sequence[Category] = (Category.CULTURE,)
) -> Verb[Volunteer]:
    return lambda v: v.change_profile(
        personal="sealed anew", party_member=True, skills=skills, categories=categories, at=MONDAY
    )


def transfer(to: UUID = BEIAO_ID, *, reason: str = "搬迁") -> Verb[Volunteer]:
    return lambda v: v.transfer(to, reason=reason, at=MONDAY)


def suspend(*, reason: str = "投诉核查") -> Verb[Volunteer]:
    return lambda v: v.suspend(reason=reason, at=MONDAY)


def resume() -> Verb[Volunteer]:
    return lambda v: v.resume(at=MONDAY)


def withdraw(*, reason: str = "个人原因") -> Verb[Volunteer]:
    return lambda v: v.withdraw(reason=reason, at=MONDAY)


def come_of_age() -> Verb[Volunteer]:
    return lambda v: v.come_of_age(at=MONDAY)


BEFORE: dict[VolunteerStatus, tuple[Verb[Volunteer], ...]] = {
    VolunteerStatus.REGISTERED: (),
    VolunteerStatus.ACTIVE: (approve(),),
    VolunteerStatus.REJECTED: (reject(),),
    VolunteerStatus.SUSPENDED: (approve(), suspend()),
    VolunteerStatus.WITHDRAWN: (withdraw(),),
}
VERBS: dict[str, Callable[[], Verb[Volunteer]]] = {
    "approve": approve,
    "reject": reject,
    "change_profile": change_profile,
    "transfer": transfer,
    "suspend": suspend,
    "resume": resume,
    "withdraw": withdraw,
}
TABLE = """
verb            REGISTERED  ACTIVE     REJECTED  SUSPENDED  WITHDRAWN
approve         ACTIVE      .          .         .          .
reject          REJECTED    .          .         .          .
change_profile  REGISTERED  ACTIVE     .         .          .
transfer        .           ACTIVE     .         SUSPENDED  .
suspend         .           SUSPENDED  .         .          .
resume          .           .          .         ACTIVE     .
withdraw        WITHDRAWN   WITHDRAWN  .         WITHDRAWN  .
"""


def cells() -> list[tuple[str, str, str]]:
    """Verb, status and the status afterwards ("." is WRONG_STATE)."""
    header, *rows = (line.split() for line in TABLE.strip().splitlines())
    return [
        (row[0], status, outcome)
        for row in rows
        for status, outcome in zip(header[1:], row[1:], strict=True)
    ]


@pytest.mark.parametrize(("verb", "status", "outcome"), cells())
def test_each_verb_in_each_status(verb: str, status: str, outcome: str) -> None:
    asked = given(registered(), *BEFORE[VolunteerStatus(status)]).when(VERBS[verb]())
    if outcome == ".":
        asked.then_refused(RefusalCode.WRONG_STATE, "volunteerId", actual=status)
    else:
        assert asked.refusal is None, asked.refusal
        assert asked.aggregate.status is VolunteerStatus(outcome)


def test_a_registration_waits_for_approval_by_somebody_else() -> None:
    volunteer = made(registered).then(
        happened(Volunteer.Created, unit_id=STATION_ID, skills=["first aid"], categories=["THEORY"])
    )
    assert volunteer.status is VolunteerStatus.REGISTERED
    given(volunteer).when(approve(by=str(LAN))).then_refused(
        RefusalCode.SELF_VERIFICATION, "volunteerId"
    )
    given(volunteer).when(reject(by=str(LAN))).then_refused(
        RefusalCode.SELF_VERIFICATION, "volunteerId"
    )
    given(volunteer).when(approve()).then(happened(Volunteer.Approved, approved_by=CLERK))


def test_a_minor_registers_with_the_guardians_consent() -> None:
    made(lambda: registered(minor=True)).then_refused(RefusalCode.NOT_ELIGIBLE, "guardianConsent")
    young = made(lambda: registered(minor=True, guardian_consent=True)).then(
        happened(Volunteer.Created, minor=True, guardian_consent=True)
    )
    grown = given(young).when(come_of_age()).then(happened(Volunteer.CameOfAge))
    assert not grown.minor
    given(grown).when(come_of_age()).then_refused(RefusalCode.WRONG_STATE, "volunteerId")


def test_skills_are_kept_once_and_have_limits() -> None:
    made(lambda: registered(skills=(" piano ", "piano"))).then(
        happened(Volunteer.Created, skills=["piano"])
    )
    for skills in (
        [f"skill {n}" for n in range(SKILLS_MAX + 1)],
        ["长" * (SKILL_CHARS_MAX + 1)],
        [""],
    ):
        made(registered, skills=skills).then_refused(RefusalCode.INVALID, "skills")
        given(registered()).when(change_profile(skills=skills)).then_refused(
            RefusalCode.INVALID, "skills"
        )


def test_everybody_serves_in_some_category() -> None:
    made(lambda: registered(categories=())).then_refused(RefusalCode.INVALID, "categories")
    made(lambda: registered(categories=(Category.THEORY, Category.THEORY))).then(
        happened(Volunteer.Created, categories=["THEORY"])
    )


def test_a_changed_profile_replaces_the_old_one() -> None:
    changed = given(approved()).when(change_profile()).then(happened(Volunteer.ProfileChanged))
    assert (changed.personal, changed.party_member) == ("sealed anew", True)
    assert (changed.skills, changed.categories) == (("piano",), ("CULTURE",))


def test_a_transfer_goes_to_another_unit() -> None:
    moved = given(approved()).when(transfer()).then(happened(Volunteer.Transferred))
    assert moved.unit_id == BEIAO_ID
    given(approved()).when(transfer(STATION_ID)).then_refused(RefusalCode.INVALID, "unitId")


@pytest.mark.parametrize("verb", [transfer, suspend, withdraw])
def test_decisions_have_a_reason(verb: Callable[..., Verb[Volunteer]]) -> None:
    given(approved()).when(verb(reason=" ")).then_refused(RefusalCode.INVALID, "reason")
    given(registered()).when(reject(reason="")).then_refused(RefusalCode.INVALID, "reason")


# --- who fits an order ----------------------------------------------------------------------------


def test_category_skills_and_age_must_fit() -> None:
    lan = approved()
    lan.require_fit(Category.THEORY, ["first aid"], hazardous=True)

    def why_not(
        volunteer: Volunteer, category: Category, skills: list[str], hazardous: bool
    ) -> object:
        refusal = refusal_of(lambda: volunteer.require_fit(category, skills, hazardous=hazardous))
        assert (refusal.code, refusal.field) == (RefusalCode.NOT_ELIGIBLE, "volunteerId")
        return refusal.details["allowed"]

    assert why_not(lan, Category.CULTURE, [], False) == "category CULTURE"
    assert why_not(lan, Category.THEORY, ["first aid", "piano", "go"], False) == "skills piano, go"
    young = approved(minor=True, guardian_consent=True)
    assert why_not(young, Category.THEORY, [], True) == "adults only"
    young.require_fit(Category.THEORY, [], hazardous=False)


def test_only_who_is_approved_and_not_suspended_fits() -> None:
    for volunteer in (registered(), given(approved(), suspend()).aggregate):
        refusal = refusal_of(volunteer.require_fit, Category.THEORY, [], hazardous=False)
        assert refusal.code is RefusalCode.WRONG_STATE
