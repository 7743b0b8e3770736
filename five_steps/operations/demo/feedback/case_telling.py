"""Telling what becomes of one complaint or suggestion, step by step."""

from datetime import datetime, timedelta
from typing import Final

from five_steps.commands.feedback.filing import FileFeedback
from five_steps.commands.feedback.handling import (
    AnswerFeedback,
    ConfirmOutcome,
    ImproveOnFeedback,
    MarkFeedbackOverdue,
)
from five_steps.commands.feedback.improving import (
    AcceptImprovement,
    FinishImprovement,
    MarkImprovementOverdue,
    NoteImprovementProgress,
    SendImprovementBack,
)
from five_steps.commands.feedback.informing import InformOfAnswer, InformOfImprovement
from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackKind, FeedbackTopic
from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.operations.demo import staff
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.recognition.tale import Tale
from five_steps.operations.demo.roster import Resident, Roster
from five_steps.operations.demo.step import Made

_DAY: Final = timedelta(days=1)
_SAID: Final = (
    (FeedbackKind.COMPLAINT, "文化礼堂周末经常锁门", "周末开放文化礼堂", "周末已安排值班开放"),
    (FeedbackKind.COMPLAINT, "预约的理发服务改期没有通知", "改期须电话通知", "已建立改期通知制度"),
    (FeedbackKind.SUGGESTION, "希望增加夜间的健身课程", "增开夜间健身课", "每周三晚已开课"),
    (FeedbackKind.SUGGESTION, "活动预告能不能贴到楼道里", "活动预告进楼道", "已在各楼道张贴"),
    (FeedbackKind.COMPLAINT, "活动音响太响,影响休息", "控制音量和时间", "晚九点后不再使用音响"),
)
"""What is said, what is to become better, and what came of it."""


class CaseTale(Tale):
    """A resident's complaint or suggestion about their station; the institute sees to it."""

    def __init__(self, name: str, at: datetime, asker: Resident, roster: Roster) -> None:
        super().__init__(name, at)
        self._asker = asker
        self._institute = next(i for i, station in roster.places if station == asker.station)
        throw = dice(roster.seed, name)
        self._kind, self._text, self._matter, self._result = throw.choice(_SAID)
        self._channel = throw.choice(list(InformChannel))
        self._task = ""
        self.then("filed", self._file, staff.resident(asker.number))

    def days(self, count: float) -> "CaseTale":
        """Let some days go by."""
        self.after(count * _DAY)
        return self

    def answer(self) -> None:
        """Staff answer."""
        self.then(
            "answered",
            lambda made: AnswerFeedback(case_id=made[self.name], text=self._result),
            self._dispatcher,
        )

    def tell_answer(self) -> None:
        """The asker is told the answer."""
        told_at = self._at
        self.then(
            "told",
            lambda made: InformOfAnswer(
                case_id=made[self.name],
                channel=self._channel,
                told_at=told_at,
                proof=f"告知记录 {self.name}",
            ),
            self._dispatcher,
        )

    def confirm(self, *, satisfied: bool) -> None:
        """The asker says whether it will do."""
        self.then(
            "confirmed",
            lambda made: ConfirmOutcome(case_id=made[self.name], satisfied=satisfied),
            staff.resident(self._asker.number),
        )

    def miss_answer(self) -> None:
        """Nobody answers in time."""
        self.then(
            "overdue", lambda made: MarkFeedbackOverdue(case_id=made[self.name]), staff.system
        )

    def improve(self, *, due_in: int) -> None:
        """An improvement task is made of it."""
        due_at = self._at + due_in * _DAY
        self._task = self.then(
            "improving",
            lambda made: ImproveOnFeedback(
                case_id=made[self.name],
                owner=f"{self._asker.station.name}负责人",
                matter=self._matter,
                due_at=due_at,
            ),
            self._admin,
        )

    def note(self) -> None:
        """Progress is noted."""
        self.then(
            "noted",
            lambda made: NoteImprovementProgress(
                task_id=made[self._task], note="已现场查看,正在落实"
            ),
            self._dispatcher,
        )

    def miss_due_date(self) -> None:
        """It is not done in time."""
        self.then(
            "late", lambda made: MarkImprovementOverdue(task_id=made[self._task]), staff.system
        )

    def finish(self) -> None:
        """It is reported done."""
        self.then(
            "finished",
            lambda made: FinishImprovement(task_id=made[self._task], result=self._result),
            self._dispatcher,
        )

    def accept(self) -> None:
        """A second person accepts it."""
        self.then("accepted", lambda made: AcceptImprovement(task_id=made[self._task]), self._admin)

    def send_back(self, *, due_in: int) -> None:
        """A second person sends it back."""
        due_at = self._at + due_in * _DAY
        self.then(
            "sent back",
            lambda made: SendImprovementBack(
                task_id=made[self._task], reason="尚未见效,请继续整改", due_at=due_at
            ),
            self._admin,
        )

    def tell_result(self) -> None:
        """The asker is told what came of it."""
        told_at = self._at
        self.then(
            "told result",
            lambda made: InformOfImprovement(
                task_id=made[self._task],
                channel=self._channel,
                told_at=told_at,
                proof=f"告知记录 {self.name}",
            ),
            self._dispatcher,
        )

    @property
    def _dispatcher(self) -> staff.ActorOf:
        return staff.dispatcher(self._institute.code)

    @property
    def _admin(self) -> staff.ActorOf:
        return staff.unit_admin(self._institute.code)

    def _file(self, made: Made) -> FileFeedback:
        return FileFeedback(
            kind=self._kind,
            topic=FeedbackTopic.UNIT,
            about_id=made[staff.unit_step(self._asker.station.code)],
            asker_kind=AskerKind.RESIDENT,
            asker_id=made[staff.resident_step(self._asker.number)],
            text=self._text,
        )
