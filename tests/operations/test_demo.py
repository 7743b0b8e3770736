from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from five_steps.commands import Commands, Role, Secrets
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.domain.incentives.benefits.help_case import HelpCase, HelpCaseState
from five_steps.domain.incentives.fund.fund import Fund
from five_steps.domain.incentives.fund.settlement import Settlement, SettlementState
from five_steps.domain.incentives.honours.nomination import Nomination
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.redeeming.counter import Counter as RedemptionCounter
from five_steps.domain.incentives.redeeming.redemption import RedemptionState
from five_steps.domain.incentives.redeeming.reward import Reward, RewardKind
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import OrderState
from five_steps.domain.organisation.venue_booking import VenueBooking
from five_steps.domain.people.privacy.erasure import Erasure
from five_steps.domain.people.privacy.erasure_state import ErasureState
from five_steps.domain.people.volunteer import Volunteer
from five_steps.event_store import EventStore
from five_steps.event_store.codec import decode_fields
from five_steps.operations.demo import DemoError, Size, load_demo
from five_steps.operations.demo.menu import MENU
from five_steps.operations.demo.points import POINTS
from five_steps.operations.demo.redeeming.shops import SHOPS
from five_steps.operations.demo.staff import CENTRE_ADMIN
from tests.service.redemption.audit import Audit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from five_steps.operations.demo import Subject

SECRET = b"a secret of the tests, 32 bytes."
NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
SMALL = Size(orders=260, stations_per_institute=1, people_per_station=6, veterans_each=16)


class CutOff(Exception):
    """The load was cut off."""


