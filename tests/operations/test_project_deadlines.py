"""Projects go beyond their plan, and deliveries are late, once each, whoever looks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.commands.projects.optimising import CloseProject
from five_steps.commands.projects.purchasing.delivering import RecordDelivery
from five_steps.domain.projects.project_state import ProjectStage
from tests.commands.budgets import adopt_budget, signed
from tests.commands.projects import establish, project_in

if TYPE_CHECKING:
    from tests.operations.watched import Watched

DAY = timedelta(days=1)


async def test_a_project_is_overdue_when_its_planned_end_passes(watched: Watched) -> None:
    district = watched.district
    project = await district.give(establish(district), district.admin)
    end = district.now + 30 * DAY
    assert await watched.act_at(end - DAY) == 0
    keepers = (watched.keeper, watched.another_keeper())
    await asyncio.gather(*(keeper.act(end) for keeper in keepers))
    assert await watched.act_at(end + DAY) == 0
    assert await watched.happened(project) == ["created", "overdue"]


async def test_a_project_that_ended_is_not(watched: Watched) -> None:
    district = watched.district
    await project_in(district, ProjectStage.ESTABLISH)
    closed = await project_in(district, ProjectStage.OPTIMISE)
    await district.give(CloseProject(project_id=closed, result="推广"), district.admin)
    assert await watched.act_at(district.now + 30 * DAY) == 1
    assert "overdue" not in await watched.happened(closed)


async def test_each_milestone_is_late_by_itself(watched: Watched) -> None:
    district = watched.district
    await adopt_budget(district)
    item = await signed(district)
    in_time = await signed(district)
    await district.give(RecordDelivery(purchase_item_id=in_time, milestone=1), district.dispatcher)
    first_due = district.now + 30 * DAY
    assert await watched.act_at(first_due) == 1
    assert await watched.act_at(first_due + DAY) == 0
    assert await watched.act_at(first_due + 30 * DAY) == 2
    assert (await watched.happened(item))[-2:] == ["delivery_overdue"] * 2
