"""What is not settled with a person, for commands that must not leave it without its words."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from five_steps.domain.people.privacy.matters import Matter


class OpenMatters(Protocol):
    """Finds what is not settled."""

    async def of(self, person_id: UUID) -> Collection[Matter]:
        """Orders, feedback, help and nominations of a person, as of the call at least.

        Raises:
            NotReadInTime: it takes too long just now.
        """
