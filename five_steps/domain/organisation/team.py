"""A volunteer team (志愿服务队): corps, detachment or squad."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.tiers import PARENT_TEAMS, TEAMS_OF_TIER, TeamKind, Tier
from five_steps.domain.organisation.unit import Unit


class Team(Aggregate):
    """A team led by a unit; membership has dates (the events' timestamps)."""

    TOPIC = "team"

    class Created(Aggregate.Created):
        """The team was formed (组建)."""

        TOPIC = "team.created"
        unit_id: UUID
        kind: str
        name: str
        parent_id: UUID | None
        captain: str

        def apply(self, team: "Team") -> None:
            team.unit_id = self.unit_id
            team.kind = TeamKind(self.kind)
            team.captain_named = bool(self.captain)

    class CaptainNamed(Aggregate.Event):
        """The team got a captain of its own (任命队长), whoever heads the unit's party."""

        TOPIC = "team.captain_named"
        captain: str

        def apply(self, team: "Team") -> None:
            team.captain_named = True

    class CaptainReleased(Aggregate.Event):
        """The unit's main party head is captain again (队长由党组织主要负责人担任)."""

        TOPIC = "team.captain_released"

        def apply(self, team: "Team") -> None:
            team.captain_named = False

    class HandedOver(Aggregate.Event):
        """Another unit leads the team from now on (移交)."""

        TOPIC = "team.handed_over"
        unit_id: UUID
        reason: str

        def apply(self, team: "Team") -> None:
            team.unit_id = self.unit_id

    class Disbanded(Aggregate.Event):
        """The team is no more (解散); who was in it has left with that."""

        TOPIC = "team.disbanded"
        reason: str

        def apply(self, team: "Team") -> None:
            team.disbanded = True
            team.members = frozenset()

    class MemberJoined(Aggregate.Event):
        """A volunteer joined (入队)."""

        TOPIC = "team.member_joined"
        volunteer_id: UUID

        def apply(self, team: "Team") -> None:
            team.members = team.members | {self.volunteer_id}

    class MemberLeft(Aggregate.Event):
        """A volunteer left (离队)."""

        TOPIC = "team.member_left"
        volunteer_id: UUID
        reason: str

        def apply(self, team: "Team") -> None:
            team.members = team.members - {self.volunteer_id}

    def __init__(self) -> None:
        self.unit_id: UUID
        self.kind = TeamKind.SQUAD
        self.captain_named = False
        self.members: frozenset[UUID] = frozenset()
        self.disbanded = False

    @classmethod
    def form(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit: Unit,
        kind: TeamKind,
        name: str,
        parent: "Team | None",
        captain: str,
    ) -> "Team":
        """Form a team of the level that fits the unit's tier.

        Without a captain of its own it follows the unit's main party head.
        """
        _check_leads(unit, kind)
        _check_parent(kind, parent)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit.id,
            kind=kind.value,
            name=checks.name("name", name),
            parent_id=parent.id if parent else None,
            captain=checks.text("captain", captain, chars_min=0),
        )

    def name_captain(self, captain: str, *, at: datetime) -> None:
        """Name a captain other than the unit's main party head."""
        self.require_standing()
        self.trigger_event(self.CaptainNamed, timestamp=at, captain=checks.name("captain", captain))

    def release_captain(self, *, at: datetime) -> None:
        """Let the unit's main party head be captain again."""
        self.require_standing()
        if not self.captain_named:
            raise Refusal(
                RefusalCode.WRONG_STATE, "teamId", actual="FOLLOWING", allowed="CAPTAIN_NAMED"
            )
        self.trigger_event(self.CaptainReleased, timestamp=at)

    def hand_over(self, unit: Unit, *, reason: str, at: datetime) -> None:
        """Let another unit of a fitting tier lead the team; its members stay."""
        self.require_standing()
        _check_leads(unit, self.kind)
        if unit.id == self.unit_id:
            raise Refusal(RefusalCode.INVALID, "unitId", allowed="another unit than now")
        self.trigger_event(
            self.HandedOver,
            timestamp=at,
            unit_id=unit.id,
            reason=checks.reason("reason", reason),
        )

    def disband(self, *, reason: str, at: datetime) -> None:
        """Disband the team."""
        self.require_standing()
        self.trigger_event(self.Disbanded, timestamp=at, reason=checks.reason("reason", reason))

    def join(self, volunteer_id: UUID, *, at: datetime) -> None:
        """Take a volunteer in."""
        self.require_standing()
        if volunteer_id in self.members:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        self.trigger_event(self.MemberJoined, timestamp=at, volunteer_id=volunteer_id)

    def leave(self, volunteer_id: UUID, *, reason: str, at: datetime) -> None:
        """Let a volunteer go."""
        if volunteer_id not in self.members:
            raise Refusal(RefusalCode.NOT_FOUND, "volunteerId", allowed="a member of the team")
        self.trigger_event(
            self.MemberLeft,
            timestamp=at,
            volunteer_id=volunteer_id,
            reason=checks.reason("reason", reason),
        )

    def require_standing(self, field: str = "teamId") -> None:
        """Refuse if the team was disbanded."""
        if self.disbanded:
            raise Refusal(RefusalCode.WRONG_STATE, field, actual="DISBANDED", allowed="STANDING")


def _check_leads(unit: Unit, kind: TeamKind) -> None:
    """A department's detachment hangs at the centre, so the centre leads detachments as well."""
    unit.require_active()
    fits = kind is TEAMS_OF_TIER[unit.tier] or (
        kind is TeamKind.DETACHMENT and unit.tier is Tier.CENTRE
    )
    if not fits:
        raise Refusal(RefusalCode.INVALID, "kind", allowed=TEAMS_OF_TIER[unit.tier].value)


def _check_parent(kind: TeamKind, parent: Team | None) -> None:
    if parent is not None:
        parent.require_standing("parentId")
    allowed = PARENT_TEAMS[kind]
    fits = parent.kind in allowed if parent else not allowed
    if not fits:
        raise Refusal(
            RefusalCode.INVALID, "parentId", allowed=", ".join(allowed) or "no parent for a corps"
        )
