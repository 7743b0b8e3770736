"""An adopted budget, and purchases out of it, by commands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from five_steps.commands import Actor, Role
from five_steps.commands.guarantee.budget.allocating import AllocateBudget
from five_steps.commands.guarantee.budget.drawing_up import (
    AddBudgetLine,
    AdoptBudget,
    DrawUpBudget,
)
from five_steps.commands.guarantee.budget.spending import SpendBudget
from five_steps.commands.projects.purchasing.contracting import SignPurchaseContract
from five_steps.commands.projects.purchasing.delivering import AcceptMilestone, RecordDelivery
from five_steps.commands.projects.purchasing.listing import ListPurchaseItem
from five_steps.domain.guarantee.budget.budget import Budget, budget_id
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount, budget_account_id
from five_steps.domain.projects.purchasing.contract import MilestoneTerms

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

BUDGET_ID = budget_id(2026)
LINE, OTHER_LINE = "2070199", "2079999"
ACCOUNTANT = Actor("accountant", Role.CENTRE_ADMIN)
"""Draws the budget up; the leader adopts it."""
LEADER = Actor("leader", Role.CENTRE_ADMIN)


async def adopt_budget(
    district: District, *, line_cents: int = 10_000_00, station_cents: int = 5_000_00
) -> None:
    """The budget of 2026 with two lines, of one of which the station has a part."""
    await district.give(DrawUpBudget(year=2026), ACCOUNTANT)
    for line, name in ((LINE, "文化和旅游支出"), (OTHER_LINE, "其他文化支出")):
        await district.give(
            AddBudgetLine(budget_id=BUDGET_ID, line=line, name=name, amount_cents=line_cents),
            ACCOUNTANT,
        )
    await district.give(AdoptBudget(budget_id=BUDGET_ID, reference="洞文明〔2026〕1号"), LEADER)
    await district.give(allocation(district, station_cents), ACCOUNTANT)


def allocation(district: District, cents: int, **changes: Any) -> AllocateBudget:
    """A command to give the station a part of the line."""
    fields: dict[str, Any] = {
        "budget_id": BUDGET_ID,
        "line": LINE,
        "unit_id": district.station,
        "amount_cents": cents,
    }
    return AllocateBudget(**{**fields, **changes})


def spending(district: District, cents: int, voucher: str, **changes: Any) -> SpendBudget:
    """A command to spend some of the station's part."""
    fields: dict[str, Any] = {
        "budget_id": BUDGET_ID,
        "line": LINE,
        "unit_id": district.station,
        "amount_cents": cents,
        "purpose": "场地布置",
        "voucher": voucher,
    }
    return SpendBudget(**{**fields, **changes})


async def balances(district: District) -> tuple[int, int, int]:
    """What the station has of the line: free, committed, spent."""
    account = await district.store.repository.get(
        BudgetAccount, budget_account_id(BUDGET_ID, LINE, district.station), fresh=True
    )
    return account.free, account.committed, account.spent


async def budget(district: District) -> Budget:
    """The budget as it stands."""
    return await district.store.repository.get(Budget, BUDGET_ID, fresh=True)


async def listed(district: District, **changes: Any) -> UUID:
    """An item that the station is to buy for 1,000 yuan."""
    fields: dict[str, Any] = {
        "year": 2026,
        "unit_id": district.station,
        "line": LINE,
        "title": "银龄课堂",
        "planned_cents": 1_000_00,
    }
    return await district.give(ListPurchaseItem(**{**fields, **changes}), district.admin)


def contract(district: District, item_id: UUID, **changes: Any) -> SignPurchaseContract:
    """A command to sign a contract over 900 yuan in two halves."""
    fields: dict[str, Any] = {
        "purchase_item_id": item_id,
        "supplier": "海岛社工中心",
        "number": f"DT-{item_id}",
        "sum_cents": 900_00,
        "signed_on": district.now,
        "milestones": (
            MilestoneTerms("首期", district.now + timedelta(days=30), 50),
            MilestoneTerms("结业", district.now + timedelta(days=60), 50),
        ),
    }
    return SignPurchaseContract(**{**fields, **changes})


async def signed(district: District, **changes: Any) -> UUID:
    """An item under contract."""
    item_id = await listed(district, **changes)
    return await district.give(contract(district, item_id), district.admin)


async def accepted(district: District, milestone: int = 1, item_id: UUID | None = None) -> UUID:
    """An item of whose contract a milestone was delivered and accepted."""
    item_id = item_id or await signed(district)
    await district.give(
        RecordDelivery(purchase_item_id=item_id, milestone=milestone), district.dispatcher
    )
    return await district.give(AcceptMilestone(purchase_item_id=item_id, milestone=milestone))
