"""A venue (阵地): the rooms a unit works in."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.tiers import VENUES_OF_TIER, VenueKind
from five_steps.domain.organisation.unit import Unit

CAPACITY_MAX = 100_000


class Venue(Aggregate):
    """A venue of a unit, with capacity (persons) and opening hours."""

    TOPIC = "venue"

    class Created(Aggregate.Created):
        """The venue was registered (登记)."""

        TOPIC = "venue.created"
        unit_id: UUID
        name: str
        kind: str
        capacity: int
        opening_hours: str

        def apply(self, venue: "Venue") -> None:
            venue.unit_id = self.unit_id

    class Closed(Aggregate.Event):
        """The venue is no longer used (停用)."""

        TOPIC = "venue.closed"
        reason: str

        def apply(self, venue: "Venue") -> None:
            venue.closed = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.closed = False

    @classmethod
    def register(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit: Unit,
        name: str,
        kind: VenueKind,
        capacity: int,
        opening_hours: str,
    ) -> "Venue":
        """Register a venue of a kind that the unit's tier keeps."""
        unit.require_active()
        allowed = VENUES_OF_TIER[unit.tier]
        if kind not in allowed:
            raise Refusal(RefusalCode.INVALID, "kind", allowed=", ".join(allowed))
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit.id,
            name=checks.name("name", name),
            kind=kind.value,
            capacity=checks.whole("capacity", capacity, least=1, most=CAPACITY_MAX),
            opening_hours=checks.text("openingHours", opening_hours, chars_min=0),
        )

    def close(self, *, reason: str, at: datetime) -> None:
        """Stop using the venue."""
        if self.closed:
            raise Refusal(RefusalCode.WRONG_STATE, "venueId", actual="CLOSED", allowed="OPEN")
        self.trigger_event(self.Closed, timestamp=at, reason=checks.reason("reason", reason))
