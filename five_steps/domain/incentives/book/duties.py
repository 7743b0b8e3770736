"""Duties 占用时段: the windows that orders and activities take of a volunteer's time."""

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
        self._reserve(window, order_id, None, at)

    def reserve_for_activity(self, activity_id: UUID, window: Window, *, at: datetime) -> None:
        """Take a window for duty at an activity, unless another duty overlaps it."""
        self._reserve(window, None, activity_id, at)

    def release(self, order_id: UUID, *, at: datetime) -> None:
        """Free the window of an order, if it is still taken."""
        if order_id in self.duties:
            self._release(order_id, None, at)

    def release_from_activity(self, activity_id: UUID, *, at: datetime) -> None:
        """Free the window of a duty at an activity, if it is still taken."""
        if activity_id in self.duties:
            self._release(None, activity_id, at)

    def _reserve(
        self, window: Window, order_id: UUID | None, activity_id: UUID | None, at: datetime
    ) -> None:
        clash = next((taker for taker, d in self.duties.items() if d.overlaps(window)), None)
        if clash is not None:
            raise Refusal(RefusalCode.OVERLAP, "volunteerId", actual=str(clash))
        self.trigger_event(
            events.DutyReserved,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            order_id=order_id,
            activity_id=activity_id,
            starts_at=window.start,
            ends_at=window.end,
        )

    def _release(self, order_id: UUID | None, activity_id: UUID | None, at: datetime) -> None:
        self.trigger_event(
            events.DutyReleased,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            order_id=order_id,
            activity_id=activity_id,
        )
