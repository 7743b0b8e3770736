"""A search for a way to break the service: any commands, in any order, at any time, by anybody.

The real parts play: PostgreSQL, command bus, repository with hardly any cache, snapshots, views.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from five_steps.commands import Command
from five_steps.commands.incentives.back_hours import EnterBackHours, VerifyBackHours
from five_steps.commands.incentives.corrections import CorrectHours, DemoteStar
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.commands.ordering.placing import PlaceOrder
from five_steps.commands.people.volunteers import ResumeVolunteer, SuspendVolunteer
from five_steps.domain.kernel.district_time import local_day, local_year, start_of_day
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import OrderState, RequesterKind
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus
from five_steps.event_store import CommandIdReused, EventStore
from five_steps.projections import PROJECTIONS, Views
from tests.conftest import administer
from tests.postgres_server import database_dsn
from tests.service.machine.any_command import any_command
from tests.service.machine.cast import QUICK_STARS, RATINGS_FOR_STARS, found
from tests.service.machine.next_step import next_step
from tests.service.machine.watching import Watch
from tests.service.machine.world import SECRET, Given, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from five_steps.commands import Actor
    from five_steps.domain.ordering.order import Order
    from tests.service.machine.cast import Cast

_CHOICE = st.integers(0, 999)
_WHY = "原因"
_ORDERS_AT_ONCE = 3
_BEFORE_THE_SERVICE_ENDS = (
    OrderState.PLACED,
    OrderState.DISPATCHED,
    OrderState.ACCEPTED,
    OrderState.IN_SERVICE,
)


class Stage:
    """Where games are played: a founded district to copy, and what was seen in all games."""

    def __init__(self, server_dsn: str, template: str) -> None:
        self._server_dsn = server_dsn
        self.founded = self._copy(template)
        self.cast = asyncio.run(self._found())
        self.states: set[OrderState] = set()
        self.outcomes: Counter[str] = Counter()

    async def _found(self) -> Cast:
        dsn = database_dsn(self._server_dsn, self.founded)
        async with EventStore.open(dsn, secret=SECRET) as store:
            cast = await found(store)
            views = Views(dsn, store.vault, PROJECTIONS)
            await views.start()
            assert await views.wait_for(await store.recorder.max_notification_id() or 0, 20)
            await views.stop()
        return cast

    def _copy(self, template: str) -> str:
        name = f"five_steps_game_{uuid4().hex}"
        asyncio.run(administer(self._server_dsn, f"CREATE DATABASE {name} TEMPLATE {template}"))
        return name

    def drop(self, name: str) -> None:
        """Drop a game's database."""
        asyncio.run(administer(self._server_dsn, f"DROP DATABASE {name} WITH (FORCE)"))

    def new_game(self) -> tuple[str, World]:
        """The founded district again, as nobody has touched it."""
        name = self._copy(self.founded)
        return name, World(database_dsn(self._server_dsn, name), self.cast)


@pytest.fixture(scope="module")
def stage(postgres_server_dsn: str, postgres_template: str) -> Iterator[Stage]:
    made = Stage(postgres_server_dsn, postgres_template)
    yield made
    made.drop(made.founded)


