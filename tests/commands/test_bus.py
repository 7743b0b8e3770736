"""What holds for every command: once, or not at all."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
import structlog
from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.testing import capture_logs

from five_steps.commands import COMMANDS, Actor, Role
from five_steps.commands.kernel.permissions import PERMISSIONS
from five_steps.commands.ordering.acceptance import AcceptOrder
from five_steps.commands.ordering.endings import CancelOrder
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order_state import OrderState
from five_steps.event_store import CommandIdReused
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District


async def test_a_repeat_gets_the_first_answer(district: District) -> None:
    command, command_id = district.order(), uuid4()
    first = await district.run(command, district.as_resident, command_id)
    again = await district.run(command, district.as_resident, command_id)
    assert again == (first.object_id, first.position, True)
    assert not first.repeated
    assert await district.position() == first.position


async def test_a_repeat_is_answered_even_when_it_would_be_refused_now(district: District) -> None:
    order_id = await district.give(district.order(), district.as_resident)
    command, command_id = CancelOrder(order_id=order_id, reason="有事"), uuid4()
    first = await district.run(command, district.as_resident, command_id)
    assert (
        await district.run(command, district.as_resident, command_id)
    ).position == first.position
    with refused(RefusalCode.WRONG_STATE, "orderId"):
        await district.run(command, district.as_resident)


async def test_a_command_id_means_one_content(district: District) -> None:
    command_id = uuid4()
    await district.run(district.order(), district.as_resident, command_id)
    with pytest.raises(CommandIdReused):
        await district.run(district.order(headcount=2), district.as_resident, command_id)


async def test_a_command_id_means_one_actor(district: District) -> None:
    command, command_id = district.order(), uuid4()
    await district.run(command, district.as_resident, command_id)
    with pytest.raises(CommandIdReused):
        await district.run(command, district.dispatcher, command_id)


async def test_a_log_line_names_request_and_command(district: District) -> None:
    command_id = uuid4()
    with capture_logs(processors=[merge_contextvars]) as lines, bound_contextvars(request_id="r"):
        with refused(RefusalCode.FORBIDDEN, "role"):
            await district.run(district.order(), Actor("a", Role.AUDITOR), command_id)
        structlog.get_logger().info("afterwards")
    refusal, afterwards = lines
    assert refusal == {
        "event": "command_refused",
        "log_level": "info",
        "request_id": "r",
        "command_id": str(command_id),
        "command": "place_order",
        "code": "FORBIDDEN",
        "field": "role",
    }
    assert "command_id" not in afterwards


async def test_a_refusal_writes_nothing(district: District) -> None:
    before = await district.position()
    with refused(RefusalCode.TOO_LATE, "endsAt"):
        await district.run(
            district.order(
                starts_at=datetime(2026, 1, 1, tzinfo=UTC), ends_at=datetime(2026, 1, 2, tzinfo=UTC)
            ),
            district.as_resident,
        )
    assert await district.position() == before


async def accept(district: District, order_id: UUID, volunteer_id: UUID) -> RefusalCode | None:
    """Why an acceptance was refused, or None."""
    command = AcceptOrder(order_id=order_id, volunteer_id=volunteer_id)
    try:
        await district.give(command, district.as_volunteer(volunteer_id))
    except Refusal as refusal:
        return refusal.code
    return None


async def test_two_volunteers_race_for_one_place(district: District) -> None:
    volunteers = [await district.volunteer() for _ in range(2)]
    order_id = await district.dispatched(*volunteers, headcount=1)

    outcomes = await asyncio.gather(*(accept(district, order_id, v) for v in volunteers))
    assert set(outcomes) == {None, RefusalCode.FULL}
    order = await district.get_order(order_id)
    assert order.state is OrderState.ACCEPTED
    assert len(order.assignments) == 1


async def test_the_same_volunteer_races_for_two_orders_at_one_time(district: District) -> None:
    volunteer_id = await district.volunteer()
    orders = [await district.dispatched(volunteer_id) for _ in range(2)]

    outcomes = await asyncio.gather(*(accept(district, o, volunteer_id) for o in orders))
    assert set(outcomes) == {None, RefusalCode.OVERLAP}
    assert len((await district.book(volunteer_id)).duties) == 1


def test_every_command_has_its_row_of_permissions() -> None:
    assert {registered.kind for registered in COMMANDS.values()} == set(PERMISSIONS)


AT_THE_COUNTER = {
    "raise_objection",
    "change_stock",
    "hold_redemption",
    "confirm_redemption",
    "fulfil_redemption",
    "cancel_redemption",
    "return_redemption",
    "dispute_settlement",
    "agree_settlement",
}


@pytest.mark.parametrize(
    ("role", "allowed"), [(Role.AUDITOR, set[str]()), (Role.COUNTER, AT_THE_COUNTER)]
)
async def test_auditors_change_nothing_and_counters_what_is_theirs(
    district: District, role: Role, allowed: set[str]
) -> None:
    actor = Actor(str(district.resident), role, district.centre)
    for command_class, registered in COMMANDS.items():
        if registered.kind not in allowed:
            with refused(RefusalCode.FORBIDDEN, "role"):
                await district.run(object.__new__(command_class), actor)
    assert {kind for kind, roles in PERMISSIONS.items() if role in roles} == allowed
