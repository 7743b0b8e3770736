"""Service hours 服务时长: submitted, verified by somebody else, within the day, without overlap."""

from __future__ import annotations

from decimal import Decimal

import pytest

from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.service_record import RecordKind, RecordState
from five_steps.domain.incentives.stars import RatingTally
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.books import (
    SERVED,
    VERIFIED,
    correct,
    count_rating,
    import_record,
    opened,
    reject,
    submit,
    verify,
)
from tests.domain.district import (
    CLERK,
    INSTANT,
    LAN,
    ORDER_ID,
    OTHER_CLERK,
    OTHER_RECORD_ID,
    RECORD_ID,
    STATION_ID,
    THIRD_RECORD_ID,
    approved,
    between,
    incentive_rules,
    moment,
)
from tests.domain.given_when_then import Verb, given, happened, refusal_of

OVERNIGHT = between(moment(3, 5, 18), 12 * 60)
"""Thursday 18:00 to Friday 06:00: six hours on either civil day."""


# --- submitting -----------------------------------------------------------------------------------


def test_submitted_minutes_do_not_count_yet() -> None:
    book = (
        given(opened())
        .when(submit(order_id=ORDER_ID))
        .then(
            happened(
                ServiceBook.HoursSubmitted,
                record_id=RECORD_ID,
                order_id=ORDER_ID,
                unit_id=STATION_ID,
                kind="CREDITED",
                category="THEORY",
                minutes=120,
                submitted_by=CLERK,
            )
        )
    )
    assert book.minutes == 0
    assert book.record_of_order(ORDER_ID).state is RecordState.SUBMITTED


@pytest.mark.parametrize("minutes", [-1, 121])
def test_at_most_the_length_of_the_window_is_submitted(minutes: int) -> None:
    given(opened()).when(submit(minutes=minutes)).then_refused(
        RefusalCode.INVALID, "minutes", allowed="0–120"
    )


