"""Units (单位)."""

from datetime import datetime

import strawberry

from five_steps.domain.organisation.tiers import PointKind, Tier, UnitStatus
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position

BY_CODE = {"": Sort("{t}.code", "text")}


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
    opening_hours: str = column("Opening hours 开放时间.")
    status: UnitStatus = column("Whether it works 状态.")
    depth: int = column("Units above it; 0 for the centre.")
    founded_at: datetime = column("When it was founded 设立时间.")
    position: Position = column("Log position of its last event.")
    parent: "Unit | None" = one(
        "The unit it hangs under 上级单位.", join="{t}.id = {parent}.parent_id"
    )
    merged_into: "Unit | None" = one(
        "The unit it was merged into 并入单位.", join="{t}.id = {parent}.merged_into_id"
    )
    children: "Connection[Unit]" = connection(
        "The units directly under it 下级单位.",
        join="{t}.parent_id = {parent}.id",
        sorts=BY_CODE,
    )
