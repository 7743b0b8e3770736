"""The service menu (服务菜单)."""

from __future__ import annotations

from dataclasses import dataclass

from five_steps.domain.ordering.menu_item import MenuItem
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class MenuItemRow:
    """A service that a unit offers, with its usual length (minutes) and headcount."""

    id: Id
    unit_id: Id
    category: str
    title: str
    description: str
    minutes: int
    headcount: int
    offered: bool
    position: Position


class MenuItemsView(Projection):
    """`read.menu_items`."""

    name = "menu_items"

    def declare(self) -> None:
        self.items = self.table(
            Rows[Id, MenuItemRow](MenuItemRow, "menu_items", key=["id"], indexes=["(unit_id)"])
        )

    @on(MenuItem.Created)
    def put_on(
        self,
        event: Event,
        unit_id: Id,
        category: str,
        title: str,
        description: str,
        minutes: int,
        headcount: int,
    ) -> None:
        self.items.add(
            MenuItemRow(
                id=event.stream,
                unit_id=unit_id,
                category=category,
                title=title,
                description=description,
                minutes=minutes,
                headcount=headcount,
                offered=True,
                position=event.position,
            )
        )

    @on(MenuItem.TakenOff)
    def taken_off(self, event: Event) -> None:
        item = self.items.change(event.stream)
        item.offered = False
        item.position = event.position
