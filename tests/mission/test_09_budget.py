"""§9 The district's budget 财政预算: year, lines, allocations, spending, per unit."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.mission.telling import done, refused, seen

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

LEADER = Actor("leader", Role.CENTRE_ADMIN)
"""Adopts what the centre's administrator drew up."""
LINE = "2070199"
_years = count(2026)
_vouchers = count(1)

LINES = """query ($year: Int!) { budget(year: $year) { state amountCents allocatedCents spentCents
    committedCents lines { line amountCents allocatedCents unallocatedCents committedCents
    spentCents } } }"""
UNITS = """query ($year: Int!) { budget(year: $year) { units { edges { node {
    unit { id } allocatedCents freeCents committedCents spentCents
    accounts { line freeCents spentCents } } } } } }"""
ENTRIES = """query ($year: Int!, $under: ID) { budget(year: $year) { entries(first: 50,
    filter: {under: $under}) { edges { node { cause debit credit amountCents text voucher
    recordedBy } } } } }"""


async def drafted(api: Api, cents: int = 1_000_00) -> tuple[int, str]:
    """A budget with a line, not adopted: its year and id."""
    year = next(_years)
    budget = str((await done(api, "drawUpBudget", CENTRE, {"year": year}))["id"])
    line = {"budgetId": budget, "line": LINE, "name": "文化和旅游支出", "amountCents": cents}
    await done(api, "addBudgetLine", CENTRE, line)
    return year, budget


async def adopted(api: Api, cents: int = 1_000_00) -> tuple[int, str]:
    year, budget = await drafted(api, cents)
    await done(api, "adoptBudget", LEADER, {"budgetId": budget, "reference": "洞文明 1 号"})
    return year, budget


def of(api: Api, budget: str, cents: int, **given: Any) -> dict[str, Any]:
    """An amount of the station's part of the line."""
    return {
        "budgetId": budget,
        "line": LINE,
        "unitId": gid("Unit", api.district.station),
        "amountCents": cents,
        **given,
    }


def spent(api: Api, budget: str, cents: int, **given: Any) -> dict[str, Any]:
    voucher = f"记-{next(_vouchers)}"
    return of(api, budget, cents, **{"purpose": "场地布置", "voucher": voucher, **given})


async def test_a_year_has_one_budget_with_its_lines(api: Api) -> None:
    year, budget = await drafted(api)
    assert await refused(api, "drawUpBudget", CENTRE, {"year": year}) == ("DUPLICATE", "year")
    again = {"budgetId": budget, "line": LINE, "name": "重复", "amountCents": 1}
    assert await refused(api, "addBudgetLine", CENTRE, again) == ("DUPLICATE", "line")
    assert await seen(api, LINES, None, year=year) is None, "a draft is not public"
    shown = await seen(api, LINES, AUDITOR, year=year)
    assert (shown["state"], shown["amountCents"]) == ("DRAFT", 1_000_00)


async def test_it_is_adopted_by_a_second_person_and_public_from_then_on(api: Api) -> None:
    year, budget = await drafted(api)
    adoption = {"budgetId": budget, "reference": "洞文明 1 号"}
    refusal = await refused(api, "adoptBudget", CENTRE, adoption)
    assert refusal == ("SECOND_PERSON_REQUIRED", "budgetId")
    refusal = await refused(api, "allocateBudget", CENTRE, of(api, budget, 1))
    assert refusal == ("WRONG_STATE", "budgetId"), "nothing of a draft is allocated"
    await done(api, "adoptBudget", LEADER, adoption)
    assert (await seen(api, LINES, None, year=year))["state"] == "ADOPTED"


async def test_allocations_never_go_beyond_a_line(api: Api) -> None:
    year, budget = await adopted(api)
    await done(api, "allocateBudget", CENTRE, of(api, budget, 700_00))
    elsewhere = of(api, budget, 300_01, unitId=gid("Unit", api.district.other_station))
    refusal = await refused(api, "allocateBudget", CENTRE, elsewhere)
    assert refusal == ("CAP_EXCEEDED", "amountCents")
    await done(api, "withdrawAllocation", CENTRE, of(api, budget, 200_00, reason="结余"))
    await done(api, "allocateBudget", CENTRE, elsewhere)
    (line,) = (await seen(api, LINES, None, year=year))["lines"]
    assert line == {
        "line": LINE,
        "amountCents": 1_000_00,
        "allocatedCents": 800_01,
        "unallocatedCents": 199_99,
        "committedCents": 0,
        "spentCents": 0,
    }


