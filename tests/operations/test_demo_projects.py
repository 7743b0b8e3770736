"""The demo's projects, purchases and budgets: every state is there to be seen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from five_steps.commands import Commands, Secrets
from five_steps.domain.guarantee.budget.budget import Budget, budget_id
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.projects.project import Project
from five_steps.domain.projects.project_state import ProjectStage
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState
from five_steps.event_store import EventStore
from five_steps.operations.demo.budget.years import budgets
from five_steps.operations.demo.district import INSTITUTES
from five_steps.operations.demo.foundation import Foundation
from five_steps.operations.demo.load import load
from five_steps.operations.demo.projects.stories import STORIES
from five_steps.operations.demo.projects.year import projects
from five_steps.operations.demo.roster import Roster, Size
from five_steps.operations.demo.settlement import Settlement
from five_steps.operations.demo.wanted import YEAR

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID

SECRET = b"a secret of the tests, 32 bytes."
NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
SMALL = Size(orders=0, stations_per_institute=1, people_per_station=4, veterans_each=100)
STEPS_MAX = 1500


@pytest.fixture
async def store(postgres_dsn: str) -> AsyncIterator[EventStore]:
    async with EventStore.open(postgres_dsn, secret=SECRET) as opened:
        yield opened


async def streams(store: EventStore, topic: str) -> list[UUID]:
    rows = await store.recorder.select_notifications(1, 1_000_000, topics=[topic])
    return [row.originator_id for row in rows]


async def test_projects_purchases_and_budgets_in_every_state(store: EventStore) -> None:
    start, roster = NOW - YEAR, Roster("test", SMALL, local_day(NOW))
    told = [*projects(roster, start, []), *budgets(roster, start, NOW)]
    steps = sorted((step for step in told if step.at <= NOW), key=lambda step: step.at)
    assert len(steps) < STEPS_MAX
    stages = [*Foundation(roster, start).stages(), *Settlement(roster, start).stages(), steps]
    commands = Commands(store, Secrets.derive(SECRET), lambda: NOW)
    await load(commands, "test", stages, lambda: None, {})

    led = [
        await store.repository.get(Project, id_) for id_ in await streams(store, "project.created")
    ]
    assert len(led) == len(STORIES)
    assert {project.stage for project in led} == set(ProjectStage)
    assert max(project.round for project in led) > 2
    bought = [
        await store.repository.get(PurchaseItem, id_)
        for id_ in await streams(store, "purchase_item.created")
    ]
    states = Counter(item.state for item in bought)
    assert set(states) == set(PurchaseState)
    for year in (2025, 2026):
        budget = await store.repository.get(Budget, budget_id(year))
        assert all(line.unallocated_cents >= 0 for line in budget.lines.values())
    accounts = [
        await store.repository.get(BudgetAccount, id_)
        for id_ in await streams(store, "budget_account.created")
    ]
    assert len(accounts) == 2 * 3 * len(INSTITUTES)
    assert all(min(account.free, account.committed, account.spent) >= 0 for account in accounts)
    assert any(account.committed for account in accounts)
    assert any(account.spent for account in accounts)