def test_only_what_is_over_is_submitted() -> None:
    given(opened()).when(submit(at=SERVED.end)).then(happened(ServiceBook.HoursSubmitted))
    given(opened()).when(submit(at=SERVED.end - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "endsAt", allowed=SERVED.end.isoformat()
    )


def test_an_order_is_submitted_once() -> None:
    given(opened(), submit(order_id=ORDER_ID)).when(
        submit(OTHER_RECORD_ID, between(moment(4, 1), 60), order_id=ORDER_ID)
    ).then_refused(RefusalCode.DUPLICATE, "orderId")


def test_records_do_not_overlap() -> None:
    book = given(opened(), submit())
    book.when(submit(OTHER_RECORD_ID, between(SERVED.start, 1))).then_refused(
        RefusalCode.OVERLAP, "startsAt", actual=str(RECORD_ID)
    )
    book.when(submit(OTHER_RECORD_ID, between(SERVED.end, 60))).then(
        happened(ServiceBook.HoursSubmitted)
    )


def test_a_rejected_record_leaves_its_window_free() -> None:
    given(opened(), submit(), reject()).when(submit(OTHER_RECORD_ID)).then(
        happened(ServiceBook.HoursSubmitted)
    )


# --- back to back ---------------------------------------------------------------------------------

NEXT = between(moment(3, 5, 15, 30), 150)
"""From half an hour before the end of SERVED, as one may check in early to the next service."""


@pytest.mark.parametrize("before", [(submit(),), VERIFIED])
def test_the_second_of_two_services_begins_where_the_first_ended(
    before: tuple[Verb[ServiceBook], ...],
) -> None:
    book = given(opened(), *before)
    left = book.aggregate.left_of(NEXT)
    assert left == Window(SERVED.end, NEXT.end)
    book.when(submit(OTHER_RECORD_ID, left)).then(happened(ServiceBook.HoursSubmitted, minutes=120))


def test_submitted_in_the_other_order_the_first_ends_where_the_second_began() -> None:
    book = given(opened(), submit(OTHER_RECORD_ID, NEXT)).aggregate
    assert book.left_of(SERVED) == Window(SERVED.start, NEXT.start)


def test_without_an_overlap_all_that_was_served_is_left() -> None:
    evening = between(moment(3, 5, 18), 60)
    assert given(opened(), submit()).aggregate.left_of(evening) == evening


def test_where_nothing_is_left_nothing_is_submitted() -> None:
    book = given(opened(), submit()).aggregate
    refusal = refusal_of(book.left_of, between(SERVED.start, 60))
    assert (refusal.code, refusal.field) == (RefusalCode.OVERLAP, "orderId")
    assert refusal.details["actual"] == str(RECORD_ID)


# --- verification ---------------------------------------------------------------------------------


def test_verified_minutes_count() -> None:
    volunteer = approved(party_member=True)
    book = (
        given(opened(), submit())
        .when(verify(minutes=100, volunteer=volunteer))
        .then(
            happened(
                ServiceBook.HoursVerified,
                minutes=100,
                verified_by=OTHER_CLERK,
                home_unit_id=STATION_ID,
                party_member=True,
                policy_version=1,
            )
        )
    )
    assert book.minutes == 100


@pytest.mark.parametrize("minutes", [0, 121])
def test_at_most_what_was_submitted_is_verified(minutes: int) -> None:
    given(opened(), submit()).when(verify(minutes=minutes)).then_refused(
        RefusalCode.INVALID, "minutes", allowed="1–120"
    )


def test_nobody_verifies_or_rejects_their_own_hours() -> None:
    book = given(opened(), submit(by=str(LAN)))
    book.when(verify(by=str(LAN))).then_refused(RefusalCode.SELF_VERIFICATION, "recordId")
    book.when(reject(by=str(LAN))).then_refused(RefusalCode.SELF_VERIFICATION, "recordId")


def test_back_entered_hours_take_a_second_person() -> None:
    book = given(opened(), submit(kind=RecordKind.BACK_ENTERED, by=CLERK))
    for verb in (verify(by=CLERK), reject(by=CLERK)):
        book.when(verb).then_refused(RefusalCode.SECOND_PERSON_REQUIRED, "recordId")
    book.when(verify(by=OTHER_CLERK)).then(happened(ServiceBook.HoursVerified))


def test_credited_hours_may_be_verified_by_who_submitted_them() -> None:
    given(opened(), submit(by=CLERK)).when(verify(by=CLERK)).then(
        happened(ServiceBook.HoursVerified)
    )


def test_rejected_minutes_never_count() -> None:
    book = (
        given(opened(), submit())
        .when(reject(reason="不实"))
        .then(happened(ServiceBook.HoursRejected, reason="不实", rejected_by=OTHER_CLERK))
    )
    assert book.minutes == 0
    given(opened(), submit()).when(reject(reason="")).then_refused(RefusalCode.INVALID, "reason")


def test_a_record_is_decided_once() -> None:
    for before in ((submit(), verify()), (submit(), reject())):
        book = given(opened(), *before)
        book.when(verify()).then_refused(RefusalCode.WRONG_STATE, "recordId", allowed="SUBMITTED")
        book.when(reject()).then_refused(RefusalCode.WRONG_STATE, "recordId", allowed="SUBMITTED")


def test_what_the_book_does_not_hold_is_not_found() -> None:
    given(opened()).when(verify()).then_refused(RefusalCode.NOT_FOUND, "recordId")
    refusal = refusal_of(lambda: opened().record_of_order(ORDER_ID))
    assert (refusal.code, refusal.field) == (RefusalCode.NOT_FOUND, "orderId")


# --- the cap of a day -----------------------------------------------------------------------------


def test_eight_hours_a_day_and_no_minute_more() -> None:
    morning, evening = between(moment(3, 5, 6), 300), between(moment(3, 5, 18), 300)
    book = given(
        opened(), submit(RECORD_ID, morning), verify(minutes=300), submit(OTHER_RECORD_ID, evening)
    )
    book.when(verify(OTHER_RECORD_ID, 181)).then_refused(
        RefusalCode.CAP_EXCEEDED, "minutes", allowed=180, actual="2026-03-05"
    )
    book.when(verify(OTHER_RECORD_ID, 180)).then(happened(ServiceBook.HoursVerified))


def test_the_day_is_the_districts_own_so_a_night_is_two_days() -> None:
    given(opened(), submit(window=OVERNIGHT)).when(verify(minutes=12 * 60)).then(
        happened(ServiceBook.HoursVerified, minutes=12 * 60)
    )


def test_each_day_a_night_touches_has_its_own_cap() -> None:
    friday = between(moment(3, 6, 8), 300)
    given(
        opened(),
        submit(RECORD_ID, friday),
        verify(minutes=300),
        submit(OTHER_RECORD_ID, OVERNIGHT),
    ).when(verify(OTHER_RECORD_ID, 12 * 60)).then_refused(
        RefusalCode.CAP_EXCEEDED, "minutes", allowed=180, actual="2026-03-06"
    )


def test_minutes_cut_from_a_night_are_cut_from_its_end() -> None:
    friday = between(moment(3, 6, 8), 300)
    given(
        opened(),
        submit(RECORD_ID, friday),
        verify(minutes=300),
        submit(OTHER_RECORD_ID, OVERNIGHT),
    ).when(verify(OTHER_RECORD_ID, 9 * 60)).then(happened(ServiceBook.HoursVerified))


def test_the_cap_is_a_rule() -> None:
    rules = incentive_rules(day_minutes_max=60)
    given(opened(), submit()).when(verify(minutes=61, rules=rules)).then_refused(
        RefusalCode.CAP_EXCEEDED, "minutes", allowed=60
    )


# --- imported records -----------------------------------------------------------------------------


def test_an_imported_record_counts_at_once() -> None:
    book = (
        given(opened())
        .when(import_record())
        .then(happened(ServiceBook.HoursImported, minutes=120, source="2025名册"))
    )
    assert book.minutes == 120
    assert book.records[RECORD_ID].kind is RecordKind.IMPORTED


def test_only_what_is_over_is_imported() -> None:
    given(opened()).when(import_record(at=SERVED.end)).then(happened(ServiceBook.HoursImported))
    given(opened()).when(import_record(at=SERVED.end - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "endsAt", allowed=SERVED.end.isoformat()
    )


def test_imported_records_obey_the_same_rules() -> None:
    book = given(opened(), *VERIFIED)
    book.when(import_record(OTHER_RECORD_ID)).then_refused(RefusalCode.OVERLAP, "startsAt")
    book.when(import_record(OTHER_RECORD_ID, between(moment(3, 5, 16), 361))).then_refused(
        RefusalCode.CAP_EXCEEDED, "minutes", allowed=360
    )
    book.when(import_record(OTHER_RECORD_ID, between(moment(3, 6), 60), 61)).then_refused(
        RefusalCode.INVALID, "minutes", allowed="1–60"
    )


# --- corrections ----------------------------------------------------------------------------------


def test_a_correction_compensates_and_says_why() -> None:
    book = (
        given(opened(), submit(), verify(minutes=100))
        .when(correct(90, reason="记错"))
        .then(
            happened(
                ServiceBook.HoursCorrected, minutes=90, reason="记错", corrected_by=OTHER_CLERK
            )
        )
    )
    assert book.minutes == 90
    given(book).when(correct(120)).then(happened(ServiceBook.HoursCorrected))


def test_a_correction_to_nothing_annuls_the_record() -> None:
    book = given(opened(), *VERIFIED).when(correct(0)).then(happened(ServiceBook.HoursCorrected))
    assert book.minutes == 0
    assert book.records[RECORD_ID].state is RecordState.VERIFIED
    assert book.records[RECORD_ID].annulled


def test_an_annulled_record_leaves_its_window_to_another() -> None:
    book = given(opened(), *VERIFIED, correct(0))
    assert book.aggregate.left_of(SERVED) == SERVED
    book.when(submit(OTHER_RECORD_ID)).then(happened(ServiceBook.HoursSubmitted))
    book.when(import_record(OTHER_RECORD_ID)).then(happened(ServiceBook.HoursImported))


def test_an_annulled_record_comes_back_while_its_window_is_free() -> None:
    annulled = given(opened(), *VERIFIED, correct(0))
    book = annulled.when(correct(60)).then(happened(ServiceBook.HoursCorrected, minutes=60))
    assert book.minutes == 60
    given(annulled.aggregate, submit(OTHER_RECORD_ID)).when(correct(60)).then_refused(
        RefusalCode.OVERLAP, "minutes", actual=str(OTHER_RECORD_ID)
    )


def test_no_minutes_submitted_are_no_annulment() -> None:
    given(opened(), submit(minutes=0)).when(submit(OTHER_RECORD_ID)).then_refused(
        RefusalCode.OVERLAP, "startsAt"
    )


def test_the_rating_of_an_annulled_record_does_not_count() -> None:
    rated = (
        *VERIFIED,
        count_rating(1),
        submit(OTHER_RECORD_ID, between(moment(3, 6, 9), 60)),
        verify(OTHER_RECORD_ID, 60),
        count_rating(5, OTHER_RECORD_ID),
    )
    book = given(opened(), *rated).when(correct(0)).then(happened(ServiceBook.HoursCorrected))
    assert (book.ratings, book.records[RECORD_ID].score) == (RatingTally(1, 5), 1)
    # The requester may still amend the rating; it stays with the record.
    book = given(book).when(count_rating(2)).then(happened(ServiceBook.RatingCounted))
    assert book.ratings == RatingTally(1, 5)
    book = given(book).when(correct(30)).then(happened(ServiceBook.HoursCorrected))
    assert book.ratings == RatingTally(2, 7)


def test_a_star_held_back_by_a_rating_comes_when_its_record_is_annulled() -> None:
    rules = incentive_rules(
        star_minutes=[60, 120, 180, 240, 300],
        star_mean_least=[Decimal(4)] * 5,
        star_ratings_least=[0] * 5,
    )
    given(
        opened(),
        *VERIFIED,
        count_rating(1, rules=rules),
        submit(OTHER_RECORD_ID, between(moment(3, 6, 9), 60)),
        verify(OTHER_RECORD_ID, 60, rules=rules),
    ).when(correct(0, rules=rules)).then(
        happened(ServiceBook.HoursCorrected), happened(ServiceBook.StarPromoted, level=1)
    )


def test_what_a_correction_may_not_do() -> None:
    book = given(opened(), *VERIFIED)
    book.when(correct(121)).then_refused(RefusalCode.INVALID, "minutes", allowed="0–120")
    book.when(correct(120)).then_refused(RefusalCode.INVALID, "minutes")
    book.when(correct(60, reason="")).then_refused(RefusalCode.INVALID, "reason")
    book.when(correct(60, by=str(LAN))).then_refused(RefusalCode.SELF_VERIFICATION, "recordId")
    book.when(correct(60, THIRD_RECORD_ID)).then_refused(RefusalCode.NOT_FOUND, "recordId")
    given(opened(), submit()).when(correct(60)).then_refused(RefusalCode.WRONG_STATE, "recordId")


def test_a_correction_upwards_keeps_within_the_day() -> None:
    morning, evening = between(moment(3, 5, 6), 300), between(moment(3, 5, 12), 300)
    book = given(
        opened(),
        submit(RECORD_ID, morning),
        verify(minutes=300),
        submit(OTHER_RECORD_ID, evening),
        verify(OTHER_RECORD_ID, 100),
    )
    book.when(correct(181, OTHER_RECORD_ID)).then_refused(
        RefusalCode.CAP_EXCEEDED, "minutes", allowed=180
    )
    book.when(correct(180, OTHER_RECORD_ID)).then(happened(ServiceBook.HoursCorrected))
