"""What can happen to the duty roster of an activity.

`location` is sealed with the volunteer's key.
"""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, text_list, with_entry, without_entry
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import Assignment, AssignmentStatus

if TYPE_CHECKING:
    from five_steps.domain.activities.duty_roster import DutyRoster


class Created(Aggregate.Created):
    """Volunteers are wanted on duty at an activity that was published (招募)."""

    TOPIC = "duty_roster.created"
    activity_id: UUID
    unit_id: UUID
    category: str
    skills: list[str]
    headcount: int
    starts_at: datetime
    ends_at: datetime

    def apply(self, roster: "DutyRoster") -> None:
        roster.activity_id = self.activity_id
        roster.unit_id = self.unit_id
        roster.category = Category(self.category)
        roster.skills = text_list(self.skills)
        roster.headcount = self.headcount
        roster.starts_at = self.starts_at
        roster.ends_at = self.ends_at


class Joined(Aggregate.Event):
    """A volunteer will be on duty (上岗报名)."""

    TOPIC = "duty_roster.joined"
    activity_id: UUID
    volunteer_id: UUID

    def apply(self, roster: "DutyRoster") -> None:
        roster.assignments = with_entry(
            roster.assignments, self.volunteer_id, Assignment(self.volunteer_id)
        )


class Left(Aggregate.Event):
    """A volunteer will not be on duty after all (退出)."""

    TOPIC = "duty_roster.left"
    activity_id: UUID
    volunteer_id: UUID
    reason: str

    def apply(self, roster: "DutyRoster") -> None:
        roster.assignments = without_entry(roster.assignments, self.volunteer_id)


class CheckedIn(Aggregate.Event):
    """A volunteer came on duty (上岗签到)."""

    TOPIC = "duty_roster.checked_in"
    activity_id: UUID
    volunteer_id: UUID
    method: str
    location: str | None

    def apply(self, roster: "DutyRoster") -> None:
        roster.update_assignment(
            self.volunteer_id, status=AssignmentStatus.CHECKED_IN, checked_in_at=self.timestamp
        )


class CheckedOut(Aggregate.Event):
    """A volunteer went off duty (离岗签退). `evidence_hash` is the SHA-256 of a photo."""

    TOPIC = "duty_roster.checked_out"
    activity_id: UUID
    volunteer_id: UUID
    method: str
    location: str | None
    evidence_hash: str | None

    def apply(self, roster: "DutyRoster") -> None:
        roster.update_assignment(
            self.volunteer_id,
            status=AssignmentStatus.CHECKED_OUT,
            checked_out_at=self.timestamp,
            evidence_hash=self.evidence_hash,
        )


class NoShowRecorded(Aggregate.Event):
    """A volunteer on the roster did not come (未到岗)."""

    TOPIC = "duty_roster.no_show_recorded"
    activity_id: UUID
    volunteer_id: UUID
    recorded_by: str

    def apply(self, roster: "DutyRoster") -> None:
        roster.update_assignment(self.volunteer_id, status=AssignmentStatus.NO_SHOW)


class HoursVerified(Aggregate.Event):
    """A volunteer's hours were verified, or refused with 0 minutes (时长审核)."""

    TOPIC = "duty_roster.hours_verified"
    activity_id: UUID
    volunteer_id: UUID
    record_id: UUID
    minutes: int
    verified_by: str

    def apply(self, roster: "DutyRoster") -> None:
        roster.update_assignment(
            self.volunteer_id,
            status=AssignmentStatus.VERIFIED,
            record_id=self.record_id,
            minutes=self.minutes,
        )


class HoursCorrected(Aggregate.Event):
    """A volunteer's record of this duty was corrected in the book (更正时长)."""

    TOPIC = "duty_roster.hours_corrected"
    activity_id: UUID
    volunteer_id: UUID
    minutes: int
    corrected_by: str

    def apply(self, roster: "DutyRoster") -> None:
        roster.update_assignment(self.volunteer_id, minutes=self.minutes)


class Closed(Aggregate.Event):
    """The activity was cancelled: nobody is wanted any more (撤销招募)."""

    TOPIC = "duty_roster.closed"
    activity_id: UUID

    def apply(self, roster: "DutyRoster") -> None:
        roster.closed = True
        roster.assignments = {}
