"""Who takes part: the volunteers and residents of each station."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from five_steps.domain.ordering.category import Category
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.district import INSTITUTES, Institute, Station
from five_steps.operations.demo.menu import SKILLS
from five_steps.operations.demo.people import Person, person

_RESIDENTS_FROM = 10_000
"""Residents and roster members are numbered apart, so that nobody shares a telephone number."""
_MEMBERS_FROM = 20_000

_VETERANS = {5: 2, 4: 4, 3: 8, 2: 16, 1: 48}
"""How many volunteers come with the hours of each star from the years before."""
HOURS_OF_STAR = {5: 1500, 4: 1000, 3: 600, 2: 300, 1: 100}


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a district is made.

    Attributes:
        orders: Orders over the year.
        stations_per_institute: Stations of each institute, the first ones.
        people_per_station: Volunteers, and as many residents, of each station.
        veterans_each: One in so many of the usual veterans has a history.
    """

    orders: int
    stations_per_institute: int
    people_per_station: int
    veterans_each: int


FULL = Size(orders=5_200, stations_per_institute=25, people_per_station=6, veterans_each=1)


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer as registered; `star` is what the hours before the year amount to."""

    number: int
    person: Person
    station: Station
    institute: Institute
    party_member: bool
    minor: bool
    categories: tuple[Category, ...]
    skills: tuple[str, ...]
    star: int


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who orders."""

    number: int
    person: Person
    station: Station


class Roster:
    """The people of a demo district, the same for the same seed and day."""

    def __init__(self, seed: str, size: Size, today: date) -> None:
        self.seed = seed
        self.size = size
        self.today = today
        self.places = tuple(
            (institute, station)
            for institute in INSTITUTES
            for station in institute.stations[: size.stations_per_institute]
        )

    @cached_property
    def volunteers(self) -> tuple[Volunteer, ...]:
        """All volunteers, numbered from 0."""
        stars = [s for s, count in _VETERANS.items() for _ in range(count)]
        stars = stars[:: self.size.veterans_each]
        places = [place for _ in range(self.size.people_per_station) for place in self.places]
        return tuple(
            self._volunteer(number, *place, star=stars[number] if number < len(stars) else 0)
            for number, place in enumerate(places)
        )

    def _volunteer(
        self, number: int, institute: Institute, station: Station, *, star: int
    ) -> Volunteer:
        throw = dice(self.seed, "volunteer", number)
        minor = star == 0 and throw.random() < 0.03
        ages = (16, 17) if minor else (22, 68)
        # Everybody serves in two or three categories; between the people of an institute all six
        # are covered, because they are dealt out in turn.
        dealt = list(Category)[number % 6 :] + list(Category)[: number % 6]
        categories = tuple(dealt[: throw.choice((2, 3, 3))])
        return Volunteer(
            number=number,
            person=person(self.seed, number, age=ages, today=self.today),
            station=station,
            institute=institute,
            party_member=not minor and throw.random() < 0.35,
            minor=minor,
            categories=categories,
            skills=tuple(
                s
                for s in dict.fromkeys(s for c in categories for s in SKILLS[c])
                if star or throw.random() < 0.7
            ),
            star=star,
        )

    @cached_property
    def residents(self) -> tuple[Resident, ...]:
        """All residents, numbered from 0."""
        return tuple(
            Resident(number, self._somebody(_RESIDENTS_FROM + number), station)
            for number, (_, station) in enumerate(self.places * self.size.people_per_station)
        )

    def party_members(self, station: Station) -> tuple[str, ...]:
        """Id numbers of the in-service party members of a station: volunteers and others."""
        index = [place for _, place in self.places].index(station)
        others = drawn({0: 2, 1: 5, 2: 3}, dice(self.seed, "party", station.code))
        return (
            *(
                volunteer.person.id_number
                for volunteer in self.volunteers
                if volunteer.party_member and volunteer.station == station
            ),
            *(self._somebody(_MEMBERS_FROM + 10 * index + n).id_number for n in range(others)),
        )

    def _somebody(self, number: int) -> Person:
        return person(self.seed, number, age=(22, 68), today=self.today)
