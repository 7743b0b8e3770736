"""What can happen to an improvement task.

Where somebody asked for it, texts that may tell of them (`matter`, `note`, `result`, `reason`) are
sealed with the asker's key; without an asker they are plain.
"""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.feedback.improvement_state import ImprovementSource, ImprovementState
from five_steps.domain.kernel.aggregate import Aggregate

if TYPE_CHECKING:
    from five_steps.domain.feedback.improvement_task import ImprovementTask


class Created(Aggregate.Created):
    """Something is to be improved by a unit (整改立项)."""

    TOPIC = "improvement_task.created"
    unit_id: UUID
    owner: str
    matter: str
    source_kind: str
    source_id: UUID
    asker_id: UUID | None
    due_at: datetime
    created_by: str

    def apply(self, task: "ImprovementTask") -> None:
        task.unit_id = self.unit_id
        task.owner = self.owner
        task.source_kind = ImprovementSource(self.source_kind)
        task.source_id = self.source_id
        task.asker_id = self.asker_id
        task.due_at = self.due_at


class HandedOver(Aggregate.Event):
    """Somebody else is responsible from now on (移交)."""

    TOPIC = "improvement_task.handed_over"
    owner: str
    handed_over_by: str

    def apply(self, task: "ImprovementTask") -> None:
        task.owner = self.owner


class ProgressNoted(Aggregate.Event):
    """How far it has come (整改进展)."""

    TOPIC = "improvement_task.progress_noted"
    note: str
    noted_by: str

    def apply(self, task: "ImprovementTask") -> None:
        task.notes += 1


class Overdue(Aggregate.Event):
    """The due date passed before it was done (整改逾期)."""

    TOPIC = "improvement_task.overdue"
    due_at: datetime

    def apply(self, task: "ImprovementTask") -> None:
        task.overdue = True


class Done(Aggregate.Event):
    """It was done (整改完成). `evidence_hash` is the SHA-256 of evidence kept elsewhere."""

    TOPIC = "improvement_task.done"
    result: str
    evidence_hash: str | None
    done_by: str

    def apply(self, task: "ImprovementTask") -> None:
        task.state = ImprovementState.DONE
        task.done_by = self.done_by


class Accepted(Aggregate.Event):
    """A second person checked and accepted it (验收通过)."""

    TOPIC = "improvement_task.accepted"
    accepted_by: str

    def apply(self, task: "ImprovementTask") -> None:
        task.state = ImprovementState.ACCEPTED
        task.accepted_at = self.timestamp


class SentBack(Aggregate.Event):
    """A second person checked it and sent it back, to be done by a new date (退回整改)."""

    TOPIC = "improvement_task.sent_back"
    reason: str
    due_at: datetime
    sent_back_by: str

    def apply(self, task: "ImprovementTask") -> None:
        task.state = ImprovementState.OPEN
        task.due_at = self.due_at
        task.overdue = False


class AskerInformed(Aggregate.Event):
    """The asker was told what came of it (告知); `proof` is where the record of it is kept."""

    TOPIC = "improvement_task.asker_informed"
    channel: str
    told_at: datetime
    proof: str
    informed_by: str

    def apply(self, task: "ImprovementTask") -> None:
        task.asker_informed = True
