"""The service menu."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import MenuItem
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnMenu(Command):
    """Put a service on a unit's menu (菜单上架): usual length in minutes, volunteers needed."""

    unit_id: UUID
    category: Category
    title: str
    description: str = ""
    minutes: int
    headcount: int


@handles(PutOnMenu)
async def put_on_menu(c: Context, command: PutOnMenu) -> UUID:
    """Put a service on the menu."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    await scope.require_unit(c, unit.id, "unitId")
    item = MenuItem.put_on(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        category=command.category,
        title=command.title,
        description=command.description,
        minutes=command.minutes,
        headcount=command.headcount,
    )
    c.work.add(item)
    return item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOffMenu(Command):
    """Take a service off the menu (菜单下架)."""

    menu_item_id: UUID
    reason: str


@handles(TakeOffMenu)
async def take_off_menu(c: Context, command: TakeOffMenu) -> UUID:
    """Take a service off the menu."""
    item = await c.get(MenuItem, command.menu_item_id, "menuItemId")
    await scope.require_unit(c, item.unit_id, "menuItemId")
    item.take_off(reason=command.reason, at=c.now)
    return item.id
