"""Redemption counters (兑换点)."""

from datetime import date, datetime

import strawberry

from five_steps.graphql_api.incentives.fund.merchant import Merchant
from five_steps.graphql_api.incentives.redeeming.counter_stock import CounterStock
from five_steps.graphql_api.kernel.access import COUNTER_DAY, COUNTER_IN_FULL
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

BY_NAME = {"": Sort("{t}.name", "text")}


@strawberry.input(description="Which counters to list; all that is given must hold.")
class CounterFilter:
    """Which counters to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it 所属单位.",
        read=reads_id("Unit"),
    )
    merchant: strawberry.ID | None = condition(
        "{t}.merchant_id = {p}::uuid", "Run by this merchant 商户.", read=reads_id("Merchant")
    )
    mine: bool | None = condition(
        "({subject} = ANY({t}.operators)) = {p}::boolean",
        "Those the viewer works, or does not 本人操作的兑换点.",
    )
    shut: bool | None = condition("{t}.shut = {p}::boolean", "Shut down or not 是否停用.")
    search: str | None = condition("{t}.name LIKE {p}", "Part of the name 名称.", read=reads_search)


@entity("read.counter_days", "What a counter takes on a civil day (当日兑换).", visible=COUNTER_DAY)
class CounterDay:
    """What a counter takes on a civil day."""

    day: date = column("The day, in district time 日期.")
    points: int = column("Points taken, less those given back the same day 当日积分.")
    redemption_count: int = column("Redemptions held and not given back the same day 当日笔数.")


@entity(
    "read.counters",
    "A redemption counter (兑换点): a 积分超市, a shop, a library.",
    visible=PUBLIC,
)
class Counter(Node):
    """A redemption counter."""

    name: str = column("Name 名称.")
    place: str = column("Where it is 地点.")
    weekdays: list[int] = column("Weekdays it is open on, 1 (Monday) to 7 营业日.")
    opens_minute: int = column("Opens so many minutes after midnight, district time 营业开始.")
    closes_minute: int = column("Closes so many minutes after midnight 营业结束.")
    day_points_max: int | None = column(
        "Points it may take a day 每日限额; for those who work it and the unit's staff.",
        seen_by=COUNTER_IN_FULL,
    )
    operators: list[str] | None = column(
        "Who works it, by the subject of their tokens 操作员.", seen_by=COUNTER_IN_FULL
    )
    shut: bool = column("Whether it takes no more holds 是否停用.")
    shut_reason: str | None = column("Why it was shut down 停用原因.")
    opened_at: datetime = column("When it was opened 设立时间.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("Its unit 所属单位.", join="{t}.id = {parent}.unit_id")
    merchant: Merchant | None = one(
        "The merchant that runs it 商户; null if the unit itself does.",
        join="{t}.id = {parent}.merchant_id",
    )
    stocks: list[CounterStock] = some(
        "What it has in stock 库存.",
        paged=True,
        join="{t}.counter_id = {parent}.id",
        sorts={"": Sort("{t}.reward_id", "uuid", unique=None)},
    )
    days: list[CounterDay] = some(
        "What it takes a day, latest first 每日兑换.",
        paged=True,
        join="{t}.counter_id = {parent}.id",
        sorts={"": Sort("{t}.day", "date", descending=True, unique=None)},
    )
