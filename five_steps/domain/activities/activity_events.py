"""What can happen to an activity. Comments are sealed with the key of who wrote them."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.activities.activity_state import ActivityState
from five_steps.domain.activities.plan import ActivityPlan
from five_steps.domain.kernel.aggregate import Aggregate, with_entry

if TYPE_CHECKING:
    from five_steps.domain.activities.activity import Activity


class Created(Aggregate.Created):
    """An activity was planned (策划).

    `venue_id` and `booking_id` say which venue was booked; `series_id` or `course_id` what it is
    part of. Sign-up is open from `sign_up_opens_at`, or from the publication on.
    """

    TOPIC = "activity.created"
    unit_id: UUID
    line: str
    sub_form: str
    method: str | None
    title: str
    description: str
    place: str
    venue_id: UUID | None
    booking_id: UUID | None
    series_id: UUID | None
    course_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    sign_up_opens_at: datetime | None
    sign_up_closes_at: datetime
    capacity: int
    duty_headcount: int
    duty_category: str | None
    duty_skills: list[str]
    created_by: str

    def apply(self, activity: "Activity") -> None:
        activity.plan = ActivityPlan.kept_by(self)
        activity.booking_id = self.booking_id
        activity.course_id = self.course_id
        activity.starts_at = self.starts_at
        activity.ends_at = self.ends_at
        activity.sign_up_opens_at = self.sign_up_opens_at
        activity.sign_up_closes_at = self.sign_up_closes_at
        activity.places = replace(activity.places, capacity=self.capacity)


class Published(Aggregate.Event):
    """The activity was published (发布)."""

    TOPIC = "activity.published"

    def apply(self, activity: "Activity") -> None:
        activity.state = ActivityState.PUBLISHED


class Changed(Aggregate.Event):
    """What people read of it changed, or how many places there are (变更)."""

    TOPIC = "activity.changed"
    title: str
    description: str
    place: str
    capacity: int
    sign_up_closes_at: datetime

    def apply(self, activity: "Activity") -> None:
        activity.plan = replace(
            activity.plan,
            title=self.title,
            description=self.description,
            place=self.place,
            capacity=self.capacity,
        )
        activity.places = replace(activity.places, capacity=self.capacity)
        activity.sign_up_closes_at = self.sign_up_closes_at


class SignedUp(Aggregate.Event):
    """Somebody signed up: for a place, or for the waiting list (报名)."""

    TOPIC = "activity.signed_up"
    participant_id: UUID
    participant_kind: str
    waiting: bool

    def apply(self, activity: "Activity") -> None:
        activity.places = activity.places.with_person(self.participant_id, waiting=self.waiting)
        times = activity.sign_ups.get(self.participant_id, 0) + 1
        activity.sign_ups = with_entry(activity.sign_ups, self.participant_id, times)


class SignUpCancelled(Aggregate.Event):
    """Somebody will not come after all (取消报名)."""

    TOPIC = "activity.sign_up_cancelled"
    participant_id: UUID
    cancelled_by: str

    def apply(self, activity: "Activity") -> None:
        activity.places = activity.places.without(self.participant_id)


class MovedUp(Aggregate.Event):
    """The first of the waiting list got a place that became free (候补转正)."""

    TOPIC = "activity.moved_up"
    participant_id: UUID

    def apply(self, activity: "Activity") -> None:
        activity.places = activity.places.moved_up(self.participant_id)


class ParticipantCheckedIn(Aggregate.Event):
    """Somebody who had signed up, or was enrolled in the course, was there (签到)."""

    TOPIC = "activity.participant_checked_in"
    participant_id: UUID
    participant_kind: str
    method: str

    def apply(self, activity: "Activity") -> None:
        activity.attended = activity.attended | {self.participant_id}


class Held(Aggregate.Event):
    """The activity was held (已举办), with so many people; photos are kept elsewhere (SHA-256)."""

    TOPIC = "activity.held"
    unit_id: UUID
    line: str
    attendance: int
    evidence_hashes: list[str]
    recorded_by: str

    def apply(self, activity: "Activity") -> None:
        activity.state = ActivityState.HELD
        activity.held_at = self.timestamp
        activity.evidence = tuple(self.evidence_hashes)


class EvidenceAdded(Aggregate.Event):
    """More photos of it came in (补充佐证)."""

    TOPIC = "activity.evidence_added"
    evidence_hashes: list[str]
    added_by: str

    def apply(self, activity: "Activity") -> None:
        activity.evidence = (*activity.evidence, *self.evidence_hashes)


class Rated(Aggregate.Event):
    """Somebody who had been there rated it, 1–5 (评价)."""

    TOPIC = "activity.rated"
    participant_id: UUID
    score: int
    comment: str

    def apply(self, activity: "Activity") -> None:
        activity.rated = activity.rated | {self.participant_id}


class Cancelled(Aggregate.Event):
    """The activity will not be held (取消)."""

    TOPIC = "activity.cancelled"
    reason: str
    cancelled_by: str

    def apply(self, activity: "Activity") -> None:
        activity.state = ActivityState.CANCELLED
