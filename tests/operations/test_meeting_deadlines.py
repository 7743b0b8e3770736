"""Tasks of joint meetings fall overdue once for each due date, whoever looks and however often."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from five_steps.commands.meetings.giving_tasks import MoveMeetingTaskDue
from tests.commands.meetings import CONVENER, DAY, accepted, assigned, done

if TYPE_CHECKING:
    from tests.operations.watched import Watched


async def test_a_task_is_overdue_at_its_due_date_and_not_before(watched: Watched) -> None:
    task = await accepted(watched.district)
    due_at = watched.district.now + 10 * DAY
    assert await watched.act_at(due_at - DAY / 24) == 0
    assert await watched.act_at(due_at) == 1
    assert await watched.act_at(due_at + DAY) == 0
    assert await watched.happened(task) == ["created", "accepted", "overdue"]


async def test_what_was_done_or_moved_in_time_is_not_overdue(watched: Watched) -> None:
    district = watched.district
    finished, moved = await done(district), await assigned(district)
    due_at = district.now + 10 * DAY
    command = MoveMeetingTaskDue(meeting_task_id=moved, due_at=due_at + DAY, reason="材料未到")
    await district.give(command, CONVENER)
    assert await watched.act_at(due_at) == 0
    assert await watched.act_at(due_at + DAY) == 1
    assert await watched.happened(finished) == ["created", "accepted", "done"]
    assert await watched.happened(moved) == ["created", "due_moved", "overdue"]


async def test_two_keepers_mark_it_once(watched: Watched) -> None:
    task = await assigned(watched.district)
    due_at = watched.district.now + 10 * DAY
    await watched.shown()
    keepers = (watched.keeper, watched.another_keeper())
    await asyncio.gather(*(keeper.act(due_at) for keeper in keepers))
    assert await watched.happened(task) == ["created", "overdue"]
