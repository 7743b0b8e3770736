"""Benefits 礼遇: insurance, offers by star, help in need; and certificates of service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.incentives.benefits.benefit_offer import BenefitOffer
from five_steps.domain.incentives.benefits.help_case import HelpCase
from five_steps.domain.incentives.benefits.insurance_cover import InsuranceCover
from five_steps.domain.incentives.benefits.insurance_enrolment import InsuranceEnrolment
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.category import Category
from tests.domain.district import (
    CENTRE_ID,
    CLERK,
    COVER_ID,
    DAY,
    HELP_CASE_ID,
    INSTANT,
    LAN,
    MONDAY,
    OFFER_ID,
    OTHER_CLERK,
    STATION_ID,
    between,
)
from tests.domain.given_when_then import given, happened, made, refusal_of

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

INVALID, WRONG_STATE = RefusalCode.INVALID, RefusalCode.WRONG_STATE
YEAR = 365 * DAY


# --- insurance ------------------------------------------------------------------------------------


def cover(**changes: Any) -> InsuranceCover:
    fields: dict[str, Any] = {
        "id": COVER_ID,
        "at": MONDAY,
        "unit_id": CENTRE_ID,
        "insurer": "人保财险",
        "policy_number": "P-1",
        "categories": [Category.CIVILITY, Category.CIVILITY],
        "hazardous": True,
        "star_floor": 0,
        "starts_at": MONDAY,
        "ends_at": MONDAY + YEAR,
    }
    return InsuranceCover.take_out(**{**fields, **changes})


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("insurer", {"insurer": ""}),
        ("policyNumber", {"policy_number": " "}),
        ("categories", {"categories": []}),
        ("starFloor", {"star_floor": 6}),
        ("endsAt", {"ends_at": MONDAY}),
        ("endsAt", {"ends_at": MONDAY + 4 * YEAR}),
    ],
)
def test_what_a_policy_needs(field: str, changes: dict[str, object]) -> None:
    made(lambda: cover(**changes)).then_refused(INVALID, field)


def test_a_policy_protects_dangerous_duty_of_its_categories_within_its_period() -> None:
    made(cover).then(happened(InsuranceCover.Created, categories=["CIVILITY"]))
    hour = between(MONDAY + DAY, 60)
    assert cover().protects(Category.CIVILITY, hour)
    assert cover().protects(Category.CIVILITY, between(MONDAY, 60))
    assert not cover().protects(Category.CULTURE, hour)
    assert not cover(hazardous=False).protects(Category.CIVILITY, hour)
    assert not cover().protects(Category.CIVILITY, between(MONDAY - INSTANT, 60))
    assert not cover().protects(Category.CIVILITY, between(MONDAY + YEAR, 1))


def test_a_terminated_policy_protects_nobody() -> None:
    ended = given(cover()).when(lambda c: c.terminate(reason="停保", at=MONDAY))
    over = ended.then(happened(InsuranceCover.Terminated, reason="停保"))
    assert not over.protects(Category.CIVILITY, between(MONDAY + DAY, 60))
    given(over).when(lambda c: c.terminate(reason="再次", at=MONDAY)).then_refused(
        WRONG_STATE, "coverId", actual="TERMINATED"
    )
    assert refusal_of(over.require_enrolling, star_level=5, at=MONDAY).code is WRONG_STATE


def test_who_may_be_enrolled() -> None:
    cover(star_floor=2).require_enrolling(star_level=2, at=MONDAY)
    below = refusal_of(cover(star_floor=2).require_enrolling, star_level=1, at=MONDAY)
    assert (below.code, below.field) == (RefusalCode.NOT_ELIGIBLE, "volunteerIds")
    late = refusal_of(cover().require_enrolling, star_level=0, at=MONDAY + YEAR)
    assert (late.code, late.field) == (RefusalCode.TOO_LATE, "coverId")


def test_a_volunteer_is_enrolled_once_under_a_policy() -> None:
    def enrol(enrolment: InsuranceEnrolment) -> None:
        enrolment.enrol(COVER_ID, by=CLERK, at=MONDAY)

    enrolled = given(InsuranceEnrolment.begin(LAN, at=MONDAY)).when(enrol)
    once = enrolled.then(happened(InsuranceEnrolment.Enrolled, volunteer_id=LAN, cover_id=COVER_ID))
    given(once).when(enrol).then_refused(RefusalCode.DUPLICATE, "volunteerIds", actual=str(LAN))


# --- offers ---------------------------------------------------------------------------------------


def offer(**changes: Any) -> BenefitOffer:
    fields: dict[str, Any] = {
        "id": OFFER_ID,
        "at": MONDAY,
        "unit_id": CENTRE_ID,
        "name": "景区免票",
        "provider": "半屏山景区",
        "description": "",
        "star_floor": 3,
        "valid_from": MONDAY,
        "valid_until": None,
    }
    return BenefitOffer.publish(**{**fields, **changes})


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": ""}),
        ("provider", {"provider": ""}),
        ("starFloor", {"star_floor": -1}),
        ("validUntil", {"valid_until": MONDAY}),
    ],
)
def test_what_an_offer_needs(field: str, changes: dict[str, object]) -> None:
    made(lambda: offer(**changes)).then_refused(INVALID, field)


def test_an_offer_is_withdrawn_once() -> None:
    def withdraw(offered: BenefitOffer) -> None:
        offered.withdraw(reason="合作到期", at=MONDAY)

    gone = given(offer()).when(withdraw).then(happened(BenefitOffer.Withdrawn, reason="合作到期"))
    given(gone).when(withdraw).then_refused(WRONG_STATE, "offerId", actual="WITHDRAWN")


# --- help in need ---------------------------------------------------------------------------------


def case() -> HelpCase:
    return HelpCase.open(
        id=HELP_CASE_ID,
        at=MONDAY,
        volunteer_id=LAN,
        unit_id=STATION_ID,
        situation="sealed",
        by=CLERK,
    )


def approve(by: str = OTHER_CLERK, *, cents: int = 500_00) -> Verb[HelpCase]:
    return lambda c: c.approve(amount_cents=cents, by=by, at=MONDAY)


def reject(by: str = OTHER_CLERK) -> Verb[HelpCase]:
    return lambda c: c.reject(reason="sealed", by=by, at=MONDAY)


def give(cents: int, by: str = CLERK) -> Verb[HelpCase]:
    return lambda c: c.give_assistance(amount_cents=cents, reference="R1", by=by, at=MONDAY)


def close(by: str = CLERK) -> Verb[HelpCase]:
    return lambda c: c.close(result="sealed", by=by, at=MONDAY)


def test_a_second_person_decides_on_help() -> None:
    for verb in (approve(CLERK), reject(CLERK)):
        given(case()).when(verb).then_refused(RefusalCode.SECOND_PERSON_REQUIRED, "helpCaseId")
    own = str(LAN)
    for before, verb in (
        ((), approve(own)),
        ((), reject(own)),
        ((approve(),), give(1, own)),
        ((approve(),), close(own)),
    ):
        given(case(), *before).when(verb).then_refused(RefusalCode.SELF_VERIFICATION, "helpCaseId")
    given(case()).when(approve()).then(happened(HelpCase.Approved, amount_cents=500_00))
    rejected = given(case()).when(reject()).then(happened(HelpCase.Rejected))
    given(rejected).when(approve()).then_refused(WRONG_STATE, "helpCaseId", actual="REJECTED")


def test_no_more_is_given_than_was_approved() -> None:
    given(case()).when(give(1)).then_refused(WRONG_STATE, "helpCaseId")
    for cents in (0, -1):
        given(case()).when(approve(cents=cents)).then_refused(INVALID, "amountCents")
        given(case(), approve()).when(give(cents)).then_refused(INVALID, "amountCents")
    given(case(), approve(), give(300_00)).when(give(200_01)).then_refused(
        RefusalCode.CAP_EXCEEDED, "amountCents", allowed=200_00, actual=200_01
    )
    given(case(), approve(), give(300_00)).when(give(200_00)).then(
        happened(HelpCase.AssistanceGiven, amount_cents=200_00, reference="R1")
    )


def test_a_closed_case_is_over() -> None:
    given(case()).when(close()).then_refused(WRONG_STATE, "helpCaseId", actual="OPEN")
    closed = given(case(), approve()).when(close()).then(happened(HelpCase.Closed))
    for verb in (give(1), close(), approve()):
        given(closed).when(verb).then_refused(WRONG_STATE, "helpCaseId", actual="CLOSED")
