"""The district is founded: rules, units, venues, teams and the service menu."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from five_steps.commands.guarantee.assessment_policy import PublishAssessmentPolicy
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.kernel.registry import Command
from five_steps.commands.ordering.menu import PutOnMenu
from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.commands.organisation.teams import FormTeam
from five_steps.commands.organisation.units import FoundUnit, NamePartyHead
from five_steps.commands.organisation.venues import RegisterVenue
from five_steps.commands.people.privacy.retention_policy import PublishRetentionPolicy
from five_steps.domain.organisation.tiers import PointKind, TeamKind, Tier, VenueKind
from five_steps.operations.demo.district import DISTRICT, DISTRICT_CODE
from five_steps.operations.demo.menu import MENU, Service
from five_steps.operations.demo.people import person
from five_steps.operations.demo.points import POINTS
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import (
    centre_admin,
    menu_step,
    team_step,
    unit_step,
    venue_step,
)
from five_steps.operations.demo.step import Made, Step
from five_steps.operations.demo.venue_hours import venue_hours

FIRST_STEP = "service policy 1"
"""Its rules are in force from the demo's first moment on."""
_SECOND_RULES_AFTER = timedelta(days=150)
_HOURS = "周一至周日 8:30–17:30"
_HEADS_FROM = 30_000
"""Numbers of the made-up persons who head units."""


def _as_it_is(command: Command, _made: Made) -> Command:
    return command


class Foundation:
    """The steps that found a district in the hours from `start` on."""

    def __init__(self, roster: Roster, start: datetime) -> None:
        self._roster = roster
        self._start = start
        self._institutes = tuple(dict.fromkeys(institute for institute, _ in roster.places))
        self._steps = 0

    def stages(self) -> Iterator[list[Step]]:
        """Stage after stage; each needs what the one before it made."""
        yield [
            *self._rules(),
            self._unit(DISTRICT_CODE, DISTRICT, "新时代文明实践中心", Tier.CENTRE),
        ]
        yield [
            self._unit(i.code, i.name, "新时代文明实践所", Tier.INSTITUTE, DISTRICT_CODE)
            for i in self._institutes
        ]
        yield [
            self._unit(s.code, s.name, "新时代文明实践站", Tier.STATION, i.code)
            for i, s in self._roster.places
        ]
        yield [self._unit(p.code, p.name, "", Tier.POINT, p.parent_code, p.kind) for p in POINTS]
        yield [self._party_head(code) for code in self._codes()]
        corps = self._team(DISTRICT_CODE, f"{DISTRICT}志愿服务总队", TeamKind.CORPS)
        yield [*self._venues(), *self._menu(), corps]
        yield [
            self._team(i.code, f"{i.name}志愿服务分队", TeamKind.DETACHMENT, DISTRICT_CODE)
            for i in self._institutes
        ]
        yield [
            self._team(s.code, f"{s.name}志愿服务小队", TeamKind.SQUAD, i.code)
            for i, s in self._roster.places
        ]

    def _step(
        self, name: str, command: Callable[[Made], Command], touches: tuple[str, ...] = ()
    ) -> Step:
        self._steps += 1
        at = self._start + timedelta(seconds=10 * self._steps)
        return Step(name, at, touches, command, centre_admin)

    def _rules(self) -> Iterator[Step]:
        """Two versions of the service and incentive rules, the second announced in advance."""
        first, second = self._start, self._start + _SECOND_RULES_AFTER
        versions: dict[str, tuple[Command, ...]] = {
            "service": (
                PublishServicePolicy(effective_from=first),
                PublishServicePolicy(effective_from=second, follow_up_share=Decimal("0.15")),
            ),
            "incentive": (
                PublishIncentivePolicy(effective_from=first),
                PublishIncentivePolicy(effective_from=second, points_per_hour=12),
            ),
            "assessment": (PublishAssessmentPolicy(effective_from=first),),
            "retention": (PublishRetentionPolicy(effective_from=first),),
        }
        for rules, published in versions.items():
            for number, command in enumerate(published, start=1):
                yield self._step(f"{rules} policy {number}", partial(_as_it_is, command), (rules,))

    def _unit(
        self,
        code: str,
        name: str,
        kind_of_unit: str,
        tier: Tier,
        parent_code: str | None = None,
        point_kind: PointKind | None = None,
    ) -> Step:
        return self._step(
            unit_step(code),
            lambda made: FoundUnit(
                code=code,
                name=name + kind_of_unit,
                tier=tier,
                point_kind=point_kind,
                parent_id=made[unit_step(parent_code)] if parent_code else None,
                region=name,
                responsible=self._head(code),
                opening_hours=_HOURS,
            ),
        )

    def _venues(self) -> Iterator[Step]:
        yield self._venue(DISTRICT_CODE, f"{DISTRICT}文明实践中心", VenueKind.OFFICE, 300)
        for n, i in enumerate(self._institutes):
            yield self._venue(i.code, f"{i.name}综合文化站", VenueKind.CULTURE_STATION, 150)
            if n % 2 == 0:
                name = f"{i.name}党群服务中心"
                yield self._venue(i.code, name, VenueKind.PARTY_SERVICE_CENTRE, 80)
        for n, (_, s) in enumerate(self._roster.places):
            yield self._venue(s.code, f"{s.name}{s.venue_name}", s.venue_kind, 100)
            if n % 5 == 0:
                yield self._venue(s.code, f"{s.name}办公楼", VenueKind.VILLAGE_OFFICE, 40)
        for p in POINTS:
            yield self._venue(p.code, p.name, VenueKind.OWN_PREMISES, p.capacity)

    def _venue(self, code: str, name: str, kind: VenueKind, capacity: int) -> Step:
        hours = venue_hours(kind, self._start.date())
        return self._step(
            venue_step(code, kind),
            lambda made: RegisterVenue(
                unit_id=made[unit_step(code)],
                name=name,
                kind=kind,
                capacity=capacity,
                opening_hours=hours.text,
                open_windows=hours.windows,
                closed_dates=hours.closed_dates,
            ),
        )

    def _menu(self) -> Iterator[Step]:
        for number, service in enumerate(MENU):
            yield self._menu_item(number, service)

    def _menu_item(self, number: int, service: Service) -> Step:
        return self._step(
            menu_step(number),
            lambda made: PutOnMenu(
                unit_id=made[unit_step(DISTRICT_CODE)],
                category=service.category,
                title=service.title,
                description=service.description,
                minutes=service.minutes,
                headcount=service.headcount,
            ),
        )

    def _team(self, code: str, name: str, kind: TeamKind, parent_code: str | None = None) -> Step:
        return self._step(
            team_step(code),
            lambda made: FormTeam(
                unit_id=made[unit_step(code)],
                kind=kind,
                name=name,
                parent_id=made[team_step(parent_code)] if parent_code else None,
            ),
        )

    def _codes(self) -> Iterator[str]:
        """The units that lead a team, whose party head is its captain."""
        yield DISTRICT_CODE
        yield from (i.code for i in self._institutes)
        yield from (s.code for _, s in self._roster.places)

    def _party_head(self, code: str) -> Step:
        return self._step(
            f"party head {code}",
            lambda made: NamePartyHead(unit_id=made[unit_step(code)], party_head=self._head(code)),
        )

    def _head(self, code: str) -> str:
        """The made-up main party head (党组织主要负责人) of a unit, responsible for it too."""
        number = _HEADS_FROM + int(code.partition("-")[0]) % _HEADS_FROM
        seed = f"{self._roster.seed}/{code}"
        return person(seed, number, age=(35, 59), today=self._start.date()).name
