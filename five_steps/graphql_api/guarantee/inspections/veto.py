"""The veto of an inspection (一票否决)."""

from datetime import datetime

from five_steps.domain.guarantee.inspections.inspection_state import VetoState
from five_steps.graphql_api.kernel.access import VETO
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.scalars import Position


# Reached through the inspection alone, and seen by whoever sees that, once it is decided for.
@entity(
    "read.vetoes",
    "The veto on a unit's year that an inspection led to (一票否决).",
    key={"inspection_id": "uuid"},
    visible=VETO,
)
class Veto:
    """The veto on a unit's year."""

    state: VetoState = column("Where it stands 状态.")
    year: int = column("The vetoed civil year 年度.")
    reason: str = column("Why it was proposed 提请理由.")
    proposed_by: str = column("Who proposed it 提请人.")
    proposed_at: datetime = column("When 提请时间.")
    decision: str | None = column("Why it was decided so 决定理由.")
    decided_by: str | None = column("Who decided 决定人.")
    decided_at: datetime | None = column("When it was decided 决定时间.")
    objection: str | None = column("Why the unit objects 异议理由.")
    objected_by: str | None = column("Who objected 异议人.")
    objected_at: datetime | None = column("When 异议时间.")
    ruling: str | None = column("Why it was upheld or lifted 裁定理由.")
    ruled_by: str | None = column("Who upheld or lifted it 裁定人.")
    ruled_at: datetime | None = column("When 裁定时间.")
    position: Position = column("Log position of its last event.")
