"""Venues (阵地)."""

import strawberry

from five_steps.domain.organisation.tiers import VenueKind
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit

BY_NAME = {"": Sort("{t}.name", "text")}


@strawberry.input(description="Which venues to list; all that is given must hold.")
class VenueFilter:
    """Which venues to list."""

    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "Of this unit 所属单位.", read=reads_id("Unit")
    )
    under: strawberry.ID | None = condition(
        "{t}.unit_id IN (SELECT u.id FROM read.units u WHERE u.path @> ARRAY[{p}::uuid])",
        "Of this unit or any under it.",
        read=reads_id("Unit"),
    )
    kind: list[VenueKind] | None = condition(
        "{t}.kind = ANY({p}::text[])", "Of one of these kinds 阵地类别."
    )
    closed: bool | None = condition("{t}.closed = {p}::boolean", "Closed or in use 是否停用.")


@entity("read.venues", "A venue (阵地): rooms a unit works in.", visible=PUBLIC)
class Venue(Node):
    """A venue."""

    name: str = column("Name 名称.")
    kind: VenueKind = column("What it is 阵地类别.")
    capacity: int = column("Persons it holds 容纳人数.")
    opening_hours: str = column("Opening hours 开放时间.")
    closed: bool = column("Whether it is no longer used 是否停用.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit it belongs to 所属单位.", join="{t}.id = {parent}.unit_id")
