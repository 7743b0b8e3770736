"""A joint meeting and a task of it, and what happens to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.meeting_state import MeetingAttendance
from five_steps.domain.meetings.meeting_task import MeetingTask
from tests.domain.district import BEIAO_ID, CLERK, DAMEN_ID, DAY, MONDAY, OTHER_CLERK, STATION_ID

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tests.domain.given_when_then import Verb

MEETING_ID, MATTER_ID, OTHER_MATTER_ID, REPORT_ID, TASK_ID = (
    UUID(int=number) for number in range(801, 806)
)
TUESDAY = MONDAY + DAY
"""When the meeting is."""
DUE = MONDAY + 30 * DAY
WORKER = "worker"
"""Does the task, at the unit."""


def meeting(**changes: Any) -> JointMeeting:
    """A meeting convened on Monday for Tuesday, with two institutes."""
    fields: dict[str, Any] = {
        "id": MEETING_ID,
        "at": MONDAY,
        "title": "2026 年第一次联席会议",
        "place": "区文明实践中心",
        "starts_at": TUESDAY,
        "unit_ids": [BEIAO_ID, DAMEN_ID],
        "by": CLERK,
    }
    return JointMeeting.convene(**{**fields, **changes})


def put_on(matter_id: UUID = MATTER_ID, *, at: datetime = MONDAY) -> Verb[JointMeeting]:
    return lambda m: m.put_on_agenda(
        matter_id, title="志愿服务积分兑换", background="", raised_by_unit_id=BEIAO_ID, at=at
    )


def take_off(matter_id: UUID = MATTER_ID) -> Verb[JointMeeting]:
    return lambda m: m.take_off_agenda(matter_id, reason="并入其他议题", at=MONDAY)


def invite(*unit_ids: UUID) -> Verb[JointMeeting]:
    return lambda m: m.invite(unit_ids, at=MONDAY)


def postpone(starts_at: datetime = TUESDAY + DAY, *, at: datetime = MONDAY) -> Verb[JointMeeting]:
    return lambda m: m.postpone(starts_at, reason="台风", at=at)


def cancel() -> Verb[JointMeeting]:
    return lambda m: m.cancel(reason="台风", by=CLERK, at=MONDAY)


def hold(at: datetime = TUESDAY) -> Verb[JointMeeting]:
    return lambda m: m.hold(by=CLERK, at=at)


def attend(
    unit_id: UUID,
    attendance: MeetingAttendance = MeetingAttendance.PRESENT,
    headcount: int = 2,
) -> Verb[JointMeeting]:
    return lambda m: m.record_attendance(
        unit_id, attendance=attendance, headcount=headcount, at=TUESDAY
    )


def report(unit_id: UUID = BEIAO_ID, *, at: datetime = TUESDAY) -> Verb[JointMeeting]:
    return lambda m: m.give_report(
        REPORT_ID, unit_id=unit_id, title="北岙街道工作汇报", text="已完成", by=WORKER, at=at
    )


def decide(
    matter_id: UUID = MATTER_ID, *, measures: Sequence[str] = ("每季度通报",)
) -> Verb[JointMeeting]:
    return lambda m: m.decide_matter(
        matter_id, discussion="一致同意", decision="全区推行", measures=measures, at=TUESDAY
    )


def defer(matter_id: UUID = MATTER_ID) -> Verb[JointMeeting]:
    return lambda m: m.defer_matter(matter_id, discussion="", reason="预算未定", at=TUESDAY)


def draft(text: str = "会议议定事项如下") -> Verb[JointMeeting]:
    return lambda m: m.draft_minutes(text, by=CLERK, at=TUESDAY)


def publish(reason: str = "") -> Verb[JointMeeting]:
    return lambda m: m.publish_minutes(reason=reason, by=OTHER_CLERK, at=TUESDAY)


HELD = (put_on(), hold())
SETTLED = (*HELD, attend(BEIAO_ID), attend(DAMEN_ID, MeetingAttendance.EXCUSED, 0), decide())
PUBLISHED = (*SETTLED, draft(), publish())


# --- tasks ----------------------------------------------------------------------------------------


def task(**changes: Any) -> MeetingTask:
    """A task of the station, assigned on Tuesday and due in a month."""
    fields: dict[str, Any] = {
        "id": TASK_ID,
        "at": TUESDAY,
        "meeting_id": MEETING_ID,
        "matter_id": MATTER_ID,
        "unit_id": STATION_ID,
        "title": "设立兑换点",
        "details": "",
        "owner": "站长",
        "due_at": DUE,
        "by": CLERK,
    }
    return MeetingTask.assign(**{**fields, **changes})


def accept(at: datetime = TUESDAY) -> Verb[MeetingTask]:
    return lambda t: t.accept(by=WORKER, at=at)


def progress(percent: int = 40, *, at: datetime = TUESDAY) -> Verb[MeetingTask]:
    return lambda t: t.report_progress(percent=percent, note="已选址", by=WORKER, at=at)


def move_due(due_at: datetime = DUE + DAY, *, at: datetime = TUESDAY) -> Verb[MeetingTask]:
    return lambda t: t.move_due(due_at, reason="材料未到", by=CLERK, at=at)


def mark_overdue(at: datetime = DUE) -> Verb[MeetingTask]:
    return lambda t: t.mark_overdue(at=at)


def do(at: datetime = TUESDAY) -> Verb[MeetingTask]:
    return lambda t: t.report_done(result="已开业", by=WORKER, at=at)


def send_back(
    due_at: datetime | None = None, *, by: str = CLERK, at: datetime = TUESDAY
) -> Verb[MeetingTask]:
    return lambda t: t.send_back(reason="缺照片", due_at=due_at, by=by, at=at)


def confirm(by: str = CLERK) -> Verb[MeetingTask]:
    return lambda t: t.confirm(by=by, at=TUESDAY)


def withdraw(at: datetime = TUESDAY) -> Verb[MeetingTask]:
    return lambda t: t.withdraw(reason="不再需要", by=CLERK, at=at)
