"""Deliveries and write-offs at a counter (出入库)."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.commands.incentives.redeeming.stock import ChangeStock
from five_steps.graphql_api.incentives.redeeming.counter_input import CounterInput
from five_steps.graphql_api.incentives.redeeming.counter_stock import CounterStock
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, Done, changed, run


@strawberry.input(description="Pieces delivered to a counter, or written off (出入库).")
class ChangeStockInput(CounterInput):
    """Pieces delivered to a counter, or written off."""

    reward_id: strawberry.ID = strawberry.field(description="The reward 兑换品, goods.")
    pieces: int = strawberry.field(
        description="Pieces delivered, or below zero written off 数量; only free ones go."
    )
    reason: str = strawberry.field(description="Why 出入库原因, 1–500 characters.")

    def command(self) -> ChangeStock:
        """The command that is asked for."""
        return ChangeStock(
            counter_id=self.counter,
            reward_id=local_id("rewardId", self.reward_id, "Reward"),
            pieces=self.pieces,
            reason=self.reason,
        )


@strawberry.type(description="The stock changed.")
class CounterStockChanged(Done):
    """The stock changed."""

    stock: CounterStock | None = changed(CounterStock, "The stock as it is now 库存")


CounterStockResult: TypeAlias = Annotated[
    CounterStockChanged | CommandError,
    strawberry.union("CounterStockResult", description="The changed stock, or why it was refused."),
]


@strawberry.type(description="Keeping a counter in stock.")
class StockMutations:
    """Keeping a counter in stock."""

    @strawberry.mutation(
        description="Take delivery of pieces at a counter, or write some off 出入库; for those "
        "who work it and administrators of its unit, or above."
    )
    async def change_stock(
        self,
        info: Info,
        input: Annotated[ChangeStockInput, GIVEN],  # noqa: A002
    ) -> CounterStockResult:
        """Change a stock."""
        return await run(info, input, CounterStockChanged)
