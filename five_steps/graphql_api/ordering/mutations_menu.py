"""The service menu (服务菜单)."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.commands.ordering.menu import PutOnMenu, TakeOffMenu
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, Done, changed, run
from five_steps.graphql_api.ordering.menu_item import MenuItem


@strawberry.input(description="A service to put on a unit's menu (菜单上架).")
class PutOnMenuInput(CommandInput):
    """A service to put on the menu."""

    unit_id: strawberry.ID = strawberry.field(description="The unit that offers it 所属单位.")
    category: Category = strawberry.field(description="Category 服务类别.")
    title: str = strawberry.field(description="Title 名称, 1–100 characters.")
    description: str = strawberry.field(
        default="", description="What it is 说明, at most 2000 characters."
    )
    minutes: int = strawberry.field(description="Usual length 时长, 1–1440 minutes.")
    headcount: int = strawberry.field(description="Volunteers it usually takes 人数, 1–200.")

    def command(self) -> PutOnMenu:
        """The command that is asked for."""
        return PutOnMenu(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            category=self.category,
            title=self.title,
            description=self.description,
            minutes=self.minutes,
            headcount=self.headcount,
        )


@strawberry.input(description="A service to take off the menu (菜单下架).")
class TakeOffMenuInput(CommandInput):
    """A service to take off the menu."""

    menu_item_id: strawberry.ID = strawberry.field(description="The menu item 菜单项.")
    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> TakeOffMenu:
        """The command that is asked for."""
        return TakeOffMenu(
            menu_item_id=local_id("menuItemId", self.menu_item_id, "MenuItem"), reason=self.reason
        )


@strawberry.type(description="The menu changed.")
class MenuItemChanged(Done):
    """The menu changed."""

    menu_item: MenuItem | None = changed(MenuItem, "The menu item as it is now 菜单项")


MenuItemResult: TypeAlias = Annotated[
    MenuItemChanged | CommandError,
    strawberry.union("MenuItemResult", description="The changed menu item, or why it was refused."),
]


@strawberry.type(description="Keeping the menu.")
class MenuMutations:
    """Keeping the menu."""

    @strawberry.mutation(description="Put a service on a unit's menu 菜单上架.")
    async def put_on_menu(
        self,
        info: Info,
        input: Annotated[PutOnMenuInput, GIVEN],  # noqa: A002
    ) -> MenuItemResult:
        """Put a service on the menu."""
        return await run(info, input, MenuItemChanged)

    @strawberry.mutation(description="Take a service off the menu 菜单下架.")
    async def take_off_menu(
        self,
        info: Info,
        input: Annotated[TakeOffMenuInput, GIVEN],  # noqa: A002
    ) -> MenuItemResult:
        """Take a service off the menu."""
        return await run(info, input, MenuItemChanged)
