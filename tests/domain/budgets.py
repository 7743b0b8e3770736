"""A year's budget with one line, and what units do with their parts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.guarantee.budget.budget import Budget, budget_id
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount
from tests.domain.district import CLERK, MONDAY, NEW_YEAR, OTHER_CLERK, STATION_ID
from tests.domain.purchases import PURCHASE_ID

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

BUDGET_ID = budget_id(2026)
LINE = "2070199"
AMENDMENT_ID, OTHER_AMENDMENT_ID = UUID(int=821), UUID(int=822)


def drafted() -> Budget:
    """The budget of 2026, by the clerk."""
    return Budget.draw_up(2026, by=CLERK, at=NEW_YEAR)


def add_line(
    line: str = LINE, cents: int = 100, *, name: str = "文化和旅游支出", by: str = CLERK
) -> Verb[Budget]:
    return lambda b: b.add_line(line, name=name, amount_cents=cents, by=by, at=NEW_YEAR)


def adopt(by: str = OTHER_CLERK, *, reference: str = "洞文明〔2026〕1号") -> Verb[Budget]:
    return lambda b: b.adopt(reference=reference, by=by, at=NEW_YEAR)


def allocate(cents: int = 60, *, line: str = LINE, unit_id: UUID = STATION_ID) -> Verb[Budget]:
    return lambda b: b.allocate(line, unit_id, cents, by=CLERK, at=MONDAY)


def take_back(cents: int = 10, *, reason: str = "结余") -> Verb[Budget]:
    return lambda b: b.take_back(LINE, STATION_ID, cents, reason=reason, by=CLERK, at=MONDAY)


def propose(
    cents: int = 120,
    amendment_id: UUID = AMENDMENT_ID,
    *,
    line: str = LINE,
    reason: str = "新增任务",
) -> Verb[Budget]:
    return lambda b: b.propose_amendment(
        amendment_id, line, cents, reason=reason, by=CLERK, at=MONDAY
    )


def approve(by: str = OTHER_CLERK, *, amendment_id: UUID = AMENDMENT_ID) -> Verb[Budget]:
    return lambda b: b.approve_amendment(amendment_id, by=by, at=MONDAY)


def reject(
    by: str = OTHER_CLERK, *, reason: str = "无财源", amendment_id: UUID = AMENDMENT_ID
) -> Verb[Budget]:
    return lambda b: b.reject_amendment(amendment_id, reason=reason, by=by, at=MONDAY)


ADOPTED = (add_line(), adopt())


def opened() -> BudgetAccount:
    """The station's account of the line."""
    return BudgetAccount.open(BUDGET_ID, LINE, STATION_ID, at=MONDAY)


def receive(cents: int = 60) -> Verb[BudgetAccount]:
    return lambda a: a.receive(cents, by=CLERK, at=MONDAY)


def give_up(cents: int = 10, *, reason: str = "结余") -> Verb[BudgetAccount]:
    return lambda a: a.give_up(cents, reason=reason, by=CLERK, at=MONDAY)


def commit(cents: int = 30) -> Verb[BudgetAccount]:
    return lambda a: a.commit(PURCHASE_ID, cents, by=CLERK, at=MONDAY)


def release(cents: int = 10) -> Verb[BudgetAccount]:
    return lambda a: a.release(PURCHASE_ID, cents, by=CLERK, at=MONDAY)


def pay(cents: int = 20) -> Verb[BudgetAccount]:
    return lambda a: a.pay(PURCHASE_ID, 1, cents, voucher="记-101", by=CLERK, at=MONDAY)


def spend(
    cents: int = 5, *, purpose: str = "场地布置", voucher: str = "记-102"
) -> Verb[BudgetAccount]:
    return lambda a: a.spend(cents, purpose=purpose, voucher=voucher, by=CLERK, at=MONDAY)


def refund(
    cents: int = 5, *, reason: str = "重复报销", voucher: str = "记-103"
) -> Verb[BudgetAccount]:
    return lambda a: a.refund(cents, reason=reason, voucher=voucher, by=CLERK, at=MONDAY)
