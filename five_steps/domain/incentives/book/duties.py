"""Duties 占用时段: the windows that accepted orders take of a volunteer's time."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.incentives import service_book_events as events
from five_steps.domain.incentives.book.part import Part
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Duties(Part):
    """Nobody is on duty in two places at once."""

    def reserve(self, order_id: UUID, window: Window, *, at: datetime) -> None:
        """Take a window for an order, unless another duty overlaps it."""
        clash = next((o for o, duty in self.duties.items() if duty.overlaps(window)), None)
        if clash is not None:
            raise Refusal(RefusalCode.OVERLAP, "volunteerId", actual=str(clash))
        self.trigger_event(
            events.DutyReserved,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            order_id=order_id,
            starts_at=window.start,
            ends_at=window.end,
        )

    def release(self, order_id: UUID, *, at: datetime) -> None:
        """Free the window of an order, if it is still taken."""
        if order_id in self.duties:
            self.trigger_event(
                events.DutyReleased, timestamp=at, volunteer_id=self.volunteer_id, order_id=order_id
            )
