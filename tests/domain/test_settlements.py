"""Merchants and settlements 结算: statement, dispute, agreement, payment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.fund.settlement import (
    LINES_MAX,
    Settlement,
    SettlementLine,
    SettlementState,
)
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.accounts import OTHER_REDEMPTION_ID, REDEMPTION_ID
from tests.domain.district import CLERK, INSTANT, MONDAY, STATION_ID
from tests.domain.given_when_then import given, happened, made, refusal_of
from tests.domain.shop import (
    LINES,
    MERCHANT_ID,
    PERIOD,
    PERIOD_OVER,
    agree,
    answer,
    dispute,
    merchant,
    pay,
    settlement,
    withdraw,
)

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb


def test_a_merchant_is_under_contract_until_it_ends() -> None:
    signed = made(merchant).then(happened(Merchant.Created, unit_id=STATION_ID, name="海霞超市"))
    signed.require_under_contract()
    given(signed).when(lambda m: m.end_contract(reason="", at=MONDAY)).then_refused(
        RefusalCode.INVALID, "reason"
    )
    ended = (
        given(signed)
        .when(lambda m: m.end_contract(reason="到期", at=MONDAY))
        .then(happened(Merchant.ContractEnded, reason="到期"))
    )
    given(ended).when(lambda m: m.end_contract(reason="到期", at=MONDAY)).then_refused(
        RefusalCode.WRONG_STATE, "merchantId", actual="ENDED"
    )
    assert refusal_of(ended.require_under_contract, "counterId").field == "counterId"


STATE = SettlementState
UNPAID = (STATE.STATED, STATE.DISPUTED, STATE.AGREED)
STEPS: tuple[tuple[Verb[Settlement], type, tuple[SettlementState, ...]], ...] = (
    (dispute(), Settlement.Disputed, (STATE.STATED,)),
    (answer(), Settlement.DisputeAnswered, (STATE.DISPUTED,)),
    (agree(), Settlement.Agreed, (STATE.STATED,)),
    (pay(), Settlement.Paid, (STATE.AGREED,)),
    (withdraw(), Settlement.Withdrawn, UNPAID),
)
PATHS: dict[SettlementState, tuple[Verb[Settlement], ...]] = {
    SettlementState.STATED: (dispute(), answer()),
    SettlementState.DISPUTED: (dispute(),),
    SettlementState.AGREED: (agree(),),
    SettlementState.PAID: (agree(), pay()),
    SettlementState.WITHDRAWN: (withdraw(),),
}


@pytest.mark.parametrize("state", PATHS)
@pytest.mark.parametrize(("verb", "event", "allowed"), STEPS)
def test_what_may_follow_each_state(
    state: SettlementState,
    verb: Verb[Settlement],
    event: type,
    allowed: tuple[SettlementState, ...],
) -> None:
    stated = given(settlement(), *PATHS[state])
    assert stated.aggregate.state is state
    if state in allowed:
        stated.when(verb).then(happened(event))
    else:
        stated.when(verb).then_refused(
            RefusalCode.WRONG_STATE, "settlementId", actual=state.value, allowed=", ".join(allowed)
        )


def test_a_statement_adds_its_lines_up() -> None:
    stated = made(settlement).then(
        happened(
            Settlement.Created,
            merchant_id=MERCHANT_ID,
            starts_at=PERIOD.start,
            ends_at=PERIOD.end,
            redemption_ids=[REDEMPTION_ID, OTHER_REDEMPTION_ID],
            cost_cents=[1000, 500],
            total_cents=1500,
            stated_by=CLERK,
        )
    )
    assert stated.lines == {line.redemption_id: line.cost_cents for line in LINES}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"at": PERIOD_OVER - INSTANT}, RefusalCode.TOO_EARLY, "endsAt"),
        ({"lines": ()}, RefusalCode.INVALID, "redemptionIds"),
        (
            {"lines": (SettlementLine(REDEMPTION_ID, 1),) * (LINES_MAX + 1)},
            RefusalCode.INVALID,
            "redemptionIds",
        ),
    ],
)
def test_what_is_no_statement(changes: dict[str, Any], code: RefusalCode, field: str) -> None:
    made(lambda: settlement(**changes)).then_refused(code, field)


def test_who_states_does_not_agree() -> None:
    given(settlement()).when(agree(by=CLERK)).then_refused(
        RefusalCode.SECOND_PERSON_REQUIRED, "settlementId"
    )


@pytest.mark.parametrize(
    ("path", "verb", "field"),
    [
        ((), dispute(""), "reason"),
        ((dispute(),), answer(""), "answer"),
        ((agree(),), pay(""), "reference"),
        ((), withdraw(""), "reason"),
    ],
)
def test_each_step_says_why(
    path: tuple[Verb[Settlement], ...], verb: Verb[Settlement], field: str
) -> None:
    given(settlement(), *path).when(verb).then_refused(RefusalCode.INVALID, field)
