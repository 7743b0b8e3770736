"""A claim (唯一性登记): the stream that makes a natural key unique.

Its id is derived from the key, so a second claim of the same key conflicts in the log itself,
whichever process tries it.
"""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, well_known_id


class Claim(Aggregate):
    """Says who holds a natural key: a unit's code, a person's id document, an imported row."""

    TOPIC = "claim"

    class Created(Aggregate.Created):
        """The key was claimed (占用)."""

        TOPIC = "claim.created"
        kind: str
        owner_id: UUID

        def apply(self, claim: "Claim") -> None:
            claim.owner_id = self.owner_id

    class PassedOn(Aggregate.Event):
        """The key belongs to somebody else from now on (转移)."""

        TOPIC = "claim.passed_on"
        owner_id: UUID

        def apply(self, claim: "Claim") -> None:
            claim.owner_id = self.owner_id

    def __init__(self) -> None:
        self.owner_id: UUID

    @classmethod
    def make(cls, kind: str, key: str, owner_id: UUID, *, at: datetime) -> "Claim":
        """Claim a key for an owner."""
        return cls._create(
            cls.Created, id=claim_id(kind, key), timestamp=at, kind=kind, owner_id=owner_id
        )

    def pass_on(self, owner_id: UUID, *, at: datetime) -> None:
        """Give the key to another owner, once the one before has given it up."""
        self.trigger_event(self.PassedOn, timestamp=at, owner_id=owner_id)


def claim_id(kind: str, key: str) -> UUID:
    """The id of the claim of a key."""
    return well_known_id(f"claim:{kind}:{key}")
