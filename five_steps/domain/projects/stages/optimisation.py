"""Optimisation 优化: what changes, then the next round or the end of the loop."""

from collections.abc import Sequence
from datetime import datetime

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.projects import project_events as events
from five_steps.domain.projects.plan import planned_period, recruitment
from five_steps.domain.projects.project_state import ProjectStage
from five_steps.domain.projects.stages.stage import Stage

CHANGES_MAX = 20
ROUNDS_MAX = 50


class OptimisationStage(Stage):
    """What is learnt from a round; without it the loop goes neither on nor to its end."""

    def name_changes(self, changes: Sequence[str], *, by: str, at: datetime) -> None:
        """Name what is done differently from now on; more may be named later."""
        self._require_stage(ProjectStage.OPTIMISE)
        left = CHANGES_MAX - len(self.changes)
        if not 1 <= len(changes) <= left:
            raise Refusal(RefusalCode.INVALID, "changes", allowed=f"1–{left} changes")
        self.trigger_event(
            events.ChangesNamed,
            timestamp=at,
            changes=[checks.reason("changes", change) for change in changes],
            named_by=by,
        )

    def begin_next_round(
        self,
        *,
        planned_start: datetime,
        planned_end: datetime,
        volunteers_min: int,
        volunteers_max: int,
        by: str,
        at: datetime,
    ) -> None:
        """Recruit for the next round."""
        self._require_changes()
        if self.round >= ROUNDS_MAX:
            raise Refusal(RefusalCode.CAP_EXCEEDED, "projectId", allowed=0, actual=self.round)
        period = planned_period(planned_start, planned_end, at=at)
        wanted = recruitment(volunteers_min, volunteers_max)
        self._note_overdue(at)
        self.trigger_event(
            events.NextRoundBegun,
            timestamp=at,
            round=self.round + 1,
            planned_start=period.start,
            planned_end=period.end,
            volunteers_min=wanted.volunteers_min,
            volunteers_max=wanted.volunteers_max,
            begun_by=by,
        )

    def close(self, *, result: str, by: str, at: datetime) -> None:
        """Close the project with its result: the loop is complete."""
        self._require_changes()
        result = checks.text("result", result)
        self._note_overdue(at)
        self.trigger_event(events.Closed, timestamp=at, result=result, closed_by=by)

    def _require_changes(self) -> None:
        self._require_stage(ProjectStage.OPTIMISE)
        if not self.changes:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                "projectId",
                actual="no changes named",
                allowed="a change at least",
            )
