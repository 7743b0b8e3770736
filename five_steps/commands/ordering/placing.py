"""Placing an order (点单)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.personal_data import Particulars
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.kernel.district_time import window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import MenuItem
from five_steps.domain.ordering.order import WINDOW_DAYS_MAX, Order
from five_steps.domain.ordering.order_state import RequesterKind
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.privacy.data_period import MonthlyTexts
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import checked_skills


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOrder(Command):
    """Order a service of a unit for a time window: from the menu, or a free request (点单).

    A resident orders for themselves; staff order for their unit, or for a resident who called.
    """

    unit_id: UUID
    requester_kind: RequesterKind
    requester_id: UUID
    category: Category
    menu_item_id: UUID | None = None
    title: str
    place: str
    details: str = ""
    contact: str = ""
    starts_at: datetime
    ends_at: datetime
    headcount: int = 1
    skills: tuple[str, ...] = ()
    hazardous: bool = False


@handles(PlaceOrder)
async def place_order(c: Context, command: PlaceOrder) -> UUID:
    """Place an order; where it is and whom to ask for is sealed for requester and month."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    await _require_may_order(c, command)
    await _require_on_menu(c, command)
    wanted = window(command.starts_at, command.ends_at, days_max=WINDOW_DAYS_MAX)
    particulars = Particulars.checked(
        place=command.place, details=command.details, contact=command.contact
    )
    order = Order.place(
        id=c.work.new_id(),
        at=c.now,
        rules=await c.service_rules(),
        unit_id=unit.id,
        requester_kind=command.requester_kind,
        requester_id=command.requester_id,
        category=command.category,
        menu_item_id=command.menu_item_id,
        title=command.title,
        particulars=await c.seal_for_month(
            command.requester_id,
            MonthlyTexts.ORDER_PARTICULARS,
            particulars.to_text(),
            "requesterId",
        ),
        window=wanted,
        headcount=command.headcount,
        skills=checked_skills("skills", command.skills),
        hazardous=command.hazardous,
    )
    c.work.add(order)
    return order.id


async def _require_may_order(c: Context, command: PlaceOrder) -> None:
    if command.requester_kind is RequesterKind.RESIDENT:
        resident = await c.get(Resident, command.requester_id, "requesterId")
        resident.require_registered()
        await scope.require_self_or_unit(c, resident.id, resident.unit_id, "requesterId")
    else:
        requester = await c.get(Unit, command.requester_id, "requesterId")
        requester.require_active("requesterId")
        await scope.require_unit(c, requester.id, "requesterId")


async def _require_on_menu(c: Context, command: PlaceOrder) -> None:
    if command.menu_item_id is None:
        return
    item = await c.get(MenuItem, command.menu_item_id, "menuItemId")
    item.require_offered()
    if item.category is not command.category:
        raise Refusal(RefusalCode.INVALID, "category", allowed=item.category)
