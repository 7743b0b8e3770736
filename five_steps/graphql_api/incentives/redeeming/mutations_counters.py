"""Counters (兑换点): opening, hours, limits."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.redeeming.counters import (
    OpenCounter,
    SetCounterDayLimit,
    SetCounterHours,
    ShutDownCounter,
)
from five_steps.graphql_api.incentives.redeeming.counter_input import CounterInput
from five_steps.graphql_api.incentives.redeeming.counter_result import (
    CounterChanged,
    CounterResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="A counter to open (设立兑换点).")
class OpenCounterInput(CommandInput):
    """A counter to open."""

    unit_id: strawberry.ID = strawberry.field(description="Its unit 所属单位.")
    merchant_id: strawberry.ID | None = strawberry.field(
        default=None, description="The merchant that runs it 商户; null: the unit itself."
    )
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    place: str = strawberry.field(description="Where it is 地点, 1–500 characters.")

    def command(self) -> OpenCounter:
        """The command that is asked for."""
        return OpenCounter(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            merchant_id=(
                None
                if self.merchant_id is None
                else local_id("merchantId", self.merchant_id, "Merchant")
            ),
            name=self.name,
            place=self.place,
        )


@strawberry.input(description="Opening hours of a counter (营业时间), in district time.")
class SetCounterHoursInput(CounterInput):
    """Opening hours of a counter."""

    weekdays: list[int] = strawberry.field(
        description="Weekdays it is open on 营业日, 1 (Monday) to 7."
    )
    opens_minute: int = strawberry.field(
        description="Opens so many minutes after midnight 营业开始, 0–1439."
    )
    closes_minute: int = strawberry.field(
        description="Closes so many minutes after midnight 营业结束, after opening, at most 1440."
    )

    def command(self) -> SetCounterHours:
        """The command that is asked for."""
        return SetCounterHours(
            counter_id=self.counter,
            weekdays=tuple(self.weekdays),
            opens_minute=self.opens_minute,
            closes_minute=self.closes_minute,
        )


@strawberry.input(description="How many points a counter may take a day (每日限额).")
class SetCounterDayLimitInput(CounterInput):
    """How many points a counter may take a day."""

    points: int = strawberry.field(description="Points 积分, 0–10000000.")

    def command(self) -> SetCounterDayLimit:
        """The command that is asked for."""
        return SetCounterDayLimit(counter_id=self.counter, points=self.points)


@strawberry.input(description="A counter to shut down (停用兑换点).")
class ShutDownCounterInput(CounterInput):
    """A counter to shut down."""

    reason: str = strawberry.field(description="Why 停用原因, 1–500 characters.")

    def command(self) -> ShutDownCounter:
        """The command that is asked for."""
        return ShutDownCounter(counter_id=self.counter, reason=self.reason)


@strawberry.type(description="Opening counters and setting their hours and limits.")
class CounterMutations:
    """Opening counters and setting their hours and limits."""

    @strawberry.mutation(
        description="Open a counter 设立兑换点; for administrators of the unit, or above. It is "
        "open at all hours and takes any number of points until its hours and its limit are set."
    )
    async def open_counter(
        self,
        info: Info,
        input: Annotated[OpenCounterInput, GIVEN],  # noqa: A002
    ) -> CounterResult:
        """Open a counter."""
        return await run(info, input, CounterChanged)

    @strawberry.mutation(description="Set a counter's opening hours 设定营业时间.")
    async def set_counter_hours(
        self,
        info: Info,
        input: Annotated[SetCounterHoursInput, GIVEN],  # noqa: A002
    ) -> CounterResult:
        """Set opening hours."""
        return await run(info, input, CounterChanged)

    @strawberry.mutation(
        description="Set how many points a counter may take a day 设定每日限额; at once."
    )
    async def set_counter_day_limit(
        self,
        info: Info,
        input: Annotated[SetCounterDayLimitInput, GIVEN],  # noqa: A002
    ) -> CounterResult:
        """Set the limit of a day."""
        return await run(info, input, CounterChanged)

    @strawberry.mutation(
        description="Let a counter take no more holds 停用兑换点; what is held may still be "
        "confirmed, cancelled or returned."
    )
    async def shut_down_counter(
        self,
        info: Info,
        input: Annotated[ShutDownCounterInput, GIVEN],  # noqa: A002
    ) -> CounterResult:
        """Shut a counter down."""
        return await run(info, input, CounterChanged)
