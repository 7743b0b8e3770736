"""A dispute 争议 freezes a record: it does not count until somebody decides."""

from __future__ import annotations

import pytest

from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.stars import RatingTally
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.books import (
    VERIFIED,
    correct,
    count_rating,
    freeze,
    opened,
    reject,
    submit,
    unfreeze,
    verify,
)
from tests.domain.district import LAN, OTHER_RECORD_ID, between, incentive_rules, moment
from tests.domain.given_when_then import Verb, given, happened

FROZEN = (*VERIFIED, freeze())


def test_a_frozen_record_does_not_count() -> None:
    book = given(opened(), *VERIFIED).when(freeze()).then(happened(ServiceBook.RecordFrozen))
    assert book.minutes == 0


def test_a_frozen_record_still_takes_up_its_window_and_its_day() -> None:
    book = given(opened(), *FROZEN)
    book.when(submit(OTHER_RECORD_ID)).then_refused(RefusalCode.OVERLAP, "startsAt")
    given(book.aggregate, submit(OTHER_RECORD_ID, between(moment(3, 5, 16), 400))).when(
        verify(OTHER_RECORD_ID, 361)
    ).then_refused(RefusalCode.CAP_EXCEEDED, "minutes", allowed=360)


@pytest.mark.parametrize("verb", [verify(), reject(), correct(60), count_rating(5), freeze()])
def test_nothing_happens_to_a_frozen_record(verb: Verb[ServiceBook]) -> None:
    given(opened(), *FROZEN).when(verb).then_refused(RefusalCode.FROZEN, "recordId")


def test_only_verified_records_are_frozen_and_only_frozen_ones_released() -> None:
    given(opened(), submit()).when(freeze()).then_refused(RefusalCode.WRONG_STATE, "recordId")
    given(opened(), *VERIFIED).when(unfreeze()).then_refused(RefusalCode.WRONG_STATE, "recordId")
    given(opened()).when(freeze()).then_refused(RefusalCode.NOT_FOUND, "recordId")


def test_a_decision_may_leave_the_record_as_it_was() -> None:
    for unchanged in (None, 120):
        book = (
            given(opened(), *FROZEN)
            .when(unfreeze(unchanged))
            .then(happened(ServiceBook.RecordReleased))
        )
        assert book.minutes == 120


def test_a_decision_may_take_minutes_away() -> None:
    book = (
        given(opened(), *FROZEN)
        .when(unfreeze(60, reason="查实"))
        .then(
            happened(ServiceBook.RecordReleased),
            happened(ServiceBook.HoursCorrected, minutes=60, reason="查实"),
        )
    )
    assert book.minutes == 60


def test_a_decision_that_leaves_nothing_annuls_the_record() -> None:
    book = given(opened(), *VERIFIED, count_rating(1), freeze(), unfreeze(0)).aggregate
    assert (book.minutes, book.ratings) == (0, RatingTally())
    given(book).when(submit(OTHER_RECORD_ID)).then(happened(ServiceBook.HoursSubmitted))


def test_an_annulled_record_that_is_disputed_stays_annulled() -> None:
    annulled = given(opened(), *VERIFIED, correct(0), freeze())
    annulled.when(submit(OTHER_RECORD_ID)).then(happened(ServiceBook.HoursSubmitted))
    annulled.when(unfreeze()).then(happened(ServiceBook.RecordReleased))


def test_a_decision_never_adds_minutes_and_is_never_ones_own() -> None:
    book = given(opened(), *FROZEN)
    book.when(unfreeze(121)).then_refused(RefusalCode.INVALID, "minutes", allowed="0–120")
    book.when(unfreeze(60, by=str(LAN))).then_refused(RefusalCode.SELF_VERIFICATION, "recordId")
    book.when(unfreeze(60, reason="")).then_refused(RefusalCode.INVALID, "reason")


def test_a_star_that_waited_for_the_decision_is_given_with_it() -> None:
    rules = incentive_rules(star_minutes=[100, 200, 300, 400, 500])
    book = given(
        opened(),
        *FROZEN,
        submit(OTHER_RECORD_ID, between(moment(3, 6, 9), 90)),
        verify(OTHER_RECORD_ID, 90),
    )
    book.when(unfreeze(rules=rules)).then(
        happened(ServiceBook.RecordReleased),
        happened(ServiceBook.StarPromoted, level=2, minutes=210),
    )
