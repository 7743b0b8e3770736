"""The rules of the game: each gives commands, or lets time pass."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from five_steps.commands import Command
from five_steps.commands.incentives.back_hours import EnterBackHours, VerifyBackHours
from five_steps.commands.incentives.corrections import CorrectHours, DemoteStar
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.commands.ordering.placing import PlaceOrder
from five_steps.commands.organisation.booking import BookVenue, ReleaseVenueBooking
from five_steps.commands.people.volunteers import ResumeVolunteer, SuspendVolunteer
from five_steps.domain.kernel.district_time import local_day, local_year, start_of_day
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import OrderState, RequesterKind
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus
from five_steps.event_store import CommandIdReused
from tests.service.machine.any_command import CHAPTERS, OTHER_NAMES, any_command
from tests.service.machine.cast import QUICK_STARS, RATINGS_FOR_STARS
from tests.service.machine.next_step import WAYS, next_step
from tests.service.machine.watching import Watch
from tests.service.machine.world import Given

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Actor
    from five_steps.domain.ordering.order import Order
    from tests.service.machine.stage import Stage

_CHOICE = st.integers(0, 999)
_WHY = "原因"
_ORDERS_AT_ONCE = 3
_BEFORE_THE_SERVICE_ENDS = (
    OrderState.PLACED,
    OrderState.DISPATCHED,
    OrderState.ACCEPTED,
    OrderState.IN_SERVICE,
)


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

    def give(self, command: Command, actor: Actor, *, at_once: int = 1) -> Given | None:
        """Give a command, so many times at once; a refused one changes nothing."""
        before = self.world.size()
        self.sound = False
        answer = self.world.run(command, actor, at_once=at_once)
        kind = type(command).__name__
        if isinstance(answer, Given):
            self.watch.done(answer)
            self.done.append(answer)
            if isinstance(command, PlaceOrder):
                self.orders.append(answer.object_id)
            event(f"{kind} done")
        else:
            assert self.world.size() == before
            event(f"{kind} {getattr(answer, 'code', 'reused')}")
        self.sound = True
        return answer if isinstance(answer, Given) else None

    def _volunteer(self, which: int) -> UUID:
        return self.world.cast.volunteers[which % len(self.world.cast.volunteers)]

    # --- the order loop ---------------------------------------------------------------------------

    @initialize(starts=st.lists(st.integers(1, 24), min_size=3, max_size=5))
    def begin(self, starts: list[int]) -> None:
        """There is an order in every state from the first, and some that have all before them."""
        for hours, (state, way) in enumerate(WAYS.items(), start=1):
            self.place(hours, 90, 1, 1)
            for how in way:
                step = next_step(self.world, self.world.order(self.orders[-1]), how)
                assert step is not None
                self.give(*step)
            assert self.world.order(self.orders[-1]).state is state
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
            event(f"order {order.state}")
            if step := next_step(self.world, order, how):
                # Now and then it comes three times, as from a hasty finger.
                self.give(*step, at_once=3 if which % 10 == 0 else 1)
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

    @rule(
        which=_CHOICE,
        ago=_CHOICE,
        minutes=st.integers(1, 600),
        gap=st.integers(-60, 60),
        how=_CHOICE,
    )
    def enter_hours(self, which: int, ago: int, minutes: int, gap: int, how: int) -> None:
        """Hours that no check-in recorded, and some more before them or, by the gap, into them."""
        ends_at = self.world.now - timedelta(minutes=ago)
        for length in (minutes, 1 + minutes // 2):
            starts_at = ends_at - timedelta(minutes=length)
            hours = {
                "volunteer_id": self._volunteer(which),
                "unit_id": self.world.cast.stations[0],
                "category": Category.FITNESS,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "minutes": length,
            }
            if how % 2:
                self._import(hours)
            else:
                self._enter_back(hours, alone=how % 5 == 0)
            ends_at = starts_at - timedelta(minutes=gap)

    def _import(self, hours: dict[str, Any]) -> None:
        key = str(len(self.done))
        command = ImportServiceRecord(source="旧", natural_key=key, verified_by="旧", **hours)
        self.give(command, self.world.cast.chiefs[0])

    def _enter_back(self, hours: dict[str, Any], *, alone: bool) -> None:
        """By staff and a second person, or, which is refused, by one alone."""
        chief, deputy = self.world.cast.chiefs
        entering = EnterBackHours(reason=_WHY, evidence_hash="ab" * 32, **hours)
        if given := self.give(entering, chief):
            verify = VerifyBackHours(volunteer_id=hours["volunteer_id"], record_id=given.object_id)
            self.give(verify, chief if alone else deputy)

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

    # --- venues -----------------------------------------------------------------------------------

    @rule(start=st.integers(0, 72), length=st.integers(1, 300), which=_CHOICE)
    def book(self, start: int, length: int, which: int) -> None:
        """Book a venue from `start` hours on, or give a booking back."""
        cast, bookings = self.world.cast, self._ids()["booking"]
        if bookings and which % 4 == 0:
            booking = bookings[which % len(bookings)]
            self.give(ReleaseVenueBooking(booking_id=booking, reason=_WHY), cast.chiefs[0])
            return
        starts_at = self.world.now + timedelta(hours=start)
        command = BookVenue(
            venue_id=cast.venues[0],
            unit_id=cast.units[which % len(cast.units)],
            purpose="村晚排练",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=length),
        )
        self.give(command, cast.chiefs[0])

    # --- anything at all --------------------------------------------------------------------------

    @rule(
        data=st.data(),
        chapter=st.sampled_from(CHAPTERS),
        whos=st.lists(_CHOICE, min_size=1, max_size=12),
    )
    def anything(self, data: st.DataObject, chapter: str, whos: list[int]) -> None:
        """Commands of one chapter, so that some come upon what others have done.

        Mostly by somebody who may do everything, so that more than the role is asked.
        """
        chiefs, actors = self.world.cast.chiefs, self.world.cast.actors
        for who in whos:
            command = any_command(data, chapter, self.world.now, self._ids())
            actor = chiefs[who % 2] if who % 4 else actors[who % len(actors)]
            self.give(command, actor)

    def _ids(self) -> dict[str, list[UUID]]:
        """The ids there are, by what the fields of commands call them."""
        known = {name: list(ids) for name, ids in self.watch.ids.items()}
        return known | {
            name: [id_ for called in names for id_ in known.get(called, ())]
            for name, names in OTHER_NAMES.items()
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
                self.watch.everything()
        finally:
            self.world.close()
            self.stage.drop(self.name)
