"""The demo's joint meetings and inspections: every state is there to be seen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from five_steps.commands import Commands, Secrets
from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.guarantee.inspections.inspection_state import InspectionState, VetoState
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.meeting_state import MeetingState
from five_steps.domain.meetings.meeting_task import MeetingTask
from five_steps.domain.meetings.meeting_task_state import MeetingTaskState
from five_steps.event_store import EventStore
from five_steps.operations.demo import FULL
from five_steps.operations.demo.district import INSTITUTES
from five_steps.operations.demo.foundation import Foundation
from five_steps.operations.demo.inspecting import inspections
from five_steps.operations.demo.load import load
from five_steps.operations.demo.meeting_stories import MEETINGS, UPCOMING
from five_steps.operations.demo.meetings import meetings
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.wanted import YEAR

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from uuid import UUID

    from five_steps.operations.demo.step import Step

SECRET = b"a secret of the tests, 32 bytes."
NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
ROSTER = Roster("test", FULL, local_day(NOW))
STEPS_MAX = 1000


def told(steps: Iterable[Step]) -> list[Step]:
    """What has happened by now, in order."""
    return sorted((step for step in steps if step.at <= NOW), key=lambda step: step.at)


@pytest.fixture
async def store(postgres_dsn: str) -> AsyncIterator[EventStore]:
    async with EventStore.open(postgres_dsn, secret=SECRET) as opened:
        yield opened


async def streams(store: EventStore, topic: str) -> list[UUID]:
    rows = await store.recorder.select_notifications(1, 1_000_000, topics=[topic])
    return [row.originator_id for row in rows]


async def test_meetings_tasks_and_inspections_in_every_state(store: EventStore) -> None:
    start = NOW - YEAR
    steps = told([*meetings(ROSTER, start, NOW), *inspections(ROSTER, start)])
    assert len(steps) < STEPS_MAX
    founded = list(Foundation(ROSTER, start).stages())
    commands = Commands(store, Secrets.derive(SECRET), lambda: NOW)
    await load(commands, "test", [*founded, steps], lambda: None, {})

    get = store.repository.get
    held = [await get(JointMeeting, id_) for id_ in await streams(store, "joint_meeting.created")]
    assert len(held) == len((*MEETINGS, UPCOMING))
    assert {meeting.state for meeting in held} == set(MeetingState)
    tasks = [await get(MeetingTask, id_) for id_ in await streams(store, "meeting_task.created")]
    assert {task.state for task in tasks} == set(MeetingTaskState)
    assert {task.overdue for task in tasks if task.state is MeetingTaskState.ASSIGNED} == {
        True,
        False,
    }
    assert any(task.overdue for task in tasks if task.state is MeetingTaskState.CONFIRMED)

    inspected = [await get(Inspection, id_) for id_ in await streams(store, "inspection.created")]
    assert len(inspected) == 2 * len(INSTITUTES)
    assert {i.state for i in inspected} >= {InspectionState.CLOSED, InspectionState.CARRIED_OUT}
    vetoes = [inspection.veto.state for inspection in inspected if inspection.veto is not None]
    assert vetoes == [VetoState.IN_FORCE]
    assert await streams(store, "improvement_task.created")


def test_the_same_every_time() -> None:
    start = NOW - YEAR
    names = [[step.name for step in meetings(ROSTER, start, NOW)] for _ in range(2)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])
