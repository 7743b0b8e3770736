from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from five_steps.commands.ordering.endings import CancelOrder
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import AssignmentStatus, OrderState
from five_steps.operations.deadlines import KeeperLimits
from tests.commands.district import START
from tests.operations.watched import HOURS

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Commands
    from tests.operations.watched import Watched


async def test_an_order_nobody_dispatches_goes_up_and_expires(watched: Watched) -> None:
    district = watched.district
    order_id = await district.give(
        district.order(starts_at=START + 96 * HOURS, ends_at=START + 98 * HOURS),
        district.as_resident,
    )
    handlers = []
    for hours in (23.9, 24, 24.1, 48, 72, 97.9, 98):
        await watched.act(hours)
        order = await district.get_order(order_id)
        handlers.append((order.handling_unit_id, order.state))
    station, institute, centre = district.station, district.institute, district.centre
    assert handlers == [
        (station, OrderState.PLACED),
        (institute, OrderState.PLACED),
        (institute, OrderState.PLACED),
        (centre, OrderState.PLACED),
        (centre, OrderState.PLACED),
        (centre, OrderState.PLACED),
        (centre, OrderState.EXPIRED),
    ]
    assert await watched.happened(order_id) == [
        "created", "escalated", "escalated", "escalated", "expired",
    ]  # fmt: skip


async def test_after_downtime_what_came_first_is_done_first(watched: Watched) -> None:
    district = watched.district
    order_id = await district.give(district.order(), district.as_resident)
    assert await watched.act(1000) == 2
    assert await watched.happened(order_id) == ["created", "escalated", "expired"]
    assert await watched.act(1000) == 0


async def test_who_accepted_and_did_not_come_is_a_no_show_a_day_later(watched: Watched) -> None:
    district = watched.district
    volunteer_id = await district.volunteer()
    order_id = await district.accepted(volunteer_id)
    assert await watched.act(48 + 2 + 23.9) == 0
    assert await watched.act(48 + 2 + 24) == 1
    order = await district.get_order(order_id)
    assert order.state is OrderState.EXPIRED
    assert order.assignments[volunteer_id].status is AssignmentStatus.NO_SHOW
    assert (await district.book(volunteer_id)).duties == {}


async def test_an_order_that_is_not_rated_in_time_closes_unrated(watched: Watched) -> None:
    district = watched.district
    order_id = await district.completed(await district.volunteer())
    order = await district.get_order(order_id)
    assert order.due_at is not None
    in_time = (order.due_at - START) / HOURS
    assert await watched.act(in_time - 0.1) == 0
    assert await watched.act(in_time + 0.1) == 1
    assert (await district.get_order(order_id)).state is OrderState.UNRATED


async def test_somebody_acted_meanwhile(watched: Watched) -> None:
    district = watched.district
    order_id = await district.give(district.order(), district.as_resident)
    await watched.shown()
    # From now on the view is behind.
    await watched.views.stop()
    await district.give(CancelOrder(order_id=order_id, reason="家中有事"), district.as_resident)
    head = await district.position()
    assert await watched.keeper.act(START + 30 * HOURS) == 0
    assert await district.position() == head


async def test_two_keepers_at_once_do_everything_once(watched: Watched) -> None:
    district = watched.district
    orders = [await district.give(district.order(), district.as_resident) for _ in range(30)]
    await watched.shown()
    few = KeeperLimits(look_every=timedelta(milliseconds=20), batch_max=7)
    keepers = [watched.another_keeper(few) for _ in range(2)]
    await asyncio.gather(*(keeper.act(START + 30 * HOURS) for keeper in keepers))
    for order_id in orders:
        assert await watched.happened(order_id) == ["created", "escalated"]


class Failing:
    """Commands that fail for one order."""

    def __init__(self, commands: Commands, order_id: UUID) -> None:
        self.commands = commands
        self.order_id = order_id
        self.tried = 0

    async def run(self, command: object, **given: object) -> object:
        if getattr(command, "order_id", None) == self.order_id:
            self.tried += 1
            if self.tried == 1:
                raise ConnectionError
        return await self.commands.run(command, **given)  # type: ignore[arg-type]


async def test_a_failure_holds_nobody_up_and_is_tried_again(watched: Watched) -> None:
    district = watched.district
    first, second = [
        await district.give(district.order(category=category), district.as_resident)
        for category in (Category.CULTURE, Category.FITNESS)
    ]
    await watched.shown()
    failing = Failing(district.commands, first)
    watched.keeper.commands = cast("Commands", failing)
    assert await watched.act(25) == 1
    assert await watched.happened(second) == ["created", "escalated"]
    assert failing.tried == 1, "put off, not tried in a loop"
    assert await watched.act(25 + 1) == 1
    assert await watched.happened(first) == ["created", "escalated"]


async def test_one_of_several_processes_leads_and_another_takes_over(watched: Watched) -> None:
    district = watched.district

    running = [asyncio.create_task(watched.another_keeper().run()) for _ in range(2)]
    for leader in list(running):
        order_id = await district.give(district.order(), district.as_resident)
        head = await district.position()
        district.now += 25 * HOURS
        async with asyncio.timeout(10):
            async for rows in district.store.feed.follow(head, 100):
                if any(row.originator_id == order_id for row in rows):
                    break
        assert await watched.happened(order_id) == ["created", "escalated"]
        leader.cancel()
        await asyncio.wait([leader])
