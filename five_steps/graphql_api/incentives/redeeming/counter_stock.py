"""What a counter has in stock (库存)."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.graphql_api.guarantee.explaining.figure_explanation import (
    FigureExplanation,
    explanation,
)
from five_steps.graphql_api.guarantee.explaining.figures import StockFigure
from five_steps.graphql_api.guarantee.explaining.ledger_of import Explained
from five_steps.graphql_api.kernel.access import FIGURE_OF_STOCK
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position

if TYPE_CHECKING:
    from five_steps.graphql_api.incentives.redeeming.counter import Counter
    from five_steps.graphql_api.incentives.redeeming.reward import Reward


@entity("read.counter_stocks", "A counter's pieces of one reward (库存).", visible=PUBLIC)
class CounterStock(Node):
    """A counter's pieces of one reward."""

    on_hand: int = column("Pieces on the shelf 在库.")
    reserved: int = column("Pieces that holds reserve 预留.")
    free: int = column("Pieces to be had 可兑.")
    position: Position = column("Log position of its last event.")
    explanation: FigureExplanation | None = explanation(
        Explained.STOCK, StockFigure, owner="{parent}.id", seen_by=FIGURE_OF_STOCK
    )
    counter: (
        Annotated["Counter", strawberry.lazy("five_steps.graphql_api.incentives.redeeming.counter")]
        | None
    ) = one("The counter 兑换点.", join="{t}.id = {parent}.counter_id")
    reward: (
        Annotated["Reward", strawberry.lazy("five_steps.graphql_api.incentives.redeeming.reward")]
        | None
    ) = one("The reward 兑换品.", join="{t}.id = {parent}.reward_id")
