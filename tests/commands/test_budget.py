"""Budget and purchases by commands: one append for both sides, and no race past a limit."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.guarantee.budget.allocating import WithdrawAllocation
from five_steps.commands.guarantee.budget.amending import (
    ApproveBudgetAmendment,
    ProposeBudgetAmendment,
)
from five_steps.commands.guarantee.budget.drawing_up import AdoptBudget, DrawUpBudget
from five_steps.commands.guarantee.budget.spending import RefundSpending
from five_steps.commands.projects.purchasing.contracting import TerminatePurchaseContract
from five_steps.commands.projects.purchasing.delivering import (
    AcceptMilestone,
    PayMilestone,
    RecordDelivery,
)
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState
from tests.commands.budgets import (
    ACCOUNTANT,
    BUDGET_ID,
    LEADER,
    LINE,
    OTHER_LINE,
    accepted,
    adopt_budget,
    allocation,
    balances,
    budget,
    contract,
    listed,
    signed,
    spending,
)
from tests.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.commands import Command
    from tests.commands.district import District

CAP, FORBIDDEN = RefusalCode.CAP_EXCEEDED, RefusalCode.FORBIDDEN
PART = 5_000_00
"""What the station has of the line."""


@pytest.fixture
async def funded(district: District) -> District:
    await adopt_budget(district, station_cents=PART)
    return district


async def refusals_of(
    district: District, commands: Sequence[Command], actor: Actor
) -> list[RefusalCode]:
    """Give commands all at once; why some were refused."""
    answers = await asyncio.gather(
        *(district.give(command, actor) for command in commands), return_exceptions=True
    )
    failed = [answer for answer in answers if isinstance(answer, BaseException)]
    assert all(isinstance(answer, Refusal) for answer in failed), failed
    return [answer.code for answer in failed if isinstance(answer, Refusal)]


# --- the budget -----------------------------------------------------------------------------------


async def test_a_year_has_one_budget_adopted_by_a_second_person(district: District) -> None:
    await adopt_budget(district)
    with refused(RefusalCode.DUPLICATE, "year"):
        await district.give(DrawUpBudget(year=2026), LEADER)
    await district.give(DrawUpBudget(year=2027), ACCOUNTANT)
    with refused(RefusalCode.NOT_FOUND, "budgetId"):
        await district.give(AdoptBudget(budget_id=uuid4(), reference="纪要"), LEADER)


async def test_allocating_moves_line_and_account_together(funded: District) -> None:
    await funded.give(allocation(funded, 1_000_00), ACCOUNTANT)
    assert (await budget(funded)).lines[LINE].allocated_cents == PART + 1_000_00
    assert await balances(funded) == (PART + 1_000_00, 0, 0)
    withdrawal = WithdrawAllocation(
        budget_id=BUDGET_ID,
        line=LINE,
        unit_id=funded.station,
        amount_cents=2_000_00,
        reason="结余",
    )
    await funded.give(withdrawal, ACCOUNTANT)
    assert (await budget(funded)).lines[LINE].allocated_cents == PART - 1_000_00
    with refused(CAP, "amountCents"):
        await funded.give(replace(withdrawal, amount_cents=PART), ACCOUNTANT)
    assert await balances(funded) == (PART - 1_000_00, 0, 0)


async def test_units_together_never_get_more_than_the_line(funded: District) -> None:
    commands = [
        allocation(funded, 2_000_00, unit_id=unit_id)
        for unit_id in (funded.station, funded.other_station, funded.institute, funded.centre)
    ]
    assert await refusals_of(funded, commands, ACCOUNTANT) == [CAP, CAP]
    assert (await budget(funded)).lines[LINE].unallocated_cents == 1_000_00


async def test_an_amendment_takes_two_persons(funded: District) -> None:
    propose = ProposeBudgetAmendment(
        budget_id=BUDGET_ID, line=LINE, amount_cents=12_000_00, reason="新增任务"
    )
    amendment_id = await funded.give(propose, ACCOUNTANT)
    approve = ApproveBudgetAmendment(budget_id=BUDGET_ID, amendment_id=amendment_id)
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "amendmentId"):
        await funded.give(approve, ACCOUNTANT)
    await funded.give(approve, LEADER)
    assert (await budget(funded)).lines[LINE].amount_cents == 12_000_00


# --- spending -------------------------------------------------------------------------------------


async def test_a_unit_spends_of_its_own_part_alone(funded: District) -> None:
    with refused(FORBIDDEN, "unitId"):
        await funded.give(spending(funded, 1, "记-1"), funded.stranger)
    for line in (OTHER_LINE, "none"):
        with refused(RefusalCode.NOT_FOUND, "line"):
            await funded.give(spending(funded, 1, "记-1", line=line), funded.admin)
    await funded.give(spending(funded, 300_00, "记-1"), funded.admin)
    assert await balances(funded) == (PART - 300_00, 0, 300_00)


async def test_a_voucher_is_posted_once(funded: District) -> None:
    await funded.give(spending(funded, 300_00, "记-1"), funded.admin)
    with refused(RefusalCode.DUPLICATE, "voucher"):
        await funded.give(spending(funded, 300_00, " 记-1 "), funded.admin)
    refund = RefundSpending(
        budget_id=BUDGET_ID,
        line=LINE,
        unit_id=funded.station,
        amount_cents=100_00,
        reason="多报",
        voucher="记-2",
    )
    await funded.give(refund, funded.admin)
    assert await balances(funded) == (PART - 200_00, 0, 200_00)


async def test_many_who_spend_at_once_never_spend_too_much(funded: District) -> None:
    commands = [spending(funded, 1_200_00, f"记-{n}") for n in range(6)]
    assert await refusals_of(funded, commands, funded.admin) == [CAP, CAP]
    assert await balances(funded) == (200_00, 0, 4_800_00)


# --- purchases ------------------------------------------------------------------------------------


async def test_an_item_is_paid_from_a_line_of_the_budget(funded: District) -> None:
    with refused(RefusalCode.NOT_FOUND, "year"):
        await listed(funded, year=2027)
    with refused(RefusalCode.NOT_FOUND, "line"):
        await listed(funded, line="none")
    # A line of which the unit has nothing may be planned with, not contracted.
    unfunded = await listed(funded, line=OTHER_LINE)
    with refused(RefusalCode.NOT_FOUND, "line"):
        await funded.give(contract(funded, unfunded), funded.admin)


async def test_a_contract_sets_its_sum_aside_and_payments_use_it_up(funded: District) -> None:
    item_id = await signed(funded)
    assert await balances(funded) == (PART - 900_00, 900_00, 0)
    for milestone in (1, 2):
        await accepted(funded, milestone, item_id)
        pay = PayMilestone(purchase_item_id=item_id, milestone=milestone, voucher=f"记-{milestone}")
        await funded.give(pay, funded.admin)
    assert await balances(funded) == (PART - 900_00, 0, 900_00)
    item = await funded.store.repository.get(PurchaseItem, item_id, fresh=True)
    assert item.state is PurchaseState.COMPLETED


async def test_a_contract_beyond_the_units_part_changes_neither_side(funded: District) -> None:
    item_id = await listed(funded, planned_cents=PART + 1)
    with refused(CAP, "sumCents"):
        await funded.give(contract(funded, item_id, sum_cents=PART + 1), funded.admin)
    assert await balances(funded) == (PART, 0, 0)
    await funded.give(contract(funded, item_id, sum_cents=PART), funded.admin)


async def test_contracts_signed_at_once_share_what_there_is(funded: District) -> None:
    items = [await listed(funded, planned_cents=2_000_00) for _ in range(4)]
    commands = [contract(funded, item_id, sum_cents=2_000_00) for item_id in items]
    assert await refusals_of(funded, commands, funded.admin) == [CAP, CAP]
    assert await balances(funded) == (1_000_00, 4_000_00, 0)


async def test_a_milestone_is_paid_once_however_often_it_is_asked(funded: District) -> None:
    item_id = await accepted(funded)
    commands = [
        PayMilestone(purchase_item_id=item_id, milestone=1, voucher=f"记-{n}") for n in range(3)
    ]
    refusals = await refusals_of(funded, commands, funded.admin)
    assert refusals == [RefusalCode.WRONG_STATE] * 2
    assert await balances(funded) == (PART - 900_00, 450_00, 450_00)


async def test_a_voucher_pays_one_milestone(funded: District) -> None:
    await funded.give(spending(funded, 100_00, "记-1"), funded.admin)
    item_id = await accepted(funded)
    with refused(RefusalCode.DUPLICATE, "voucher"):
        await funded.give(
            PayMilestone(purchase_item_id=item_id, milestone=1, voucher="记-1"), funded.admin
        )
    assert await balances(funded) == (PART - 1_000_00, 900_00, 100_00)


async def test_a_second_person_of_the_same_reach_accepts(funded: District) -> None:
    item_id = await signed(funded)
    deliver = RecordDelivery(purchase_item_id=item_id, milestone=1)
    await funded.give(deliver, funded.dispatcher)
    accept = AcceptMilestone(purchase_item_id=item_id, milestone=1)
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "milestone"):
        await funded.give(accept, funded.admin)
    with refused(FORBIDDEN, "purchaseItemId"):
        await funded.give(accept, funded.stranger)
    await funded.give(accept, Actor("deputy", Role.UNIT_ADMIN, funded.institute))


async def test_a_contract_number_is_used_once(funded: District) -> None:
    first, second = await listed(funded), await listed(funded)
    await funded.give(contract(funded, first, number="DT-1"), funded.admin)
    with refused(RefusalCode.DUPLICATE, "number"):
        await funded.give(contract(funded, second, number="DT-1 "), funded.admin)


async def test_a_terminated_contract_gives_the_rest_back(funded: District) -> None:
    item_id = await accepted(funded)
    await funded.give(
        PayMilestone(purchase_item_id=item_id, milestone=1, voucher="记-1"), funded.admin
    )
    await funded.give(
        TerminatePurchaseContract(purchase_item_id=item_id, reason="无法履约"), funded.admin
    )
    assert await balances(funded) == (PART - 450_00, 0, 450_00)
