"""Activities, duty at them, series and courses in the random district of the views' tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.activity_series import ActivitySeries
from five_steps.domain.activities.course import Course
from five_steps.domain.activities.course_state import CourseState
from five_steps.domain.activities.duty_roster import DutyRoster
from five_steps.domain.activities.line import SUB_FORMS, ActivityLine, PreachingMethod
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.activities.plan import ActivityPlan
from five_steps.domain.activities.recurrence import Frequency, Recurrence
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import CheckMethod

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from five_steps.domain.people.volunteer import Volunteer
    from tests.projections.district import District

STAFF = "organiser"
HASH, OTHER_HASH = "ab" * 32, "cd" * 32
WHY = "台风"


class Outings:
    """Holds activities, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.activities: list[Activity] = []
        self.rosters: dict[UUID, DutyRoster] = {}
        self.series: list[ActivitySeries] = []
        self.courses: list[Course] = []

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        self.district.keep(*self.activities, *self.rosters.values())
        self.district.keep(*self.series, *self.courses)

    # --- planning -------------------------------------------------------------------------------

    def plan(self, **changes: Any) -> ActivityPlan:
        fields: dict[str, Any] = {
            "unit_id": self.district.stations()[0].id,
            "line": ActivityLine.CULTURE_SPORTS,
            "sub_form": SUB_FORMS[ActivityLine.CULTURE_SPORTS][0],
            "method": None,
            "title": "我们的村歌",
            "description": "",
            "place": "文化礼堂",
            "venue_id": None,
            "capacity": 2,
            "duty_headcount": 2,
            "duty_category": Category.CULTURE,
            "duty_skills": (),
        }
        return ActivityPlan.checked(**{**fields, **changes})

    def window(self, hours: float = 1) -> Window:
        start = self.district.now + timedelta(hours=hours)
        return Window(start, start + timedelta(minutes=30))

    def draft(
        self, plan: ActivityPlan | None = None, window: Window | None = None, **part_of: Any
    ) -> Activity:
        activity = Activity.create(
            id=part_of.pop("id", None) or self.district.id(),
            at=self.district.now,
            plan=plan or self.plan(),
            window=window or self.window(),
            by=STAFF,
            **part_of,
        )
        self.activities.append(activity)
        self.keep()
        return activity

    def publish(self, activity: Activity) -> None:
        activity.publish(at=self.district.now)
        plan = activity.plan
        if plan.duty_category is not None:
            self.rosters[activity.id] = DutyRoster.open(
                at=self.district.now,
                activity_id=activity.id,
                unit_id=plan.unit_id,
                category=plan.duty_category,
                skills=plan.duty_skills,
                headcount=plan.duty_headcount,
                window=activity.window,
            )
        self.keep()

    def published(self, *args: Any, **kwargs: Any) -> Activity:
        activity = self.draft(*args, **kwargs)
        self.publish(activity)
        return activity

    # --- taking part ----------------------------------------------------------------------------

    def sign_up(self, activity: Activity, person_id: UUID) -> None:
        activity.sign_up(person_id, self._kind(person_id), at=self.district.now)
        self.keep()

    def cancel_sign_up(self, activity: Activity, person_id: UUID) -> None:
        activity.cancel_sign_up(person_id, by=STAFF, at=self.district.now)
        self.keep()

    def check_in(self, activity: Activity, person_id: UUID) -> None:
        self._until(activity.starts_at)
        activity.check_in(
            person_id,
            self._kind(person_id),
            method=CheckMethod.STAFF,
            rules=self.district.rules,
            at=self.district.now,
        )
        self.keep()

    def hold(self, activity: Activity, attendance: int = 9) -> None:
        self._until(activity.ends_at)
        activity.record_held(attendance, [HASH], by=STAFF, at=self.district.now)
        self.keep()

    def rate(self, activity: Activity, person_id: UUID, score: int, comment: str = "热闹") -> None:
        activity.rate(
            person_id,
            score,
            comment=self.district.seal(person_id, comment),
            rules=self.district.rules,
            at=self.district.now,
        )
        self.keep()

    # --- duty -----------------------------------------------------------------------------------

    def join(self, activity: Activity, volunteer: Volunteer) -> None:
        at = self.district.now
        self.district.books[volunteer.id].reserve_for_activity(activity.id, activity.window, at=at)
        self.rosters[activity.id].join(volunteer.id, at=at)
        self._keep_with(volunteer.id)

    def serve(self, activity: Activity, volunteer_id: UUID) -> None:
        """Be on duty from start to end, and have the hours verified."""
        roster, book = self.rosters[activity.id], self.district.books[volunteer_id]
        self._until(activity.starts_at)
        rules, staff = self.district.rules, CheckMethod.STAFF
        roster.check_in(
            volunteer_id, method=staff, location=None, rules=rules, at=self.district.now
        )
        self._until(activity.ends_at)
        at = self.district.now
        roster.check_out(volunteer_id, method=staff, location=None, evidence_hash=HASH, at=at)
        record_id, window = (
            self.district.id(),
            book.left_of(roster.served_window(volunteer_id, rules)),
        )
        book.submit(
            record_id=record_id,
            order_id=None,
            activity_id=activity.id,
            unit_id=roster.unit_id,
            kind=RecordKind.CREDITED,
            category=roster.category,
            window=window,
            minutes=window.minutes,
            by=STAFF,
            reason="",
            evidence_hash=HASH,
            at=at,
        )
        (volunteer,) = (v for v in self.district.volunteers if v.id == volunteer_id)
        book.verify(
            record_id,
            window.minutes,
            unit_id=roster.unit_id,
            volunteer=volunteer,
            by=STAFF,
            rules=self.district.incentives,
            at=at,
        )
        self.district.accounts[volunteer_id].credit(
            record_id, minutes=window.minutes, rules=self.district.incentives, at=at
        )
        roster.verify_hours(volunteer_id, record_id, window.minutes, by=STAFF, at=at)
        book.release_from_activity(activity.id, at=at)
        self._keep_with(volunteer_id)

    def cancel(self, activity: Activity) -> None:
        at = self.district.now
        activity.cancel(reason=WHY, by=STAFF, at=at)
        roster = self.rosters.get(activity.id)
        if roster is not None:
            volunteer_ids = list(roster.assignments)
            roster.close(at=at)
            for volunteer_id in volunteer_ids:
                self.district.books[volunteer_id].release_from_activity(activity.id, at=at)
                self._keep_with(volunteer_id)
        self.keep()

    # --- series and courses ---------------------------------------------------------------------

    def plan_series(self) -> ActivitySeries:
        series = ActivitySeries.plan_ahead(
            id=self.district.id(),
            at=self.district.now,
            plan=self.plan(),
            recurrence=self._recurrence(),
            sign_up_days=7,
            by=STAFF,
        )
        self.series.append(series)
        self.keep()
        return series

    def extend(self, series: ActivitySeries, days: int = 8) -> None:
        until = self.district.now + timedelta(days=days)
        for activity_id, window in series.extend(until, at=self.district.now):
            self.published(series.plan, window, id=activity_id, series_id=series.id)

    def open_course(self) -> Course:
        recurrence = self._recurrence()
        course = Course.open(
            id=self.district.id(),
            at=self.district.now,
            plan=self.plan(),
            recurrence=recurrence,
            completion_percent=60,
            enrolment_closes_at=None,
            by=STAFF,
        )
        self.courses.append(course)
        self.keep()
        for session_id, window in zip(course.session_ids, recurrence.windows, strict=True):
            self.published(course.plan, window, id=session_id, course_id=course.id)
        return course

    def enrol(self, course: Course, person_id: UUID) -> None:
        course.enrol(person_id, self._kind(person_id), at=self.district.now)
        self.keep()

    def sessions(self, course: Course) -> list[Activity]:
        return [a for a in self.activities if a.id in course.session_ids]

    def complete(self, course: Course) -> None:
        course.complete(self.sessions(course), by=STAFF, at=self.district.now)
        self.keep()

    # --- living at random -----------------------------------------------------------------------

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        self.district.random.choice([self._evening, self._evening, self._season, self._end])()

    def _evening(self) -> None:
        """An activity that people sign up for, and mostly come to."""
        dice = self.district.random
        activity = self.published(self._any_plan(), self.window(dice.choice([1, 30])))
        people = [*self.district.residents, *self.district.volunteers]
        for person in dice.sample(people, k=dice.randint(1, 4)):
            self.sign_up(activity, person.id)
        if dice.random() < 0.5:
            leaving = dice.choice([*activity.places.taken, *activity.places.waiting])
            self.cancel_sign_up(activity, leaving)
        volunteer = dice.choice(self.district.volunteers)
        self.join(activity, volunteer)
        if dice.random() < 0.2:
            self.cancel(activity)
        for person_id in activity.places.taken:
            self.check_in(activity, person_id)
        self.serve(activity, volunteer.id)
        self.hold(activity)
        for person_id in activity.places.taken:
            self.rate(activity, person_id, dice.randint(1, 5), dice.choice(["", "热闹"]))

    def _season(self) -> None:
        """Activities that recur, or a draft that may come to be one."""
        match self.district.random.randrange(3):
            case 0:
                self.extend(self.plan_series())
            case 1:
                self.enrol(self.open_course(), self._anybody())
            case _:
                self.draft(self._any_plan())

    def _any_plan(self) -> ActivityPlan:
        dice = self.district.random
        line = dice.choice(list(ActivityLine))
        theory = line is ActivityLine.THEORY_PREACHING
        return self.plan(
            unit_id=dice.choice(self.district.stations()).id,
            line=line,
            sub_form=dice.choice(SUB_FORMS[line]),
            method=dice.choice(list(PreachingMethod)) if theory else None,
        )

    def _end(self) -> None:
        dice = self.district.random
        match dice.randrange(5):
            case 0 if self.series:
                self.series[-1].end(reason=WHY, by=STAFF, at=self.district.now)
            case 1 if self.courses and self.courses[-1].state is CourseState.OPEN:
                course = self.courses[-1]
                for session in self.sessions(course):
                    self.hold(session)
                self.complete(course)
            case 2:
                activity = self._latest()
                activity.add_evidence([OTHER_HASH], by=STAFF, at=self.district.now)
            case 3:
                self._latest().change(
                    title="改期",
                    description="",
                    place="",
                    capacity=5,
                    sign_up_closes_at=self._latest().starts_at,
                    at=self.district.now,
                )
            case _:
                self.cancel(self._latest())
        self.keep()

    def _latest(self) -> Activity:
        if not self.activities:
            self.published()
        return self.district.random.choice(self.activities[-4:])

    def _anybody(self) -> UUID:
        people = [*self.district.residents, *self.district.volunteers]
        return self.district.random.choice(people).id

    def _kind(self, person_id: UUID) -> ParticipantKind:
        known = any(volunteer.id == person_id for volunteer in self.district.volunteers)
        return ParticipantKind.VOLUNTEER if known else ParticipantKind.RESIDENT

    def _recurrence(self) -> Recurrence:
        return Recurrence.checked(
            first=self.window(),
            frequency=Frequency.WEEKLY,
            interval=1,
            times=2,
            until=None,
        )

    def _until(self, moment: datetime) -> None:
        self.district.now = max(self.district.now, moment)

    def _keep_with(self, volunteer_id: UUID) -> None:
        self.district.keep(self.district.books[volunteer_id], self.district.accounts[volunteer_id])
        self.keep()
