"""The small district that the state machine plays in: founded once, then copied for each game."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from five_steps.commands import Actor, Command, Commands, Role
from five_steps.commands.guarantee.assessment_policy import PublishAssessmentPolicy
from five_steps.commands.incentives.benefits.insurance import EnrolVolunteers, TakeOutInsurance
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.ordering.menu import PutOnMenu
from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.commands.organisation.team_members import JoinTeam
from five_steps.commands.organisation.teams import FormTeam
from five_steps.commands.organisation.units import FoundUnit
from five_steps.commands.organisation.venues import RegisterVenue
from five_steps.commands.people.registration import ApproveVolunteer, RegisterVolunteer
from five_steps.commands.people.residents import RegisterResident
from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.tiers import TeamKind, Tier, VenueKind
from tests.commands.district import SECRETS, SYSTEM, id_number

if TYPE_CHECKING:
    from five_steps.event_store import EventStore

FOUNDED = datetime(2025, 12, 30, 12, 0, tzinfo=UTC)
"""20:00 in the district, a day and four hours before the year ends."""
QUICK_STARS = (60, 120, 180, 240, 300)
"""Minutes: a star comes with every service or two."""
RATINGS_FOR_STARS = (0, 0, 1, 2, 2)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who is there when a game begins."""

    centre: UUID
    institutes: tuple[UUID, ...]
    stations: tuple[UUID, ...]
    residents: tuple[UUID, ...]
    volunteers: tuple[UUID, ...]
    teams: tuple[UUID, ...]
    menu_items: tuple[UUID, ...]
    venues: tuple[UUID, ...]

    @property
    def units(self) -> tuple[UUID, ...]:
        """All units."""
        return (self.centre, *self.institutes, *self.stations)

    @property
    def chiefs(self) -> tuple[Actor, Actor]:
        """Two who may do everything that staff may, since some things take a second person."""
        return Actor("chief", Role.CENTRE_ADMIN), Actor("deputy", Role.CENTRE_ADMIN)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Everybody who may ask for something, in every role."""
        return (
            *self.chiefs,
            SYSTEM,
            Actor("auditor", Role.AUDITOR),
            Actor("counter", Role.COUNTER, self.stations[0]),
            *(Actor(f"admin {n}", Role.UNIT_ADMIN, unit) for n, unit in enumerate(self.units)),
            *(Actor(f"staff {n}", Role.DISPATCHER, unit) for n, unit in enumerate(self.units)),
            *(Actor(str(resident), Role.RESIDENT) for resident in self.residents),
            *(Actor(str(volunteer), Role.VOLUNTEER) for volunteer in self.volunteers),
        )


async def found(store: EventStore) -> Cast:
    """Two institutes, three stations, two residents, four volunteers, two teams."""
    commands = Commands(store, SECRETS, lambda: FOUNDED)

    async def give(command: Command, actor: Actor = SYSTEM) -> UUID:
        return (await commands.run(command, command_id=uuid4(), actor=actor)).object_id

    async def unit(code: str, tier: Tier, parent: UUID | None) -> UUID:
        return await give(FoundUnit(code=code, name=code, tier=tier, parent_id=parent))

    async def volunteer(serial: int, unit_id: UUID, born: str = "19900307") -> UUID:
        volunteer_id = await give(
            RegisterVolunteer(
                unit_id=unit_id,
                name="林志愿",
                phone="13900000000",
                id_number=id_number(serial, born),
                categories=(Category.CULTURE, Category.FITNESS),
                skills=("急救",) if serial == 1 else (),
                party_member=serial == 1,
                guardian_consent=True,
            )
        )
        return await give(ApproveVolunteer(volunteer_id=volunteer_id))

    await give(PublishServicePolicy(effective_from=FOUNDED))
    await give(
        PublishIncentivePolicy(
            effective_from=FOUNDED,
            star_minutes=QUICK_STARS,
            star_ratings_least=RATINGS_FOR_STARS,
            points_for_back_entry=True,
        )
    )
    await give(PublishAssessmentPolicy(effective_from=FOUNDED))
    centre = await unit("C", Tier.CENTRE, None)
    institutes = [await unit(code, Tier.INSTITUTE, centre) for code in ("A", "B")]
    stations = [
        await unit(code, Tier.STATION, institutes[parent])
        for code, parent in (("A-1", 0), ("A-2", 0), ("B-1", 1))
    ]
    residents = []
    for station in stations[:2]:
        resident = Actor(str(uuid4()), Role.RESIDENT)
        register = RegisterResident(unit_id=station, name="陈阿婆", phone="13800000000")
        residents.append(await give(register, resident))
    volunteers = [
        await volunteer(1, stations[0]),
        await volunteer(2, stations[0]),
        # Comes of age in the first days of the new year.
        await volunteer(3, stations[1], born="20080103"),
        await volunteer(4, stations[2]),
    ]
    policy = await give(
        TakeOutInsurance(
            unit_id=centre,
            insurer="人保财险",
            policy_number="P-1",
            categories=tuple(Category),
            hazardous=True,
            starts_at=FOUNDED,
            ends_at=FOUNDED + timedelta(days=1000),
        )
    )
    # The last one is not, and may not accept what is dangerous.
    await give(EnrolVolunteers(cover_id=policy, volunteer_ids=tuple(volunteers[:3])))
    corps = await give(FormTeam(unit_id=centre, kind=TeamKind.CORPS, name="总队"))
    squad = await give(
        FormTeam(unit_id=stations[0], kind=TeamKind.SQUAD, name="小队", parent_id=corps)
    )
    for member in volunteers[:3]:
        await give(JoinTeam(team_id=squad, volunteer_id=member))
    item = await give(
        PutOnMenu(
            unit_id=stations[0], category=Category.CULTURE, title="越剧", minutes=90, headcount=2
        )
    )
    hall = await give(
        RegisterVenue(unit_id=stations[0], name="礼堂", kind=VenueKind.CULTURAL_HALL, capacity=80)
    )
    return Cast(
        centre,
        tuple(institutes),
        tuple(stations),
        tuple(residents),
        tuple(volunteers),
        (corps, squad),
        (item,),
        (hall,),
    )
