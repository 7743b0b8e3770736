"""An activity (活动): from the plan to what those who came say of it."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.activities import activity_events as events
from five_steps.domain.activities.plan import ActivityPlan, require_before_start
from five_steps.domain.activities.steps.attendance import Attendance
from five_steps.domain.activities.steps.publication import Publication
from five_steps.domain.activities.steps.rating import Rating
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window

WINDOW_DAYS_MAX = 7
"""As long as a venue can be booked at a time."""


class Activity(Publication, Attendance, Rating, Aggregate):
    """An activity and who takes part; each step of it has a file in `steps`.

    Volunteers on duty at it are in a stream of their own, the `DutyRoster`, so that they and those
    who sign up do not wait for each other.
    """

    TOPIC = "activity"

    # Else the library would put classes of its own in the place of those that the steps trigger.
    Event = Aggregate.Event
    Created = events.Created
    Published = events.Published
    Changed = events.Changed
    SignedUp = events.SignedUp
    SignUpCancelled = events.SignUpCancelled
    MovedUp = events.MovedUp
    ParticipantCheckedIn = events.ParticipantCheckedIn
    Held = events.Held
    EvidenceAdded = events.EvidenceAdded
    Rated = events.Rated
    Cancelled = events.Cancelled

    @classmethod
    def create(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        plan: ActivityPlan,
        window: Window,
        sign_up_opens_at: datetime | None = None,
        sign_up_closes_at: datetime | None = None,
        booking_id: UUID | None = None,
        series_id: UUID | None = None,
        course_id: UUID | None = None,
        by: str,
    ) -> "Activity":
        """Plan an activity ahead; sign-up closes when it begins, if not earlier."""
        checks.still_ahead("startsAt", window.start, at)
        closes_at = sign_up_closes_at or window.start
        require_before_start("signUpClosesAt", closes_at, window.start)
        if sign_up_opens_at is not None:
            require_before_start("signUpOpensAt", sign_up_opens_at, closes_at)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            **plan.fields(),
            booking_id=booking_id,
            series_id=series_id,
            course_id=course_id,
            starts_at=window.start,
            ends_at=window.end,
            sign_up_opens_at=sign_up_opens_at,
            sign_up_closes_at=closes_at,
            created_by=by,
        )
