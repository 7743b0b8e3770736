"""Asking the requester afterwards (事后回访)."""

from typing import Annotated

import strawberry

from five_steps.commands.ordering.follow_up import FollowUpOrder
from five_steps.domain.ordering.order_state import FollowUpChannel
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.ordering.order_input import OrderInput
from five_steps.graphql_api.ordering.order_result import OrderChanged, OrderResult


@strawberry.input(description="What the requester said when asked (回访).")
class FollowUpOrderInput(OrderInput):
    """What the requester said when asked."""

    channel: FollowUpChannel = strawberry.field(description="How they were asked 回访方式.")
    satisfied: bool = strawberry.field(description="Whether they are satisfied 是否满意.")
    complaint: bool = strawberry.field(description="Whether they complain 是否投诉.")
    result: str = strawberry.field(
        description="What they said 回访结果, 1–2000 characters; sealed."
    )

    def command(self) -> FollowUpOrder:
        """The command that is asked for."""
        return FollowUpOrder(
            order_id=self.order,
            channel=self.channel,
            satisfied=self.satisfied,
            complaint=self.complaint,
            result=self.result,
        )


@strawberry.type(description="Following orders up.")
class FollowUpMutations:
    """Following orders up."""

    @strawberry.mutation(
        description="Note what the requester of a rated or unrated order said when asked 回访."
    )
    async def follow_up_order(
        self,
        info: Info,
        input: Annotated[FollowUpOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Follow an order up."""
        return await run(info, input, OrderChanged)
