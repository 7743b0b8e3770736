"""Projects, purchases and a budget in the served district: something in every table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.commands.guarantee.budget.amending import ProposeBudgetAmendment
from five_steps.commands.projects.implementing import LinkProjectWork
from five_steps.commands.projects.optimising import BeginNextProjectRound
from five_steps.commands.projects.purchasing.delivering import PayMilestone
from five_steps.commands.projects.recruiting import LeaveProject
from five_steps.domain.projects.project_state import ProjectStage
from tests.commands.budgets import (
    ACCOUNTANT,
    BUDGET_ID,
    LINE,
    accepted,
    adopt_budget,
    allocation,
    listed,
    signed,
    spending,
)
from tests.commands.projects import project_in

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api


@dataclass(frozen=True, slots=True)
class Works:
    """The ids of what there is to be asked for."""

    project: UUID
    purchase_item: UUID


async def make_works(api: Api, volunteer: UUID, other: UUID, order: UUID) -> Works:
    """Projects in two stages, a purchase paid in part, and a budget that two units spend from."""
    district = api.district
    implemented = await project_in(district, ProjectStage.IMPLEMENT, volunteer, other)
    leave = LeaveProject(project_id=implemented, volunteer_id=other, reason="搬家")
    await district.give(leave, district.admin)
    link = LinkProjectWork(project_id=implemented, work_id=order)
    await district.give(link, district.dispatcher)
    again = await project_in(district, ProjectStage.OPTIMISE, volunteer)
    await district.give(
        BeginNextProjectRound(
            project_id=again,
            planned_start=district.now,
            planned_end=district.now + timedelta(days=30),
            volunteers_min=1,
            volunteers_max=5,
        ),
        district.admin,
    )
    item = await _bought(api, implemented)
    await api.shown()
    return Works(implemented, item)


async def _bought(api: Api, project: UUID) -> UUID:
    district = api.district
    await adopt_budget(district)
    elsewhere = allocation(district, 1_000_00, unit_id=district.other_station)
    await district.give(elsewhere, ACCOUNTANT)
    await district.give(spending(district, 120_00, "记-1"), district.admin)
    await district.give(
        spending(district, 10_00, "记-2", unit_id=district.other_station), district.stranger
    )
    await listed(district)
    item = await accepted(district, item_id=await signed(district, project_id=project))
    pay = PayMilestone(purchase_item_id=item, milestone=1, voucher="记-3")
    await district.give(pay, district.admin)
    propose = ProposeBudgetAmendment(
        budget_id=BUDGET_ID, line=LINE, amount_cents=12_000_00, reason="新增任务"
    )
    await district.give(propose, ACCOUNTANT)
    return item
