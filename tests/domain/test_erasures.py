"""Erasures 删除个人信息: asked for by one, decided by another, done once; and months of texts."""

from __future__ import annotations

from datetime import UTC, date

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.people.privacy.data_period import (
    DataPeriod,
    MonthlyTexts,
    data_period_id,
    month_after,
    period_of,
)
from five_steps.domain.people.privacy.erasure import Erasure
from five_steps.domain.people.privacy.erasure_state import (
    ErasureGround,
    ErasureRefusal,
    PersonKind,
)
from tests.domain.district import CLERK, DAY, MONDAY, STATION_ID, WU, moment, retention_rules
from tests.domain.given_when_then import Verb, given, happened, made

RULES = retention_rules()
ME = str(WU)


def begun() -> Erasure:
    return Erasure.begin(WU, PersonKind.RESIDENT, unit_id=STATION_ID, at=MONDAY)


def asks(by: str = ME, ground: ErasureGround = ErasureGround.CONSENT_WITHDRAWN) -> Verb[Erasure]:
    return lambda e: e.request(ground, reason="sealed", by=by, rules=RULES, at=MONDAY)


def erases(by: str = CLERK) -> Verb[Erasure]:
    return lambda e: e.execute(by=by, at=MONDAY)


def test_the_decision_is_due_in_time() -> None:
    given(begun()).when(asks()).then(
        happened(Erasure.Requested, requested_by=ME, due_at=MONDAY + 15 * DAY)
    )


def test_a_second_person_decides_and_the_receipt_says_what_is_gone() -> None:
    asked = given(begun(), asks())
    asked.when(erases(by=ME)).then_refused(RefusalCode.SECOND_PERSON_REQUIRED, "personId")
    erased = asked.when(erases()).then(
        happened(
            Erasure.Executed,
            subject_ids=[WU],
            ground="CONSENT_WITHDRAWN",
            data=["NAME_AND_CONTACT", "ORDER_PARTICULARS", "WORDS"],
            erased_by=CLERK,
        )
    )
    given(erased).when(asks()).then_refused(RefusalCode.DUPLICATE, "personId")
    given(erased).when(lambda e: e.execute_in_time(by=CLERK, at=MONDAY)).then_refused(
        RefusalCode.DUPLICATE, "personId"
    )


def test_what_was_refused_may_be_asked_again() -> None:
    refused = (
        given(begun(), asks())
        .when(
            lambda e: e.refuse(ErasureRefusal.LEGAL_RETENTION, reason="sealed", by=CLERK, at=MONDAY)
        )
        .then(happened(Erasure.Refused, ground="LEGAL_RETENTION"))
    )
    given(refused).when(erases()).then_refused(RefusalCode.WRONG_STATE, "personId")
    given(refused).when(asks(by=CLERK)).then(happened(Erasure.Requested, requested_by=CLERK))


def test_only_the_clock_says_that_the_time_to_keep_it_is_over() -> None:
    given(begun()).when(asks(ground=ErasureGround.RETENTION_OVER)).then_refused(
        RefusalCode.INVALID, "ground"
    )
    given(begun()).when(lambda e: e.execute_in_time(by=CLERK, at=MONDAY)).then(
        happened(Erasure.Executed, ground="RETENTION_OVER")
    )


def test_a_month_is_erased_when_its_time_is_over_and_not_before() -> None:
    def erase(at_day: int) -> DataPeriod:
        at = moment(2, 1) + at_day * DAY
        return DataPeriod.erase(
            MonthlyTexts.ORDER_PARTICULARS, date(2026, 1, 1), rules=RULES, by=CLERK, at=at
        )

    made(erase, 179).then_refused(RefusalCode.TOO_EARLY, "month")
    id_ = data_period_id(MonthlyTexts.ORDER_PARTICULARS, date(2026, 1, 1))
    made(erase, 180).then(happened(DataPeriod.Created, month="2026-01", subject_ids=[id_]))


def test_months_are_those_of_the_district() -> None:
    kind = MonthlyTexts.FEEDBACK_TEXTS
    midnight = moment(2, 1).astimezone(UTC)
    assert period_of(kind, midnight) == data_period_id(kind, date(2026, 2, 1))
    assert period_of(kind, midnight - DAY / 24) == data_period_id(kind, date(2026, 1, 1))
    assert period_of(MonthlyTexts.ORDER_PARTICULARS, midnight) != period_of(kind, midnight)


def test_december_is_followed_by_january() -> None:
    assert [month_after(date(2026, n, 1)) for n in (1, 11, 12)] == [
        date(2026, 2, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
