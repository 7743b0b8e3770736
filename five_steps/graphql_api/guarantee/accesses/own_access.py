"""Who read the data of the person who asks (我的信息查阅记录)."""

from datetime import datetime

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.guarantee.accesses.access import ROLE, AccessKind
from five_steps.graphql_api.kernel.access import OWN_DATA
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.organisation.unit import Unit


# OFFSET 0 has the planner find them by the index of persons, and only then put them in order.
@entity(
    "(SELECT * FROM trail.entries WHERE persons @> ARRAY[{viewer}] OFFSET 0)",
    "That somebody read personal data of the person who asks (信息查阅记录): in what capacity and "
    "for which unit, which answers for it. Auditors know who it was.",
    visible=OWN_DATA,
)
class AccessToMyData:
    """That somebody read personal data of the person who asks."""

    kind: AccessKind = column("How 类别.")
    recorded_at: datetime = column("When 时间.")
    role: Role | None = column("In what capacity 角色; null without a token.", ROLE)
    unit: Unit | None = one(
        "The unit that they did it for 所属单位; null for other than staff.",
        join="{t}.id = {parent}.unit_id",
    )
    fields: list[str] = column("What they were shown, as `Type.field` 字段.")
