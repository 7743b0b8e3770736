"""The fund 公益基金: double entry, and never below zero."""

from __future__ import annotations

from uuid import UUID

import pytest

from five_steps.domain.incentives.fund.fund import AMOUNT_CENTS_MAX, FUND_ID, Fund, Purpose
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.accounts import REDEMPTION_ID
from tests.domain.district import CLERK, MONDAY
from tests.domain.given_when_then import Happened, Verb, given, happened, made
from tests.domain.shop import DONATION_ID, MERCHANT_ID, OTHER_MERCHANT_ID, SETTLEMENT_ID, fund


def donate(cents: int = 1000, donor: str = "sealed") -> Verb[Fund]:
    return lambda f: f.donate(
        DONATION_ID, cents, donor=donor, donor_is_person=True, by=CLERK, at=MONDAY
    )


def allocate(cents: int = 1000, source: str = "区财政") -> Verb[Fund]:
    return lambda f: f.allocate(cents, source=source, by=CLERK, at=MONDAY)


def reserve(cents: int) -> Verb[Fund]:
    return lambda f: f.reserve(REDEMPTION_ID, cents, at=MONDAY)


def release(cents: int) -> Verb[Fund]:
    return lambda f: f.release(REDEMPTION_ID, cents, at=MONDAY)


def commit(cents: int) -> Verb[Fund]:
    return lambda f: f.commit(REDEMPTION_ID, MERCHANT_ID, cents, at=MONDAY)


def reverse(cents: int) -> Verb[Fund]:
    return lambda f: f.reverse(REDEMPTION_ID, MERCHANT_ID, cents, at=MONDAY)


def pay(cents: int, merchant_id: UUID = MERCHANT_ID, reference: str = "转账") -> Verb[Fund]:
    return lambda f: f.pay_settlement(
        SETTLEMENT_ID, merchant_id, cents, reference=reference, by=CLERK, at=MONDAY
    )


def spend(cents: int, reference: str = "会议纪要 3") -> Verb[Fund]:
    return lambda f: f.spend(Purpose.HELP, cents, reference=reference, by=CLERK, at=MONDAY)


def sheet(fund: Fund) -> tuple[int, int, int]:
    """Free, reserved and payable."""
    assert fund.cash == fund.free + fund.reserved + fund.payable
    return fund.free, fund.reserved, fund.payable


def test_the_district_has_one_fund() -> None:
    assert made(fund).then(happened(Fund.Created)).id == FUND_ID


@pytest.mark.parametrize(
    ("path", "verb", "event", "after"),
    [
        ((), donate(), happened(Fund.Donated, donor="sealed", received_by=CLERK), (1000, 0, 0)),
        ((), allocate(), happened(Fund.Allocated, source="区财政"), (1000, 0, 0)),
        ((allocate(),), reserve(400), happened(Fund.Reserved), (600, 400, 0)),
        (
            (allocate(), reserve(400)),
            release(400),
            happened(Fund.ReservationReleased),
            (1000, 0, 0),
        ),
        ((allocate(), reserve(400)), commit(400), happened(Fund.Committed), (600, 0, 400)),
        (
            (allocate(), reserve(400), commit(400)),
            reverse(400),
            happened(Fund.CommitmentReversed, amount_cents=400),
            (1000, 0, 0),
        ),
        (
            (allocate(), reserve(400), commit(400)),
            pay(300),
            happened(Fund.SettlementPaid, settlement_id=SETTLEMENT_ID, reference="转账"),
            (600, 0, 100),
        ),
        ((allocate(),), spend(1000), happened(Fund.Spent, purpose="HELP"), (0, 0, 0)),
    ],
)
def test_each_posting_moves_an_amount(
    path: tuple[Verb[Fund], ...], verb: Verb[Fund], event: Happened, after: tuple[int, int, int]
) -> None:
    assert sheet(given(fund(), *path).when(verb).then(event)) == after


def test_reserved_and_owed_money_is_not_free() -> None:
    tied = given(fund(1000), reserve(300), commit(300), reserve(500))
    assert sheet(tied.aggregate) == (200, 500, 300)
    tied.when(reserve(201)).then_refused(
        RefusalCode.FUND_EXHAUSTED, "rewardId", allowed=200, actual=201
    )
    tied.when(spend(201)).then_refused(RefusalCode.FUND_EXHAUSTED, "amountCents", allowed=200)
    tied.when(reserve(200)).then(happened(Fund.Reserved))


def test_a_merchant_is_paid_what_it_is_owed() -> None:
    owing = given(fund(1000), reserve(300), commit(300))
    owing.when(pay(301)).then_refused(
        RefusalCode.FUND_EXHAUSTED, "settlementId", allowed=300, actual=301
    )
    owing.when(pay(1, OTHER_MERCHANT_ID)).then_refused(
        RefusalCode.FUND_EXHAUSTED, "settlementId", allowed=0
    )


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        (donate(0), "amountCents"),
        (donate(AMOUNT_CENTS_MAX + 1), "amountCents"),
        (allocate(-1), "amountCents"),
        (allocate(source=""), "source"),
        (spend(0), "amountCents"),
        (spend(1, reference=""), "reference"),
        (pay(1, reference=""), "reference"),
    ],
)
def test_what_is_no_posting(verb: Verb[Fund], field: str) -> None:
    given(fund(1000), reserve(1), commit(1)).when(verb).then_refused(RefusalCode.INVALID, field)
