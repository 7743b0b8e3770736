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

    class CaptainNamed(Aggregate.Event):
        """The team got another captain (队长变更): the unit's main party head by default."""

        TOPIC = "team.captain_named"
        captain: str

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
        self.members: frozenset[UUID] = frozenset()

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

        A department's detachment hangs at the centre, so the centre leads detachments as well.
        """
        unit.require_active()
        fits = kind is TEAMS_OF_TIER[unit.tier] or (
            kind is TeamKind.DETACHMENT and unit.tier is Tier.CENTRE
        )
        if not fits:
            raise Refusal(RefusalCode.INVALID, "kind", allowed=TEAMS_OF_TIER[unit.tier].value)
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
        """Name another captain."""
        self.trigger_event(self.CaptainNamed, timestamp=at, captain=checks.name("captain", captain))

    def join(self, volunteer_id: UUID, *, at: datetime) -> None:
        """Take a volunteer in."""
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


def _check_parent(kind: TeamKind, parent: Team | None) -> None:
    allowed = PARENT_TEAMS[kind]
    fits = parent.kind in allowed if parent else not allowed
    if not fits:
        raise Refusal(
            RefusalCode.INVALID, "parentId", allowed=", ".join(allowed) or "no parent for a corps"
        )
