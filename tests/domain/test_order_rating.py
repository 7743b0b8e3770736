"""Rating 评单 and follow-up 回访: once, in time, amended once; silence is no praise."""

from __future__ import annotations

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import OrderState
from five_steps.domain.ordering.rating import TAG_CHARS_MAX, TAGS_MAX, RatingGiven
from tests.domain.district import (
    DAY,
    HAI,
    INSTANT,
    LAN,
    MEI,
    OTHER_RECORD_ID,
    service_rules,
)
from tests.domain.given_when_then import given, happened, refusal_of
from tests.domain.orders import (
    RATE_BY,
    SATURDAY,
    accept,
    amend,
    check_in,
    check_out,
    close_unrated,
    follow_up,
    no_show,
    order_at,
    rate,
    verify,
)


def served_by_two() -> Order:
    """An order that Lan and Mei have served."""
    return given(
        order_at("ACCEPTED"),
        accept(MEI),
        check_in(LAN),
        check_in(MEI),
        check_out(LAN),
        check_out(MEI),
        verify(LAN),
        verify(MEI, record_id=OTHER_RECORD_ID),
    ).aggregate


def test_who_gets_no_score_of_their_own_gets_the_overall_one() -> None:
    order = (
        given(served_by_two())
        .when(rate(5, {MEI: 3}))
        .then(happened(Order.Rated, score=5, volunteer_ids=[LAN, MEI], volunteer_scores=[5, 3]))
    )
    assert order.scores == {LAN: 5, MEI: 3}


def test_comment_and_tags_are_kept() -> None:
    given(order_at("COMPLETED")).when(
        lambda order: order.rate(
            RatingGiven(4, comment="sealed", tags=("准时", "耐心")), at=SATURDAY
        )
    ).then(happened(Order.Rated, comment="sealed", tags=["准时", "耐心"]))


def test_only_who_served_is_rated() -> None:
    given(served_by_two()).when(rate(5, {HAI: 1})).then_refused(
        RefusalCode.NOT_FOUND, "volunteerScores.volunteerId"
    )


def test_who_did_not_come_is_not_rated() -> None:
    order = given(
        order_at("ACCEPTED"), accept(MEI), check_in(LAN), check_out(LAN), verify(LAN), no_show(MEI)
    )
    order.when(rate(5)).then(happened(Order.Rated, volunteer_ids=[LAN]))
    order.when(rate(5, {MEI: 1})).then_refused(RefusalCode.NOT_FOUND, "volunteerScores.volunteerId")


def test_there_are_seven_days_to_rate() -> None:
    order = given(order_at("COMPLETED"))
    order.when(rate(at=RATE_BY)).then(happened(Order.Rated))
    order.when(rate(at=RATE_BY + INSTANT)).then_refused(
        RefusalCode.TOO_LATE, "orderId", allowed=RATE_BY.isoformat()
    )


def test_an_order_closes_unrated_only_when_the_time_is_over() -> None:
    order = given(order_at("COMPLETED"))
    order.when(close_unrated(at=RATE_BY)).then_refused(
        RefusalCode.TOO_EARLY, "orderId", allowed=RATE_BY.isoformat()
    )
    closed = order.when(close_unrated(at=RATE_BY + INSTANT)).then(happened(Order.ClosedUnrated))
    assert (closed.scores, closed.amendable_since, closed.due_at) == ({}, None, None)


def test_a_rating_is_amended_once() -> None:
    order = (
        given(served_by_two(), rate(5))
        .when(amend(2))
        .then(happened(Order.RatingAmended, score=2, volunteer_scores=[2, 2]))
    )
    assert order.scores == {LAN: 2, MEI: 2}
    given(order).when(amend(5)).then_refused(RefusalCode.DUPLICATE, "orderId")


def test_a_rating_is_amended_within_seven_days_of_being_given() -> None:
    order = given(order_at("COMPLETED"), rate(at=RATE_BY))
    order.when(amend(at=RATE_BY + 7 * DAY)).then(happened(Order.RatingAmended))
    order.when(amend(at=RATE_BY + 7 * DAY + INSTANT)).then_refused(
        RefusalCode.TOO_LATE, "orderId", allowed=(RATE_BY + 7 * DAY).isoformat()
    )


def test_whether_a_rating_may_be_amended_is_a_rule() -> None:
    rules = service_rules(amend_within_days=0)
    given(order_at("RATED")).when(amend(at=SATURDAY + INSTANT, rules=rules)).then_refused(
        RefusalCode.TOO_LATE, "orderId"
    )


def test_a_follow_up_leaves_the_rating_open_to_amendment() -> None:
    order = given(order_at("FOLLOWED_UP")).when(amend(4)).then(happened(Order.RatingAmended))
    assert order.state is OrderState.FOLLOWED_UP


def test_an_unrated_order_that_was_followed_up_has_nothing_to_amend() -> None:
    given(order_at("UNRATED"), follow_up()).when(amend()).then_refused(
        RefusalCode.WRONG_STATE, "orderId", actual="UNRATED"
    )


def test_a_follow_up_notes_a_complaint() -> None:
    given(order_at("RATED")).when(follow_up(complaint=True)).then(
        happened(Order.FollowedUp, channel="PHONE", complaint=True, satisfied=False)
    )


@pytest.mark.parametrize("score", [0, 6, -1])
def test_scores_are_one_to_five(score: int) -> None:
    refusal = refusal_of(lambda: RatingGiven(score))
    assert (refusal.code, refusal.field) == (RefusalCode.INVALID, "score")
    refusal = refusal_of(lambda: RatingGiven(5, {LAN: score}))
    assert (refusal.code, refusal.field) == (RefusalCode.INVALID, "volunteerScores.score")


@pytest.mark.parametrize("tags", [("好",) * (TAGS_MAX + 1), ("长" * (TAG_CHARS_MAX + 1),), ("",)])
def test_tags_are_few_and_short(tags: tuple[str, ...]) -> None:
    assert refusal_of(RatingGiven, 5, tags=tags).field == "tags"


def test_as_many_tags_as_there_may_be() -> None:
    tags = ["长" * TAG_CHARS_MAX] * TAGS_MAX
    assert RatingGiven(5, tags=tags).tags == tags
