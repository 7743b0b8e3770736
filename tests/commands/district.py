"""A small district to give commands in: a unit of each tier, staff, volunteers, a resident."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from five_steps.commands import Actor, Command, Commands, Outcome, Role, Secrets, check_in_code
from five_steps.commands.guarantee.assessment_policy import PublishAssessmentPolicy
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.ordering.acceptance import AcceptOrder
from five_steps.commands.ordering.attendance import CheckIn, CheckOut
from five_steps.commands.ordering.dispatching import DispatchOrder
from five_steps.commands.ordering.hours import SubmitHours, VerifyHours
from five_steps.commands.ordering.placing import PlaceOrder
from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.commands.organisation.units import FoundUnit
from five_steps.commands.people.privacy.retention_policy import PublishRetentionPolicy
from five_steps.commands.people.registration import ApproveVolunteer, RegisterVolunteer
from five_steps.commands.people.residents import RegisterResident
from five_steps.domain.incentives.points_account import PointsAccount, points_account_id
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import RequesterKind
from five_steps.domain.organisation.tiers import Tier

if TYPE_CHECKING:
    from five_steps.event_store import EventStore

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""A Monday, 9:00 in the district."""
SECRETS = Secrets.derive(b"a secret of the tests, 32 bytes.")
SYSTEM = Actor("system", Role.SYSTEM)

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(serial: int, born: str = "19900307") -> str:
    """An invented id number with a right check digit."""
    body = f"330305{born}{serial:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


class District:
    """Gives commands at a time that the test sets."""

    centre: UUID
    institute: UUID
    station: UUID
    other_station: UUID
    resident: UUID
    admin: Actor
    """Administers the institute."""
    dispatcher: Actor
    """Dispatches for the station."""
    stranger: Actor
    """Administers another station."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self.now = START
        self.commands = Commands(store, SECRETS, lambda: self.now)
        self._people = 0

    async def run(self, command: Command, actor: Actor, command_id: UUID | None = None) -> Outcome:
        return await self.commands.run(command, command_id=command_id or uuid4(), actor=actor)

    async def give(self, command: Command, actor: Actor = SYSTEM) -> UUID:
        return (await self.run(command, actor)).object_id

    async def found(self) -> None:
        """The units, the policies, the staff and a resident."""
        await self.give(PublishServicePolicy(effective_from=START))
        await self.give(PublishIncentivePolicy(effective_from=START))
        await self.give(PublishAssessmentPolicy(effective_from=START))
        await self.give(PublishRetentionPolicy(effective_from=START))
        self.centre = await self._unit("DT", Tier.CENTRE, None)
        self.institute = await self._unit("BA", Tier.INSTITUTE, self.centre)
        self.station = await self._unit("BA-1", Tier.STATION, self.institute)
        self.other_station = await self._unit("BA-2", Tier.STATION, self.institute)
        self.admin = Actor("admin", Role.UNIT_ADMIN, self.institute)
        self.dispatcher = Actor("dispatcher", Role.DISPATCHER, self.station)
        self.stranger = Actor("stranger", Role.UNIT_ADMIN, self.other_station)
        self.resident = uuid4()
        await self.give(
            RegisterResident(unit_id=self.station, name="陈阿婆", phone="13800000000"),
            self.as_resident,
        )

    @property
    def as_resident(self) -> Actor:
        return Actor(str(self.resident), Role.RESIDENT)

    def as_volunteer(self, volunteer_id: UUID) -> Actor:
        return Actor(str(volunteer_id), Role.VOLUNTEER)

    async def _unit(self, code: str, tier: Tier, parent: UUID | None) -> UUID:
        return await self.give(
            FoundUnit(code=code, name=f"单位{code}", tier=tier, parent_id=parent)
        )

    def registration(self, **changes: Any) -> RegisterVolunteer:
        self._people += 1
        fields: dict[str, Any] = {
            "unit_id": self.station,
            "name": "林志愿",
            "phone": "139 0000 0000",
            "id_number": id_number(self._people),
            "categories": (Category.CULTURE, Category.FITNESS),
        }
        return RegisterVolunteer(**{**fields, **changes})

    async def volunteer(self, **changes: Any) -> UUID:
        """An approved volunteer."""
        volunteer_id = await self.give(self.registration(**changes), self.admin)
        await self.give(ApproveVolunteer(volunteer_id=volunteer_id), self.admin)
        return volunteer_id

    def order(self, **changes: Any) -> PlaceOrder:
        """A command to order two hours, starting two days from now."""
        fields: dict[str, Any] = {
            "unit_id": self.station,
            "requester_kind": RequesterKind.RESIDENT,
            "requester_id": self.resident,
            "category": Category.CULTURE,
            "title": "村晚排练",
            "place": "文化礼堂",
            "starts_at": self.now + timedelta(days=2),
            "ends_at": self.now + timedelta(days=2, hours=2),
        }
        return PlaceOrder(**{**fields, **changes})

    async def dispatched(self, *volunteer_ids: UUID, **changes: Any) -> UUID:
        order_id = await self.give(self.order(**changes), self.as_resident)
        await self.give(
            DispatchOrder(order_id=order_id, volunteer_ids=volunteer_ids), self.dispatcher
        )
        return order_id

    async def accepted(self, *volunteer_ids: UUID, **changes: Any) -> UUID:
        order_id = await self.dispatched(
            *volunteer_ids, **{"headcount": len(volunteer_ids), **changes}
        )
        for volunteer_id in volunteer_ids:
            await self.give(
                AcceptOrder(order_id=order_id, volunteer_id=volunteer_id),
                self.as_volunteer(volunteer_id),
            )
        return order_id

    async def served(self, *volunteer_ids: UUID, **changes: Any) -> UUID:
        """An order with hours submitted, waiting for verification."""
        order_id = await self.accepted(*volunteer_ids, **changes)
        order = await self.get_order(order_id)
        code = check_in_code(SECRETS, order_id)
        for volunteer_id in volunteer_ids:
            me = self.as_volunteer(volunteer_id)
            self.now = order.starts_at
            await self.give(CheckIn(order_id=order_id, volunteer_id=volunteer_id, code=code), me)
            self.now = order.ends_at
            await self.give(CheckOut(order_id=order_id, volunteer_id=volunteer_id, code=code), me)
            await self.give(SubmitHours(order_id=order_id, volunteer_id=volunteer_id), me)
        return order_id

    async def check_out_and_submit(self, order_id: UUID, volunteer_id: UUID) -> None:
        await self.give(CheckOut(order_id=order_id, volunteer_id=volunteer_id), self.dispatcher)
        await self.give(SubmitHours(order_id=order_id, volunteer_id=volunteer_id), self.dispatcher)

    async def completed(self, *volunteer_ids: UUID, **changes: Any) -> UUID:
        order_id = await self.served(*volunteer_ids, **changes)
        for volunteer_id in volunteer_ids:
            await self.give(
                VerifyHours(order_id=order_id, volunteer_id=volunteer_id), self.dispatcher
            )
        return order_id

    async def get_order(self, order_id: UUID) -> Order:
        return await self.store.repository.get(Order, order_id, fresh=True)

    async def book(self, volunteer_id: UUID) -> ServiceBook:
        return await self.store.repository.get(
            ServiceBook, service_book_id(volunteer_id), fresh=True
        )

    async def account(self, volunteer_id: UUID) -> PointsAccount:
        return await self.store.repository.get(
            PointsAccount, points_account_id(volunteer_id), fresh=True
        )

    async def position(self) -> int:
        return await self.store.recorder.max_notification_id() or 0
