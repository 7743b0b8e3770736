"""Publication 发布, and what may still change then, up to the cancellation 取消."""

from datetime import datetime

from five_steps.domain.activities import activity_events as events
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.plan import (
    PLACE_CHARS_MAX,
    checked_capacity,
    require_before_start,
)
from five_steps.domain.activities.steps.sign_up import SignUp
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Publication(SignUp):
    """A plan becomes an invitation, is changed, or called off."""

    def publish(self, *, at: datetime) -> None:
        """Let people know, and sign up."""
        self._require(ActivityState.DRAFT)
        self._require_not_begun(at)
        self.trigger_event(events.Published, timestamp=at)

    def change(
        self,
        *,
        title: str,
        description: str,
        place: str,
        capacity: int,
        sign_up_closes_at: datetime,
        at: datetime,
    ) -> None:
        """Change what people read and how many may come; nobody loses a place by it.

        Another time is another activity: who has signed up did so for this one.
        """
        self._require(ActivityState.DRAFT, ActivityState.PUBLISHED)
        self._require_not_begun(at)
        taken = len(self.places.taken)
        if checked_capacity(capacity) < taken:
            raise Refusal(RefusalCode.INVALID, "capacity", allowed=f"at least {taken}")
        require_before_start("signUpClosesAt", sign_up_closes_at, self.starts_at)
        self.trigger_event(
            events.Changed,
            timestamp=at,
            title=checks.name("title", title),
            description=checks.text("description", description, chars_min=0),
            place=checks.text("place", place, chars_min=0, chars_max=PLACE_CHARS_MAX),
            capacity=capacity,
            sign_up_closes_at=sign_up_closes_at,
        )
        self._move_up(at)

    def cancel(self, *, reason: str, by: str, at: datetime) -> None:
        """Call it off, as long as nobody has come to it."""
        self._require(ActivityState.DRAFT, ActivityState.PUBLISHED)
        if self.attended:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                "activityId",
                actual=f"{len(self.attended)} checked in",
                allowed="nobody checked in",
            )
        self.trigger_event(
            events.Cancelled, timestamp=at, reason=checks.reason("reason", reason), cancelled_by=by
        )
