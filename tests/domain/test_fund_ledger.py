"""Random lives of the fund beside a plain ledger.

cash = free + reserved + payable, and none of them is ever below zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)

from five_steps.domain.incentives.fund.fund import Fund, Purpose
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import CLERK, MONDAY
from tests.domain.given_when_then import given
from tests.domain.shop import DONATION_ID, MERCHANT_ID, OTHER_MERCHANT_ID, SETTLEMENT_ID, fund

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

Posting = tuple[UUID, UUID | None, int]
"""A redemption, its merchant and its cost."""

CENTS = st.integers(1, 1000)
MERCHANTS = st.sampled_from([MERCHANT_ID, OTHER_MERCHANT_ID, None])


class FundBesideALedger(RuleBasedStateMachine):
    """Verbs of the fund in any order that redemptions and settlements allow."""

    reserved: Bundle[Posting] = Bundle("reserved")
    committed: Bundle[Posting] = Bundle("committed")

    def __init__(self) -> None:
        super().__init__()
        self.fund = fund()
        self.cash = 0
        self.holds: dict[UUID, int] = {}
        self.owed: dict[UUID | None, int] = {MERCHANT_ID: 0, OTHER_MERCHANT_ID: 0, None: 0}

    @property
    def free(self) -> int:
        return self.cash - sum(self.holds.values()) - sum(self.owed.values())

    def granted(self, verb: Verb[Fund], *, allowed: bool) -> bool:
        """Ask, and expect it to be granted exactly if allowed."""
        outcome = given(self.fund).when(verb)
        self.fund = outcome.aggregate
        refused = outcome.refusal and outcome.refusal.code
        assert refused == (None if allowed else RefusalCode.FUND_EXHAUSTED)
        return allowed

    @rule(cents=CENTS)
    def allocate(self, cents: int) -> None:
        self.fund.allocate(cents, source="区财政", by=CLERK, at=MONDAY)
        self.cash += cents

    @rule(cents=CENTS)
    def donate(self, cents: int) -> None:
        self.fund.donate(
            DONATION_ID, cents, donor="商会", donor_is_person=False, by=CLERK, at=MONDAY
        )
        self.cash += cents

    @rule(cents=CENTS)
    def spend(self, cents: int) -> None:
        if self.granted(
            lambda f: f.spend(Purpose.OTHER, cents, reference="纪要", by=CLERK, at=MONDAY),
            allowed=cents <= self.free,
        ):
            self.cash -= cents

    @rule(target=reserved, merchant_id=MERCHANTS, cents=CENTS)
    def reserve(self, merchant_id: UUID | None, cents: int) -> Posting | MultipleResults[Posting]:
        redemption_id = UUID(int=len(self.fund.pending_events))
        if not self.granted(
            lambda f: f.reserve(redemption_id, cents, at=MONDAY), allowed=cents <= self.free
        ):
            return multiple()
        self.holds[redemption_id] = cents
        return redemption_id, merchant_id, cents

    @rule(posting=consumes(reserved))
    def release(self, posting: Posting) -> None:
        redemption_id, _, cents = posting
        self.fund.release(redemption_id, cents, at=MONDAY)
        del self.holds[redemption_id]

    @rule(target=committed, posting=consumes(reserved))
    def commit(self, posting: Posting) -> Posting:
        redemption_id, merchant_id, cents = posting
        self.fund.commit(redemption_id, merchant_id, cents, at=MONDAY)
        self.owed[merchant_id] += self.holds.pop(redemption_id)
        return posting

    @rule(posting=consumes(committed))
    def reverse(self, posting: Posting) -> None:
        redemption_id, merchant_id, cents = posting
        self.fund.reverse(redemption_id, merchant_id, cents, at=MONDAY)
        self.owed[merchant_id] -= cents

    @rule(posting=consumes(committed))
    def settle(self, posting: Posting) -> None:
        _, merchant_id, cents = posting
        self.fund.pay_settlement(
            SETTLEMENT_ID, merchant_id, cents, reference="转账", by=CLERK, at=MONDAY
        )
        self.owed[merchant_id] -= cents
        self.cash -= cents

    @rule(merchant_id=MERCHANTS, more=CENTS)
    def overpay(self, merchant_id: UUID | None, more: int) -> None:
        assert not self.granted(
            lambda f: f.pay_settlement(
                SETTLEMENT_ID,
                merchant_id,
                self.owed[merchant_id] + more,
                reference="转账",
                by=CLERK,
                at=MONDAY,
            ),
            allowed=False,
        )

    @invariant()
    def the_ledger_agrees(self) -> None:
        balances = (self.fund.cash, self.fund.free, self.fund.reserved, self.fund.payable)
        held, owed = sum(self.holds.values()), sum(self.owed.values())
        assert balances == (self.cash, self.free, held, owed)
        assert min(balances) >= 0
        assert all(cents >= 0 for cents in self.fund.payables.values())


TestFundBesideALedger = FundBesideALedger.TestCase
TestFundBesideALedger.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
