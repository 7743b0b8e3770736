"""Acceptance 接单: up to the headcount, declining, stepping back."""

from __future__ import annotations

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import AssignmentStatus, OrderState
from tests.domain.district import DAY, HAI, INSTANT, LAN, MEI, MONDAY
from tests.domain.given_when_then import given, happened
from tests.domain.orders import (
    END,
    accept,
    agree,
    check_in,
    decline,
    dispatch,
    no_show,
    order_at,
    placed,
    withdraw,
)


def test_volunteers_accept_up_to_the_headcount() -> None:
    full = given(order_at("ACCEPTED"), accept(MEI))
    assert full.aggregate.open_places == 0
    full.when(accept(HAI)).then_refused(RefusalCode.FULL, "orderId", allowed=2)


def test_an_accepted_order_is_not_late_any_more() -> None:
    order = given(order_at("DISPATCHED")).when(accept()).then(happened(Order.Accepted))
    assert order.due_at is None


def test_nobody_accepts_twice() -> None:
    given(order_at("ACCEPTED")).when(accept(LAN)).then_refused(RefusalCode.DUPLICATE, "volunteerId")


def test_nobody_accepts_when_the_window_is_over() -> None:
    order = given(order_at("DISPATCHED"))
    order.when(accept(at=END - INSTANT)).then(happened(Order.Accepted))
    order.when(accept(at=END)).then_refused(
        RefusalCode.TOO_LATE, "orderId", allowed=END.isoformat()
    )


def test_an_order_stays_open_while_one_of_the_named_may_still_accept() -> None:
    order = (
        given(placed(), dispatch(LAN, MEI))
        .when(decline(LAN, reason="当天有事"))
        .then(happened(Order.Declined, volunteer_id=LAN, reason="当天有事"))
    )
    assert order.state is OrderState.DISPATCHED


def test_when_all_named_have_declined_it_goes_back_to_dispatch() -> None:
    order = (
        given(placed(), dispatch(LAN, MEI), decline(LAN))
        .when(decline(MEI))
        .then(happened(Order.Declined), happened(Order.Returned, due_at=MONDAY + DAY))
    )
    assert (order.state, order.named) == (OrderState.PLACED, ())


def test_a_team_still_has_others_when_one_member_declines() -> None:
    order = given(order_at("DISPATCHED")).when(decline(LAN)).then(happened(Order.Declined))
    assert order.state is OrderState.DISPATCHED


def test_a_decline_needs_a_reason_and_comes_once_and_not_after_accepting() -> None:
    order = given(order_at("ACCEPTED"), decline(HAI))
    order.when(decline(MEI, reason="")).then_refused(RefusalCode.INVALID, "reason")
    order.when(decline(HAI)).then_refused(RefusalCode.DUPLICATE, "volunteerId")
    order.when(decline(LAN)).then_refused(RefusalCode.DUPLICATE, "volunteerId")


def test_who_declined_may_think_better_of_it() -> None:
    given(placed(), dispatch(LAN, MEI), decline(LAN)).when(accept(LAN)).then(
        happened(Order.Accepted, volunteer_id=LAN)
    )


def test_when_the_only_volunteer_steps_back_it_goes_back_to_dispatch() -> None:
    order = (
        given(order_at("ACCEPTED"))
        .when(withdraw(LAN, reason="生病"))
        .then(
            happened(Order.AcceptanceWithdrawn, volunteer_id=LAN, reason="生病"),
            happened(Order.Returned, reason="生病"),
        )
    )
    assert order.state is OrderState.PLACED
    assert order.assignments == {}


def test_one_of_two_steps_back() -> None:
    order = (
        given(order_at("ACCEPTED"), accept(MEI))
        .when(withdraw(LAN))
        .then(happened(Order.AcceptanceWithdrawn))
    )
    assert order.state is OrderState.ACCEPTED
    assert list(order.assignments) == [MEI]


def test_only_who_has_accepted_and_gives_a_reason_steps_back() -> None:
    order = given(order_at("ACCEPTED"))
    order.when(withdraw(MEI)).then_refused(RefusalCode.NOT_FOUND, "volunteerId")
    order.when(withdraw(LAN, reason="")).then_refused(RefusalCode.INVALID, "reason")


def test_once_somebody_serves_nobody_steps_back() -> None:
    order = given(order_at("ACCEPTED"), accept(MEI), check_in(LAN))
    order.when(withdraw(MEI)).then_refused(RefusalCode.WRONG_STATE, "orderId")


def test_who_did_not_come_cannot_step_back() -> None:
    order = given(order_at("ACCEPTED"), accept(MEI), no_show(LAN))
    order.when(withdraw(LAN)).then_refused(
        RefusalCode.WRONG_STATE, "volunteerId", actual=AssignmentStatus.NO_SHOW.value
    )


def test_dangerous_duty_takes_a_written_agreement() -> None:
    accepted = given(order_at("ACCEPTED", hazardous=True))
    accepted.when(check_in()).then_refused(
        RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="a written agreement"
    )
    agreed = accepted.when(agree()).then(
        happened(Order.AgreementRecorded, volunteer_id=LAN, document_hash="ab" * 32)
    )
    given(agreed).when(check_in()).then(happened(Order.CheckedIn))
    given(agreed).when(agree()).then_refused(RefusalCode.DUPLICATE, "volunteerId")
    given(order_at("ACCEPTED")).when(check_in()).then(happened(Order.CheckedIn))


def test_an_agreement_is_with_somebody_who_has_accepted() -> None:
    given(order_at("ACCEPTED")).when(agree(MEI)).then_refused(RefusalCode.NOT_FOUND, "volunteerId")
    stepped_back = given(order_at("ACCEPTED", hazardous=True), agree(), withdraw())
    again = given(stepped_back.aggregate, dispatch(), accept())
    again.when(check_in()).then_refused(RefusalCode.NOT_ELIGIBLE, "volunteerId")
