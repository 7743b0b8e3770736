"""Volunteers on duty at an activity, up to the verified hours."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Final

from five_steps.commands.activities.duty import CheckInDuty, CheckOutDuty, JoinDuty
from five_steps.commands.activities.duty_hours import SubmitDutyHours, VerifyDutyHours
from five_steps.commands.kernel.check_in_code import check_in_code
from five_steps.commands.kernel.secrets import Secrets
from five_steps.operations.demo.activities.planned import PlannedActivity
from five_steps.operations.demo.activities.telling import Telling
from five_steps.operations.demo.roster import Volunteer
from five_steps.operations.demo.staff import volunteer, volunteer_step
from five_steps.operations.demo.step import Made, Step

_JOINED_BEFORE: Final = timedelta(days=9)
_Presence = type[CheckInDuty] | type[CheckOutDuty]


def duty_steps(planned: PlannedActivity, told: Telling, secrets: Secrets) -> Iterator[Step]:
    """Each joins, and if it is not called off comes, leaves, and has the hours verified."""
    for number, person in enumerate(planned.volunteers):
        name, me = volunteer_step(person.number), volunteer(person.number)
        later = timedelta(minutes=number)
        yield told.step(
            f"joined {person.number}",
            planned.starts_at - _JOINED_BEFORE + later,
            partial(_join, told, person),
            me,
            name,
        )
        if planned.called_off:
            continue
        for what, presence, at in (
            ("on duty", CheckInDuty, planned.starts_at - timedelta(minutes=30) + later),
            ("off duty", CheckOutDuty, planned.ends_at + later),
        ):
            yield told.step(
                f"{what} {person.number}",
                at,
                partial(_present, told, person, secrets, presence),
                me,
            )
        yield told.step(
            f"submitted {person.number}",
            planned.ends_at + timedelta(hours=2) + later,
            partial(_submit, told, person),
            me,
            name,
        )
        yield told.step(
            f"verified {person.number}",
            planned.ends_at + timedelta(hours=15) + later,
            partial(_verify, told, person),
            told.staff,
            name,
        )


def _join(told: Telling, person: Volunteer, made: Made) -> JoinDuty:
    return JoinDuty(activity_id=told.id(made), volunteer_id=made[volunteer_step(person.number)])


def _present(
    told: Telling, person: Volunteer, secrets: Secrets, presence: _Presence, made: Made
) -> CheckInDuty | CheckOutDuty:
    activity_id = told.id(made)
    return presence(
        activity_id=activity_id,
        volunteer_id=made[volunteer_step(person.number)],
        code=check_in_code(secrets, activity_id),
    )


def _submit(told: Telling, person: Volunteer, made: Made) -> SubmitDutyHours:
    return SubmitDutyHours(
        activity_id=told.id(made), volunteer_id=made[volunteer_step(person.number)]
    )


def _verify(told: Telling, person: Volunteer, made: Made) -> VerifyDutyHours:
    return VerifyDutyHours(
        activity_id=told.id(made), volunteer_id=made[volunteer_step(person.number)]
    )
