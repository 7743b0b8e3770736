"""Tasks of the joint meetings (会议任务): who does what until when, and how far it is."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.meetings.meeting_task import MeetingTask
from five_steps.domain.meetings.meeting_task_state import MeetingTaskState
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id
from five_steps.projections.meetings.meeting_task_rows import (
    DueMoveRow,
    MeetingTaskRow,
    ProgressRow,
)


class MeetingTasksView(Projection):
    """`read.meeting_tasks`, with their progress and the moves of their due dates."""

    name = "meeting_tasks"

    def declare(self) -> None:
        self.tasks = self.table(
            Rows[Id, MeetingTaskRow](
                MeetingTaskRow,
                "meeting_tasks",
                key=["id"],
                indexes=[
                    "(unit_id)",
                    "(meeting_id)",
                    "(matter_id)",
                    "(due_at, id)",
                    # What the keeper of deadlines looks for.
                    "(due_at) WHERE overdue_at IS NULL AND state IN ('ASSIGNED', 'IN_PROGRESS')",
                ],
            )
        )
        self.progress = self.table(
            Ledger(
                ProgressRow,
                "meeting_task_progress",
                key=["position"],
                indexes=["(meeting_task_id)"],
            )
        )
        self.due_moves = self.table(
            Ledger(
                DueMoveRow,
                "meeting_task_due_moves",
                key=["position"],
                indexes=["(meeting_task_id)"],
            )
        )

    @on(MeetingTask.Created)
    def assigned(
        self,
        event: Event,
        meeting_id: Id,
        matter_id: Id,
        unit_id: Id,
        title: str,
        details: str,
        owner: str,
        due_at: datetime,
        assigned_by: str,
    ) -> None:
        self.tasks.add(
            MeetingTaskRow(
                id=event.stream,
                meeting_id=meeting_id,
                matter_id=matter_id,
                unit_id=unit_id,
                title=title,
                details=details,
                owner=owner,
                state=MeetingTaskState.ASSIGNED,
                year=local_year(due_at),
                due_at=due_at,
                overdue_at=None,
                percent=0,
                assigned_by=assigned_by,
                assigned_at=event.at,
                accepted_by=None,
                accepted_at=None,
                result=None,
                done_by=None,
                done_at=None,
                sent_back_reason=None,
                confirmed_by=None,
                confirmed_at=None,
                withdrawal_reason=None,
                position=event.position,
            )
        )

    @on(MeetingTask.Accepted)
    def accepted(self, event: Event, accepted_by: str) -> None:
        task = self._changed(event)
        task.state = MeetingTaskState.IN_PROGRESS
        task.accepted_by = accepted_by
        task.accepted_at = event.at

    @on(MeetingTask.ProgressReported)
    def progress_reported(self, event: Event, percent: int, note: str, reported_by: str) -> None:
        self._changed(event).percent = percent
        self.progress.append(
            ProgressRow(
                position=event.position,
                meeting_task_id=event.stream,
                percent=percent,
                note=note,
                reported_by=reported_by,
                reported_at=event.at,
            )
        )

    @on(MeetingTask.DueMoved)
    def due_moved(self, event: Event, due_at: datetime, reason: str, moved_by: str) -> None:
        task = self._changed(event)
        task.due_at = due_at
        task.year = local_year(due_at)
        self.due_moves.append(
            DueMoveRow(
                position=event.position,
                meeting_task_id=event.stream,
                due_at=due_at,
                reason=reason,
                moved_by=moved_by,
                moved_at=event.at,
            )
        )

    @on(MeetingTask.Overdue)
    def fell_overdue(self, event: Event) -> None:
        self._changed(event).overdue_at = event.at

    @on(MeetingTask.Done)
    def done(self, event: Event, result: str, done_by: str) -> None:
        task = self._changed(event)
        task.state = MeetingTaskState.DONE
        task.result = result
        task.done_by = done_by
        task.done_at = event.at

    @on(MeetingTask.SentBack)
    def sent_back(self, event: Event, reason: str) -> None:
        task = self._changed(event)
        task.state = MeetingTaskState.IN_PROGRESS
        task.sent_back_reason = reason
        task.result = task.done_by = task.done_at = None

    @on(MeetingTask.Confirmed)
    def confirmed(self, event: Event, confirmed_by: str) -> None:
        task = self._changed(event)
        task.state = MeetingTaskState.CONFIRMED
        task.confirmed_by = confirmed_by
        task.confirmed_at = event.at

    @on(MeetingTask.Withdrawn)
    def withdrawn(self, event: Event, reason: str) -> None:
        task = self._changed(event)
        task.state = MeetingTaskState.WITHDRAWN
        task.withdrawal_reason = reason

    def _changed(self, event: Event) -> MeetingTaskRow:
        task = self.tasks.change(event.stream)
        task.position = event.position
        return task
