"""Joint meetings and their tasks in the random district of the views' tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.meetings.meeting_state import (
    MatterState,
    MeetingAttendance,
    MeetingState,
)
from five_steps.domain.meetings.meeting_task import MeetingTask
from five_steps.domain.meetings.meeting_task_state import MeetingTaskState

if TYPE_CHECKING:
    from uuid import UUID

    from tests.projections.district import District

CENTRE, WORKER = "centre", "worker"
WHY = "原因"
HOUR = timedelta(hours=1)


class Meetings:
    """Meets and gives out tasks, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.meetings: list[JointMeeting] = []
        self.tasks: list[MeetingTask] = []

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        self.district.keep(*self.meetings)
        self.district.keep(*self.tasks)

    # --- meetings -------------------------------------------------------------------------------

    def convene(self) -> JointMeeting:
        meeting = JointMeeting.convene(
            id=self.district.id(),
            at=self.district.now,
            title="联席会议",
            place="区文明实践中心",
            starts_at=self.district.now + HOUR,
            unit_ids=[unit.id for unit in self.district.units[:2]],
            by=CENTRE,
        )
        self.meetings.append(meeting)
        self.keep()
        return meeting

    def put_on(self, meeting: JointMeeting) -> UUID:
        matter_id = self.district.id()
        meeting.put_on_agenda(
            matter_id,
            title="重大事项",
            background=WHY,
            raised_by_unit_id=meeting.unit_ids[0],
            at=self.district.now,
        )
        self.keep()
        return matter_id

    def hold(self, meeting: JointMeeting) -> None:
        meeting.hold(by=CENTRE, at=self.district.now)
        for unit_id in meeting.unit_ids:
            meeting.record_attendance(
                unit_id,
                attendance=MeetingAttendance.PRESENT,
                headcount=2,
                at=self.district.now,
            )
        self.keep()

    def report(self, meeting: JointMeeting) -> UUID:
        report_id = self.district.id()
        meeting.give_report(
            report_id,
            unit_id=meeting.unit_ids[-1],
            title="工作汇报",
            text="已完成",
            by=WORKER,
            at=self.district.now,
        )
        self.keep()
        return report_id

    def decide(self, meeting: JointMeeting, matter_id: UUID) -> None:
        meeting.decide_matter(
            matter_id,
            discussion="一致同意",
            decision="推行",
            measures=["通报", "检查"],
            at=self.district.now,
        )
        self.keep()

    def defer(self, meeting: JointMeeting, matter_id: UUID) -> None:
        meeting.defer_matter(matter_id, discussion="", reason=WHY, at=self.district.now)
        self.keep()

    def publish(self, meeting: JointMeeting, text: str = "纪要", reason: str = "") -> None:
        meeting.draft_minutes(text, by=CENTRE, at=self.district.now)
        meeting.publish_minutes(reason=reason, by=CENTRE, at=self.district.now)
        self.keep()

    # --- tasks ----------------------------------------------------------------------------------

    def assign(self, meeting: JointMeeting, matter_id: UUID, *, days: float = 30) -> MeetingTask:
        meeting.require_decided(matter_id)
        task = MeetingTask.assign(
            id=self.district.id(),
            at=self.district.now,
            meeting_id=meeting.id,
            matter_id=matter_id,
            unit_id=meeting.unit_ids[-1],
            title="设立兑换点",
            details="",
            owner="站长",
            due_at=self.district.now + timedelta(days=days),
            by=CENTRE,
        )
        self.tasks.append(task)
        self.keep()
        return task

    # --- living at random -----------------------------------------------------------------------

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        dice = self.district.random
        if not self.meetings or dice.random() < 0.1:
            self.put_on(self.convene())
        elif self.tasks and dice.random() < 0.5:
            self._work(dice.choice(self.tasks[-4:]))
        else:
            self._meet(dice.choice(self.meetings[-3:]))

    def _meet(self, meeting: JointMeeting) -> None:
        dice, at = self.district.random, self.district.now
        matter_id = dice.choice([*meeting.matters, self.district.id()])
        match meeting.state, dice.randrange(6):
            case MeetingState.CONVENED, 0:
                meeting.take_off_agenda(matter_id, reason=WHY, at=at)
            case MeetingState.CONVENED, 1:
                meeting.postpone(at + 2 * HOUR, reason=WHY, at=at)
            case MeetingState.CONVENED, 2 if dice.random() < 0.2:
                meeting.cancel(reason=WHY, by=CENTRE, at=at)
            case MeetingState.CONVENED, 3:
                meeting.invite([unit.id for unit in self.district.units[:3]], at=at)
            case MeetingState.CONVENED, _:
                self.hold(meeting)
            case MeetingState.HELD, 0:
                self.report(meeting)
            case MeetingState.HELD, 1:
                self.publish(meeting)
            case MeetingState.HELD, 2:
                self.defer(meeting, matter_id)
            case MeetingState.HELD, _ if meeting.matter(matter_id).state is MatterState.OPEN:
                self.decide(meeting, matter_id)
            case MeetingState.PUBLISHED, 0:
                self.publish(meeting, "更正", WHY)
            case _:
                self.assign(meeting, matter_id, days=dice.choice([1, 30]))
        self.keep()

    def _work(self, task: MeetingTask) -> None:
        dice, at = self.district.random, self.district.now
        match task.state, dice.randrange(4):
            case MeetingTaskState.DONE, 0:
                due_at = None if task.overdue else at + timedelta(days=2)
                task.send_back(reason=WHY, due_at=due_at, by=CENTRE, at=at)
            case MeetingTaskState.DONE, _:
                task.confirm(by=CENTRE, at=at)
            case MeetingTaskState.ASSIGNED, 0 if dice.random() < 0.3:
                task.withdraw(reason=WHY, by=CENTRE, at=at)
            case MeetingTaskState.ASSIGNED, 1:
                task.move_due(at + timedelta(days=2), reason=WHY, by=CENTRE, at=at)
            case MeetingTaskState.ASSIGNED, _:
                task.accept(by=WORKER, at=at)
            case MeetingTaskState.IN_PROGRESS, 0:
                task.report_done(result="已开业", by=WORKER, at=at)
            case MeetingTaskState.IN_PROGRESS, 1:
                task.mark_overdue(at=at)
            case _:
                task.report_progress(percent=50, note=WHY, by=WORKER, at=at)
        self.keep()
