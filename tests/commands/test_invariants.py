"""Whatever happens at the same time, streams that belong together agree."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from five_steps.commands.ordering.acceptance import AcceptOrder, DeclineOrder, WithdrawAcceptance
from five_steps.commands.ordering.dispatching import DispatchOrder, TransferOrder
from five_steps.commands.ordering.endings import CancelOrder
from five_steps.domain.kernel.refusal import Refusal
from five_steps.domain.ordering.order_state import OrderState

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Actor, Command
    from tests.commands.district import District

ORDERS = 6
VOLUNTEERS = 5
STEPS = 300


def random_step(
    chance: random.Random, district: District, orders: list[UUID], volunteers: list[UUID]
) -> tuple[Command, Actor]:
    """Something that somebody might do to one of the orders."""
    order_id, volunteer_id = chance.choice(orders), chance.choice(volunteers)
    about = {"order_id": order_id, "volunteer_id": volunteer_id}
    me = district.as_volunteer(volunteer_id)
    steps: list[tuple[Command, Actor]] = [
        (AcceptOrder(**about), me),
        (WithdrawAcceptance(**about, reason="有事"), me),
        (DeclineOrder(**about, reason="有事"), me),
        (DispatchOrder(order_id=order_id, volunteer_ids=tuple(volunteers)), district.admin),
        (
            TransferOrder(order_id=order_id, to_unit_id=district.other_station, reason="就近"),
            district.admin,
        ),
        (CancelOrder(order_id=order_id, reason="下雨"), district.as_resident),
    ]
    return chance.choices(steps, weights=(30, 8, 2, 8, 1, 0.3))[0]


@pytest.mark.parametrize("seed", range(3))
async def test_orders_and_books_agree_on_who_serves(district: District, seed: int) -> None:
    chance = random.Random(seed)
    volunteers = [await district.volunteer() for _ in range(VOLUNTEERS)]
    orders = [await district.dispatched(*volunteers, headcount=2) for _ in range(ORDERS)]
    outcomes = await asyncio.gather(
        *(district.run(*random_step(chance, district, orders, volunteers)) for _ in range(STEPS)),
        return_exceptions=True,
    )
    unexpected = [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, Refusal)]
    assert unexpected == []

    serving: dict[UUID, set[UUID]] = {volunteer_id: set() for volunteer_id in volunteers}
    for order_id in orders:
        order = await district.get_order(order_id)
        assert len(order.assignments) <= order.headcount
        if order.state is OrderState.ACCEPTED:
            assert order.assignments
            for volunteer_id in order.assignments:
                serving[volunteer_id].add(order_id)
    for volunteer_id, orders_served in serving.items():
        # All the orders are for the same time, so nobody serves two.
        assert len(orders_served) <= 1
        assert set((await district.book(volunteer_id)).duties) == orders_served
