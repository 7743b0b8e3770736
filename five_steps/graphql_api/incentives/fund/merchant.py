"""Merchants (商户)."""

from datetime import datetime

import strawberry

from five_steps.graphql_api.kernel.access import BANK_ACCOUNT, MERCHANT_IN_FULL
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

BY_NAME = {"": Sort("{t}.name", "text")}


@strawberry.input(description="Which merchants to list; all that is given must hold.")
class MerchantFilter:
    """Which merchants to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Signed up with this unit or any under it 签约单位.",
        read=reads_id("Unit"),
    )
    under_contract: bool | None = condition(
        "({t}.ended_at IS NULL) = {p}::boolean", "Under contract or no longer 是否在约."
    )
    search: str | None = condition("{t}.name LIKE {p}", "Part of the name 名称.", read=reads_search)


@entity(
    "read.merchants",
    "A merchant that runs counters (商户).",
    visible=PUBLIC,
    person="{t}.id",
)
class Merchant(Node):
    """A merchant that runs counters."""

    name: str = column("Name 名称.")
    contact: str | None = column(
        "Whom to call 联系人; for the unit's staff.", seen_by=MERCHANT_IN_FULL, personal=True
    )
    account: str | None = column(
        "Bank account 收款账户; for the centre, which pays.",
        seen_by=BANK_ACCOUNT,
        masked=(MERCHANT_IN_FULL, "'****' || right({t}.account, 4)"),
        personal=True,
    )
    signed_up_at: datetime = column("When it was signed up 签约时间.")
    ended_at: datetime | None = column("When the contract ended 解约时间.")
    ended_reason: str | None = column("Why 解约原因.", seen_by=MERCHANT_IN_FULL)
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one(
        "The unit it is signed up with 签约单位.", join="{t}.id = {parent}.unit_id"
    )
