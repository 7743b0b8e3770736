"""A district as it stands before the first order: its units, policies and people."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import TYPE_CHECKING, TypeVar

from uuid_utils.compat import uuid7

from five_steps.commands.kernel.personal_data import Particulars, PersonalData
from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.party_roster import PartyRoster
from five_steps.domain.incentives.incentive_policy import IncentivePolicy
from five_steps.domain.incentives.points_account import PointsAccount
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.domain.organisation.tiers import Tier
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import Volunteer
from five_steps.event_store.codec import to_new_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from five_steps.domain.kernel.aggregate import Aggregate
    from five_steps.event_store import NewEvent
    from five_steps.event_store.vault import Vault

OPENED_AT = datetime(2025, 1, 1, tzinfo=UTC)
BY = "staff:benchmark"
UNITS = 109
"""The centre, eight institutes and a hundred stations: about what the district has."""
STATIONS_PER_INSTITUTE = 13
SEALED_AT_ONCE = 64

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Requester:
    """A resident, with what they say about each of their orders, sealed."""

    resident: Resident
    particulars: str
    comment: str


@dataclass(slots=True)
class Helper:
    """A volunteer with book and account."""

    volunteer: Volunteer
    book: ServiceBook
    account: PointsAccount


class District:
    """Everybody and everything that orders need, and the events that came of it."""

    def __init__(self, units: int = UNITS) -> None:
        institutes = max(1, (units - 1) // (STATIONS_PER_INSTITUTE + 1))
        stations = max(1, units - 1 - institutes)
        self._recorded: deque[NewEvent] = deque()
        self.service_policy = ServicePolicy.establish(at=OPENED_AT)
        self.service_policy.publish(effective_from=OPENED_AT, by=BY, at=OPENED_AT)
        self.incentive_policy = IncentivePolicy.establish(at=OPENED_AT)
        self.incentive_policy.publish(effective_from=OPENED_AT, by=BY, at=OPENED_AT)
        self.assessment_policy = AssessmentPolicy.establish(at=OPENED_AT)
        self.assessment_policy.publish(effective_from=OPENED_AT, by=BY, at=OPENED_AT)
        self.centre = _unit(Tier.CENTRE, "330305", "洞头区新时代文明实践中心", None)
        self.institutes = [
            _unit(Tier.INSTITUTE, f"330305{n:03}", f"第{n}实践所", self.centre)
            for n in range(institutes)
        ]
        self.stations = [
            _unit(Tier.STATION, f"3303050{n:05}", f"第{n}实践站", institute)
            for n, institute in enumerate(islice(cycle(self.institutes), stations))
        ]
        self.helpers: list[Helper] = []
        self.requesters: list[Requester] = []
        self.record(self.service_policy, self.incentive_policy, self.assessment_policy)
        self.record(self.centre)
        self.record(*self.institutes, *self.stations)

    async def settle(self, vault: Vault, *, volunteers: int, residents: int) -> None:
        """Let people come; each gets a key, as in the service."""
        for numbers in _chunks(range(residents), SEALED_AT_ONCE):
            self.requesters += await asyncio.gather(*(self._requester(vault, n) for n in numbers))
        for numbers in _chunks(range(volunteers), SEALED_AT_ONCE):
            self.helpers += await asyncio.gather(*(self._helper(vault, n) for n in numbers))
        for requester in self.requesters:
            self.record(requester.resident)
        for helper in self.helpers:
            self.record(helper.volunteer, helper.book, helper.account)
        self._record_rosters()

    def record(self, *aggregates: Aggregate) -> None:
        """Take what the aggregates have to record."""
        for aggregate in aggregates:
            self._recorded.extend(to_new_event(event) for event in aggregate.collect_events())

    def recorded(self) -> Iterator[NewEvent]:
        """What was recorded since the last call."""
        while self._recorded:
            yield self._recorded.popleft()

    def _record_rosters(self) -> None:
        """Each station's party members, of whom one in two is a volunteer."""
        members: dict[UUID, list[str]] = {}
        for number, helper in enumerate(self.helpers):
            if helper.volunteer.party_member:
                named = members.setdefault(helper.volunteer.unit_id, [])
                named += [_id_hash(number), f"never registered {number}"]
        for unit_id, hashes in members.items():
            roster = PartyRoster.begin(unit_id, OPENED_AT.year, at=OPENED_AT)
            roster.record(unit_id, OPENED_AT.year, hashes, at=OPENED_AT)
            self.record(roster)

    async def _requester(self, vault: Vault, number: int) -> Requester:
        resident_id = uuid7()
        place = Particulars(f"东屏街道海霞路{number}号", "需要两小时", f"1385770{number:06}")
        return Requester(
            Resident.register(
                id=resident_id,
                at=OPENED_AT,
                unit_id=self.stations[number % len(self.stations)].id,
                personal=await vault.seal(resident_id, _personal(f"群众{number}", number)),
            ),
            particulars=await vault.seal(resident_id, place.to_text()),
            comment=await vault.seal(resident_id, "服务周到,下次还来。"),
        )

    async def _helper(self, vault: Vault, number: int) -> Helper:
        volunteer_id = uuid7()
        volunteer = Volunteer.register(
            id=volunteer_id,
            at=OPENED_AT,
            unit_id=self.stations[number % len(self.stations)].id,
            personal=await vault.seal(volunteer_id, _personal(f"志愿者{number}", number)),
            id_hash=_id_hash(number),
            minor=False,
            guardian_consent=False,
            party_member=number % 5 == 0,
            skills=[],
            categories=list(Category),
        )
        at = OPENED_AT + timedelta(hours=1)
        volunteer.approve(by=BY, at=at)
        return Helper(
            volunteer,
            ServiceBook.open(volunteer_id, at=at),
            PointsAccount.open(volunteer_id, at=at),
        )


def _unit(tier: Tier, code: str, name: str, parent: Unit | None) -> Unit:
    unit_id: UUID = uuid7()
    return Unit.found(
        id=unit_id,
        at=OPENED_AT,
        code=code,
        name=name,
        tier=tier,
        point_kind=None,
        parent=parent,
        region="洞头区",
        responsible="负责人",
        opening_hours="8:30–17:00",
    )


def _id_hash(number: int) -> str:
    return f"{number:064x}"


def _personal(name: str, number: int) -> str:
    return PersonalData(name, f"137{number:08}", None, None).to_text()


def _chunks(numbers: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(numbers)
    while chunk := list(islice(remaining, size)):
        yield chunk
