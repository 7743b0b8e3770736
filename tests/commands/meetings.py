"""A joint meeting of the district, led into any state, and the tasks that come of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from five_steps.commands import Actor, Role
from five_steps.commands.meetings.agenda import DecideMatter, PutMatterOnAgenda
from five_steps.commands.meetings.convening import ConveneMeeting
from five_steps.commands.meetings.doing_tasks import AcceptMeetingTask, ReportMeetingTaskDone
from five_steps.commands.meetings.giving_tasks import AssignMeetingTask
from five_steps.commands.meetings.minutes import DraftMinutes, PublishMinutes
from five_steps.commands.meetings.sitting import HoldMeeting, RecordMeetingAttendance
from five_steps.domain.meetings.meeting_state import MeetingAttendance

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

CONVENER = Actor("convener", Role.CENTRE_ADMIN)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def convened(district: District, *unit_ids: UUID) -> UUID:
    """A meeting in an hour, with the institute unless others are named."""
    command = ConveneMeeting(
        title="联席会议",
        place="区文明实践中心",
        starts_at=district.now + HOUR,
        unit_ids=unit_ids or (district.institute,),
    )
    return await district.give(command, CONVENER)


async def with_matter(district: District) -> tuple[UUID, UUID]:
    """A meeting with a matter on its agenda."""
    meeting = await convened(district)
    command = PutMatterOnAgenda(meeting_id=meeting, title="积分兑换")
    return meeting, await district.give(command, CONVENER)


async def held(district: District) -> tuple[UUID, UUID]:
    """A meeting that is held, with a matter that is open."""
    meeting, matter = await with_matter(district)
    district.now += HOUR
    await district.give(HoldMeeting(meeting_id=meeting), CONVENER)
    return meeting, matter


async def decided(district: District) -> tuple[UUID, UUID]:
    """A meeting that is held, with its one matter decided."""
    meeting, matter = await held(district)
    command = DecideMatter(
        meeting_id=meeting, matter_id=matter, decision="全区推行", measures=("每季度通报",)
    )
    await district.give(command, CONVENER)
    return meeting, matter


async def attended(district: District) -> tuple[UUID, UUID]:
    """A meeting of which everything is settled but the minutes."""
    meeting, matter = await decided(district)
    command = RecordMeetingAttendance(
        meeting_id=meeting,
        unit_id=district.institute,
        attendance=MeetingAttendance.PRESENT,
        headcount=2,
    )
    await district.give(command, CONVENER)
    return meeting, matter


async def drafted(district: District) -> UUID:
    """A meeting with its minutes drafted."""
    meeting, _ = await attended(district)
    await district.give(DraftMinutes(meeting_id=meeting, text="会议议定如下"), CONVENER)
    return meeting


async def published(district: District) -> UUID:
    """A meeting with its minutes published."""
    meeting = await drafted(district)
    await district.give(PublishMinutes(meeting_id=meeting), CONVENER)
    return meeting


async def assigned(district: District, **changes: Any) -> UUID:
    """A task of the station, due in ten days."""
    meeting, matter = await decided(district)
    fields: dict[str, Any] = {
        "meeting_id": meeting,
        "matter_id": matter,
        "unit_id": district.station,
        "title": "设立兑换点",
        "owner": "站长",
        "due_at": district.now + 10 * DAY,
    }
    return await district.give(AssignMeetingTask(**{**fields, **changes}), CONVENER)


async def accepted(district: District, **changes: Any) -> UUID:
    """A task that the station took on."""
    task = await assigned(district, **changes)
    await district.give(AcceptMeetingTask(meeting_task_id=task), district.dispatcher)
    return task


async def done(district: District, **changes: Any) -> UUID:
    """A task that the station reported done."""
    task = await accepted(district, **changes)
    command = ReportMeetingTaskDone(meeting_task_id=task, result="已开业")
    await district.give(command, district.dispatcher)
    return task
