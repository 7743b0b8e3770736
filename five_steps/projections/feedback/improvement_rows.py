"""The rows of an improvement task: itself, and how far it was said to have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class ImprovementTaskRow:
    """A task; where somebody asked for it, its texts are empty once their key is erased.

    `overdue` says that the due date passed before it was done, and stays when it is done late.
    """

    id: Id
    unit_id: Id
    owner: str
    matter: str | None
    source_kind: str
    source_id: Id
    asker_id: Id | None
    period_id: Id | None
    """The month whose texts go together; empty, as `asker_id`, where nobody asked for it."""
    state: str
    due_at: datetime
    overdue: bool
    created_by: str
    created_at: datetime
    result: str | None
    evidence_hash: str | None
    done_by: str | None
    done_at: datetime | None
    sent_back_reason: str | None
    times_sent_back: int
    checked_by: str | None
    checked_at: datetime | None
    informed_channel: str | None
    informed_at: datetime | None
    informed_proof: str | None
    informed_by: str | None
    position: Position

    def show_matter(self, text: str | None) -> None:
        """Take over the opened text."""
        self.matter = text

    def show_result(self, text: str | None) -> None:
        """Take over the opened text."""
        self.result = text

    def show_reason(self, text: str | None) -> None:
        """Take over the opened text."""
        self.sent_back_reason = text


@dataclass(slots=True)
class ImprovementNoteRow:
    """How far a task has come."""

    position: Position
    task_id: Id
    asker_id: Id | None
    period_id: Id | None
    note: str | None
    noted_by: str
    noted_at: datetime

    def show_note(self, text: str | None) -> None:
        """Take over the opened text."""
        self.note = text
