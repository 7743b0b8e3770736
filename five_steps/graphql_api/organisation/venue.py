"""Venues (阵地) and when they are open."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from five_steps.domain.kernel.district_time import window
from five_steps.domain.kernel.refusal import Refusal
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.domain.organisation.venue_booking import WINDOW_DAYS_MAX
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.organisation.venue_booking_filter import BY_START, VenueBookingFilter

if TYPE_CHECKING:
    from five_steps.graphql_api.organisation.venue_booking import VenueBooking

BY_NAME = {"": Sort("{t}.name", "text")}

# The part of each civil day that is wanted must lie in one open window; windows do not touch.
_FREE = """(NOT {t}.closed AND NOT EXISTS (
    SELECT FROM read.venue_bookings b
    WHERE b.venue_id = {t}.id AND b.released_at IS NULL
        AND b.starts_at < upper({p}::text::tstzrange) AND b.ends_at > lower({p}::text::tstzrange)
) AND NOT EXISTS (
    SELECT FROM (
        SELECT lower({p}::text::tstzrange) AT TIME ZONE 'Asia/Shanghai' AS starts,
            upper({p}::text::tstzrange) AT TIME ZONE 'Asia/Shanghai' AS ends
    ) wanted, generate_series(
        date_trunc('day', wanted.starts),
        date_trunc('day', wanted.ends - interval '1 microsecond'),
        interval '1 day'
    ) day
    WHERE day::date = ANY({t}.closed_dates) OR NOT EXISTS (
        SELECT FROM read.venue_open_windows o
        WHERE o.venue_id = {t}.id AND o.weekday = extract(isodow FROM day)
            AND day + o.opens_minute * interval '1 minute' <= greatest(wanted.starts, day)
            AND day + o.closes_minute * interval '1 minute'
                >= least(wanted.ends, day + interval '1 day')
    )
))"""


@strawberry.input(description="A span of time.")
class WindowInput:
    """A span of time."""

    starts_at: datetime = strawberry.field(description="From then on 开始时间.")
    ends_at: datetime = strawberry.field(
        description=f"Up to then 结束时间, at most {WINDOW_DAYS_MAX} days later."
    )


def _reads_window(field: str, value: Mapping[str, Any]) -> str:
    """A window as PostgreSQL writes a range."""
    try:
        wanted = window(value["startsAt"], value["endsAt"], days_max=WINDOW_DAYS_MAX)
    except Refusal as refusal:
        raise Refusal(refusal.code, f"{field}.{refusal.field}", **refusal.details) from None
    return f"[{wanted.start.isoformat()},{wanted.end.isoformat()})"


@strawberry.input(description="Which venues to list; all that is given must hold.")
class VenueFilter:
    """Which venues to list."""

    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "Of this unit 所属单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it.",
        read=reads_id("Unit"),
    )
    kind: list[VenueKind] | None = condition(
        "{t}.kind = ANY({p}::text[])", "Of one of these kinds 阵地类别."
    )
    capacity_least: int | None = condition(
        "{t}.capacity >= {p}::int", "Holding at least so many persons 容纳人数."
    )
    free: WindowInput | None = condition(
        _FREE, "Open and not booked all through this window 空闲时段.", read=_reads_window
    )
    closed: bool | None = condition("{t}.closed = {p}::boolean", "Closed or in use 是否停用.")


@entity(
    "read.venue_open_windows",
    "Open hours of a weekday (开放时段), district time.",
    key={"venue_id": "uuid", "weekday": "int", "opens_minute": "int"},
    visible=PUBLIC,
)
class OpenWindow:
    """Open hours of a weekday."""

    weekday: int = column("1 (Monday) to 7 星期.")
    opens_minute: int = column("Opens so many minutes after midnight 开始.")
    closes_minute: int = column("Closes so many minutes after midnight 结束.")


@entity("read.venues", "A venue (阵地): rooms a unit works in.", visible=PUBLIC)
class Venue(Node):
    """A venue."""

    name: str = column("Name 名称.")
    kind: VenueKind = column("What it is 阵地类别.")
    capacity: int = column("Persons it holds 容纳人数.")
    opening_hours: str = column("Opening hours as on the door 开放时间.")
    closed_dates: list[date] = column("Dates on which it is not open, in order 闭馆日.")
    closed: bool = column("Whether it is no longer used 是否停用.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit it belongs to 所属单位.", join="{t}.id = {parent}.unit_id")
    open_windows: list[OpenWindow] = some(
        "When it is open, by weekday and time; bookings are held to it 开放时段.",
        join="{t}.venue_id = {parent}.id",
        sorts={"": Sort("{t}.weekday * 1440 + {t}.opens_minute", "int", unique=None)},
    )
    bookings: Connection[
        Annotated[
            "VenueBooking",
            strawberry.lazy("five_steps.graphql_api.organisation.venue_booking"),
        ]
    ] = connection(
        "Its bookings by the time they begin 预订.",
        join="{t}.venue_id = {parent}.id",
        filter=VenueBookingFilter,
        sorts=BY_START,
    )
