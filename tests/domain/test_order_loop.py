"""The whole order loop 点单→派单→接单→评单: every verb at every stage, as one table."""

from __future__ import annotations

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import OrderState
from tests.domain.given_when_then import given, happened
from tests.domain.orders import STAGES, VERBS, order_at, placed

# A cell is the state afterwards; "." is WRONG_STATE, another refusal stands by its code.
# Columns: [P]laced, [D]ispatched, [A]ccepted, checked-[I]n, checked-[O]ut, [C]ompleted, [R]ated,
# [U]nrated, [F]ollowed up, cancelled [X], [E]xpired, disputed [!]. One volunteer has accepted.
COLUMNS = dict(zip("PDAIOCRUFXE!", STAGES, strict=True))
TABLE = """
verb           P           D           A           I           O           C        R        U        F            X  E  !
dispatch       DISPATCHED  .           .           .           .           .        .        .        .            .  .  .
transfer       PLACED      PLACED      .           .           .           .        .        .        .            .  .  .
escalate       PLACED      PLACED      .           .           .           .        .        .        .            .  .  .
accept         .           ACCEPTED    ACCEPTED    .           .           .        .        .        .            .  .  .
agree          .           .           ACCEPTED    .           .           .        .        .        .            .  .  .
decline        .           DISPATCHED  ACCEPTED    .           .           .        .        .        .            .  .  .
withdraw       .           .           PLACED      .           .           .        .        .        .            .  .  .
check_in       .           .           IN_SERVICE  .           .           .        .        .        .            .  .  .
check_out      .           .           .           IN_SERVICE  .           .        .        .        .            .  .  .
no_show        .           .           EXPIRED     .           .           .        .        .        .            .  .  .
verify         .           .           .           .           COMPLETED   .        .        .        .            .  .  .
correct        .           .           .           .           .           COMPLETED RATED  UNRATED  FOLLOWED_UP  .  .  .
rate           .           .           .           .           .           RATED    .        .        .            .  .  .
amend          .           .           .           .           .           .        RATED    .        FOLLOWED_UP  .  .  .
close_unrated  .           .           .           .           .           UNRATED  .        .        .            .  .  .
follow_up      .           .           .           .           .           .        FOLLOWED_UP  FOLLOWED_UP  .    .  .  .
cancel         CANCELLED   CANCELLED   CANCELLED   .           .           .        .        .        .            .  .  .
expire         EXPIRED     EXPIRED     EXPIRED     .           .           .        .        .        .            .  .  .
dispute        .           .           .           .           .           DISPUTED DISPUTED DISPUTED DISPUTED     .  .  .
decide         .           .           .           .           .           .        .        .        .            .  .  COMPLETED
"""  # noqa: E501 - a table reads by its columns


def cells() -> list[tuple[str, str, str]]:
    """Verb, stage and expected outcome of each cell."""
    header, *rows = (line.split() for line in TABLE.strip().splitlines())
    return [
        (row[0], COLUMNS[column], outcome)
        for row in rows
        for column, outcome in zip(header[1:], row[1:], strict=True)
    ]


@pytest.mark.parametrize(("verb", "stage", "outcome"), cells())
def test_each_verb_at_each_stage(verb: str, stage: str, outcome: str) -> None:
    asked = given(order_at(stage)).when(VERBS[verb]())
    if outcome == ".":
        assert asked.refusal is not None, f"happened: {asked.events}"
        assert asked.refusal.code is RefusalCode.WRONG_STATE
    else:
        assert asked.refusal is None, asked.refusal
        assert asked.aggregate.state is OrderState(outcome)


def test_the_table_knows_every_state_and_verb() -> None:
    verbs = {verb for verb, _, _ in cells()}
    assert {order_at(stage).state for stage in STAGES} == set(OrderState)
    assert verbs == set(VERBS)


def test_a_refusal_says_the_state_found_and_those_allowed() -> None:
    given(order_at("PLACED")).when(VERBS["rate"]()).then_refused(
        RefusalCode.WRONG_STATE, "orderId", actual="PLACED", allowed="COMPLETED"
    )


def test_a_good_order_from_the_request_to_the_follow_up() -> None:
    order = placed()
    for verb in STAGES["FOLLOWED_UP"]:
        verb(order)

    names = [type(event).__name__ for event in order.pending_events]
    assert names == [
        "Created",
        "Dispatched",
        "Accepted",
        "CheckedIn",
        "CheckedOut",
        "HoursVerified",
        "Completed",
        "Rated",
        "FollowedUp",
    ]


def test_the_last_verified_volunteer_completes_the_order() -> None:
    given(order_at("CHECKED_OUT")).when(VERBS["verify"]()).then(
        happened(Order.HoursVerified, minutes=120), happened(Order.Completed)
    )
