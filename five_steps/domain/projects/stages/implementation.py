"""Implementation 实施: what is done, and the record of it."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.projects import project_events as events
from five_steps.domain.projects.project_state import ProgressKind, ProjectStage, WorkKind
from five_steps.domain.projects.stages.stage import Stage

PROGRESS_MAX = 200
WORK_MAX = 500
"""A round keeps to these, so that its project stays one short stream."""


class ImplementationStage(Stage):
    """How a round goes."""

    def record_progress(
        self,
        *,
        kind: ProgressKind,
        title: str,
        details: str,
        evidence_hash: str | None,
        by: str,
        at: datetime,
    ) -> None:
        """Record a milestone or a report."""
        self._require_stage(ProjectStage.IMPLEMENT)
        if self.progress_count >= PROGRESS_MAX:
            raise Refusal(RefusalCode.FULL, "projectId", allowed=PROGRESS_MAX)
        self.trigger_event(
            events.ProgressRecorded,
            timestamp=at,
            kind=kind.value,
            title=checks.name("title", title),
            details=checks.text("details", details, chars_min=0),
            evidence_hash=evidence_hash,
            recorded_by=by,
        )

    def link_work(self, kind: WorkKind, work_id: UUID, *, by: str, at: datetime) -> None:
        """Say that an order or activity, which there is, was done for the project."""
        self._require_stage(ProjectStage.IMPLEMENT)
        if work_id in self.work:
            raise Refusal(RefusalCode.DUPLICATE, "workId")
        if len(self.work) >= WORK_MAX:
            raise Refusal(RefusalCode.FULL, "projectId", allowed=WORK_MAX)
        self.trigger_event(
            events.WorkLinked, timestamp=at, kind=kind.value, work_id=work_id, linked_by=by
        )

    def unlink_work(self, work_id: UUID, *, reason: str, by: str, at: datetime) -> None:
        """Take back a link that was a mistake."""
        self._require_stage(ProjectStage.IMPLEMENT)
        if work_id not in self.work:
            raise Refusal(RefusalCode.NOT_FOUND, "workId", allowed="what is linked in this round")
        self.trigger_event(
            events.WorkUnlinked,
            timestamp=at,
            work_id=work_id,
            reason=checks.reason("reason", reason),
            unlinked_by=by,
        )

    def begin_evaluation(self, *, by: str, at: datetime) -> None:
        """Begin the evaluation of what has been recorded."""
        self._require_stage(ProjectStage.IMPLEMENT)
        if not self.progress_count:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                "projectId",
                actual="nothing recorded",
                allowed="a milestone or report at least",
            )
        self.trigger_event(events.EvaluationBegun, timestamp=at, begun_by=by)
