"""Who takes part in an activity (报名与签到)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.activities.activity_state import ParticipationStatus
from five_steps.domain.activities.places import ParticipantKind
from five_steps.graphql_api.kernel.access import PARTICIPATION
from five_steps.graphql_api.kernel.collection import Sort, condition
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer

if TYPE_CHECKING:
    from five_steps.graphql_api.activities.activity import Activity

# Without a sign-up, people came to the session of a course: by when they came.
_SIGNED_UP = "coalesce({t}.signed_up_at, {t}.checked_in_at)"
FIRST_COME = {"": Sort(_SIGNED_UP, "timestamptz", unique="{t}.participant_id")}
LATEST_SIGN_UP_FIRST = {
    "": Sort(_SIGNED_UP, "timestamptz", descending=True, unique="{t}.activity_id")
}


@strawberry.input(description="Which sign-ups to list; all that is given must hold.")
class ParticipationFilter:
    """Which sign-ups to list."""

    status: list[ParticipationStatus] | None = condition(
        "{t}.status = ANY({p}::text[])", "In one of these states 报名状态."
    )


@entity(
    "read.activity_participants",
    "Somebody's part in an activity (报名); for themselves and the staff of the unit.",
    key={"activity_id": "uuid", "participant_id": "uuid"},
    visible=PARTICIPATION,
    person="{t}.participant_id",
)
class Participation:
    """Somebody's part in an activity."""

    kind: ParticipantKind = column("Resident or volunteer 参加人类别.")
    status: ParticipationStatus = column("Where it stands 报名状态.")
    waiting_place: int | None = column(
        "How many of those who wait came before, and this one 候补次序; null without waiting.",
        "CASE WHEN {t}.status = 'WAITING' THEN (SELECT count(*)::int"
        " FROM read.activity_participants ahead"
        " WHERE ahead.activity_id = {t}.activity_id AND ahead.status = 'WAITING'"
        " AND ahead.position <= {t}.position) END",
    )
    signed_up_at: datetime | None = column(
        "When they signed up 报名时间; null for a session of a course."
    )
    cancelled_at: datetime | None = column("When they cancelled 取消时间.")
    checked_in_at: datetime | None = column("When they checked in 签到时间.")
    score: int | None = column("Their score 评分, 1–5.")
    comment: str | None = column(
        "Their comment 评语; null without one and once erased.", personal=True
    )
    rated_at: datetime | None = column("When they rated 评价时间.")
    position: Position = column("Log position of its last event.")
    activity: (
        Annotated["Activity", strawberry.lazy("five_steps.graphql_api.activities.activity")] | None
    ) = one("The activity 活动.", join="{t}.id = {parent}.activity_id")
    resident: Resident | None = one(
        "The resident 群众; null for a volunteer, or if the viewer may not see them.",
        join="{t}.id = {parent}.participant_id AND {parent}.kind = 'RESIDENT'",
    )
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者; null for a resident.",
        join="{t}.id = {parent}.participant_id AND {parent}.kind = 'VOLUNTEER'",
    )
