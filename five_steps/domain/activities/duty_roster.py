"""The duty roster (值勤表): the volunteers who make an activity work."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from five_steps.domain.activities import duty_roster_events as events
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id, with_entry
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import Assignment, AssignmentStatus, CheckMethod
from five_steps.domain.ordering.service_policy import ServiceRules


class DutyRoster(Aggregate):
    """Who is on duty at an activity, from joining to verified hours.

    It knows the activity's time itself, so that a command about it need not look at the activity.
    """

    TOPIC = "duty_roster"

    Event = Aggregate.Event
    Created = events.Created
    Joined = events.Joined
    Left = events.Left
    CheckedIn = events.CheckedIn
    CheckedOut = events.CheckedOut
    NoShowRecorded = events.NoShowRecorded
    HoursVerified = events.HoursVerified
    HoursCorrected = events.HoursCorrected
    Closed = events.Closed

    def __init__(self) -> None:
        self.activity_id: UUID
        self.unit_id: UUID
        self.category = Category.THEORY
        self.skills: tuple[str, ...] = ()
        self.headcount = 0
        self.starts_at: datetime
        self.ends_at: datetime
        self.closed = False
        self.assignments: Mapping[UUID, Assignment] = {}

    @classmethod
    def open(
        cls,
        *,
        at: datetime,
        activity_id: UUID,
        unit_id: UUID,
        category: Category,
        skills: Sequence[str],
        headcount: int,
        window: Window,
    ) -> "DutyRoster":
        """Look for volunteers."""
        return cls._create(
            cls.Created,
            id=duty_roster_id(activity_id),
            timestamp=at,
            activity_id=activity_id,
            unit_id=unit_id,
            category=category.value,
            skills=list(skills),
            headcount=headcount,
            starts_at=window.start,
            ends_at=window.end,
        )

    @property
    def window(self) -> Window:
        """When volunteers are on duty."""
        return Window(self.starts_at, self.ends_at)

    def join(self, volunteer_id: UUID, *, at: datetime) -> None:
        """Take one of the places, before the activity is over."""
        self._require_open()
        self._require_not_over(at)
        if volunteer_id in self.assignments:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        if len(self.assignments) >= self.headcount:
            raise Refusal(RefusalCode.FULL, "activityId", allowed=self.headcount)
        self._trigger(events.Joined, volunteer_id, at)

    def leave(self, volunteer_id: UUID, *, reason: str, at: datetime) -> None:
        """Step back before coming on duty."""
        self._require(volunteer_id, AssignmentStatus.ACCEPTED)
        self._trigger(events.Left, volunteer_id, at, reason=checks.reason("reason", reason))

    def check_in(
        self,
        volunteer_id: UUID,
        *,
        method: CheckMethod,
        location: str | None,
        rules: ServiceRules,
        at: datetime,
    ) -> None:
        """Come on duty: at the earliest a little before the activity, before its end."""
        self._require(volunteer_id, AssignmentStatus.ACCEPTED)
        earliest = self.starts_at - timedelta(minutes=rules.check_in_early_minutes)
        checks.not_before("activityId", at, earliest)
        self._require_not_over(at)
        self._trigger(events.CheckedIn, volunteer_id, at, method=method.value, location=location)

    def check_out(
        self,
        volunteer_id: UUID,
        *,
        method: CheckMethod,
        location: str | None,
        evidence_hash: str | None,
        at: datetime,
    ) -> None:
        """Go off duty."""
        self._require(volunteer_id, AssignmentStatus.CHECKED_IN)
        self._trigger(
            events.CheckedOut,
            volunteer_id,
            at,
            method=method.value,
            location=location,
            evidence_hash=evidence_hash,
        )

    def record_no_show(self, volunteer_id: UUID, *, by: str, at: datetime) -> None:
        """Record that a volunteer on the roster did not come."""
        self._require(volunteer_id, AssignmentStatus.ACCEPTED)
        checks.not_before("activityId", at, self.starts_at)
        self._trigger(events.NoShowRecorded, volunteer_id, at, recorded_by=by)

    def served_window(self, volunteer_id: UUID, rules: ServiceRules) -> Window:
        """From check-in to check-out of a volunteer who has left."""
        assignment = self._require(volunteer_id, AssignmentStatus.CHECKED_OUT)
        return assignment.served(self.ends_at, rules)

    def verify_hours(
        self, volunteer_id: UUID, record_id: UUID, minutes: int, *, by: str, at: datetime
    ) -> None:
        """Note a volunteer's verified minutes (0: refused)."""
        self._require(volunteer_id, AssignmentStatus.CHECKED_OUT)
        self._trigger(
            events.HoursVerified,
            volunteer_id,
            at,
            record_id=record_id,
            minutes=minutes,
            verified_by=by,
        )

    def correct_hours(self, volunteer_id: UUID, minutes: int, *, by: str, at: datetime) -> None:
        """Note what a correction left of a volunteer's verified minutes."""
        self._require(volunteer_id, AssignmentStatus.VERIFIED)
        self._trigger(events.HoursCorrected, volunteer_id, at, minutes=minutes, corrected_by=by)

    def close(self, *, at: datetime) -> None:
        """Let everybody go, as long as nobody has come on duty."""
        self._require_open()
        for assignment in self.assignments.values():
            checks.in_state("activityId", assignment.status, AssignmentStatus.ACCEPTED)
        self.trigger_event(events.Closed, timestamp=at, activity_id=self.activity_id)

    def update_assignment(self, volunteer_id: UUID, **changes: Any) -> None:
        """Replace fields of a volunteer's part; for events."""
        changed = replace(self.assignments[volunteer_id], **changes)
        self.assignments = with_entry(self.assignments, volunteer_id, changed)

    def _trigger(
        self, event_class: type[Aggregate.Event], volunteer_id: UUID, at: datetime, **fields: Any
    ) -> None:
        self.trigger_event(
            event_class,
            timestamp=at,
            activity_id=self.activity_id,
            volunteer_id=volunteer_id,
            **fields,
        )

    def _require(self, volunteer_id: UUID, status: AssignmentStatus) -> Assignment:
        assignment = self.assignments.get(volunteer_id)
        if assignment is None:
            raise Refusal(RefusalCode.NOT_FOUND, "volunteerId", allowed="who is on the roster")
        checks.in_state("volunteerId", assignment.status, status)
        return assignment

    def _require_open(self) -> None:
        if self.closed:
            raise Refusal(RefusalCode.WRONG_STATE, "activityId", actual="CLOSED", allowed="OPEN")

    def _require_not_over(self, at: datetime) -> None:
        checks.before("activityId", at, self.ends_at)


def duty_roster_id(activity_id: UUID) -> UUID:
    """The id of an activity's duty roster."""
    return companion_id(activity_id, "duty_roster")
