"""Spending from the fund by two persons 支出申请."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.incentives.fund.fund import Fund, Purpose
from five_steps.domain.incentives.fund.spending_proposal import SpendingProposal
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import CLERK, MONDAY, OTHER_CLERK, incentive_rules
from tests.domain.given_when_then import given, happened, made
from tests.domain.shop import approve_spending, fund, reject_spending, spending_proposal

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

LIMIT = 1_000


def spend_alone(cents: int) -> Verb[Fund]:
    rules = incentive_rules(spend_alone_cents_max=LIMIT)
    return lambda f: f.spend_alone(
        Purpose.AWARDS, cents, reference="纪要 4", by=CLERK, rules=rules, at=MONDAY
    )


def test_one_person_spends_up_to_the_limit() -> None:
    rich = given(fund(10 * LIMIT))
    rich.when(spend_alone(LIMIT)).then(
        happened(Fund.Spent, amount_cents=LIMIT, spent_by=CLERK, source_id=None)
    )
    rich.when(spend_alone(LIMIT + 1)).then_refused(
        RefusalCode.SECOND_PERSON_REQUIRED, "amountCents", allowed=LIMIT, actual=LIMIT + 1
    )


def test_a_second_person_approves_or_rejects() -> None:
    proposed = given(
        made(spending_proposal).then(
            happened(SpendingProposal.Created, amount_cents=500_000, proposed_by=CLERK)
        )
    )
    proposed.when(approve_spending()).then(
        happened(SpendingProposal.Approved, approved_by=OTHER_CLERK)
    )
    proposed.when(reject_spending()).then(happened(SpendingProposal.Rejected, reason="预算不足"))
    proposed.when(reject_spending(reason="")).then_refused(RefusalCode.INVALID, "reason")
    for verb in (approve_spending(by=CLERK), reject_spending(by=CLERK)):
        proposed.when(verb).then_refused(RefusalCode.SECOND_PERSON_REQUIRED, "proposalId")


@pytest.mark.parametrize("decided", [approve_spending(), reject_spending()])
@pytest.mark.parametrize("again", [approve_spending(), reject_spending()])
def test_what_is_decided_is_decided(
    decided: Verb[SpendingProposal], again: Verb[SpendingProposal]
) -> None:
    given(spending_proposal(), decided).when(again).then_refused(
        RefusalCode.WRONG_STATE, "proposalId", allowed="PROPOSED"
    )


@pytest.mark.parametrize(
    ("changes", "field"), [({"amount_cents": 0}, "amountCents"), ({"reference": ""}, "reference")]
)
def test_what_is_no_proposal(changes: dict[str, Any], field: str) -> None:
    made(lambda: spending_proposal(**changes)).then_refused(RefusalCode.INVALID, field)
