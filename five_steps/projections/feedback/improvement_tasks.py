"""Improvement tasks (整改/改进): what is to become better, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from five_steps.domain.feedback.improvement_state import ImprovementState
from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.people.privacy.data_period import MonthlyTexts, period_of
from five_steps.projections.feedback.improvement_rows import (
    ImprovementNoteRow,
    ImprovementTaskRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, id_of

_TEXTS = ("matter", "result", "sent_back_reason")


class ImprovementTasksView(Projection):
    """`read.improvement_tasks` and `read.improvement_notes`."""

    name = "improvement_tasks"
    version = 2

    def declare(self) -> None:
        self.tasks = self.table(
            Rows[Id, ImprovementTaskRow](
                ImprovementTaskRow,
                "improvement_tasks",
                key=["id"],
                indexes=[
                    "(unit_id, state)",
                    "(source_id)",
                    "(asker_id) WHERE asker_id IS NOT NULL",
                    "(due_at, id)",
                    "(due_at) WHERE state = 'OPEN' AND NOT overdue",
                ],
                personal={"asker_id": _TEXTS, "period_id": _TEXTS},
            )
        )
        self.notes = self.table(
            Ledger(
                ImprovementNoteRow,
                "improvement_notes",
                key=["position"],
                indexes=["(task_id)"],
                personal={"asker_id": ("note",), "period_id": ("note",)},
            )
        )

    @on(ImprovementTask.Created)
    def created(
        self,
        event: Event,
        unit_id: Id,
        owner: str,
        matter: str,
        source_kind: str,
        source_id: Id,
        asker_id: Id | None,
        due_at: datetime,
        created_by: str,
    ) -> None:
        task = self.tasks.add(
            ImprovementTaskRow(
                id=event.stream,
                unit_id=unit_id,
                owner=owner,
                matter=None,
                source_kind=source_kind,
                source_id=source_id,
                asker_id=asker_id,
                period_id=(
                    None
                    if asker_id is None
                    else id_of(period_of(MonthlyTexts.FEEDBACK_TEXTS, event.at))
                ),
                state=ImprovementState.OPEN,
                due_at=due_at,
                overdue=False,
                created_by=created_by,
                created_at=event.at,
                result=None,
                evidence_hash=None,
                done_by=None,
                done_at=None,
                sent_back_reason=None,
                times_sent_back=0,
                checked_by=None,
                checked_at=None,
                informed_channel=None,
                informed_at=None,
                informed_proof=None,
                informed_by=None,
                position=event.position,
            )
        )
        self._show(task, matter, task.show_matter)

    @on(ImprovementTask.HandedOver)
    def handed_over(self, event: Event, owner: str) -> None:
        self._changed(event).owner = owner

    @on(ImprovementTask.ProgressNoted)
    def progress_noted(self, event: Event, note: str, noted_by: str) -> None:
        task = self._changed(event)
        row = ImprovementNoteRow(
            position=event.position,
            task_id=event.stream,
            asker_id=task.asker_id,
            period_id=task.period_id,
            note=None,
            noted_by=noted_by,
            noted_at=event.at,
        )
        self.notes.append(row)
        self._show(task, note, row.show_note)

    @on(ImprovementTask.Overdue)
    def overdue(self, event: Event) -> None:
        self._changed(event).overdue = True

    @on(ImprovementTask.Done)
    def done(self, event: Event, result: str, evidence_hash: str | None, done_by: str) -> None:
        task = self._changed(event)
        task.state = ImprovementState.DONE
        task.evidence_hash = evidence_hash
        task.done_by = done_by
        task.done_at = event.at
        self._show(task, result, task.show_result)

    @on(ImprovementTask.Accepted)
    def accepted(self, event: Event, accepted_by: str) -> None:
        task = self._changed(event)
        task.state = ImprovementState.ACCEPTED
        task.checked_by = accepted_by
        task.checked_at = event.at

    @on(ImprovementTask.SentBack)
    def sent_back(self, event: Event, reason: str, due_at: datetime, sent_back_by: str) -> None:
        task = self._changed(event)
        task.state = ImprovementState.OPEN
        task.due_at = due_at
        task.overdue = False
        task.times_sent_back += 1
        task.checked_by = sent_back_by
        task.checked_at = event.at
        self._show(task, reason, task.show_reason)

    @on(ImprovementTask.AskerInformed)
    def asker_informed(
        self, event: Event, channel: str, told_at: datetime, proof: str, informed_by: str
    ) -> None:
        task = self._changed(event)
        task.informed_channel = channel
        task.informed_at = told_at
        task.informed_proof = proof
        task.informed_by = informed_by

    def _show(
        self, task: ImprovementTaskRow, text: str, show: Callable[[str | None], None]
    ) -> None:
        if task.asker_id is None:
            show(text)
        else:
            self.sealed.open(task.asker_id, text, show)

    def _changed(self, event: Event) -> ImprovementTaskRow:
        task = self.tasks.change(event.stream)
        task.position = event.position
        return task
