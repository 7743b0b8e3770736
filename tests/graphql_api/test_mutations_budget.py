"""Mutations of the budget: drawing up, allocating, amending, spending."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor
from five_steps.commands.guarantee.budget.amending import ProposeBudgetAmendment
from five_steps.commands.guarantee.budget.drawing_up import AddBudgetLine, AdoptBudget, DrawUpBudget
from tests.commands.budgets import ACCOUNTANT, LEADER, LINE, allocation, spending
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_done_once_at_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

_years = count(2001)
_vouchers = count(1)


def by_centre(district: District) -> Actor:
    return CENTRE


def by_admin(district: District) -> Actor:
    return district.admin


async def drafted(api: Api) -> UUID:
    """A budget of a year of its own, with a line of 1,000 yuan."""
    budget = await api.district.give(DrawUpBudget(year=next(_years)), ACCOUNTANT)
    line = AddBudgetLine(budget_id=budget, line=LINE, name="文化和旅游支出", amount_cents=1_000_00)
    return await api.district.give(line, ACCOUNTANT)


async def adopted(api: Api) -> UUID:
    budget = await drafted(api)
    return await api.district.give(AdoptBudget(budget_id=budget, reference="纪要"), LEADER)


async def funded(api: Api, *, spent: int = 0) -> UUID:
    """An adopted budget, of which the station has 600 yuan."""
    district, budget = api.district, await adopted(api)
    await district.give(allocation(district, 600_00, budget_id=budget), ACCOUNTANT)
    if spent:
        await district.give(spending(district, spent, "记-0", budget_id=budget), district.admin)
    return budget


# --- drawing up -----------------------------------------------------------------------------------


async def draw_up_budget(api: Api) -> Asked:
    year = next(_years)
    return Asked({"year": year}, {"year": year, "state": "DRAFT", "drawnUpBy": "centre"})


async def add_budget_line(api: Api) -> Asked:
    budget = gid("Budget", await drafted(api))
    line = {"line": "2070299", "name": "其他文化支出", "amountCents": 500_00}
    first = {"line": LINE, "name": "文化和旅游支出", "amountCents": 1_000_00}
    return Asked(
        {"budgetId": budget, **line},
        {"id": budget, "amountCents": 1_500_00, "lines": [first, line]},
    )


async def adopt_budget(api: Api) -> Asked:
    budget = gid("Budget", await drafted(api))
    return Asked(
        {"budgetId": budget, "reference": "洞文明 1 号"},
        {"id": budget, "state": "ADOPTED", "reference": "洞文明 1 号", "adoptedBy": "centre"},
    )


# --- allocating and spending ----------------------------------------------------------------------


def of_station(api: Api, budget: UUID, cents: int, **given: Any) -> dict[str, Any]:
    return {
        "budgetId": gid("Budget", budget),
        "line": LINE,
        "unitId": gid("Unit", api.district.station),
        "amountCents": cents,
        **given,
    }


def shown(api: Api, allocated: int, free: int, spent: int) -> dict[str, Any]:
    return {
        "line": LINE,
        "allocatedCents": allocated,
        "freeCents": free,
        "committedCents": 0,
        "spentCents": spent,
        "unit": {"id": gid("Unit", api.district.station)},
    }


async def allocate_budget(api: Api) -> Asked:
    budget = await adopted(api)
    return Asked(of_station(api, budget, 700_00), shown(api, 700_00, 700_00, 0))


async def withdraw_allocation(api: Api) -> Asked:
    given = of_station(api, await funded(api), 100_00, reason="结余")
    return Asked(given, shown(api, 500_00, 500_00, 0))


async def spend_budget(api: Api) -> Asked:
    voucher = f"记-{next(_vouchers)}"
    given = of_station(api, await funded(api), 250_00, purpose="场地布置", voucher=voucher)
    return Asked(given, shown(api, 600_00, 350_00, 250_00))


async def refund_spending(api: Api) -> Asked:
    voucher = f"记-{next(_vouchers)}"
    budget = await funded(api, spent=300_00)
    given = of_station(api, budget, 100_00, reason="多报", voucher=voucher)
    return Asked(given, shown(api, 600_00, 400_00, 200_00))


# --- amending -------------------------------------------------------------------------------------


async def propose_budget_amendment(api: Api) -> Asked:
    budget = gid("Budget", await funded(api))
    amendment = {"line": LINE, "amountCents": 600_00, "reason": "压减"}
    return Asked(
        {"budgetId": budget, **amendment},
        {
            **amendment,
            "previousCents": 1_000_00,
            "state": "PROPOSED",
            "proposedBy": "centre",
            "decidedBy": None,
        },
    )


async def _proposed(api: Api) -> dict[str, str]:
    budget = await funded(api)
    proposal = ProposeBudgetAmendment(
        budget_id=budget, line=LINE, amount_cents=1_200_00, reason="新增任务"
    )
    amendment = await api.district.give(proposal, ACCOUNTANT)
    return {"budgetId": gid("Budget", budget), "amendmentId": gid("BudgetAmendment", amendment)}


async def approve_budget_amendment(api: Api) -> Asked:
    given = await _proposed(api)
    shown = {"id": given["amendmentId"], "state": "APPROVED", "decidedBy": "centre"}
    return Asked(given, shown)


async def reject_budget_amendment(api: Api) -> Asked:
    given = await _proposed(api)
    reason = {"state": "REJECTED", "rejectionReason": "无财源"}
    return Asked({**given, "reason": "无财源"}, {"id": given["amendmentId"], **reason})


CASES = [
    Case("drawUpBudget", draw_up_budget, by_centre),
    Case("addBudgetLine", add_budget_line, by_centre),
    Case("adoptBudget", adopt_budget, by_centre),
    Case("allocateBudget", allocate_budget, by_centre),
    Case("withdrawAllocation", withdraw_allocation, by_centre),
    Case("proposeBudgetAmendment", propose_budget_amendment, by_centre),
    Case("approveBudgetAmendment", approve_budget_amendment, by_centre),
    Case("rejectBudgetAmendment", reject_budget_amendment, by_centre),
    Case("spendBudget", spend_budget, by_admin),
    Case("refundSpending", refund_spending, by_admin),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("guarantee.budget")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)
