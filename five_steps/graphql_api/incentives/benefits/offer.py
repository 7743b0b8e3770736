"""Public services offered to volunteers at a discount (优惠公共服务)."""

from datetime import datetime

import strawberry

from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

VALID = (
    "(NOT {t}.withdrawn AND {t}.valid_from <= {now}"
    " AND ({t}.valid_until IS NULL OR {now} < {t}.valid_until))"
)
LOWEST_STAR_FIRST = {"": Sort("{t}.star_floor", "int")}


@strawberry.input(description="Which offers to list; all that is given must hold.")
class BenefitOfferFilter:
    """Which offers to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit or any under it 发布单位.",
        read=reads_id("Unit"),
    )
    star_level: int | None = condition(
        "{t}.star_floor <= {p}::int", "Open to volunteers of this star 星级."
    )
    valid: bool | None = condition(f"{VALID} = {{p}}::boolean", "Valid now or not 是否有效.")


@entity("read.benefit_offers", "An offer to volunteers (优惠公共服务).", visible=PUBLIC)
class BenefitOffer(Node):
    """An offer to volunteers."""

    name: str = column("Name 名称.")
    provider: str = column("Who offers it 提供方.")
    description: str = column("Particulars 说明.")
    star_floor: int = column("Star from which on it is open 最低星级, 0–5.")
    valid_from: datetime = column("From when it is valid 生效时间.")
    valid_until: datetime | None = column("Until when it is valid 截止时间; null without an end.")
    withdrawn: bool = column("Whether it was withdrawn 是否撤回.")
    valid: bool = column("Whether it is valid now 是否有效.", VALID)
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one(
        "The unit that published it 发布单位.", join="{t}.id = {parent}.unit_id"
    )
