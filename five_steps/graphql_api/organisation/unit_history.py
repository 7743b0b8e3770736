"""What a unit was, and how it came to be what it is (历史沿革)."""

from datetime import datetime

from five_steps.domain.organisation.tiers import UnitStatus
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.projections.organisation.unit_rows import UnitChange

_VERSIONS = """(SELECT h.*, h.occurred_at AS since,
    lead(h.occurred_at) OVER (PARTITION BY h.unit_id ORDER BY h.position) AS until
    FROM read.unit_history h)"""


@entity(
    _VERSIONS,
    "A change of a unit, and how the unit stood from then on (单位沿革).",
    key={"unit_id": "uuid", "position": "bigint"},
    visible=PUBLIC,
)
class UnitVersion:
    """A change of a unit, and how the unit stood from then on."""

    change: UnitChange = column("What changed 变更类型.")
    since: datetime = column("When 变更时间.")
    until: datetime | None = column("When the next change came; null for how it stands today.")
    reason: str | None = column("Why 变更原因, if one had to be given.")
    name: str = column("Name from then on 名称.")
    responsible: str = column("Responsible person from then on 负责人.")
    party_head: str = column("Main party head from then on 党组织主要负责人.")
    status: UnitStatus = column("Status from then on 状态.")
    position: Position = column("Log position of the event.")
    parent: Unit | None = one(
        "The unit it hung under from then on 上级单位.", join="{t}.id = {parent}.parent_id"
    )
    other: Unit | None = one(
        "The other unit concerned 相关单位: the parent, the successor, or what was taken over.",
        join="{t}.id = {parent}.other_id",
    )
