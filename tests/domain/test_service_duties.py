"""Duties 占用时段: no volunteer is in two places at once."""

from __future__ import annotations

from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.books import opened, release, reserve
from tests.domain.district import LAN, ORDER_ID, OTHER_ORDER_ID, between, moment
from tests.domain.given_when_then import given, happened

NOON, ONE, TWO = (moment(3, 5, hour) for hour in (12, 13, 14))


def test_a_duty_takes_its_window() -> None:
    book = (
        given(opened())
        .when(reserve(ORDER_ID, between(ONE, 60)))
        .then(
            happened(
                ServiceBook.DutyReserved,
                volunteer_id=LAN,
                order_id=ORDER_ID,
                starts_at=ONE,
                ends_at=TWO,
            )
        )
    )
    assert book.duties == {ORDER_ID: between(ONE, 60)}


def test_duties_do_not_overlap_by_a_minute() -> None:
    given(opened(), reserve(ORDER_ID, between(ONE, 60))).when(
        reserve(OTHER_ORDER_ID, between(NOON, 61))
    ).then_refused(RefusalCode.OVERLAP, "volunteerId", actual=str(ORDER_ID))


def test_a_duty_may_begin_when_another_ends() -> None:
    busy = given(opened(), reserve(ORDER_ID, between(ONE, 60)))
    busy.when(reserve(OTHER_ORDER_ID, between(TWO, 60))).then(happened(ServiceBook.DutyReserved))
    busy.when(reserve(OTHER_ORDER_ID, between(NOON, 60))).then(happened(ServiceBook.DutyReserved))


def test_a_released_window_is_free_again() -> None:
    book = (
        given(opened(), reserve(ORDER_ID, between(ONE, 60)))
        .when(release(ORDER_ID))
        .then(happened(ServiceBook.DutyReleased, order_id=ORDER_ID))
    )
    given(book).when(reserve(OTHER_ORDER_ID, between(ONE, 60))).then(
        happened(ServiceBook.DutyReserved)
    )


def test_releasing_what_is_not_taken_changes_nothing() -> None:
    given(opened()).when(release(ORDER_ID)).then_nothing()
