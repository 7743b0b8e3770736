"""What can happen to a unit."""

from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.organisation.tiers import PointKind, Tier, UnitStatus

if TYPE_CHECKING:
    from five_steps.domain.organisation.unit import Unit


class Created(Aggregate.Created):
    """The unit was founded (设立)."""

    TOPIC = "unit.created"
    code: str
    name: str
    tier: str
    point_kind: str | None
    parent_id: UUID | None
    region: str
    responsible: str
    opening_hours: str

    def apply(self, unit: "Unit") -> None:
        unit.code = self.code
        unit.name = self.name
        unit.tier = Tier(self.tier)
        unit.point_kind = PointKind(self.point_kind) if self.point_kind else None
        unit.parent_id = self.parent_id


class DetailsChanged(Aggregate.Event):
    """Name, region, responsible person or opening hours changed (信息变更)."""

    TOPIC = "unit.details_changed"
    name: str
    region: str
    responsible: str
    opening_hours: str

    def apply(self, unit: "Unit") -> None:
        unit.name = self.name


class Reparented(Aggregate.Event):
    """The unit hangs under another unit from now on (隶属变更)."""

    TOPIC = "unit.reparented"
    parent_id: UUID
    reason: str

    def apply(self, unit: "Unit") -> None:
        unit.parent_id = self.parent_id


class PartyHeadNamed(Aggregate.Event):
    """The unit's party organisation has another main head (党组织主要负责人变更).

    Whom its teams name no captain of their own, they follow.
    """

    TOPIC = "unit.party_head_named"
    party_head: str


class Suspended(Aggregate.Event):
    """The unit stopped work for a time (暂停)."""

    TOPIC = "unit.suspended"
    reason: str

    def apply(self, unit: "Unit") -> None:
        unit.status = UnitStatus.SUSPENDED


class Resumed(Aggregate.Event):
    """The unit works again (恢复)."""

    TOPIC = "unit.resumed"

    def apply(self, unit: "Unit") -> None:
        unit.status = UnitStatus.ACTIVE


class Merged(Aggregate.Event):
    """The unit was merged into another one (并入)."""

    TOPIC = "unit.merged"
    into_id: UUID
    reason: str

    def apply(self, unit: "Unit") -> None:
        unit.status = UnitStatus.MERGED
        unit.merged_into = self.into_id
