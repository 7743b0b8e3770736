"""Bookings of venues (阵地预订)."""

from datetime import datetime

import strawberry

from five_steps.domain.organisation.venue_booking import BookingHolder
from five_steps.graphql_api.kernel.access import VENUE_BOOKING_IN_FULL
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.global_id import global_id_sql
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.organisation.venue import Venue


@entity(
    "read.venue_bookings",
    "A booking of a venue (阵地预订): anybody may see when it is taken, and for what.",
    visible=PUBLIC,
)
class VenueBooking(Node):
    """A booking of a venue."""

    holder_kind: BookingHolder = column("What it is for 预订主体: a unit, activity or project.")
    holder_id: strawberry.ID = column(
        "Global id of the unit, activity or project.",
        "CASE {t}.holder_kind"
        f" WHEN 'UNIT' THEN {global_id_sql('Unit', '{t}.holder_id')}"
        f" WHEN 'ACTIVITY' THEN {global_id_sql('Activity', '{t}.holder_id')}"
        f" ELSE {global_id_sql('Project', '{t}.holder_id')} END",
    )
    purpose: str = column("What for 用途.")
    headcount: int = column("Persons expected 预计人数.")
    starts_at: datetime = column("From 开始时间.")
    ends_at: datetime = column("Until 结束时间.")
    booked_at: datetime = column("When it was booked 预订时间.")
    booked_by: str | None = column(
        "Who booked it 预订人; for staff of the unit and of the venue.",
        seen_by=VENUE_BOOKING_IN_FULL,
    )
    released_at: datetime | None = column("When it was given back 取消时间; null if it was not.")
    released_by: str | None = column(
        "Who gave it back 取消人; for staff of the unit and of the venue.",
        seen_by=VENUE_BOOKING_IN_FULL,
    )
    release_reason: str | None = column(
        "Why 取消原因; for staff of the unit and of the venue.", seen_by=VENUE_BOOKING_IN_FULL
    )
    position: Position = column("Log position of its last event.")
    venue: Venue | None = one("The venue 阵地.", join="{t}.id = {parent}.venue_id")
    unit: Unit | None = one("The unit that uses it 使用单位.", join="{t}.id = {parent}.unit_id")
