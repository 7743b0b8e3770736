"""Joint meetings and inspections in the served district: something in every table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from five_steps.commands.meetings.convening import InviteToMeeting
from five_steps.commands.meetings.doing_tasks import ReportMeetingTaskProgress
from five_steps.commands.meetings.giving_tasks import MoveMeetingTaskDue
from five_steps.commands.meetings.sitting import GiveMeetingReport
from tests.commands import inspections, meetings
from tests.commands.meetings import CONVENER, DAY

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api


@dataclass(frozen=True, slots=True)
class Oversight:
    """The ids of what there is to be asked for."""

    meeting: UUID
    task: UUID
    inspection: UUID


async def make_oversight(api: Api) -> Oversight:
    """Meetings with and without minutes, tasks in two states, inspections with and without veto."""
    district = api.district
    coming = await meetings.convened(district)
    for command in (
        InviteToMeeting(meeting_id=coming, unit_ids=(district.station,)),
        GiveMeetingReport(
            meeting_id=coming, unit_id=district.station, title="工作汇报", text="已完成"
        ),
    ):
        await district.give(command, CONVENER)
    await meetings.drafted(district)
    meeting = await meetings.published(district)
    task = await meetings.accepted(district)
    for number in (20, 60):
        await district.give(
            ReportMeetingTaskProgress(meeting_task_id=task, percent=number, note="进展"),
            district.dispatcher,
        )
    due_at = district.now + 20 * DAY
    await district.give(
        MoveMeetingTaskDue(meeting_task_id=task, due_at=due_at, reason="材料未到"), CONVENER
    )
    await meetings.done(district)
    await inspections.planned(district)
    await inspections.proposed(district)
    await inspections.rectified(district)
    inspection = await inspections.objected(district)
    await api.shown()
    return Oversight(meeting, task, inspection)