async def test_spending_never_goes_beyond_what_the_unit_has(api: Api) -> None:
    district = api.district
    _, budget = await adopted(api)
    await done(api, "allocateBudget", CENTRE, of(api, budget, 500_00))
    await done(api, "spendBudget", district.admin, spent(api, budget, 450_00))
    refusal = await refused(api, "spendBudget", district.admin, spent(api, budget, 50_01))
    assert refusal == ("CAP_EXCEEDED", "amountCents")
    refusal = await refused(api, "spendBudget", district.stranger, spent(api, budget, 1))
    assert refusal == ("FORBIDDEN", "unitId")
    back = of(api, budget, 450_01, reason="退货", voucher="退-1")
    refusal = await refused(api, "refundSpending", district.admin, back)
    assert refusal == ("CAP_EXCEEDED", "amountCents")


async def test_a_voucher_is_posted_once(api: Api) -> None:
    _, budget = await adopted(api)
    await done(api, "allocateBudget", CENTRE, of(api, budget, 500_00))
    payment = spent(api, budget, 100_00)
    await done(api, "spendBudget", api.district.admin, payment)
    refusal = await refused(api, "spendBudget", api.district.admin, payment)
    assert refusal == ("DUPLICATE", "voucher")


async def test_amendments_take_a_reason_and_a_second_person(api: Api) -> None:
    year, budget = await adopted(api)
    await done(api, "allocateBudget", CENTRE, of(api, budget, 600_00))
    change: dict[str, Any] = {"budgetId": budget, "line": LINE, "reason": "新增任务"}
    refusal = await refused(
        api, "proposeBudgetAmendment", CENTRE, {**change, "amountCents": 599_99}
    )
    assert refusal == ("CAP_EXCEEDED", "amountCents"), "units have more of it"
    change = {**change, "amountCents": 1_200_00}
    proposed = await done(api, "proposeBudgetAmendment", CENTRE, change, "state", "previousCents")
    assert (proposed["state"], proposed["previousCents"]) == ("PROPOSED", 1_000_00)
    decision = {"budgetId": budget, "amendmentId": proposed["id"]}
    refusal = await refused(api, "approveBudgetAmendment", CENTRE, decision)
    assert refusal == ("SECOND_PERSON_REQUIRED", "amendmentId")
    await done(api, "approveBudgetAmendment", LEADER, decision)
    assert (await seen(api, LINES, None, year=year))["amountCents"] == 1_200_00


async def test_each_unit_has_its_statement_and_sees_no_other(api: Api) -> None:
    district = api.district
    year, budget = await adopted(api)
    other = gid("Unit", district.other_station)
    await done(api, "allocateBudget", CENTRE, of(api, budget, 500_00))
    await done(api, "allocateBudget", CENTRE, of(api, budget, 200_00, unitId=other))
    await done(api, "spendBudget", district.admin, spent(api, budget, 120_00))
    mine = {
        "unit": {"id": gid("Unit", district.station)},
        "allocatedCents": 500_00,
        "freeCents": 380_00,
        "committedCents": 0,
        "spentCents": 120_00,
        "accounts": [{"line": LINE, "freeCents": 380_00, "spentCents": 120_00}],
    }
    shown = await seen(api, UNITS, district.dispatcher, year=year)
    assert shown == {"units": {"edges": [{"node": mine}]}}
    shown = await seen(api, UNITS, AUDITOR, year=year)
    assert len(shown["units"]["edges"]) == 2
    assert (await seen(api, UNITS, None, year=year)) == {"units": {"edges": []}}


async def test_every_entry_balances_and_makes_up_the_statement(api: Api) -> None:
    year, budget = await adopted(api)
    await done(api, "allocateBudget", CENTRE, of(api, budget, 500_00))
    await done(api, "spendBudget", api.district.admin, spent(api, budget, 120_00))
    back = of(api, budget, 20_00, reason="退货", voucher="退-9")
    await done(api, "refundSpending", api.district.admin, back)
    shown = await seen(api, ENTRIES, AUDITOR, year=year)
    entries = [edge["node"] for edge in shown["entries"]["edges"]]
    assert [entry["cause"] for entry in reversed(entries)] == [
        "LINE",
        "ALLOCATION",
        "SPENDING",
        "REFUND",
    ]
    balances: dict[str, int] = {}
    for entry in entries:
        for side, sign in (("debit", 1), ("credit", -1)):
            balances[entry[side]] = balances.get(entry[side], 0) + sign * entry["amountCents"]
    assert balances == {
        "OUTSIDE": -1_000_00,
        "UNALLOCATED": 500_00,
        "FREE": 400_00,
        "SPENT": 100_00,
    }
    under = gid("Unit", api.district.station)
    mine = await seen(api, ENTRIES, api.district.admin, year=year, under=under)
    assert len(mine["entries"]["edges"]) == 3
