"""Placing an order (点单)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.ordering.placing import PlaceOrder
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import RequesterKind
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.ordering.order_result import OrderChanged, OrderResult

_REQUESTERS = {RequesterKind.RESIDENT: "Resident", RequesterKind.UNIT: "Unit"}


@strawberry.input(description="A service to order (点单).")
class PlaceOrderInput(CommandInput):
    """A service to order."""

    unit_id: strawberry.ID = strawberry.field(description="The unit to order from 受理单位.")
    requester_kind: RequesterKind = strawberry.field(
        default=RequesterKind.RESIDENT, description="Who orders 点单人类别."
    )
    requester_id: strawberry.ID = strawberry.field(
        description="The resident or unit who orders 点单人."
    )
    category: Category = strawberry.field(description="Category 服务类别.")
    menu_item_id: strawberry.ID | None = strawberry.field(
        default=None, description="The menu item 菜单项; none for a free request."
    )
    title: str = strawberry.field(description="What is wanted 服务内容, 1–100 characters.")
    place: str = strawberry.field(description="Where 地点.")
    details: str = strawberry.field(default="", description="Particulars and risks 详细说明.")
    contact: str = strawberry.field(default="", description="How to reach the requester 联系方式.")
    starts_at: datetime = strawberry.field(description="Start of the window 服务开始.")
    ends_at: datetime = strawberry.field(description="End of the window 服务结束.")
    headcount: int = strawberry.field(default=1, description="Volunteers wanted 需要人数.")
    skills: list[str] = strawberry.field(
        default_factory=list, description="Skills asked for 技能要求."
    )
    hazardous: bool = strawberry.field(
        default=False, description="Dangerous duty: insurance first, no minors 是否有风险."
    )

    def command(self) -> PlaceOrder:
        """The command that is asked for."""
        return PlaceOrder(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            requester_kind=self.requester_kind,
            requester_id=local_id(
                "requesterId", self.requester_id, _REQUESTERS[self.requester_kind]
            ),
            category=self.category,
            menu_item_id=(
                None
                if self.menu_item_id is None
                else local_id("menuItemId", self.menu_item_id, "MenuItem")
            ),
            title=self.title,
            place=self.place,
            details=self.details,
            contact=self.contact,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            headcount=self.headcount,
            skills=tuple(self.skills),
            hazardous=self.hazardous,
        )


@strawberry.type(description="Placing orders.")
class PlaceOrderMutations:
    """Placing orders."""

    @strawberry.mutation(description="Order a service of a unit for a time window 点单.")
    async def place_order(
        self,
        info: Info,
        input: Annotated[PlaceOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Order a service."""
        return await run(info, input, OrderChanged)
