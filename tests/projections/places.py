"""Venues, their bookings, teams and mergers in the random district of the views' tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from five_steps.domain.kernel.district_time import Window
from five_steps.domain.organisation.opening_hours import OpeningHours, OpenWindow
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind, UnitStatus, VenueKind
from five_steps.domain.organisation.venue import Venue
from five_steps.domain.organisation.venue_booking import BookingHolder, VenueBooking

if TYPE_CHECKING:
    from five_steps.domain.organisation.unit import Unit
    from tests.projections.district import District

WHY = "原因"


class Places:
    """Runs venues and teams, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.venues: list[Venue] = []
        self.bookings: list[VenueBooking] = []
        self.squads: list[Team] = []

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        self.district.keep(*self.venues, *self.bookings, *self.squads)

    def register(self, unit: Unit) -> Venue:
        venue = Venue.register(
            id=self.district.id(),
            at=self.district.now,
            unit=unit,
            name="文化礼堂",
            kind=VenueKind.CULTURAL_HALL,
            capacity=80,
            opening_hours="",
        )
        self.venues.append(venue)
        self.keep()
        return venue

    def book(self, venue: Venue) -> VenueBooking:
        start = self.district.now + timedelta(hours=24)
        booking = VenueBooking.make(
            id=self.district.id(),
            at=self.district.now,
            venue_id=venue.id,
            unit_id=venue.unit_id,
            holder_kind=BookingHolder.UNIT,
            holder_id=venue.unit_id,
            purpose="村晚排练",
            headcount=30,
            window=Window(start, start + timedelta(hours=2)),
            by="staff",
        )
        self.bookings.append(booking)
        self.keep()
        return booking

    def form_squad(self, unit: Unit, *, captain: str = "") -> Team:
        squad = Team.form(
            id=self.district.id(),
            at=self.district.now,
            unit=unit,
            kind=TeamKind.SQUAD,
            name="小队",
            parent=self.district.teams[0],
            captain=captain,
        )
        self.squads.append(squad)
        self.keep()
        return squad

    # --- living at random -----------------------------------------------------------------------

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        self.district.random.choice([self._venue, self._team, self._unit])()

    def _venue(self) -> None:
        dice, at = self.district.random, self.district.now
        venue = dice.choice(self.venues)
        match dice.randrange(5):
            case 0:
                weekdays = dice.sample(range(1, 8), 3)
                windows = [OpenWindow(day, 480, dice.choice([720, 1080])) for day in weekdays]
                closed = [date(2026, 12, dice.randint(1, 31))]
                venue.set_hours(OpeningHours.checked(windows, closed), opening_hours="", at=at)
            case 1 if self.bookings:
                dice.choice(self.bookings).release(reason=WHY, by="staff", at=at)
            case 2:
                self.register(dice.choice(self.district.stations()))
            case _:
                self.book(venue)
        self.keep()

    def _team(self) -> None:
        dice, at = self.district.random, self.district.now
        if not self.squads or dice.random() < 0.2:
            self.form_squad(dice.choice(self.district.stations()))
        squad = dice.choice(self.squads)
        match dice.randrange(6):
            case 0:
                squad.name_captain("陈队长", at=at)
            case 1:
                squad.release_captain(at=at)
            case 2:
                squad.hand_over(dice.choice(self.district.stations()), reason=WHY, at=at)
            case 3 if len(self.squads) > 2:
                squad.disband(reason=WHY, at=at)
            case _:
                squad.join(dice.choice(self.district.volunteers).id, at=at)
        self.keep()

    def _unit(self) -> None:
        dice, at = self.district.random, self.district.now
        standing = [u for u in self.district.stations() if u.status is UnitStatus.ACTIVE]
        unit = dice.choice(standing)
        if len(standing) > 2 and dice.random() < 0.2:
            unit.merge_into(dice.choice(standing), reason=WHY, at=at)
        else:
            unit.name_party_head(f"书记{dice.randrange(9)}", at=at)
        self.district.keep(unit)
