"""Activities (活动): from the plan to what those who came say of it."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.activity_state import ActivityState, ParticipationStatus
from five_steps.domain.kernel.district_time import local_day
from five_steps.projections.activities.activity_rows import ActivityRow, ParticipantRow
from five_steps.projections.activities.duties import DutiesOfActivities
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id


class ActivitiesView(DutiesOfActivities):
    """`read.activities`, `read.activity_participants` and `read.activity_duties`."""

    name = "activities"
    version = 2

    def declare(self) -> None:
        super().declare()
        self.participants = self.table(
            Rows[tuple[Id, Id], ParticipantRow](
                ParticipantRow,
                "activity_participants",
                key=["activity_id", "participant_id"],
                group={"activity": STREAM},
                indexes=["(participant_id)"],
                personal={"participant_id": ("comment",)},
            )
        )

    # --- plan and publication -------------------------------------------------------------------

    @on(Activity.Created)
    def created(
        self,
        event: Event,
        unit_id: Id,
        line: str,
        sub_form: str,
        method: str | None,
        title: str,
        description: str,
        place: str,
        venue_id: Id | None,
        series_id: Id | None,
        course_id: Id | None,
        starts_at: datetime,
        ends_at: datetime,
        sign_up_opens_at: datetime | None,
        sign_up_closes_at: datetime,
        capacity: int,
        duty_headcount: int,
        duty_category: str | None,
        duty_skills: list[str],
        created_by: str,
    ) -> None:
        day = local_day(starts_at)
        self.activities.add(
            ActivityRow(
                id=event.stream,
                unit_id=unit_id,
                line=line,
                sub_form=sub_form,
                method=method,
                title=title,
                description=description,
                place=place,
                venue_id=venue_id,
                series_id=series_id,
                course_id=course_id,
                starts_at=starts_at,
                ends_at=ends_at,
                month=f"{day.year}-{day.month:02}",
                sign_up_opens_at=sign_up_opens_at,
                sign_up_closes_at=sign_up_closes_at,
                capacity=capacity,
                place_count=0,
                waiting_count=0,
                attended_count=0,
                duty_headcount=duty_headcount,
                duty_category=duty_category,
                duty_skills=duty_skills,
                duty_count=0,
                state=ActivityState.DRAFT,
                created_by=created_by,
                created_at=event.at,
                published_at=None,
                held_at=None,
                attendance=None,
                evidence_hashes=[],
                cancelled_at=None,
                cancellation_reason=None,
                ratings_count=0,
                ratings_total=0,
                rating=None,
                position=event.position,
            )
        )

    @on(Activity.Published)
    def published(self, event: Event) -> None:
        activity = self._changed(event, event.stream)
        activity.state = ActivityState.PUBLISHED
        activity.published_at = event.at

    @on(Activity.Changed)
    def changed(
        self,
        event: Event,
        title: str,
        description: str,
        place: str,
        capacity: int,
        sign_up_closes_at: datetime,
    ) -> None:
        activity = self._changed(event, event.stream)
        activity.title = title
        activity.description = description
        activity.place = place
        activity.capacity = capacity
        activity.sign_up_closes_at = sign_up_closes_at

    @on(Activity.Cancelled)
    def cancelled(self, event: Event, reason: str) -> None:
        activity = self._changed(event, event.stream)
        activity.state = ActivityState.CANCELLED
        activity.cancelled_at = event.at
        activity.cancellation_reason = reason

    # --- sign-up 报名 ---------------------------------------------------------------------------

    @on(Activity.SignedUp)
    def signed_up(
        self, event: Event, participant_id: Id, participant_kind: str, waiting: bool
    ) -> None:
        activity = self._changed(event, event.stream)
        activity.waiting_count += waiting
        activity.place_count += not waiting
        part = self._part(event, participant_id, participant_kind)
        part.status = ParticipationStatus.WAITING if waiting else ParticipationStatus.SIGNED_UP
        part.signed_up_at = event.at
        part.cancelled_at = None

    @on(Activity.SignUpCancelled)
    def sign_up_cancelled(self, event: Event, participant_id: Id) -> None:
        activity = self._changed(event, event.stream)
        part = self._known_part(event, participant_id)
        waited = part.status == ParticipationStatus.WAITING
        activity.waiting_count -= waited
        activity.place_count -= not waited
        part.status = ParticipationStatus.CANCELLED
        part.cancelled_at = event.at

    @on(Activity.MovedUp)
    def moved_up(self, event: Event, participant_id: Id) -> None:
        activity = self._changed(event, event.stream)
        activity.waiting_count -= 1
        activity.place_count += 1
        self._known_part(event, participant_id).status = ParticipationStatus.SIGNED_UP

    # --- what became of it ----------------------------------------------------------------------

    @on(Activity.ParticipantCheckedIn)
    def participant_checked_in(
        self, event: Event, participant_id: Id, participant_kind: str
    ) -> None:
        self._changed(event, event.stream).attended_count += 1
        part = self._part(event, participant_id, participant_kind)
        part.status = ParticipationStatus.ATTENDED
        part.checked_in_at = event.at

    @on(Activity.Held)
    def held(self, event: Event, attendance: int, evidence_hashes: list[str]) -> None:
        activity = self._changed(event, event.stream)
        activity.state = ActivityState.HELD
        activity.held_at = event.at
        activity.attendance = attendance
        activity.evidence_hashes = evidence_hashes

    @on(Activity.EvidenceAdded)
    def evidence_added(self, event: Event, evidence_hashes: list[str]) -> None:
        activity = self._changed(event, event.stream)
        activity.evidence_hashes = [*activity.evidence_hashes, *evidence_hashes]

    @on(Activity.Rated)
    def rated(self, event: Event, participant_id: Id, score: int, comment: str) -> None:
        self._changed(event, event.stream).count_rating(score)
        part = self._known_part(event, participant_id)
        part.score = score
        part.rated_at = event.at
        self.sealed.open(participant_id, comment, part.show_comment)

    # --- what several events do -----------------------------------------------------------------

    def _part(self, event: Event, participant_id: Id, kind: str) -> ParticipantRow:
        if self.participants.find((event.stream, participant_id)) is not None:
            return self._known_part(event, participant_id)
        return self.participants.add(
            ParticipantRow(
                activity_id=event.stream,
                participant_id=participant_id,
                kind=kind,
                status=ParticipationStatus.SIGNED_UP,
                signed_up_at=None,
                cancelled_at=None,
                checked_in_at=None,
                score=None,
                comment=None,
                rated_at=None,
                position=event.position,
            )
        )

    def _known_part(self, event: Event, participant_id: Id) -> ParticipantRow:
        part = self.participants.change((event.stream, participant_id))
        part.position = event.position
        return part
