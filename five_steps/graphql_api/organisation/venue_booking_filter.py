"""Which bookings of venues (阵地预订) to list, and in which order."""

from datetime import datetime

import strawberry

from five_steps.domain.organisation.venue_booking import BookingHolder
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT

BY_START = {"": Sort("{t}.starts_at", "timestamptz")}


@strawberry.input(description="Which bookings to list; all that is given must hold.")
class VenueBookingFilter:
    """Which bookings to list."""

    venue: strawberry.ID | None = condition(
        "{t}.venue_id = {p}::uuid", "Of this venue 阵地.", read=reads_id("Venue")
    )
    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "By this unit 预订单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "By this unit or any under it.",
        read=reads_id("Unit"),
    )
    holder_kind: list[BookingHolder] | None = condition(
        "{t}.holder_kind = ANY({p}::text[])", "For one of these 预订主体."
    )
    holder: strawberry.ID | None = condition(
        "{t}.holder_id = {p}::uuid",
        "For this unit, activity or project 预订主体.",
        read=reads_id("Unit", "Activity", "Project"),
    )
    ends_after: datetime | None = condition(
        "{t}.ends_at > {p}::timestamptz", "Not over before then 起."
    )
    starts_before: datetime | None = condition(
        "{t}.starts_at < {p}::timestamptz", "Begun before then 止."
    )
    released: bool | None = condition(
        "({t}.released_at IS NOT NULL) = {p}::boolean", "Given back or not 是否取消."
    )
