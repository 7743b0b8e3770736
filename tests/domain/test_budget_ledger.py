"""Random lives of a budget beside a plain ledger.

Of each line: amount = unallocated + allocated; of each unit's part: allocated = free + committed +
spent. None of them is ever below zero, whatever is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from five_steps.domain.guarantee.budget.budget_account import BudgetAccount
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain import budgets
from tests.domain.budgets import BUDGET_ID, LINE
from tests.domain.district import BEIAO_ID, CLERK, MONDAY, OTHER_CLERK, STATION_ID
from tests.domain.given_when_then import given

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

A = TypeVar("A", bound=Aggregate)

Contract = tuple[UUID, int]
"""The unit that signed it, and what of it is not paid."""

CENTS = st.integers(1, 100)
UNITS = st.sampled_from([STATION_ID, BEIAO_ID])
PURCHASE = UUID(int=1)


class BudgetBesideALedger(RuleBasedStateMachine):
    """Verbs of a line and of two units' parts of it, as the commands put them together."""

    contracts: Bundle[Contract] = Bundle("contracts")

    def __init__(self) -> None:
        super().__init__()
        self.budget = given(budgets.drafted(), budgets.add_line(cents=200)).aggregate
        self.accounts: dict[UUID, BudgetAccount] = {}
        self.amount = 200
        self.free = {STATION_ID: 0, BEIAO_ID: 0}
        self.committed = dict(self.free)
        self.spent = dict(self.free)

    @initialize()
    def adopt(self) -> None:
        budgets.adopt()(self.budget)
        for unit_id in self.free:
            self.accounts[unit_id] = BudgetAccount.open(BUDGET_ID, LINE, unit_id, at=MONDAY)

    @property
    def allocated(self) -> int:
        return sum(sum(balance.values()) for balance in (self.free, self.committed, self.spent))

    def granted(self, aggregate: A, verb: Verb[A], *, allowed: bool) -> bool:
        """Ask, and expect it to be granted exactly if allowed."""
        outcome = given(aggregate).when(verb)
        refused = outcome.refusal and outcome.refusal.code
        assert refused == (None if allowed else RefusalCode.CAP_EXCEEDED)
        if allowed:
            verb(aggregate)
        return allowed

    @rule(unit_id=UNITS, cents=CENTS)
    def allocate(self, unit_id: UUID, cents: int) -> None:
        left = self.amount - self.allocated
        if self.granted(
            self.budget, budgets.allocate(cents, unit_id=unit_id), allowed=cents <= left
        ):
            self.accounts[unit_id].receive(cents, by=CLERK, at=MONDAY)
            self.free[unit_id] += cents

    @rule(unit_id=UNITS, cents=CENTS)
    def withdraw(self, unit_id: UUID, cents: int) -> None:
        if self.granted(
            self.accounts[unit_id], budgets.give_up(cents), allowed=cents <= self.free[unit_id]
        ):
            self.budget.take_back(LINE, unit_id, cents, reason="结余", by=CLERK, at=MONDAY)
            self.free[unit_id] -= cents

    @rule(cents=st.integers(0, 300))
    def amend(self, cents: int) -> None:
        if self.granted(self.budget, budgets.propose(cents), allowed=cents >= self.allocated):
            self.budget.approve_amendment(budgets.AMENDMENT_ID, by=OTHER_CLERK, at=MONDAY)
            self.amount = cents

    @rule(unit_id=UNITS, cents=CENTS)
    def spend(self, unit_id: UUID, cents: int) -> None:
        if self.granted(
            self.accounts[unit_id], budgets.spend(cents), allowed=cents <= self.free[unit_id]
        ):
            self.free[unit_id] -= cents
            self.spent[unit_id] += cents

    @rule(unit_id=UNITS, cents=CENTS)
    def refund(self, unit_id: UUID, cents: int) -> None:
        if self.granted(
            self.accounts[unit_id], budgets.refund(cents), allowed=cents <= self.spent[unit_id]
        ):
            self.spent[unit_id] -= cents
            self.free[unit_id] += cents

    @rule(target=contracts, unit_id=UNITS, cents=CENTS)
    def sign(self, unit_id: UUID, cents: int) -> Contract | MultipleResults[Contract]:
        if not self.granted(
            self.accounts[unit_id], budgets.commit(cents), allowed=cents <= self.free[unit_id]
        ):
            return multiple()
        self.free[unit_id] -= cents
        self.committed[unit_id] += cents
        return unit_id, cents

    @rule(target=contracts, contract=consumes(contracts), share=st.integers(1, 100))
    def pay(self, contract: Contract, share: int) -> Contract | MultipleResults[Contract]:
        unit_id, left = contract
        paid = max(1, left * share // 100)
        self.accounts[unit_id].pay(PURCHASE, 1, paid, voucher="记", by=CLERK, at=MONDAY)
        self.committed[unit_id] -= paid
        self.spent[unit_id] += paid
        return (unit_id, left - paid) if left > paid else multiple()

    @rule(contract=consumes(contracts))
    def terminate(self, contract: Contract) -> None:
        unit_id, left = contract
        self.accounts[unit_id].release(PURCHASE, left, by=CLERK, at=MONDAY)
        self.committed[unit_id] -= left
        self.free[unit_id] += left

    @invariant()
    def the_ledger_agrees(self) -> None:
        line = self.budget.lines[LINE]
        assert (line.amount_cents, line.allocated_cents) == (self.amount, self.allocated)
        assert line.unallocated_cents >= 0
        for unit_id, account in self.accounts.items():
            balances = (account.free, account.committed, account.spent)
            assert balances == (
                self.free[unit_id],
                self.committed[unit_id],
                self.spent[unit_id],
            )
            assert min(balances) >= 0
            assert account.allocated == sum(balances)


TestBudgetBesideALedger = BudgetBesideALedger.TestCase
TestBudgetBesideALedger.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
