"""Joint meetings and their tasks: who may, in which order, and at the same time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

from five_steps.commands.meetings.agenda import DecideMatter, DeferMatter
from five_steps.commands.meetings.convening import ConveneMeeting, InviteToMeeting
from five_steps.commands.meetings.doing_tasks import (
    AcceptMeetingTask,
    MarkMeetingTaskOverdue,
    ReportMeetingTaskDone,
)
from five_steps.commands.meetings.giving_tasks import (
    AssignMeetingTask,
    ConfirmMeetingTask,
    MoveMeetingTaskDue,
)
from five_steps.commands.meetings.sitting import GiveMeetingReport
from five_steps.commands.organisation.unit_life import MergeUnit, SuspendUnit
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.meeting_state import MatterState
from five_steps.domain.meetings.meeting_task import MeetingTask
from tests.commands.district import SYSTEM
from tests.commands.meetings import (
    CONVENER,
    DAY,
    HOUR,
    accepted,
    assigned,
    convened,
    done,
    held,
)
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

WRONG_STATE, NOT_FOUND = RefusalCode.WRONG_STATE, RefusalCode.NOT_FOUND


async def meeting_of(district: District, meeting_id: UUID) -> JointMeeting:
    return await district.store.repository.get(JointMeeting, meeting_id, fresh=True)


async def task_of(district: District, task_id: UUID) -> MeetingTask:
    return await district.store.repository.get(MeetingTask, task_id, fresh=True)


async def test_units_that_exist_are_invited(district: District) -> None:
    command = ConveneMeeting(
        title="联席会议", place="中心", starts_at=district.now + HOUR, unit_ids=(uuid4(),)
    )
    with refused(NOT_FOUND, "unitIds"):
        await district.give(command, CONVENER)
    meeting = await convened(district)
    await district.give(
        MergeUnit(unit_id=district.other_station, into_id=district.station, reason="合并")
    )
    with refused(WRONG_STATE, "unitIds"):
        await district.give(
            InviteToMeeting(meeting_id=meeting, unit_ids=(district.other_station,)), CONVENER
        )
    await district.give(InviteToMeeting(meeting_id=meeting, unit_ids=(district.station,)), CONVENER)
    invited = (await meeting_of(district, meeting)).unit_ids
    assert invited == (district.institute, district.station)


async def test_a_unit_reports_for_itself(district: District) -> None:
    meeting = await convened(district, district.station)
    report = GiveMeetingReport(
        meeting_id=meeting, unit_id=district.station, title="汇报", text="已完成"
    )
    with refused(RefusalCode.FORBIDDEN, "unitId"):
        await district.give(report, district.stranger)
    await district.give(report, district.admin)
    assert (await meeting_of(district, meeting)).report_count == 1


async def test_a_task_hangs_at_a_decision(district: District) -> None:
    meeting, matter = await held(district)

    def task(**changes: UUID) -> AssignMeetingTask:
        return AssignMeetingTask(
            meeting_id=meeting,
            matter_id=changes.get("matter_id", matter),
            unit_id=district.station,
            title="设立兑换点",
            owner="站长",
            due_at=district.now + DAY,
        )

    with refused(WRONG_STATE, "matterId"):
        await district.give(task(), CONVENER)
    await district.give(DeferMatter(meeting_id=meeting, matter_id=matter, reason="缓"), CONVENER)
    with refused(WRONG_STATE, "matterId"):
        await district.give(task(), CONVENER)
    with refused(NOT_FOUND, "matterId"):
        await district.give(task(matter_id=uuid4()), CONVENER)


async def test_a_suspended_unit_gets_no_tasks(district: District) -> None:
    await district.give(SuspendUnit(unit_id=district.station, reason="装修"))
    with refused(WRONG_STATE, "unitId"):
        await assigned(district)


async def test_a_matter_is_settled_once_at_the_same_time(district: District) -> None:
    meeting, matter = await held(district)
    commands = [
        DecideMatter(meeting_id=meeting, matter_id=matter, decision="推行"),
        DeferMatter(meeting_id=meeting, matter_id=matter, reason="缓"),
    ]
    answers = await asyncio.gather(
        *(district.run(command, CONVENER) for command in commands), return_exceptions=True
    )
    (lost,) = [answer for answer in answers if isinstance(answer, Refusal)]
    assert (lost.code, lost.field) == (WRONG_STATE, "matterId")
    assert (await meeting_of(district, meeting)).matter(matter).state is not MatterState.OPEN


async def test_the_units_staff_do_the_task_and_the_centre_judges_it(district: District) -> None:
    task = await assigned(district)
    with refused(RefusalCode.FORBIDDEN, "meetingTaskId"):
        await district.give(AcceptMeetingTask(meeting_task_id=task), district.stranger)
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(ConfirmMeetingTask(meeting_task_id=task), district.admin)
    task = await done(district)
    await district.give(ConfirmMeetingTask(meeting_task_id=task), CONVENER)


async def test_the_centre_confirms_nothing_that_it_did_itself(district: District) -> None:
    task = await accepted(district)
    await district.give(ReportMeetingTaskDone(meeting_task_id=task, result="已开业"), CONVENER)
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "meetingTaskId"):
        await district.give(ConfirmMeetingTask(meeting_task_id=task), CONVENER)


async def test_a_task_is_marked_overdue_once_at_the_same_time(district: District) -> None:
    task = await accepted(district)
    district.now += 10 * DAY
    answers = await asyncio.gather(
        *(district.run(MarkMeetingTaskOverdue(meeting_task_id=task), SYSTEM) for _ in range(4)),
        return_exceptions=True,
    )
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    assert {refusal.code for refusal in refusals} == {RefusalCode.DUPLICATE}
    assert len(refusals) == 3
    assert (await task_of(district, task)).overdue


async def test_done_or_overdue_whichever_comes_first(district: District) -> None:
    task = await accepted(district)
    district.now += 10 * DAY
    await asyncio.gather(
        district.run(MarkMeetingTaskOverdue(meeting_task_id=task), SYSTEM),
        district.run(
            ReportMeetingTaskDone(meeting_task_id=task, result="迟了"), district.dispatcher
        ),
        return_exceptions=True,
    )
    rows = await district.store.recorder.select_events(task)
    topics = [row.topic.partition(".")[2] for row in rows]
    assert topics == ["created", "accepted", "overdue", "done"]


async def test_a_due_date_that_has_passed_stays(district: District) -> None:
    task = await assigned(district)
    district.now += 10 * DAY
    with refused(RefusalCode.TOO_LATE, "meetingTaskId"):
        await district.give(
            MoveMeetingTaskDue(meeting_task_id=task, due_at=district.now + DAY, reason="材料未到"),
            CONVENER,
        )
