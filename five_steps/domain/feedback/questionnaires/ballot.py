"""A ballot (匿名答卷凭证): the right to answer once without a name.

Who claims one is known, and what they later answer with it is not: the ballot is signed blind, so
that whoever signed it cannot tell it from others when it comes back. A person has one stream a
version: who claims twice is refused.
"""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, companion_id


class Ballot(Aggregate):
    """That somebody may answer once, with what they need for it."""

    TOPIC = "ballot"

    class Created(Aggregate.Created):
        """Somebody claimed their ballot (领取凭证). Neither of the two texts tells it when cast."""

        TOPIC = "ballot.created"
        questionnaire_id: UUID
        version: int
        person_id: UUID
        blinded_message: str
        blind_signature: str

        def apply(self, ballot: "Ballot") -> None:
            ballot.blind_signature = self.blind_signature

    def __init__(self) -> None:
        self.blind_signature = ""

    @classmethod
    def claim(
        cls,
        *,
        questionnaire_id: UUID,
        version: int,
        person_id: UUID,
        blinded_message: str,
        blind_signature: str,
        at: datetime,
    ) -> "Ballot":
        """Give somebody their ballot."""
        return cls._create(
            cls.Created,
            id=ballot_id(questionnaire_id, version, person_id),
            timestamp=at,
            questionnaire_id=questionnaire_id,
            version=version,
            person_id=person_id,
            blinded_message=blinded_message,
            blind_signature=blind_signature,
        )


def ballot_id(questionnaire_id: UUID, version: int, person_id: UUID) -> UUID:
    """The id of a person's ballot for a version."""
    return companion_id(questionnaire_id, f"ballot:{version}:{person_id}")
