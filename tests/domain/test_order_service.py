"""Service 服务: check-in, check-out, no-show, and how an order is settled."""

from __future__ import annotations

from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import AssignmentStatus, OrderState
from tests.domain.district import (
    DAY,
    HOUR,
    INSTANT,
    LAN,
    MEI,
    MINUTE,
    OTHER_RECORD_ID,
    RECORD_ID,
    RULES,
    service_rules,
)
from tests.domain.given_when_then import given, happened, refusal_of
from tests.domain.orders import (
    END,
    FRIDAY,
    START,
    accept,
    check_in,
    check_out,
    correct,
    no_show,
    order_at,
    rate,
    verify,
    withdraw,
)


def test_a_volunteer_checks_in_and_out() -> None:
    order = (
        given(order_at("ACCEPTED"))
        .when(check_in(at=START - MINUTE))
        .then(happened(Order.CheckedIn, volunteer_id=LAN, method="CODE"))
    )
    assert order.state is OrderState.IN_SERVICE
    order = (
        given(order)
        .when(check_out(at=END, evidence_hash="ab" * 32))
        .then(happened(Order.CheckedOut, method="STAFF", evidence_hash="ab" * 32))
    )
    assert order.served_window(LAN, RULES) == Window(START - MINUTE, END)


def test_check_in_opens_an_hour_before_the_window_and_closes_with_it() -> None:
    order = given(order_at("ACCEPTED"))
    order.when(check_in(at=START - HOUR)).then(happened(Order.CheckedIn))
    order.when(check_in(at=START - HOUR - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "orderId", allowed=(START - HOUR).isoformat()
    )
    order.when(check_in(at=END - INSTANT)).then(happened(Order.CheckedIn))
    order.when(check_in(at=END)).then_refused(RefusalCode.TOO_LATE, "orderId")


def test_how_early_one_may_check_in_is_a_rule() -> None:
    rules = service_rules(check_in_early_minutes=0)
    given(order_at("ACCEPTED")).when(check_in(at=START - INSTANT, rules=rules)).then_refused(
        RefusalCode.TOO_EARLY, "orderId"
    )


def test_only_who_has_accepted_checks_in() -> None:
    given(order_at("ACCEPTED")).when(check_in(MEI)).then_refused(
        RefusalCode.NOT_FOUND, "volunteerId", allowed="who accepted the order"
    )


def test_check_out_without_check_in_is_refused() -> None:
    order = given(order_at("ACCEPTED"), accept(MEI), check_in(LAN))
    order.when(check_out(MEI)).then_refused(
        RefusalCode.WRONG_STATE, "volunteerId", actual="ACCEPTED", allowed="CHECKED_IN"
    )


def test_nobody_checks_in_or_out_twice() -> None:
    given(order_at("CHECKED_IN")).when(check_in()).then_refused(
        RefusalCode.WRONG_STATE, "volunteerId", actual="CHECKED_IN"
    )
    given(order_at("CHECKED_OUT")).when(check_out()).then_refused(
        RefusalCode.WRONG_STATE, "volunteerId", actual="CHECKED_OUT"
    )


def test_a_forgotten_check_out_does_not_fill_the_days() -> None:
    order = given(order_at("CHECKED_IN"), check_out(at=END + 3 * DAY)).aggregate
    assert order.served_window(LAN, RULES) == Window(START, END + HOUR)


def test_who_is_still_there_has_no_served_window_yet() -> None:
    order = order_at("CHECKED_IN")
    assert refusal_of(lambda: order.served_window(LAN, RULES)).code is RefusalCode.WRONG_STATE
    assert refusal_of(lambda: order.served_window(MEI, RULES)).code is RefusalCode.NOT_FOUND


def test_a_no_show_is_recorded_once_the_window_has_begun() -> None:
    order = given(order_at("ACCEPTED"), accept(MEI))
    order.when(no_show(LAN, at=START - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "orderId", allowed=START.isoformat()
    )
    after = order.when(no_show(LAN)).then(happened(Order.NoShowRecorded, volunteer_id=LAN))
    assert after.state is OrderState.ACCEPTED
    assert after.assignments[LAN].status is AssignmentStatus.NO_SHOW


def test_when_nobody_came_the_order_expires() -> None:
    given(order_at("ACCEPTED"), accept(MEI), no_show(LAN)).when(no_show(MEI)).then(
        happened(Order.NoShowRecorded), happened(Order.Expired)
    )


def test_when_the_last_but_the_no_shows_withdraws_the_order_expires() -> None:
    given(order_at("ACCEPTED"), accept(MEI), no_show(LAN)).when(withdraw(MEI)).then(
        happened(Order.AcceptanceWithdrawn, volunteer_id=MEI), happened(Order.Expired)
    )


def test_a_no_show_beside_verified_hours_completes_the_order() -> None:
    order = (
        given(order_at("ACCEPTED"), accept(MEI), check_in(LAN), check_out(LAN), verify(LAN))
        .when(no_show(MEI))
        .then(happened(Order.NoShowRecorded), happened(Order.Completed))
    )
    assert order.served == [LAN]


def test_the_order_completes_with_the_last_of_its_volunteers() -> None:
    served = given(
        order_at("ACCEPTED"),
        accept(MEI),
        check_in(LAN),
        check_in(MEI),
        check_out(LAN),
        check_out(MEI),
        verify(LAN, 100),
    )
    assert served.aggregate.state is OrderState.IN_SERVICE
    order = served.when(verify(MEI, 120, record_id=OTHER_RECORD_ID)).then(
        happened(Order.HoursVerified, volunteer_id=MEI, record_id=OTHER_RECORD_ID, minutes=120),
        happened(Order.Completed, due_at=FRIDAY + 7 * DAY),
    )
    assert [a.minutes for a in order.assignments.values()] == [100, 120]


def test_hours_refused_count_as_settled_and_leave_nobody_to_rate() -> None:
    order = (
        given(order_at("CHECKED_OUT"))
        .when(verify(LAN, 0))
        .then(happened(Order.HoursVerified, minutes=0), happened(Order.Completed))
    )
    assert order.assignments[LAN].record_id == RECORD_ID
    given(order).when(rate(1)).then(happened(Order.Rated, score=1, volunteer_ids=[]))


def test_only_who_has_left_gets_hours() -> None:
    order = given(order_at("CHECKED_IN"))
    order.when(verify(LAN)).then_refused(
        RefusalCode.WRONG_STATE, "volunteerId", allowed="CHECKED_OUT"
    )
    order.when(verify(MEI)).then_refused(RefusalCode.NOT_FOUND, "volunteerId")


def test_a_correction_in_the_book_shows_on_the_order() -> None:
    order = (
        given(order_at("COMPLETED"))
        .when(correct(LAN, 0))
        .then(happened(Order.HoursCorrected, volunteer_id=LAN, minutes=0))
    )
    assert order.assignments[LAN].minutes == 0
    assert order.served == []
    given(order_at("CHECKED_OUT")).when(correct(LAN)).then_refused(
        RefusalCode.WRONG_STATE, "volunteerId", actual="CHECKED_OUT"
    )
    given(order_at("COMPLETED")).when(correct(MEI)).then_refused(
        RefusalCode.NOT_FOUND, "volunteerId"
    )
