"""The roster of in-service party members of a unit in a year (在职党员名册)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

MEMBERS_MAX = 20_000
YEAR_LEAST = 2000
YEAR_MOST = 2100


class PartyRoster(Aggregate):
    """Keyed hashes of the members' id numbers: enough to count, useless to name."""

    TOPIC = "party_roster"

    class Created(Aggregate.Created):
        """A unit began its roster for a year (建册)."""

        TOPIC = "party_roster.created"
        unit_id: UUID
        year: int

    class Recorded(Aggregate.Event):
        """The roster was recorded as a whole, in place of the one before (登记名册)."""

        TOPIC = "party_roster.recorded"
        unit_id: UUID
        year: int
        member_hashes: list[str]

        def apply(self, roster: "PartyRoster") -> None:
            roster.member_hashes = frozenset(self.member_hashes)

    def __init__(self) -> None:
        self.member_hashes: frozenset[str] = frozenset()

    @classmethod
    def begin(cls, unit_id: UUID, year: int, *, at: datetime) -> "PartyRoster":
        """Begin the roster of a unit for a year."""
        checks.whole("year", year, least=YEAR_LEAST, most=YEAR_MOST)
        return cls._create(
            cls.Created,
            id=party_roster_id(unit_id, year),
            timestamp=at,
            unit_id=unit_id,
            year=year,
        )

    def record(
        self, unit_id: UUID, year: int, member_hashes: Sequence[str], *, at: datetime
    ) -> None:
        """Record the roster; the same roster again changes nothing."""
        members = sorted(set(member_hashes))
        if len(members) > MEMBERS_MAX:
            raise Refusal(RefusalCode.INVALID, "idNumbers", allowed=f"at most {MEMBERS_MAX}")
        if self.member_hashes != frozenset(members):
            self.trigger_event(
                self.Recorded, timestamp=at, unit_id=unit_id, year=year, member_hashes=members
            )


def party_roster_id(unit_id: UUID, year: int) -> UUID:
    """The id of a unit's roster for a year."""
    return companion_id(unit_id, f"party_roster:{year}")
