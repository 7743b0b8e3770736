"""Having rectified what was found, and closing the inspection (整改与复查)."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.guarantee.inspections import inspection_events as events
from five_steps.domain.guarantee.inspections.inspection_state import InspectionState, VetoState
from five_steps.domain.guarantee.inspections.parts.part import Part
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Rectification(Part):
    """Each finding gets an improvement task, and is looked at again once that is done."""

    def order_rectification(
        self, number: int, *, task_id: UUID, due_at: datetime, by: str, at: datetime
    ) -> None:
        """Have a finding rectified; one order at a time."""
        if self.finding(number).task_id is not None:
            raise Refusal(RefusalCode.DUPLICATE, "number")
        self.trigger_event(
            events.RectificationOrdered,
            timestamp=at,
            number=number,
            task_id=task_id,
            due_at=due_at,
            ordered_by=by,
        )

    def ordered_task(self, number: int) -> UUID:
        """The improvement task that has to be done before a finding is looked at again."""
        task_id = self.finding(number).task_id
        if task_id is None:
            raise Refusal(
                RefusalCode.WRONG_STATE, "number", allowed="a finding ordered to be rectified"
            )
        return task_id

    def reinspect(self, number: int, *, rectified: bool, note: str, by: str, at: datetime) -> None:
        """Look at a finding again."""
        self.ordered_task(number)
        self.trigger_event(
            events.Reinspected,
            timestamp=at,
            number=number,
            rectified=rectified,
            note=checks.text("note", note, chars_min=0 if rectified else 1),
            reinspected_by=by,
        )

    def close(self, *, conclusion: str, by: str, at: datetime) -> None:
        """Close it, with every finding rectified and no veto left to decide."""
        self._require_state(InspectionState.CARRIED_OUT)
        if self.findings:
            self._refuse(f"{self.findings} findings", "every finding rectified")
        if self.veto is not None and self.veto.state is VetoState.PROPOSED:
            self._refuse("a veto proposed", "the veto decided")
        self.trigger_event(
            events.Closed,
            timestamp=at,
            conclusion=checks.text("conclusion", conclusion),
            closed_by=by,
        )
