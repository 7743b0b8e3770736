"""The joint meetings of the year: convened, held, decided, put into minutes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from five_steps.commands.kernel.registry import Command
from five_steps.commands.meetings.agenda import DecideMatter, DeferMatter, PutMatterOnAgenda
from five_steps.commands.meetings.convening import CancelMeeting, ConveneMeeting, PostponeMeeting
from five_steps.commands.meetings.minutes import DraftMinutes, PublishMinutes
from five_steps.commands.meetings.sitting import (
    GiveMeetingReport,
    HoldMeeting,
    RecordMeetingAttendance,
)
from five_steps.domain.meetings.meeting_state import MeetingAttendance
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.district import Institute
from five_steps.operations.demo.meeting_stories import (
    MEETINGS,
    UPCOMING,
    MatterStory,
    MeetingStory,
)
from five_steps.operations.demo.meeting_tasks import TaskTeller
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import (
    ActorOf,
    centre_admin,
    centre_deputy,
    unit_admin,
    unit_step,
)
from five_steps.operations.demo.step import Made, Step

_CONVENED_BEFORE: Final = timedelta(days=10)
_POSTPONED_BY: Final = timedelta(days=7)
_PUBLISHED_AFTER: Final = timedelta(days=3)
_MINUTE: Final = timedelta(minutes=1)
_REPORTS_EACH: Final = 2
_ATTENDANCE: Final = {
    MeetingAttendance.PRESENT: 75,
    MeetingAttendance.DELEGATED: 15,
    MeetingAttendance.EXCUSED: 8,
    MeetingAttendance.ABSENT: 2,
}
"""How units are there, in percent."""


def meetings(roster: Roster, start: datetime, now: datetime) -> Iterator[Step]:
    """The meetings with their tasks, those to come included."""
    institutes = tuple(dict.fromkeys(institute for institute, _ in roster.places))
    tasks = TaskTeller(institutes)
    for number, story in enumerate((*MEETINGS, UPCOMING)):
        from_day = now if story is UPCOMING else start
        starts_at = from_day + timedelta(days=story.day)
        telling = _Meeting(number, story, starts_at, institutes, roster.seed, tasks)
        telling.tell()
        yield from telling.steps


class _Meeting:
    """The steps of one meeting; all of them touch it, and so come in turn."""

    def __init__(
        self,
        number: int,
        story: MeetingStory,
        starts_at: datetime,
        institutes: Sequence[Institute],
        seed: str,
        tasks: TaskTeller,
    ) -> None:
        self.steps: list[Step] = []
        self._name = f"meeting {number}"
        self._story = story
        self._at = starts_at - _CONVENED_BEFORE
        self._starts_at = starts_at
        self._institutes = institutes
        self._throw = dice(seed, self._name)
        self._tasks = tasks

    def tell(self) -> None:
        """The meeting from the invitation to the minutes, and its tasks."""
        self._prepare()
        if self._story.cancelled:
            self._add("cancelled", partial(self._command, CancelMeeting, reason="改为线上调度"))
            return
        self._at = self._starts_at
        self._add("held", partial(self._command, HoldMeeting))
        for institute in self._institutes:
            self._attend(institute)
        for number, matter in enumerate(self._story.matters):
            self._settle(number, matter)
        self._at = self._starts_at + _PUBLISHED_AFTER
        text = f"{self._story.title}于区新时代文明实践中心召开，议定事项及任务分工如前所列。"
        self._add("drafted", partial(self._command, DraftMinutes, text=text))
        self._add("published", partial(self._command, PublishMinutes), centre_deputy)

    def _prepare(self) -> None:
        self._add(
            "",
            lambda made: ConveneMeeting(
                title=self._story.title,
                place="区新时代文明实践中心三楼会议室",
                starts_at=self._convened_for,
                unit_ids=tuple(made[unit_step(i.code)] for i in self._institutes),
            ),
        )
        for number, matter in enumerate(self._story.matters):
            put_on = partial(self._command, PutMatterOnAgenda, title=matter.title)
            self._add(f"matter {number}", put_on)
        for institute in self._institutes[:_REPORTS_EACH]:
            self._report(institute)
        if self._story.postponed:
            self._add(
                "postponed",
                partial(
                    self._command, PostponeMeeting, starts_at=self._starts_at, reason="台风影响"
                ),
            )

    @property
    def _convened_for(self) -> datetime:
        return self._starts_at - _POSTPONED_BY if self._story.postponed else self._starts_at

    def _report(self, institute: Institute) -> None:
        self._add(
            f"report {institute.code}",
            lambda made: GiveMeetingReport(
                meeting_id=made[self._name],
                unit_id=made[unit_step(institute.code)],
                title=f"{institute.name}工作汇报",
                text="上次会议任务已按期推进，存在志愿者骨干不足的问题，建议加强培训。",
            ),
            unit_admin(institute.code),
        )

    def _attend(self, institute: Institute) -> None:
        attendance = drawn(_ATTENDANCE, self._throw)
        came = attendance in (MeetingAttendance.PRESENT, MeetingAttendance.DELEGATED)
        headcount = self._throw.randint(1, 3) if came else 0
        self._add(
            f"attendance {institute.code}",
            lambda made: RecordMeetingAttendance(
                meeting_id=made[self._name],
                unit_id=made[unit_step(institute.code)],
                attendance=attendance,
                headcount=headcount,
            ),
        )

    def _settle(self, number: int, matter: MatterStory) -> None:
        name = f"{self._name} matter {number}"
        if matter.decision is None:
            self._add(
                f"deferred {number}",
                lambda made: DeferMatter(
                    meeting_id=made[self._name],
                    matter_id=made[name],
                    reason="待进一步测算后再议",
                ),
            )
            return
        decision = matter.decision
        self._add(
            f"decided {number}",
            lambda made: DecideMatter(
                meeting_id=made[self._name],
                matter_id=made[name],
                discussion="与会单位充分讨论，一致同意。",
                decision=decision,
                measures=matter.measures,
            ),
        )
        if matter.task is not None:
            steps = self._tasks.tell(self._name, name, matter.task, self._at)
            self.steps.extend(steps)

    def _command(self, command: Callable[..., Command], made: Made, **given: object) -> Command:
        return command(meeting_id=made[self._name], **given)

    def _add(
        self, what: str, command: Callable[[Made], Command], by: ActorOf = centre_admin
    ) -> None:
        """One thing after the other, a minute apart."""
        self._at += _MINUTE
        name = f"{self._name} {what}".strip()
        self.steps.append(Step(name, self._at, (self._name,), command, by))
