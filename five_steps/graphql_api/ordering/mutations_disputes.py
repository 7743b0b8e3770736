"""Disputes (争议)."""

from typing import Annotated

import strawberry

from five_steps.commands.ordering.disputes import DecideDispute, DisputeOrder, VolunteerMinutes
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.ordering.order_input import OrderInput
from five_steps.graphql_api.ordering.order_result import OrderChanged, OrderResult


@strawberry.input(description="A dispute of a service whose hours are verified (提出争议).")
class DisputeOrderInput(OrderInput):
    """A dispute of a service."""

    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> DisputeOrder:
        """The command that is asked for."""
        return DisputeOrder(order_id=self.order, reason=self.reason)


@strawberry.input(description="The minutes that a decision leaves a volunteer (裁定时长).")
class VolunteerMinutesInput:
    """The minutes that a decision leaves a volunteer."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")
    minutes: int = strawberry.field(description="Minutes 时长（分钟）, from 0 to those verified.")

    def value(self) -> VolunteerMinutes:
        """The minutes as the command takes them."""
        return VolunteerMinutes(
            local_id("minutes.volunteerId", self.volunteer_id, "Volunteer"), self.minutes
        )


@strawberry.input(description="The decision of a dispute (裁定争议).")
class DecideDisputeInput(OrderInput):
    """The decision of a dispute."""

    upheld: bool = strawberry.field(description="Whether the dispute is upheld 争议是否成立.")
    minutes: list[VolunteerMinutesInput] = strawberry.field(
        default_factory=list,
        description="Who keeps how many minutes, if it is upheld; others keep theirs.",
    )
    reason: str = strawberry.field(description="Why 理由, 1–500 characters.")

    def command(self) -> DecideDispute:
        """The command that is asked for."""
        return DecideDispute(
            order_id=self.order,
            upheld=self.upheld,
            minutes=tuple(given.value() for given in self.minutes),
            reason=self.reason,
        )


@strawberry.type(description="Disputes.")
class DisputeMutations:
    """Disputes."""

    @strawberry.mutation(
        description="Dispute a service 提出争议: its hours and points freeze until it is decided."
    )
    async def dispute_order(
        self,
        info: Info,
        input: Annotated[DisputeOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Dispute an order."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(
        description="Decide a dispute 裁定争议; never by who disputed, ordered or served."
    )
    async def decide_dispute(
        self,
        info: Info,
        input: Annotated[DecideDisputeInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Decide a dispute."""
        return await run(info, input, OrderChanged)
