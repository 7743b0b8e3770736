"""The budget and the purchase list in the random district of the views' tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.domain.guarantee.budget.budget import Budget
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount
from five_steps.domain.projects.purchasing.contract import MilestoneState, MilestoneTerms
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState

if TYPE_CHECKING:
    from uuid import UUID

    from tests.projections.district import District

FIRST, SECOND, THIRD = "first", "second", "third"
LINE, OTHER_LINE = "2070199", "2079999"
WHY = "原因"


class Budgeting:
    """Allocates, spends and buys, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.budget: Budget | None = None
        self.accounts: dict[UUID, BudgetAccount] = {}
        self.items: list[PurchaseItem] = []

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        self.district.keep(*self._budgets, *self.accounts.values(), *self.items)

    @property
    def _budgets(self) -> list[Budget]:
        return [] if self.budget is None else [self.budget]

    # --- the budget -----------------------------------------------------------------------------

    def adopt(self, cents: int = 1_000_00) -> Budget:
        """This year's budget, with two lines."""
        at = self.district.now
        budget = self.budget = Budget.draw_up(2026, by=FIRST, at=at)
        for line in (LINE, OTHER_LINE):
            budget.add_line(line, name=f"科目{line}", amount_cents=cents, by=FIRST, at=at)
        budget.adopt(reference="纪要 1 号", by=SECOND, at=at)
        self.keep()
        return budget

    def allocate(self, unit_id: UUID, cents: int) -> BudgetAccount:
        """Give a unit a part of the first line."""
        budget, at = self.budget or self.adopt(), self.district.now
        budget.allocate(LINE, unit_id, cents, by=FIRST, at=at)
        if unit_id not in self.accounts:
            self.accounts[unit_id] = BudgetAccount.open(budget.id, LINE, unit_id, at=at)
        account = self.accounts[unit_id]
        account.receive(cents, by=FIRST, at=at)
        self.keep()
        return account

    def withdraw(self, unit_id: UUID, cents: int) -> None:
        assert self.budget is not None
        at = self.district.now
        self.accounts[unit_id].give_up(cents, reason=WHY, by=FIRST, at=at)
        self.budget.take_back(LINE, unit_id, cents, reason=WHY, by=FIRST, at=at)
        self.keep()

    def amend(self, cents: int, *, approved: bool = True) -> UUID:
        assert self.budget is not None
        amendment_id, at = self.district.id(), self.district.now
        self.budget.propose_amendment(amendment_id, LINE, cents, reason=WHY, by=FIRST, at=at)
        if approved:
            self.budget.approve_amendment(amendment_id, by=SECOND, at=at)
        else:
            self.budget.reject_amendment(amendment_id, reason="无财源", by=SECOND, at=at)
        self.keep()
        return amendment_id

    def spend(self, account: BudgetAccount, cents: int) -> None:
        account.spend(cents, purpose="场地布置", voucher="记-1", by=FIRST, at=self.district.now)
        self.keep()

    def refund(self, account: BudgetAccount, cents: int) -> None:
        account.refund(cents, reason=WHY, voucher="退-1", by=FIRST, at=self.district.now)
        self.keep()

    # --- purchases ------------------------------------------------------------------------------

    def list_item(self, unit_id: UUID, *, planned_cents: int = 100_00) -> PurchaseItem:
        item = PurchaseItem.list_item(
            id=self.district.id(),
            at=self.district.now,
            year=2026,
            unit_id=unit_id,
            line=LINE,
            title="银龄课堂",
            planned_cents=planned_cents,
            project_id=None,
            by=FIRST,
        )
        self.items.append(item)
        self.keep()
        return item

    def sign(self, item: PurchaseItem, cents: int = 90_00) -> None:
        """Sign a contract in two halves, within what the unit has."""
        at = self.district.now
        self.accounts[item.unit_id].commit(item.id, cents, by=FIRST, at=at)
        halves = [MilestoneTerms(f"第{n}期", at + timedelta(days=30 * n), 50) for n in (1, 2)]
        item.sign_contract(
            supplier="海岛社工中心",
            team_id=None,
            number=f"DT-{len(self.items)}",
            sum_cents=cents,
            signed_on=at,
            milestones=halves,
            by=FIRST,
            at=at,
        )
        self.keep()

    def deliver(self, item: PurchaseItem, milestone: int) -> None:
        at = self.district.now
        item.deliver(milestone, details="已交付", evidence_hash=None, by=SECOND, at=at)
        self.keep()

    def accept(self, item: PurchaseItem, milestone: int) -> None:
        item.accept(milestone, by=THIRD, at=self.district.now)
        self.keep()

    def reject(self, item: PurchaseItem, milestone: int) -> None:
        item.reject_delivery(milestone, reason=WHY, by=THIRD, at=self.district.now)
        self.keep()

    def pay(self, item: PurchaseItem, milestone: int) -> None:
        at, voucher = self.district.now, f"付-{milestone}"
        cents = item.pay(milestone, voucher=voucher, by=FIRST, at=at)
        account = self.accounts[item.unit_id]
        account.pay(item.id, milestone, cents, voucher=voucher, by=FIRST, at=at)
        self.keep()

    def terminate(self, item: PurchaseItem) -> None:
        at = self.district.now
        left = item.terminate(reason=WHY, by=FIRST, at=at)
        self.accounts[item.unit_id].release(item.id, left, by=FIRST, at=at)
        self.keep()

    # --- living at random -----------------------------------------------------------------------

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        dice = self.district.random
        if not self.accounts or dice.random() < 0.2:
            self.allocate(dice.choice(self.district.units[:3]).id, dice.randint(1, 400_00))
        elif self.items and dice.random() < 0.5:
            self._buy(dice.choice(self.items[-3:]))
        else:
            self._book(dice.choice(list(self.accounts)), dice.randint(1, 100_00))

    def _book(self, unit_id: UUID, cents: int) -> None:
        match self.district.random.randrange(5):
            case 0:
                self.spend(self.accounts[unit_id], cents)
            case 1:
                self.refund(self.accounts[unit_id], cents)
            case 2:
                self.withdraw(unit_id, cents)
            case 3:
                self.amend(1_000_00 + cents, approved=cents % 3 > 0)
            case _:
                self.list_item(unit_id)

    def _buy(self, item: PurchaseItem) -> None:
        dice = self.district.random
        if item.state is PurchaseState.LISTED:
            self.sign(item)
        elif dice.random() < 0.1:
            self.terminate(item)
        else:
            milestone = dice.randint(1, 2)
            if dice.random() < 0.1 and item.milestones:
                item.mark_overdue(milestone, at=item.milestones[milestone - 1].due_at)
            match item.milestones[milestone - 1].state if item.milestones else None:
                case MilestoneState.OPEN:
                    self.deliver(item, milestone)
                case MilestoneState.DELIVERED if dice.random() < 0.3:
                    self.reject(item, milestone)
                case MilestoneState.DELIVERED:
                    self.accept(item, milestone)
                case MilestoneState.ACCEPTED:
                    self.pay(item, milestone)
                case _:
                    item.cancel(reason=WHY, by=FIRST, at=self.district.now)
