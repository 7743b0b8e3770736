"""Complaints and suggestions (投诉建议), and what the asker says of the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.feedback_state import FeedbackState
from five_steps.domain.people.privacy.data_period import MonthlyTexts, period_of
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position, id_of

_TEXTS = ("text", "answer", "comment")


@dataclass(slots=True)
class FeedbackCaseRow:
    """A complaint or suggestion; its texts are empty once the asker's key is erased."""

    id: Id
    kind: str
    unit_id: Id
    topic: str
    topic_id: Id
    asker_kind: str
    asker_id: Id
    period_id: Id
    """The month whose texts go together."""
    text: str | None
    state: str
    filed_by: str
    filed_at: datetime
    due_at: datetime
    overdue: bool
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None
    task_id: Id | None
    informed_channel: str | None
    informed_at: datetime | None
    informed_proof: str | None
    informed_by: str | None
    satisfied: bool | None
    comment: str | None
    confirmed_at: datetime | None
    position: Position

    def show_text(self, text: str | None) -> None:
        """Take over the opened text."""
        self.text = text

    def show_answer(self, text: str | None) -> None:
        """Take over the opened text."""
        self.answer = text

    def show_comment(self, text: str | None) -> None:
        """Take over the opened text."""
        self.comment = text


class FeedbackCasesView(Projection):
    """`read.feedback_cases`."""

    name = "feedback_cases"
    version = 2

    def declare(self) -> None:
        self.cases = self.table(
            Rows[Id, FeedbackCaseRow](
                FeedbackCaseRow,
                "feedback_cases",
                key=["id"],
                indexes=[
                    "(unit_id, state)",
                    "(asker_id)",
                    "(filed_at, id)",
                    "(due_at, id)",
                    "(due_at) WHERE state = 'OPEN' AND NOT overdue",
                ],
                personal={"asker_id": _TEXTS, "period_id": _TEXTS},
            )
        )

    @on(FeedbackCase.Created)
    def filed(
        self,
        event: Event,
        kind: str,
        unit_id: Id,
        topic: str,
        topic_id: Id,
        asker_kind: str,
        asker_id: Id,
        text: str,
        due_at: datetime,
        filed_by: str,
    ) -> None:
        case = self.cases.add(
            FeedbackCaseRow(
                id=event.stream,
                kind=kind,
                unit_id=unit_id,
                topic=topic,
                topic_id=topic_id,
                asker_kind=asker_kind,
                asker_id=asker_id,
                period_id=id_of(period_of(MonthlyTexts.FEEDBACK_TEXTS, event.at)),
                text=None,
                state=FeedbackState.OPEN,
                filed_by=filed_by,
                filed_at=event.at,
                due_at=due_at,
                overdue=False,
                answer=None,
                answered_by=None,
                answered_at=None,
                task_id=None,
                informed_channel=None,
                informed_at=None,
                informed_proof=None,
                informed_by=None,
                satisfied=None,
                comment=None,
                confirmed_at=None,
                position=event.position,
            )
        )
        self.sealed.open(asker_id, text, case.show_text)

    @on(FeedbackCase.Answered)
    def answered(self, event: Event, text: str, answered_by: str) -> None:
        case = self._changed(event)
        case.state = FeedbackState.ANSWERED
        case.answered_by = answered_by
        case.answered_at = event.at
        self.sealed.open(case.asker_id, text, case.show_answer)

    @on(FeedbackCase.TaskOpened)
    def task_opened(self, event: Event, task_id: Id) -> None:
        case = self._changed(event)
        case.state = FeedbackState.IN_IMPROVEMENT
        case.task_id = task_id

    @on(FeedbackCase.Overdue)
    def overdue(self, event: Event) -> None:
        self._changed(event).overdue = True

    @on(FeedbackCase.AskerInformed)
    def asker_informed(
        self, event: Event, channel: str, told_at: datetime, proof: str, informed_by: str
    ) -> None:
        case = self._changed(event)
        case.state = FeedbackState.INFORMED
        case.informed_channel = channel
        case.informed_at = told_at
        case.informed_proof = proof
        case.informed_by = informed_by

    @on(FeedbackCase.Confirmed)
    def confirmed(self, event: Event, satisfied: bool, comment: str) -> None:
        case = self._changed(event)
        case.state = FeedbackState.CONFIRMED
        case.satisfied = satisfied
        case.confirmed_at = event.at
        self.sealed.open(case.asker_id, comment, case.show_comment)

    def _changed(self, event: Event) -> FeedbackCaseRow:
        case = self.cases.change(event.stream)
        case.position = event.position
        return case
