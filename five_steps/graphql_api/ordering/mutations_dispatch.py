"""Dispatching an order and handing it on (派单)."""

from typing import Annotated

import strawberry

from five_steps.commands.ordering.dispatching import DispatchOrder, EscalateOrder, TransferOrder
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.ordering.order_input import OrderInput
from five_steps.graphql_api.ordering.order_result import OrderChanged, OrderResult


@strawberry.input(description="To whom to dispatch an order (派单): either a team or volunteers.")
class DispatchOrderInput(OrderInput):
    """To whom to dispatch an order."""

    team_id: strawberry.ID | None = strawberry.field(
        default=None, description="The team whose members may accept 队伍."
    )
    volunteer_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The volunteers who may accept 志愿者, 1–200 who fit."
    )

    def command(self) -> DispatchOrder:
        """The command that is asked for."""
        return DispatchOrder(
            order_id=self.order,
            team_id=None if self.team_id is None else local_id("teamId", self.team_id, "Team"),
            volunteer_ids=tuple(
                local_id("volunteerIds", volunteer, "Volunteer") for volunteer in self.volunteer_ids
            ),
        )


@strawberry.input(description="To which unit to hand an order (转派).")
class TransferOrderInput(OrderInput):
    """To which unit to hand an order."""

    to_unit_id: strawberry.ID = strawberry.field(
        description="The unit that handles it from now on 接收单位."
    )
    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> TransferOrder:
        """The command that is asked for."""
        return TransferOrder(
            order_id=self.order,
            to_unit_id=local_id("toUnitId", self.to_unit_id, "Unit"),
            reason=self.reason,
        )


@strawberry.input(description="An overdue order to flag and move a tier up (逾期上报).")
class EscalateOrderInput(OrderInput):
    """An overdue order to escalate."""

    def command(self) -> EscalateOrder:
        """The command that is asked for."""
        return EscalateOrder(order_id=self.order)


@strawberry.type(description="Dispatching orders.")
class DispatchMutations:
    """Dispatching orders."""

    @strawberry.mutation(
        description="Dispatch an order to a team or to named volunteers 派单. An offer: nobody is "
        "forced to serve."
    )
    async def dispatch_order(
        self,
        info: Info,
        input: Annotated[DispatchOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Dispatch an order."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(description="Hand an order to another unit, up or down the tiers 转派.")
    async def transfer_order(
        self,
        info: Info,
        input: Annotated[TransferOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Transfer an order."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(description="Flag an overdue order and move it a tier up 逾期上报.")
    async def escalate_order(
        self,
        info: Info,
        input: Annotated[EscalateOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Escalate an order."""
        return await run(info, input, OrderChanged)
