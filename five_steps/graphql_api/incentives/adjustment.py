"""Adjustments of points by hand (积分调整)."""

from datetime import datetime

import strawberry

from five_steps.graphql_api.kernel.access import POINTS
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.people.volunteer import Volunteer
from five_steps.projections.incentives.points_rows import AdjustmentState

LATEST_FIRST = {"": Sort("{t}.proposed_at", "timestamptz", descending=True)}


@strawberry.input(description="Which adjustments to list; all that is given must hold.")
class AdjustmentFilter:
    """Which adjustments to list."""

    volunteer: strawberry.ID | None = condition(
        "{t}.volunteer_id = {p}::uuid", "Of this volunteer 志愿者.", read=reads_id("Volunteer")
    )
    under: strawberry.ID | None = condition(
        "EXISTS (SELECT FROM read.volunteers v JOIN read.units u ON u.id = v.unit_id"
        " WHERE v.id = {t}.volunteer_id AND u.path @> ARRAY[{p}::uuid])",
        "Of volunteers of this unit or any under it 所属单位.",
        read=reads_id("Unit"),
    )
    state: list[AdjustmentState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )


@entity("read.adjustments", "Points that staff add or take away (积分调整).", visible=POINTS)
class Adjustment(Node):
    """Points that staff add or take away."""

    points: int = column("Points to add, or to take away (below zero) 积分.")
    reason: str = column("Why 原因.")
    state: AdjustmentState = column("Where it stands 状态.")
    proposed_by: str = column("Who proposed it 提议人.")
    proposed_at: datetime = column("When 提议时间.")
    decided_by: str | None = column("The second person, who decided 复核人.")
    decided_at: datetime | None = column("When 复核时间.")
    rejection_reason: str | None = column("Why it was not approved 驳回原因.")
    position: Position = column("Log position of its last event.")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.", join="{t}.id = {parent}.volunteer_id"
    )