class Game(RuleBasedStateMachine):
    """One game: every rule gives a command, or lets time pass."""

    stage: Stage

    def __init__(self) -> None:
        super().__init__()
        self.name, self.world = self.stage.new_game()
        self.watch = Watch(self.world)
        self.orders: list[UUID] = []
        self.done: list[Given] = []
        self.sound = True

    def give(self, command: Command, actor: Actor) -> Given | None:
        """Give a command; a refused one changes nothing."""
        before = self.world.size()
        self.sound = False
        answer = self.world.run(command, actor)
        kind = type(command).__name__
        if isinstance(answer, Given):
            self.watch.done(answer)
            self.done.append(answer)
            if isinstance(command, PlaceOrder):
                self.orders.append(answer.object_id)
            self._note(f"{kind} done")
        else:
            assert self.world.size() == before
            self._note(f"{kind} {getattr(answer, 'code', 'reused')}")
        self.sound = True
        return answer if isinstance(answer, Given) else None

    def _note(self, what: str) -> None:
        event(what)
        self.stage.outcomes[what] += 1

    def _volunteer(self, which: int) -> UUID:
        return self.world.cast.volunteers[which % len(self.world.cast.volunteers)]

    # --- the order loop ---------------------------------------------------------------------------

    @initialize(starts=st.lists(st.integers(1, 24), min_size=3, max_size=5))
    def begin(self, starts: list[int]) -> None:
        """There are some orders from the first."""
        for who, start in enumerate(starts):
            self.place(start, 90, who, 1 + who % 2)

    @rule(
        start=st.integers(0, 72),
        length=st.integers(1, 300),
        who=_CHOICE,
        headcount=st.integers(1, 2),
    )
    def place(self, start: int, length: int, who: int, headcount: int) -> None:
        """Order something that begins in `start` hours and takes `length` minutes."""
        cast = self.world.cast
        by_unit = who % 4 == 0
        starts_at = self.world.now + timedelta(hours=start)
        command = PlaceOrder(
            unit_id=cast.stations[who % len(cast.stations)],
            requester_kind=RequesterKind.UNIT if by_unit else RequesterKind.RESIDENT,
            requester_id=cast.stations[0] if by_unit else cast.residents[who % 2],
            category=Category.CULTURE,
            menu_item_id=cast.menu_items[0] if who % 5 == 0 else None,
            title="村晚排练",
            place="文化礼堂",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=length),
            headcount=headcount,
            hazardous=who % 7 == 0,
        )
        self.give(command, cast.chiefs[0])

    @precondition(lambda self: self.orders)
    @rule(steps=st.lists(st.tuples(_CHOICE, _CHOICE), min_size=10, max_size=30))
    def go_on(self, steps: list[tuple[int, int]]) -> None:
        """The latest orders go some steps further; in place of one at its end there is another."""
        for which, how in steps:
            order = self._next_order(which)
            self._note(f"order {order.state}")
            self.stage.states.add(order.state)
            if step := next_step(self.world, order, how):
                self.give(*step)
            else:
                self.place(1 + how % 48, 1 + how % 300, how, 1 + how % 2)

    def _next_order(self, which: int) -> Order:
        """One of the latest orders: mostly the first to begin, lest time overtake them all."""
        latest = [self.world.order(order_id) for order_id in self.orders[-_ORDERS_AT_ONCE:]]
        open_ones = [order for order in latest if order.state in _BEFORE_THE_SERVICE_ENDS]
        if open_ones and which % 3:
            return min(open_ones, key=lambda order: order.starts_at)
        return latest[which % len(latest)]

    # --- hours, stars, people, rules --------------------------------------------------------------

    @rule(which=_CHOICE, ago=_CHOICE, length=st.integers(1, 600), imported=st.booleans())
    def enter_hours(self, which: int, ago: int, length: int, imported: bool) -> None:
        """Hours that no check-in recorded: from elsewhere, or by staff and a second person."""
        volunteer_id = self._volunteer(which)
        ends_at = self.world.now - timedelta(minutes=ago)
        hours: dict[str, Any] = {
            "volunteer_id": volunteer_id,
            "unit_id": self.world.cast.stations[0],
            "category": Category.FITNESS,
            "starts_at": ends_at - timedelta(minutes=length),
            "ends_at": ends_at,
            "minutes": length,
        }
        chief, deputy = self.world.cast.chiefs
        if imported:
            key = str(len(self.done))
            self.give(
                ImportServiceRecord(source="旧", natural_key=key, verified_by="旧", **hours), chief
            )
            return
        entering = EnterBackHours(reason=_WHY, evidence_hash="ab" * 32, **hours)
        if given := self.give(entering, chief):
            verify = VerifyBackHours(volunteer_id=volunteer_id, record_id=given.object_id)
            # Who entered them is refused.
            self.give(verify, chief if which % 5 == 0 else deputy)

    @rule(what=_CHOICE, which=_CHOICE, amount=st.integers(0, 500))
    def administer(self, what: int, which: int, amount: int) -> None:
        """Correct hours, lower a star, suspend or resume somebody, or publish other rules."""
        self.give(self._decision(what, which, amount), self.world.cast.chiefs[1])

    def _decision(self, what: int, which: int, amount: int) -> Command:
        volunteer_id = self._volunteer(which)
        book = self.world.book(volunteer_id)
        match what % 6:
            case 0 | 1 | 2 if book.records:
                record_id = list(book.records)[which // 4 % len(book.records)]
                return CorrectHours(
                    volunteer_id=volunteer_id, record_id=record_id, minutes=amount, reason=_WHY
                )
            case 3 if book.star_level:
                level = amount % book.star_level
                return DemoteStar(volunteer_id=volunteer_id, level=level, reason=_WHY)
            case 4:
                volunteer = self.world.get(Volunteer, volunteer_id)
                if volunteer.status is VolunteerStatus.ACTIVE:
                    return SuspendVolunteer(volunteer_id=volunteer_id, reason=_WHY)
                return ResumeVolunteer(volunteer_id=volunteer_id)
            case _:
                self.world.now += timedelta(seconds=2)
                return PublishIncentivePolicy(
                    effective_from=self.world.now + timedelta(seconds=1),
                    star_minutes=QUICK_STARS,
                    star_ratings_least=RATINGS_FOR_STARS,
                    points_per_hour=amount % 40,
                    points_for_back_entry=amount % 2 == 0,
                    record_minutes_max=1 + which,
                    day_minutes_max=60 + amount,
                )

    # --- anything at all --------------------------------------------------------------------------

    @rule(data=st.data(), who=_CHOICE)
    def anything(self, data: st.DataObject, who: int) -> None:
        """Half of them by somebody who may do everything, so that more than the role is asked."""
        actors = self.world.cast.actors
        command = any_command(data, self.world.now, self._ids())
        self.give(command, actors[who % len(actors)] if who % 2 else self.world.cast.chiefs[0])

    def _ids(self) -> dict[str, list[UUID]]:
        cast = self.world.cast
        units = list(cast.units)
        return {
            **dict.fromkeys(("unit", "parent", "into", "to_unit"), units),
            "order": self.orders,
            "volunteer": list(cast.volunteers),
            "resident": list(cast.residents),
            "requester": [*cast.residents, *units],
            "team": list(cast.teams),
            "menu_item": list(cast.menu_items),
            "record": [id_ for v in cast.volunteers for id_ in self.world.book(v).records],
        }

    # --- once and for all -------------------------------------------------------------------------

    @precondition(lambda self: self.done)
    @rule(which=_CHOICE, other=_CHOICE)
    def send_again(self, which: int, other: int) -> None:
        """A command sent again gets the same answer; its id stands for no other command."""
        first = self.done[which % len(self.done)]
        second = self.done[other % len(self.done)]
        before = self.world.size()
        assert self.world.run(first.command, first.actor, first.command_id) == first
        if (first.command, first.actor) != (second.command, second.actor):
            answer = self.world.run(second.command, second.actor, first.command_id)
            assert isinstance(answer, CommandIdReused)
        assert self.world.size() == before

    # --- time -------------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 17, 31, 61, 121, 8 * 60, 24 * 60 + 1]))
    def wait(self, minutes: int) -> None:
        """Time passes."""
        self.world.now += timedelta(minutes=minutes)

    @rule(minutes=st.integers(0, 90))
    def wait_until_midnight(self, minutes: int) -> None:
        """Until a little before the day ends, or now and then the year: what follows crosses it."""
        now = self.world.now
        year_ends = minutes % 10 == 9
        new_year = date(local_year(now) + 1, 1, 1)
        next_day = new_year if year_ends else local_day(now) + timedelta(days=1)
        self.world.until(start_of_day(next_day) - timedelta(minutes=minutes))

    def teardown(self) -> None:
        try:
            # What a failed step left behind would only hide the failure.
            if self.sound:
                for order_id in self.orders:
                    self.stage.states.add(self.world.order(order_id).state)
                self.watch.everything()
        finally:
            self.world.close()
            self.stage.drop(self.name)


def play(stage: Stage, **how: Any) -> None:
    class Played(Game):
        pass

    Played.stage = stage
    run_state_machine_as_test(
        Played,
        settings=settings(
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **how,
        ),
    )


def test_nothing_breaks_the_service(stage: Stage) -> None:
    """The same games each time, chosen to meet every state of an order."""
    play(stage, max_examples=10, stateful_step_count=25, derandomize=True, database=None)
    assert stage.states == set(OrderState)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_nothing_breaks_the_service_in_longer_games(stage: Stage) -> None:
    """New games each time."""
    play(stage, max_examples=15, stateful_step_count=60)
