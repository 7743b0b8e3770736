"""Units (单位)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.organisation.tiers import PointKind, Tier, UnitStatus
from five_steps.graphql_api.kernel.collection import (
    Argument,
    Condition,
    Sort,
    condition,
    reads_id,
    reads_search,
)
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position

if TYPE_CHECKING:
    from five_steps.graphql_api.organisation.unit_history import UnitVersion

BY_CODE = {"": Sort("{t}.code", "text")}
AT = Argument(
    datetime,
    "The moment 时间.",
    Condition(
        "({t}.since <= {p}::timestamptz AND ({t}.until IS NULL OR {t}.until > {p}::timestamptz))"
    ),
)


@strawberry.input(description="Which units to list; all that is given must hold.")
class UnitFilter:
    """Which units to list."""

    tier: list[Tier] | None = condition(
        "{t}.tier = ANY({p}::text[])", "Of one of these tiers 层级."
    )
    parent: strawberry.ID | None = condition(
        "{t}.parent_id = {p}::uuid", "Directly under this unit 上级单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        "{t}.path @> ARRAY[{p}::uuid]",
        "This unit and all under it, at any depth.",
        read=reads_id("Unit"),
    )
    status: list[UnitStatus] | None = condition(
        "{t}.status = ANY({p}::text[])", "Of one of these statuses 状态."
    )
    search: str | None = condition(
        "({t}.name LIKE {p} OR {t}.code LIKE {p})",
        "Part of the name or code 名称或编码.",
        read=reads_search,
    )


@entity(
    "read.units", "A unit (单位): district centre, institute, station or point.", visible=PUBLIC
)
class Unit(Node):
    """A unit."""

    code: str = column("Unique code 单位编码.")
    name: str = column("Name 名称.")
    tier: Tier = column("Tier 层级.")
    point_kind: PointKind | None = column("What a practice point is 点的类别; null for the tiers.")
    region: str = column("Region it serves 区域.")
    responsible: str = column("Responsible person 负责人.")
    party_head: str = column(
        "Main head of its party organisation 党组织主要负责人, captain of its teams by default; "
        "empty until one is named."
    )
    opening_hours: str = column("Opening hours 开放时间.")
    status: UnitStatus = column("Whether it works 状态.")
    depth: int = column("Units above it that were not merged away; 0 for the centre.")
    merged_at: datetime | None = column("When it was merged into another 合并时间.")
    founded_at: datetime = column("When it was founded 设立时间.")
    position: Position = column("Log position of its last event.")
    parent: "Unit | None" = one(
        "The unit it hangs under 上级单位.", join="{t}.id = {parent}.parent_id"
    )
    merged_into: "Unit | None" = one(
        "The unit it was merged into 并入单位.", join="{t}.id = {parent}.merged_into_id"
    )
    successor: "Unit | None" = one(
        "The unit that answers for a merged one today 现承接单位, after mergers of mergers.",
        join="{t}.id = {parent}.successor_id",
    )
    children: "Connection[Unit]" = connection(
        "The units directly under it 下级单位; those of a unit merged into it came along.",
        join="{t}.parent_id = {parent}.id AND {t}.status <> 'MERGED'",
        sorts=BY_CODE,
    )
    merged_units: "Connection[Unit]" = connection(
        "The units that were merged into it 已并入的单位.",
        join="{t}.merged_into_id = {parent}.id",
        sorts=BY_CODE,
    )
    history: Connection[
        Annotated[
            "UnitVersion", strawberry.lazy("five_steps.graphql_api.organisation.unit_history")
        ]
    ] = connection(
        "What changed about it, in the order it happened 历史沿革.",
        join="{t}.unit_id = {parent}.id",
        sorts={"": Sort("{t}.position", "bigint", unique=None)},
    )
    as_of: (
        Annotated[
            "UnitVersion", strawberry.lazy("five_steps.graphql_api.organisation.unit_history")
        ]
        | None
    ) = one(
        "How it stood at a moment 某时的单位; null before it was founded.",
        join="{t}.unit_id = {parent}.id",
        arguments={"at": AT},
    )
