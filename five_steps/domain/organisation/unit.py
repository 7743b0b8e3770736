"""A unit (单位): centre, institute, station or point."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation import unit_events as events
from five_steps.domain.organisation.tiers import PARENT_TIERS, PointKind, Tier, UnitStatus

CODE_CHARS_MAX = 40


class Unit(Aggregate):
    """A unit of the three tiers, or a practice point. Reparenting and merging keep history."""

    TOPIC = "unit"

    Created = events.Created
    DetailsChanged = events.DetailsChanged
    PartyHeadNamed = events.PartyHeadNamed
    Reparented = events.Reparented
    Suspended = events.Suspended
    Resumed = events.Resumed
    Merged = events.Merged

    def __init__(self) -> None:
        self.code = ""
        self.name = ""
        self.tier = Tier.CENTRE
        self.point_kind: PointKind | None = None
        self.parent_id: UUID | None = None
        self.status = UnitStatus.ACTIVE
        self.merged_into: UUID | None = None

    @classmethod
    def found(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        code: str,
        name: str,
        tier: Tier,
        point_kind: PointKind | None,
        parent: "Unit | None",
        region: str,
        responsible: str,
        opening_hours: str,
    ) -> "Unit":
        """Found a unit under its parent; only the centre has none."""
        _check_parent(tier, parent)
        if (tier is Tier.POINT) != (point_kind is not None):
            raise Refusal(
                RefusalCode.INVALID, "pointKind", allowed="given for a POINT, and only then"
            )
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            code=checks.text("code", code, chars_max=CODE_CHARS_MAX),
            name=checks.name("name", name),
            tier=tier.value,
            point_kind=point_kind.value if point_kind else None,
            parent_id=parent.id if parent else None,
            region=checks.text("region", region, chars_min=0),
            responsible=checks.text("responsible", responsible, chars_min=0),
            opening_hours=checks.text("openingHours", opening_hours, chars_min=0),
        )

    def change_details(
        self, *, name: str, region: str, responsible: str, opening_hours: str, at: datetime
    ) -> None:
        """Change what the unit is called and how it is reached."""
        self.require_standing()
        self.trigger_event(
            self.DetailsChanged,
            timestamp=at,
            name=checks.name("name", name),
            region=checks.text("region", region, chars_min=0),
            responsible=checks.text("responsible", responsible, chars_min=0),
            opening_hours=checks.text("openingHours", opening_hours, chars_min=0),
        )

    def name_party_head(self, party_head: str, *, at: datetime) -> None:
        """Name the main head of the unit's party organisation, captain of its teams by default."""
        self.require_standing()
        self.trigger_event(
            self.PartyHeadNamed, timestamp=at, party_head=checks.name("partyHead", party_head)
        )

    def reparent(self, parent: "Unit", *, reason: str, at: datetime) -> None:
        """Hang the unit under another parent."""
        self.require_standing()
        _check_parent(self.tier, parent)
        if parent.id in (self.id, self.parent_id):
            raise Refusal(RefusalCode.INVALID, "parentId", allowed="another unit than now")
        self.trigger_event(
            self.Reparented,
            timestamp=at,
            parent_id=parent.id,
            reason=checks.reason("reason", reason),
        )

    def suspend(self, *, reason: str, at: datetime) -> None:
        """Stop work for a time."""
        checks.in_state("unitId", self.status, UnitStatus.ACTIVE)
        self.trigger_event(self.Suspended, timestamp=at, reason=checks.reason("reason", reason))

    def resume(self, *, at: datetime) -> None:
        """Work again."""
        checks.in_state("unitId", self.status, UnitStatus.SUSPENDED)
        self.trigger_event(self.Resumed, timestamp=at)

    def merge_into(self, other: "Unit", *, reason: str, at: datetime) -> None:
        """Merge into a working unit of the same tier; what happened here stays on record."""
        self.require_standing()
        other.require_active("intoId")
        if other.id == self.id or other.tier is not self.tier or self.tier is Tier.CENTRE:
            raise Refusal(RefusalCode.INVALID, "intoId", allowed="another unit of the same tier")
        self.trigger_event(
            self.Merged,
            timestamp=at,
            into_id=other.id,
            reason=checks.reason("reason", reason),
        )

    def require_active(self, field: str = "unitId") -> None:
        """Refuse unless the unit is at work; of a merged one, say which took it over."""
        if self.merged_into is not None:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                field,
                actual=self.status,
                allowed=f"the unit it was merged into: {self.merged_into}",
            )
        checks.in_state(field, self.status, UnitStatus.ACTIVE)

    def require_standing(self, field: str = "unitId") -> None:
        """Refuse if the unit has been merged away."""
        checks.in_state(field, self.status, UnitStatus.ACTIVE, UnitStatus.SUSPENDED)


def _check_parent(tier: Tier, parent: Unit | None) -> None:
    allowed = PARENT_TIERS[tier]
    if parent is None and not allowed:
        return
    if parent is None or parent.tier not in allowed:
        raise Refusal(
            RefusalCode.INVALID,
            "parentId",
            allowed=", ".join(allowed) or "no parent for the centre",
        )
    parent.require_active("parentId")
