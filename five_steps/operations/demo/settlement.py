"""People come in: residents register; volunteers do too, are approved and join their teams."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from five_steps.commands.guarantee.party_rosters import RecordPartyRoster
from five_steps.commands.organisation.team_members import JoinTeam
from five_steps.commands.people.registration import ApproveVolunteer, RegisterVolunteer
from five_steps.commands.people.residents import RegisterResident
from five_steps.domain.kernel.district_time import local_year
from five_steps.operations.demo.district import Station
from five_steps.operations.demo.roster import Resident, Roster, Volunteer
from five_steps.operations.demo.staff import (
    dispatcher,
    resident_step,
    team_step,
    unit_admin,
    unit_step,
    volunteer_step,
)
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.wanted import YEAR

_BEGINS_AFTER = timedelta(days=1)


class Settlement:
    """The steps that bring people in, one a minute from the second day on."""

    def __init__(self, roster: Roster, start: datetime) -> None:
        self._roster = roster
        self._start = start
        self._minute = count()

    def stages(self) -> Iterator[list[Step]]:
        """Stage after stage; each needs what the one before it made."""
        yield [
            *map(self._registration, self._roster.volunteers),
            *map(self._resident, self._roster.residents),
            *self._party_rosters(),
        ]
        yield [self._approval(volunteer) for volunteer in self._roster.volunteers]
        yield [step for volunteer in self._roster.volunteers for step in self._joins(volunteer)]

    def _now(self) -> datetime:
        return self._start + _BEGINS_AFTER + timedelta(minutes=next(self._minute))

    def _registration(self, volunteer: Volunteer) -> Step:
        name = volunteer_step(volunteer.number)
        return Step(
            name,
            self._now(),
            (name,),
            lambda made: RegisterVolunteer(
                unit_id=made[unit_step(volunteer.station.code)],
                name=volunteer.person.name,
                phone=volunteer.person.phone,
                id_number=volunteer.person.id_number,
                categories=volunteer.categories,
                skills=volunteer.skills,
                party_member=volunteer.party_member,
                guardian_consent=volunteer.minor,
            ),
            unit_admin(volunteer.institute.code),
        )

    def _resident(self, resident: Resident) -> Step:
        name = resident_step(resident.number)
        return Step(
            name,
            self._now(),
            (name,),
            lambda made: RegisterResident(
                unit_id=made[unit_step(resident.station.code)],
                name=resident.person.name,
                phone=resident.person.phone,
            ),
            dispatcher(resident.station.code),
        )

    def _party_rosters(self) -> Iterator[Step]:
        for year in sorted({local_year(self._start), local_year(self._start + YEAR)}):
            for _, station in self._roster.places:
                yield self._party_roster(station, year)

    def _party_roster(self, station: Station, year: int) -> Step:
        return Step(
            f"party roster {station.code} {year}",
            self._now(),
            (),
            lambda made: RecordPartyRoster(
                unit_id=made[unit_step(station.code)],
                year=year,
                id_numbers=self._roster.party_members(station),
            ),
            unit_admin(station.code),
        )

    def _approval(self, volunteer: Volunteer) -> Step:
        name = volunteer_step(volunteer.number)
        return Step(
            f"{name} approved",
            self._now(),
            (name,),
            lambda made: ApproveVolunteer(volunteer_id=made[name]),
            unit_admin(volunteer.institute.code),
        )

    def _joins(self, volunteer: Volunteer) -> Iterator[Step]:
        for code in (volunteer.station.code, volunteer.institute.code):
            yield self._join(volunteer, team_step(code))

    def _join(self, volunteer: Volunteer, team: str) -> Step:
        name = volunteer_step(volunteer.number)
        return Step(
            f"{name} joins {team}",
            self._now(),
            (team,),
            lambda made: JoinTeam(team_id=made[team], volunteer_id=made[name]),
            unit_admin(volunteer.institute.code),
        )
