"""Disputes 争议: they freeze the order until somebody else decides."""

from __future__ import annotations

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import OrderState
from tests.domain.district import CLERK, DAY, HOUR, INSTANT, LAN, MEI, OTHER_CLERK, WU
from tests.domain.given_when_then import given, happened
from tests.domain.orders import (
    RATE_BY,
    SATURDAY,
    accept,
    amend,
    check_in,
    check_out,
    close_unrated,
    correct,
    decide,
    dispute,
    no_show,
    order_at,
    rate,
    verify,
)


def test_a_dispute_says_who_and_why() -> None:
    given(order_at("RATED")).when(dispute(reason="只来了一小时")).then(
        happened(Order.Disputed, disputed_by=str(WU), reason="只来了一小时")
    )
    given(order_at("RATED")).when(dispute(reason="")).then_refused(RefusalCode.INVALID, "reason")


@pytest.mark.parametrize("stage", ["COMPLETED", "RATED", "UNRATED", "FOLLOWED_UP"])
def test_a_decision_leads_back_to_where_the_dispute_began(stage: str) -> None:
    order = (
        given(order_at(stage), dispute())
        .when(decide(upheld=False))
        .then(happened(Order.DisputeDecided, upheld=False, volunteer_ids=[]))
    )
    assert order.state is OrderState(stage)


def test_while_a_dispute_is_open_the_rating_stands() -> None:
    given(order_at("RATED"), dispute()).when(amend(1)).then_refused(
        RefusalCode.WRONG_STATE, "orderId", actual="DISPUTED"
    )


def test_the_time_to_rate_stands_still_while_a_dispute_is_open() -> None:
    later = RATE_BY + HOUR
    order = (
        given(order_at("DISPUTED"))
        .when(decide(at=SATURDAY + HOUR))
        .then(happened(Order.DisputeDecided, due_at=later))
    )
    given(order).when(rate(at=later)).then(happened(Order.Rated))
    given(order).when(rate(at=later + INSTANT)).then_refused(
        RefusalCode.TOO_LATE, "orderId", allowed=later.isoformat()
    )


def test_a_dispute_does_not_bring_back_a_time_that_was_over() -> None:
    late = RATE_BY + DAY
    order = given(order_at("COMPLETED"), dispute(at=late), decide(at=late + DAY))
    order.when(rate(at=late + DAY)).then_refused(
        RefusalCode.TOO_LATE, "orderId", allowed=(RATE_BY + DAY).isoformat()
    )
    order.when(close_unrated(at=late + DAY)).then(happened(Order.ClosedUnrated))


def test_the_time_to_amend_stands_still_during_each_dispute() -> None:
    rated_at = SATURDAY
    order = given(
        order_at("RATED"),
        dispute(at=rated_at + DAY),
        decide(at=rated_at + 11 * DAY),
        dispute(at=rated_at + 12 * DAY),
        decide(at=rated_at + 22 * DAY),
    )
    latest = rated_at + (7 + 10 + 10) * DAY
    order.when(amend(at=latest)).then(happened(Order.RatingAmended))
    order.when(amend(at=latest + INSTANT)).then_refused(
        RefusalCode.TOO_LATE, "orderId", allowed=latest.isoformat()
    )


def test_where_nobody_was_waited_for_nothing_is_due_after_a_decision() -> None:
    given(order_at("RATED"), dispute()).when(decide()).then(
        happened(Order.DisputeDecided, due_at=None)
    )


def test_an_upheld_dispute_takes_minutes_away_but_never_adds_any() -> None:
    disputed = given(order_at("DISPUTED"))
    order = disputed.when(decide({LAN: 60})).then(
        happened(Order.DisputeDecided, volunteer_ids=[LAN], minutes=[60])
    )
    assert order.assignments[LAN].minutes == 60
    disputed.when(decide({LAN: 0})).then(happened(Order.DisputeDecided, minutes=[0]))
    disputed.when(decide({LAN: 121})).then_refused(RefusalCode.INVALID, "minutes", allowed="0–120")


def test_a_dispute_after_a_correction_is_about_the_corrected_minutes() -> None:
    disputed = given(order_at("COMPLETED"), correct(LAN, 150), dispute())
    disputed.when(decide({LAN: 140})).then(happened(Order.DisputeDecided, minutes=[140]))
    disputed.when(decide({LAN: 151})).then_refused(RefusalCode.INVALID, "minutes", allowed="0–150")
    disputed.when(correct(LAN, 60)).then_refused(
        RefusalCode.WRONG_STATE, "recordId", actual="DISPUTED"
    )


def test_a_dispute_not_upheld_changes_no_minutes() -> None:
    given(order_at("DISPUTED")).when(decide({LAN: 60}, upheld=False)).then_refused(
        RefusalCode.INVALID, "minutes"
    )


def test_only_verified_minutes_are_decided_on() -> None:
    order = given(
        order_at("ACCEPTED"),
        accept(MEI),
        check_in(LAN),
        check_out(LAN),
        verify(LAN),
        no_show(MEI),
        dispute(),
    )
    order.when(decide({MEI: 0})).then_refused(
        RefusalCode.WRONG_STATE, "volunteerId", actual="NO_SHOW"
    )


def test_nobody_decides_their_own_dispute() -> None:
    by_clerk = given(order_at("COMPLETED"), dispute(by=CLERK))
    by_clerk.when(decide(by=CLERK)).then_refused(RefusalCode.SECOND_PERSON_REQUIRED, "orderId")
    by_clerk.when(decide(by=str(WU))).then_refused(RefusalCode.SELF_VERIFICATION, "orderId")
    by_clerk.when(decide(by=str(LAN))).then_refused(RefusalCode.SELF_VERIFICATION, "orderId")
    by_clerk.when(decide(by=OTHER_CLERK)).then(
        happened(Order.DisputeDecided, decided_by=OTHER_CLERK)
    )


def test_a_decision_has_a_reason() -> None:
    given(order_at("DISPUTED")).when(decide(reason="")).then_refused(RefusalCode.INVALID, "reason")