class Loading:
    """Loads the demo into one store."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self.secrets = Secrets.derive(SECRET)
        self.commands = Commands(store, self.secrets, lambda: NOW)

    async def load(self, *, now: datetime = NOW, cut_off_at: int = 0) -> tuple[Subject, ...]:
        def progress(done: int, total: int) -> None:
            assert done <= total
            if done == cut_off_at:
                raise CutOff

        return await load_demo(
            self.store, self.commands, self.secrets, now=now, progress=progress, size=SMALL
        )

    async def head(self) -> int | None:
        return await self.store.recorder.max_notification_id()

    async def streams(self, topic: str) -> list[UUID]:
        rows = await self.store.recorder.select_notifications(1, 1_000_000, topics=[topic])
        return [row.originator_id for row in rows]


@pytest.fixture
async def loading(postgres_dsn: str) -> AsyncIterator[Loading]:
    async with EventStore.open(postgres_dsn, secret=SECRET) as store:
        yield Loading(store)


async def test_a_year_with_orders_in_every_state(loading: Loading) -> None:
    subjects = await loading.load()
    repository = loading.store.repository
    orders = [await repository.get(Order, id_) for id_ in await loading.streams("order.created")]
    assert len(orders) > 0.95 * SMALL.orders
    assert {order.state for order in orders} == set(OrderState)
    assert {order.category for order in orders} == set(Category)
    waiting = (OrderState.PLACED, OrderState.DISPATCHED)
    assert any(order.overdue for order in orders if order.state in waiting)
    happened = Counter(
        row.topic for row in await loading.store.recorder.select_notifications(1, 1_000_000)
    )
    for seldom in ("declined", "transferred", "escalated", "no_show_recorded", "rating_amended"):
        assert happened[f"order.{seldom}"], seldom
    assert happened["order.dispute_decided"]
    assert happened["service_book.hours_corrected"]
    assert happened["volunteer.rejected"]
    assert happened["menu_item.created"] == len(MENU)
    assert happened["unit.created"] == 1 + 8 + 8 + 1 + len(POINTS)
    for changed in ("merged", "reparented", "party_head_named"):
        assert happened[f"unit.{changed}"], changed
    bookings = [
        await repository.get(VenueBooking, id_)
        for id_ in await loading.streams("venue_booking.created")
    ]
    assert any(booking.window.start > NOW for booking in bookings)
    assert {booking.released for booking in bookings} == {True, False}

    assert {subject.role for subject in subjects} == set(Role) - {Role.SYSTEM}
    by_role = {subject.role: subject for subject in subjects}
    own = [o for o in orders if str(o.requester_id) == by_role[Role.RESIDENT].subject]
    assert {order.state for order in own} >= {
        OrderState.PLACED,
        OrderState.IN_SERVICE,
        OrderState.COMPLETED,
        OrderState.DISPUTED,
    }
    books = [
        await repository.get(ServiceBook, id_)
        for id_ in await loading.streams("service_book.created")
    ]
    best = max(books, key=lambda book: book.star_level)
    assert best.star_level == 5
    assert str(best.volunteer_id) == by_role[Role.VOLUNTEER].subject
    assert best.id == service_book_id(best.volunteer_id)

    # Loaded again, even on another day, it is left as it is.
    head = await loading.head()
    assert await loading.load(now=NOW + timedelta(days=40)) == subjects
    assert await loading.head() == head

    # Each stream tells its story in the order of time.
    times: defaultdict[UUID, list[datetime]] = defaultdict(list)
    for row in await loading.store.recorder.select_notifications(1, 1_000_000):
        times[row.originator_id].append(decode_fields(row.state)["timestamp"])
    assert all(told == sorted(told) for told in times.values())
    assert max(map(max, times.values())) <= NOW


async def test_a_load_that_was_cut_off_is_completed(loading: Loading) -> None:
    with pytest.raises(ExceptionGroup):
        await loading.load(cut_off_at=1_500)
    # Another day: it goes on with the moment that it was begun at.
    await loading.load(now=NOW + timedelta(days=1))
    cut_off = await loading.head()
    placed = await loading.streams("order.created")
    assert len(placed) == len(set(placed)) <= SMALL.orders
    residents = await loading.streams("resident.created")
    # One by whom a complete demo is known, and three who ask to be forgotten.
    assert len(residents) == 8 * SMALL.people_per_station + 1 + 3
    await loading.load()
    assert await loading.head() == cut_off


async def test_only_an_empty_log_is_filled(loading: Loading) -> None:
    await loading.commands.run(
        PublishIncentivePolicy(effective_from=NOW), command_id=UUID(int=1), actor=CENTRE_ADMIN
    )
    with pytest.raises(DemoError):
        await loading.load()


async def test_redemptions_in_every_state_and_two_settlements(loading: Loading) -> None:
    subjects = await loading.load()
    store = loading.store
    audit = Audit()
    audit.follow(await store.recorder.select_notifications(1, 1_000_000))
    for state in RedemptionState:
        assert audit.of(state), state
    of_kind: defaultdict[type, list[Any]] = defaultdict(list)
    for aggregate in audit.aggregates.values():
        of_kind[type(aggregate)].append(aggregate)
    states = [settlement.state for settlement in of_kind[Settlement]]
    assert sorted(states) == [SettlementState.DISPUTED, SettlementState.PAID]
    assert len(of_kind[RedemptionCounter]) == len(SHOPS)
    assert {reward.kind for reward in of_kind[Reward]} == set(RewardKind)
    (operator,) = (s.subject for s in subjects if s.role is Role.COUNTER)
    worked = [counter for counter in of_kind[RedemptionCounter] if operator in counter.operators]
    held = audit.of(RedemptionState.HELD)
    assert {redemption.counter_id for redemption in held} <= {counter.id for counter in worked}
    (fund,) = of_kind[Fund]
    assert fund.free > fund.payable > 0


async def test_volunteers_are_honoured_certified_and_helped(loading: Loading) -> None:
    await loading.load()
    await _some_are_forgotten(loading)
    store = loading.store
    happened = Counter(row.topic for row in await store.recorder.select_notifications(1, 1_000_000))
    assert happened["honour_season.created"] == 2
    nominations = [
        await store.repository.get(Nomination, id_)
        for id_ in await loading.streams("nomination.created")
    ]
    assert {nomination.state for nomination in nominations} == {
        NominationState.NOMINATED,
        NominationState.DECLINED,
        NominationState.REJECTED,
        NominationState.STRUCK_OUT,
        NominationState.AWARDED,
        NominationState.REVOKED,
    }
    assert happened["certificate.created"] > 3
    assert happened["certificate.revoked"] == 1
    cases = [
        await store.repository.get(HelpCase, id_)
        for id_ in await loading.streams("help_case.created")
    ]
    assert {case.state for case in cases} == {
        HelpCaseState.APPROVED,
        HelpCaseState.REJECTED,
        HelpCaseState.CLOSED,
    }
    # What was given is in the fund's books, and so is what two persons have decided on.
    spent = Counter(
        decode_fields(row.state)["purpose"]
        for row in await store.recorder.select_notifications(1, 1_000_000, topics=["fund.spent"])
    )
    assert spent == {"HELP": 4, "INSURANCE": 1, "AWARDS": 1}
    recognition = ("honour_season.", "nomination.", "certificate.", "help_case.")
    assert sum(n for topic, n in happened.items() if topic.startswith(recognition)) <= 300


async def _some_are_forgotten(loading: Loading) -> None:
    ids = await loading.streams("erasure.created")
    erasures = [await loading.store.repository.get(Erasure, id_) for id_ in ids]
    states = sorted(erasure.state or "" for erasure in erasures)
    assert states == ["ERASED", "ERASED", "REFUSED", "REQUESTED"]
    gone = [erasure.person_id for erasure in erasures if erasure.state is ErasureState.ERASED]
    keys = "SELECT count(wrapped_key) FROM person_keys WHERE subject_id = ANY ($1)"
    assert await loading.store.pool.fetchval(keys, gone) == 0
    (minor,) = await loading.streams("volunteer.guardian_consent_withdrawn")
    assert not (await loading.store.repository.get(Volunteer, minor)).guardian_consent
