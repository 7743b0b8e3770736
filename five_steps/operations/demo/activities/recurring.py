"""What recurs: a film evening each month in every street, and two courses of the centre."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from five_steps.commands.activities.courses import CompleteCourse, EnrolInCourse, OpenCourse
from five_steps.commands.activities.series import ExtendActivitySeries, PlanActivitySeries
from five_steps.domain.activities.activity_series import activity_of_series_id
from five_steps.domain.activities.course import session_id
from five_steps.domain.activities.line import ActivityLine, SubForm
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.activities.recurrence import Frequency, Recurrence
from five_steps.domain.kernel.district_time import DISTRICT_ZONE, Window, local_day
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.operations.demo.activities.telling import Telling
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.district import DISTRICT_CODE, Institute
from five_steps.operations.demo.roster import Resident, Roster
from five_steps.operations.demo.staff import (
    centre_admin,
    dispatcher,
    resident,
    resident_step,
    unit_admin,
    unit_step,
    venue_step,
)
from five_steps.operations.demo.step import Made, Step

_PLANNED_AFTER: Final = timedelta(days=20)
_FIRST_AFTER: Final = timedelta(days=40)
_FILMS: Final = 12
_LENGTH: Final = timedelta(hours=2)
_MADE_AHEAD: Final = timedelta(days=190)
_SESSIONS: Final = 8
_CLASS: Final = 8


class _Course(NamedTuple):
    sub_form: SubForm
    title: str
    begins_after: timedelta


_COURSES: Final = (
    _Course(SubForm.COURSE_HEALTH, "文明大学堂:健康素养春季班", timedelta(days=60)),
    _Course(SubForm.COURSE_ETIQUETTE, "文明大学堂:礼仪冬季班", timedelta(days=330)),
)
"""One that is over, and one that goes on."""


def recurring_steps(roster: Roster, start: datetime) -> Iterator[Step]:
    """All steps of the series and courses, those still to come included."""
    for number, institute in enumerate(dict.fromkeys(i for i, _ in roster.places)):
        yield from _films(institute, start + timedelta(days=number), roster.seed)
    for course in _COURSES:
        yield from _course(course, start + course.begins_after, roster)


def _evening(moment: datetime) -> datetime:
    return datetime.combine(local_day(moment), time(19), DISTRICT_ZONE)


def _windows(first: datetime, frequency: Frequency, times: int) -> Sequence[Window]:
    recurrence = Recurrence.checked(
        first=Window(first, first + _LENGTH),
        frequency=frequency,
        interval=1,
        times=times,
        until=None,
    )
    return recurrence.windows


# --- films ----------------------------------------------------------------------------------------


def _films(institute: Institute, start: datetime, seed: str) -> Iterator[Step]:
    name, first = f"films {institute.code}", _evening(start + _FIRST_AFTER)
    admin, throw = unit_admin(institute.code), dice(seed, "films", institute.code)
    planned_at = start + _PLANNED_AFTER
    yield Step(name, planned_at, (name,), partial(_plan_films, institute, first), admin)
    # Half a year at a time, as far as a venue lets itself be booked ahead.
    for half, at in enumerate((planned_at + timedelta(hours=1), planned_at + _MADE_AHEAD)):
        yield Step(
            f"{name} made {half}",
            at,
            (name,),
            partial(_make_films, name, at + _MADE_AHEAD),
            admin,
        )
    for number, window in enumerate(_windows(first, Frequency.MONTHLY, _FILMS)):
        film_id, staff = partial(_film_id, name, number), dispatcher(institute.code)
        evening = Telling(f"{name} {number}", name, film_id, staff)
        yield evening.held(throw.randint(30, 140), window.end + timedelta(hours=12))


def _film_id(series: str, number: int, made: Made) -> UUID:
    return activity_of_series_id(made[series], number)


def _plan_films(institute: Institute, first: datetime, made: Made) -> PlanActivitySeries:
    return PlanActivitySeries(
        unit_id=made[unit_step(institute.code)],
        line=ActivityLine.CULTURE_SPORTS,
        sub_form=SubForm.FILM_TO_VILLAGES,
        title=f"{institute.name}公益电影夜",
        place="综合文化站",
        venue_id=made[venue_step(institute.code, VenueKind.CULTURE_STATION)],
        capacity=150,
        starts_at=first,
        ends_at=first + _LENGTH,
        frequency=Frequency.MONTHLY,
        times=_FILMS,
    )


def _make_films(name: str, until: datetime, made: Made) -> ExtendActivitySeries:
    return ExtendActivitySeries(series_id=made[name], until=until)


# --- courses --------------------------------------------------------------------------------------


def _course(course: _Course, begins: datetime, roster: Roster) -> Iterator[Step]:
    name, first = course.title, _evening(begins)
    yield Step(name, first - _PLANNED_AFTER, (name,), partial(_open, course, first), centre_admin)
    pupils = roster.residents[:_CLASS]
    for number, pupil in enumerate(pupils):
        yield Step(
            f"{name} enrolled {pupil.number}",
            first - timedelta(days=10, hours=number),
            (name,),
            partial(_enrol, name, pupil),
            resident(pupil.number),
        )
    throw = dice(roster.seed, name)
    windows = _windows(first, Frequency.WEEKLY, _SESSIONS)
    for number, window in enumerate(windows):
        session = Telling(f"{name} {number}", name, partial(_session, name, number), centre_admin)
        present = [pupil for pupil in pupils if throw.random() < 0.85] or list(pupils)
        for late, pupil in enumerate(present):
            yield session.check_in(pupil, window.start - timedelta(minutes=30 - late))
        yield session.held(len(present), window.end + timedelta(hours=1))
    yield Step(
        f"{name} completed",
        windows[-1].end + timedelta(days=2),
        (name,),
        lambda made: CompleteCourse(course_id=made[name]),
        centre_admin,
    )


def _session(course: str, number: int, made: Made) -> UUID:
    return session_id(made[course], number)


def _open(course: _Course, first: datetime, made: Made) -> OpenCourse:
    return OpenCourse(
        unit_id=made[unit_step(DISTRICT_CODE)],
        line=ActivityLine.CIVIC_LITERACY,
        sub_form=course.sub_form,
        title=course.title,
        place="区文明实践中心",
        venue_id=made[venue_step(DISTRICT_CODE, VenueKind.OFFICE)],
        capacity=_CLASS,
        starts_at=first,
        ends_at=first + _LENGTH,
        frequency=Frequency.WEEKLY,
        times=_SESSIONS,
        completion_percent=75,
    )


def _enrol(course: str, pupil: Resident, made: Made) -> EnrolInCourse:
    return EnrolInCourse(
        course_id=made[course],
        participant_id=made[resident_step(pupil.number)],
        participant_kind=ParticipantKind.RESIDENT,
    )
