"""Volunteers on duty at activities (值勤)."""

from __future__ import annotations

from five_steps.domain.activities.duty_roster import DutyRoster
from five_steps.domain.ordering.order_state import AssignmentStatus
from five_steps.projections.activities.activity_rows import ActivityRow, DutyRow
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id


class DutiesOfActivities(Projection):
    """The half of the view that is about duty rosters; it counts in the activity's row."""

    def declare(self) -> None:
        self.activities = self.table(
            Rows[Id, ActivityRow](
                ActivityRow,
                "activities",
                key=["id"],
                group={"activity": STREAM, "duty_roster": "activity_id"},
                indexes=[
                    "(starts_at, id)",
                    "(unit_id, month)",
                    "(venue_id) WHERE venue_id IS NOT NULL",
                    "(series_id) WHERE series_id IS NOT NULL",
                    "(course_id) WHERE course_id IS NOT NULL",
                ],
            )
        )
        self.duties = self.table(
            Rows[tuple[Id, Id], DutyRow](
                DutyRow,
                "activity_duties",
                key=["activity_id", "volunteer_id"],
                group={"duty_roster": "activity_id"},
                indexes=["(volunteer_id)"],
            )
        )

    @on(DutyRoster.Joined)
    def duty_joined(self, event: Event, activity_id: Id, volunteer_id: Id) -> None:
        self._changed(event, activity_id).duty_count += 1
        self.duties.add(
            DutyRow(
                activity_id=activity_id,
                volunteer_id=volunteer_id,
                status=AssignmentStatus.ACCEPTED,
                joined_at=event.at,
                checked_in_at=None,
                checked_out_at=None,
                evidence_hash=None,
                minutes=0,
                record_id=None,
                position=event.position,
            )
        )

    @on(DutyRoster.Left)
    def duty_left(self, event: Event, activity_id: Id, volunteer_id: Id) -> None:
        self._changed(event, activity_id).duty_count -= 1
        self.duties.remove((activity_id, volunteer_id))

    @on(DutyRoster.CheckedIn)
    def duty_checked_in(self, event: Event, activity_id: Id, volunteer_id: Id) -> None:
        duty = self._duty(event, activity_id, volunteer_id)
        duty.status = AssignmentStatus.CHECKED_IN
        duty.checked_in_at = event.at

    @on(DutyRoster.CheckedOut)
    def duty_checked_out(
        self, event: Event, activity_id: Id, volunteer_id: Id, evidence_hash: str | None
    ) -> None:
        duty = self._duty(event, activity_id, volunteer_id)
        duty.status = AssignmentStatus.CHECKED_OUT
        duty.checked_out_at = event.at
        duty.evidence_hash = evidence_hash

    @on(DutyRoster.NoShowRecorded)
    def duty_no_show(self, event: Event, activity_id: Id, volunteer_id: Id) -> None:
        self._duty(event, activity_id, volunteer_id).status = AssignmentStatus.NO_SHOW

    @on(DutyRoster.HoursVerified)
    def duty_hours_verified(
        self, event: Event, activity_id: Id, volunteer_id: Id, record_id: Id, minutes: int
    ) -> None:
        duty = self._duty(event, activity_id, volunteer_id)
        duty.status = AssignmentStatus.VERIFIED
        duty.record_id = record_id
        duty.minutes = minutes

    @on(DutyRoster.HoursCorrected)
    def duty_hours_corrected(
        self, event: Event, activity_id: Id, volunteer_id: Id, minutes: int
    ) -> None:
        self._duty(event, activity_id, volunteer_id).minutes = minutes

    @on(DutyRoster.Closed)
    def duty_closed(self, event: Event, activity_id: Id) -> None:
        self._changed(event, activity_id).duty_count = 0
        for duty in self.duties.of(activity_id):
            self.duties.remove((activity_id, duty.volunteer_id))

    def _changed(self, event: Event, activity_id: Id) -> ActivityRow:
        activity = self.activities.change(activity_id)
        activity.position = event.position
        return activity

    def _duty(self, event: Event, activity_id: Id, volunteer_id: Id) -> DutyRow:
        self._changed(event, activity_id)
        duty = self.duties.change((activity_id, volunteer_id))
        duty.position = event.position
        return duty
