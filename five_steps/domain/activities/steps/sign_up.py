"""Sign-up 报名: for a place while there are any, then for the waiting list."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.activities import activity_events as events
from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.activities.steps.step import Step
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class SignUp(Step):
    """People sign up, think again, and make room for others."""

    def sign_up(self, participant_id: UUID, kind: ParticipantKind, *, at: datetime) -> None:
        """Take a place, or a place on the waiting list, while sign-up is open."""
        self._require(ActivityState.PUBLISHED)
        if self.course_id is not None:
            raise Refusal(
                RefusalCode.INVALID, "activityId", allowed="no session: enrol in its course"
            )
        if self.sign_up_opens_at is not None:
            checks.not_before("activityId", at, self.sign_up_opens_at)
        checks.before("activityId", at, self.sign_up_closes_at)
        self.trigger_event(
            events.SignedUp,
            timestamp=at,
            participant_id=participant_id,
            participant_kind=kind.value,
            waiting=self.places.asked(
                participant_id, times_before=self.sign_ups.get(participant_id, 0)
            ),
        )

    def cancel_sign_up(self, participant_id: UUID, *, by: str, at: datetime) -> None:
        """Give a place back before the activity begins; the first who waits gets it."""
        self._require(ActivityState.PUBLISHED)
        self._require_not_begun(at)
        self.places.require(participant_id)
        self.trigger_event(
            events.SignUpCancelled, timestamp=at, participant_id=participant_id, cancelled_by=by
        )
        self._move_up(at)

    def _move_up(self, at: datetime) -> None:
        for participant_id in self.places.moving_up:
            self.trigger_event(events.MovedUp, timestamp=at, participant_id=participant_id)
