"""Dispatch 派单: to a team or to named volunteers, transfer, and what comes of being late."""

from __future__ import annotations

from uuid import UUID

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import OrderState
from five_steps.domain.ordering.steps.dispatch import NAMED_MAX
from tests.domain.district import (
    BEIAO_ID,
    CENTRE_ID,
    DAY,
    HAI,
    INSTANT,
    LAN,
    MEI,
    MONDAY,
    RULES,
    STATION_ID,
    TEAM_ID,
)
from tests.domain.given_when_then import given, happened
from tests.domain.orders import (
    END,
    accept,
    decline,
    dispatch,
    escalate,
    order_at,
    placed,
    transfer,
)


def test_dispatch_to_a_team() -> None:
    order = (
        given(placed())
        .when(dispatch())
        .then(happened(Order.Dispatched, team_id=TEAM_ID, volunteer_ids=[], due_at=MONDAY + DAY))
    )
    assert order.team_id == TEAM_ID


def test_dispatch_to_named_volunteers_each_of_them_once() -> None:
    given(placed()).when(dispatch(LAN, MEI, LAN)).then(
        happened(Order.Dispatched, team_id=None, volunteer_ids=[LAN, MEI])
    )


def test_only_the_named_may_accept_or_decline() -> None:
    order = given(placed(), dispatch(LAN))
    order.when(accept(MEI)).then_refused(
        RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="the volunteers named"
    )
    order.when(decline(MEI)).then_refused(RefusalCode.NOT_ELIGIBLE, "volunteerId")


def test_somebody_must_be_named_but_not_the_whole_district() -> None:
    many = [UUID(int=number) for number in range(1, NAMED_MAX + 2)]
    order = given(placed())
    order.when(dispatch(*many[:NAMED_MAX])).then(happened(Order.Dispatched))
    order.when(dispatch(*many)).then_refused(RefusalCode.INVALID, "volunteerIds")
    order.when(
        lambda o: o.dispatch_to_volunteers([], by="clerk", rules=RULES, at=MONDAY)
    ).then_refused(RefusalCode.INVALID, "volunteerIds")


def test_an_order_whose_window_is_over_is_not_dispatched_any_more() -> None:
    order = given(placed())
    order.when(dispatch(at=END - INSTANT)).then(happened(Order.Dispatched))
    order.when(dispatch(at=END)).then_refused(RefusalCode.TOO_LATE, "orderId")


def test_a_transfer_takes_a_dispatch_back() -> None:
    order = (
        given(order_at("DISPATCHED"))
        .when(transfer(BEIAO_ID))
        .then(happened(Order.Transferred, to_unit_id=BEIAO_ID, due_at=MONDAY + DAY))
    )
    assert order.state is OrderState.PLACED
    assert (order.handling_unit_id, order.unit_id) == (BEIAO_ID, STATION_ID)
    assert (order.team_id, order.named) == (None, ())


def test_a_transfer_goes_to_another_unit_and_has_a_reason() -> None:
    given(placed()).when(transfer(STATION_ID)).then_refused(RefusalCode.INVALID, "toUnitId")
    given(placed()).when(transfer(reason=" ")).then_refused(RefusalCode.INVALID, "reason")


def test_a_late_dispatch_is_flagged_and_goes_a_tier_up() -> None:
    order = (
        given(placed())
        .when(escalate(BEIAO_ID, at=MONDAY + DAY))
        .then(
            happened(
                Order.Escalated, stage="DISPATCH", to_unit_id=BEIAO_ID, due_at=MONDAY + 2 * DAY
            )
        )
    )
    assert order.overdue
    assert order.handling_unit_id == BEIAO_ID


def test_a_late_acceptance_goes_a_tier_up_and_back_to_dispatch() -> None:
    order = (
        given(order_at("DISPATCHED"))
        .when(escalate(BEIAO_ID))
        .then(happened(Order.Escalated, stage="ACCEPT"))
    )
    assert order.state is OrderState.PLACED


def test_nothing_is_escalated_before_its_deadline() -> None:
    given(placed()).when(escalate(at=MONDAY + DAY - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "orderId", allowed=(MONDAY + DAY).isoformat()
    )


def test_above_the_centre_there_is_nobody_so_it_is_flagged_once() -> None:
    order = (
        given(placed(), escalate(CENTRE_ID))
        .when(escalate(None, at=MONDAY + 2 * DAY))
        .then(happened(Order.Escalated, to_unit_id=None, due_at=None))
    )
    assert order.handling_unit_id == CENTRE_ID
    given(order).when(escalate(None, at=MONDAY + 3 * DAY)).then_refused(
        RefusalCode.DUPLICATE, "orderId"
    )
    given(order).when(dispatch(at=MONDAY + 3 * DAY)).then(happened(Order.Dispatched))


def test_a_new_dispatch_forgets_who_declined_the_one_before() -> None:
    order = given(
        placed(),
        dispatch(LAN),
        decline(LAN),
        dispatch(LAN, HAI),
    )
    order.when(decline(LAN)).then(happened(Order.Declined, volunteer_id=LAN))
