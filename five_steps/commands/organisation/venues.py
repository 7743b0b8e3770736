"""The venues of a unit."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.opening_hours import AT_ALL_HOURS, OpeningHours, OpenWindow
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.organisation.venue import AHEAD_DAYS_MAX, Venue
from five_steps.domain.organisation.venue_calendar import (
    VenueCalendar,
    months_of,
    venue_calendar_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterVenue(Command):
    """Register a venue of a unit (登记阵地); `capacity` in persons.

    `opening_hours` is the text on the door. Bookings are held to `open_windows` and `closed_dates`;
    without windows the venue is open at all hours.
    """

    unit_id: UUID
    name: str
    kind: VenueKind
    capacity: int
    opening_hours: str = ""
    open_windows: tuple[OpenWindow, ...] = AT_ALL_HOURS.windows
    closed_dates: tuple[date, ...] = ()


@handles(RegisterVenue)
async def register_venue(c: Context, command: RegisterVenue) -> UUID:
    """Register a venue."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    venue = Venue.register(
        id=c.work.new_id(),
        at=c.now,
        unit=unit,
        name=command.name,
        kind=command.kind,
        capacity=command.capacity,
        opening_hours=command.opening_hours,
        hours=OpeningHours.checked(command.open_windows, command.closed_dates),
    )
    c.work.add(venue)
    return venue.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeVenueDetails(Command):
    """Change a venue's name, kind and capacity (变更阵地信息)."""

    venue_id: UUID
    name: str
    kind: VenueKind
    capacity: int


@handles(ChangeVenueDetails)
async def change_venue_details(c: Context, command: ChangeVenueDetails) -> UUID:
    """Change a venue's details as a whole."""
    venue = await _venue_of_staff(c, command.venue_id)
    venue.change_details(
        unit=await c.get(Unit, venue.unit_id, "venueId"),
        name=command.name,
        kind=command.kind,
        capacity=command.capacity,
        at=c.now,
    )
    return venue.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SetVenueHours(Command):
    """Set a venue's opening hours in district time, and the dates it is closed (设定开放时间)."""

    venue_id: UUID
    opening_hours: str = ""
    open_windows: tuple[OpenWindow, ...]
    closed_dates: tuple[date, ...] = ()


@handles(SetVenueHours)
async def set_venue_hours(c: Context, command: SetVenueHours) -> UUID:
    """Set the opening hours as a whole."""
    venue = await _venue_of_staff(c, command.venue_id)
    venue.set_hours(
        OpeningHours.checked(command.open_windows, command.closed_dates),
        opening_hours=command.opening_hours,
        at=c.now,
    )
    return venue.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseVenue(Command):
    """Stop using a venue (停用阵地)."""

    venue_id: UUID
    reason: str


@handles(CloseVenue)
async def close_venue(c: Context, command: CloseVenue) -> UUID:
    """Close a venue for which nothing is booked ahead, so that nobody stands before its door."""
    venue = await _venue_of_staff(c, command.venue_id)
    ahead = await _booked_ahead(c, venue)
    if ahead:
        raise Refusal(
            RefusalCode.WRONG_STATE,
            "venueId",
            actual=f"{len(ahead)} bookings",
            allowed="no bookings ahead",
        )
    venue.close(reason=command.reason, at=c.now)
    return venue.id


async def _booked_ahead(c: Context, venue: Venue) -> set[UUID]:
    ahead: set[UUID] = set()
    for month in months_of(Window(c.now, c.now + timedelta(days=AHEAD_DAYS_MAX + 1))):
        calendar = await c.work.find(VenueCalendar, venue_calendar_id(venue.id, month))
        if calendar is not None:
            ahead |= calendar.ahead(c.now)
    return ahead


async def _venue_of_staff(c: Context, venue_id: UUID) -> Venue:
    venue = await c.get(Venue, venue_id, "venueId")
    await scope.require_unit(c, venue.unit_id, "venueId")
    return venue
