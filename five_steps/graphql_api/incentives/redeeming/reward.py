"""The redemption catalogue (兑换目录)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.graphql_api.incentives.redeeming.counter_stock import CounterStock
from five_steps.graphql_api.incentives.spendable import AFFORDABLE
from five_steps.graphql_api.kernel.access import COST
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Cents, Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

OFFERED = (
    "(NOT {t}.withdrawn AND {t}.valid_from <= {now}"
    " AND ({t}.valid_until IS NULL OR {t}.valid_until > {now}))"
)
AT_COUNTER = """EXISTS (
    SELECT FROM read.counters c JOIN read.units u ON u.id = c.unit_id
    WHERE c.id = {p}::uuid AND u.path @> ARRAY[{t}.unit_id] AND ({t}.kind <> 'GOODS' OR EXISTS (
        SELECT FROM read.counter_stocks s
        WHERE s.counter_id = c.id AND s.reward_id = {t}.id AND s.free > 0)))"""


@graphql_enum
class RewardOrder(StrEnum):
    """In which order rewards are listed."""

    CHEAPEST = "CHEAPEST"
    """Lowest price first 积分由低到高."""
    DEAREST = "DEAREST"
    """Highest price first 积分由高到低."""
    NEWEST = "NEWEST"
    """Latest put on first 最新上架."""
    NAME = "NAME"
    """By name 名称."""


REWARD_SORTS = {
    RewardOrder.CHEAPEST: Sort("{t}.points", "int"),
    RewardOrder.DEAREST: Sort("{t}.points", "int", descending=True),
    RewardOrder.NEWEST: Sort("{t}.put_on_at", "timestamptz", descending=True),
    RewardOrder.NAME: Sort("{t}.name", "text"),
}


@strawberry.input(description="Which rewards to list; all that is given must hold.")
class RewardFilter:
    """Which rewards to list."""

    kind: list[RewardKind] | None = condition(
        "{t}.kind = ANY({p}::text[])", "Of one of these kinds 类别."
    )
    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Put on by this unit or any under it 上架单位.",
        read=reads_id("Unit"),
    )
    counter_id: strawberry.ID | None = condition(
        AT_COUNTER,
        "To be had at this counter: goods only while some are free 兑换点.",
        read=reads_id("Counter"),
    )
    affordable_for: strawberry.ID | None = condition(
        AFFORDABLE,
        "That this volunteer has the points and the star for 志愿者可兑; for the volunteer, for "
        "those who see their points, and at the counters.",
        read=reads_id("Volunteer"),
    )
    offered: bool | None = condition(
        f"{OFFERED} = {{p}}::boolean", "To be had now, or not (any more) 是否在架."
    )
    search: str | None = condition(
        "({t}.name LIKE {p} OR {t}.description LIKE {p})",
        "Part of the name or the description 名称或说明.",
        read=reads_search,
    )


@entity("read.rewards", "An entry of the redemption catalogue (兑换品).", visible=PUBLIC)
class Reward(Node):
    """An entry of the redemption catalogue."""

    kind: RewardKind = column("What it is 类别.")
    name: str = column("Name 名称.")
    description: str = column("Description 说明.")
    points: int = column("Price of one in points 所需积分.")
    cost_cents: Cents | None = column(
        "What one costs the fund, in 分 成本; for staff.", seen_by=COST
    )
    star_floor: int = column("Star it takes at least 最低星级.")
    per_person_max: int | None = column("How many one volunteer may have 每人限兑; null: no limit.")
    valid_from: datetime = column("From when it may be had 有效期起.")
    valid_until: datetime | None = column("Until when 有效期止.")
    return_days: int = column("Days within which it may be returned 可退天数; 0: not at all.")
    withdrawn: bool = column("Whether it was taken out of the catalogue 是否下架.")
    offered: bool = column("Whether it may be had now 是否可兑.", OFFERED)
    put_on_at: datetime = column("When it was put on 上架时间.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one(
        "The unit whose counters, and those under it, have it 上架单位.",
        join="{t}.id = {parent}.unit_id",
    )
    stocks: list[CounterStock] = some(
        "What counters have of it 各兑换点库存.",
        paged=True,
        join="{t}.reward_id = {parent}.id",
        sorts={"": Sort("{t}.counter_id", "uuid", unique=None)},
    )
