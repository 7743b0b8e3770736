"""The tasks that joint meetings give out over the year, in every state."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from five_steps.commands.kernel.registry import Command
from five_steps.commands.meetings.doing_tasks import (
    AcceptMeetingTask,
    MarkMeetingTaskOverdue,
    ReportMeetingTaskDone,
    ReportMeetingTaskProgress,
)
from five_steps.commands.meetings.giving_tasks import (
    AssignMeetingTask,
    ConfirmMeetingTask,
    MoveMeetingTaskDue,
    SendMeetingTaskBack,
    WithdrawMeetingTask,
)
from five_steps.operations.demo import staff
from five_steps.operations.demo.district import Institute
from five_steps.operations.demo.meeting_stories import TASK_STORIES, TaskStory
from five_steps.operations.demo.step import Made, Step

_DAY: Final = timedelta(days=1)
_DUE_AFTER: Final = 40 * _DAY
_MOVED_BY: Final = 20 * _DAY


class TaskTeller:
    """Tells a task of each institute at a decision, their stories in turn."""

    def __init__(self, institutes: Sequence[Institute]) -> None:
        self._institutes = institutes
        self._told = 0

    def tell(self, meeting: str, matter: str, title: str, at: datetime) -> Iterator[Step]:
        """The steps of the tasks; the first touches the meeting, whose decision has to be there."""
        for institute in self._institutes:
            story = TASK_STORIES[self._told % len(TASK_STORIES)]
            self._told += 1
            name = f"{matter} task {institute.code}"
            yield Step(
                name,
                at + timedelta(minutes=1),
                (meeting, name),
                partial(_assign, meeting, matter, institute, title, at + _DUE_AFTER),
                staff.centre_admin,
            )
            task = _Task(name, institute, at)
            task.tell(story)
            yield from task.steps


class _Task:
    """What becomes of one task, step by step."""

    def __init__(self, name: str, institute: Institute, assigned_at: datetime) -> None:
        self.steps: list[Step] = []
        self._name = name
        self._assigned_at = assigned_at
        self._due_at = assigned_at + _DUE_AFTER
        self._worker = staff.dispatcher(institute.code)

    def tell(self, story: TaskStory) -> None:
        """All of a story."""
        if story is TaskStory.WITHDRAWN:
            self._on(5, "withdrawn", WithdrawMeetingTask, staff.centre_admin, reason="并入专项行动")
            return
        if story is TaskStory.NOT_TAKEN_ON:
            self._fall_overdue()
            return
        self._on(2, "accepted", AcceptMeetingTask, self._worker)
        self._on(
            15,
            "progress",
            ReportMeetingTaskProgress,
            self._worker,
            percent=50,
            note="已完成动员部署，正在逐项推进。",
        )
        match story:
            case TaskStory.NOT_DONE:
                self._fall_overdue()
            case TaskStory.LATE:
                self._fall_overdue()
                self._finish(48)
            case TaskStory.MOVED:
                self._on(
                    30,
                    "moved",
                    MoveMeetingTaskDue,
                    staff.centre_admin,
                    due_at=self._due_at + _MOVED_BY,
                    reason="材料配送延迟",
                )
                self._finish(50)
            case TaskStory.SENT_BACK:
                self._do(28)
                self._on(
                    32,
                    "sent back",
                    SendMeetingTaskBack,
                    staff.centre_admin,
                    reason="缺少现场照片",
                    due_at=self._due_at + _MOVED_BY,
                )
                self._finish(36, "done again")
            case TaskStory.NOT_CONFIRMED:
                self._do(33)
            case _:
                self._finish(30)

    def _finish(self, day: int, name: str = "done") -> None:
        self._do(day, name)
        self._on(day + 3, "confirmed", ConfirmMeetingTask, staff.centre_deputy)

    def _do(self, day: int, name: str = "done") -> None:
        result = "任务已按要求完成，佐证材料已归档。"
        self._on(day, name, ReportMeetingTaskDone, self._worker, result=result)

    def _fall_overdue(self) -> None:
        day = _DUE_AFTER // _DAY
        self._on(day, "overdue", MarkMeetingTaskOverdue, staff.system)

    def _on(
        self,
        day: int,
        what: str,
        command: Callable[..., Command],
        by: staff.ActorOf,
        **given: object,
    ) -> None:
        self.steps.append(
            Step(
                f"{self._name} {what}",
                self._assigned_at + day * _DAY,
                (self._name,),
                lambda made: command(meeting_task_id=made[self._name], **given),
                by,
            )
        )


def _assign(
    meeting: str, matter: str, institute: Institute, title: str, due_at: datetime, made: Made
) -> AssignMeetingTask:
    return AssignMeetingTask(
        meeting_id=made[meeting],
        matter_id=made[matter],
        unit_id=made[staff.unit_step(institute.code)],
        title=title,
        owner=f"{institute.name}宣传委员",
        due_at=due_at,
    )
