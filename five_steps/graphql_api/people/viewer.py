"""The viewer: whoever the token stands for."""

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.activities.course import LATEST_ENROLMENT_FIRST, Enrolment
from five_steps.graphql_api.activities.duty import LATEST_DUTY_FIRST, ActivityDuty
from five_steps.graphql_api.activities.participation import (
    LATEST_SIGN_UP_FIRST,
    Participation,
    ParticipationFilter,
)
from five_steps.graphql_api.guarantee.accesses.access import LATEST_ACCESS_FIRST
from five_steps.graphql_api.guarantee.accesses.own_access import AccessToMyData
from five_steps.graphql_api.kernel.access import SIGNED_IN
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer


@entity(
    "(SELECT {role} AS role, {viewer} AS id, {unit} AS unit_id)",
    "Who is asking, by their token (当前用户).",
    key={"role": "text"},
    visible=SIGNED_IN,
)
class Viewer:
    """Who is asking."""

    role: Role = column("In what capacity 角色.")
    unit: Unit | None = one(
        "The unit that a staff role holds for 任职单位.", join="{t}.id = {parent}.unit_id"
    )
    volunteer: Volunteer | None = one(
        "The volunteer who asks 志愿者.",
        join="{t}.id = {parent}.id AND {parent}.role = 'VOLUNTEER'",
    )
    resident: Resident | None = one(
        "The resident who asks 群众.", join="{t}.id = {parent}.id AND {parent}.role = 'RESIDENT'"
    )
    sign_ups: Connection[Participation] = connection(
        "The activities that who asks has signed up for, the latest first 我的报名.",
        join="{t}.participant_id = {parent}.id",
        filter=ParticipationFilter,
        sorts=LATEST_SIGN_UP_FIRST,
    )
    duties: Connection[ActivityDuty] = connection(
        "The duties at activities of the volunteer who asks, the latest first 我的值勤.",
        join="{t}.volunteer_id = {parent}.id",
        sorts=LATEST_DUTY_FIRST,
    )
    enrolments: Connection[Enrolment] = connection(
        "The courses that who asks is enrolled in, the latest first 我的课程.",
        join="{t}.participant_id = {parent}.id",
        sorts=LATEST_ENROLMENT_FIRST,
    )
    accesses_to_my_data: Connection[AccessToMyData] = connection(
        "Who else was shown personal data of the person who asks, the latest first 谁看过我的信息.",
        join="{parent}.id IS NOT NULL",
        sorts=LATEST_ACCESS_FIRST,
    )
