"""Places 名额: who has one, and who waits for one 候补."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel.refusal import Refusal, RefusalCode

WAITING_MAX = 500
SIGN_UPS_MAX = 3
"""How often a person may ask for a place, giving it back between: it bounds the stream."""


class ParticipantKind(StrEnum):
    """In what capacity somebody takes part (参加人类别)."""

    RESIDENT = "RESIDENT"
    """A resident 群众."""
    VOLUNTEER = "VOLUNTEER"
    """A volunteer, off duty 志愿者."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of an activity or course, in the order in which people came."""

    capacity: int
    taken: tuple[UUID, ...] = ()
    waiting: tuple[UUID, ...] = ()

    def has_place(self, person_id: UUID) -> bool:
        """Whether somebody has a place."""
        return person_id in self.taken

    def knows(self, person_id: UUID) -> bool:
        """Whether somebody has a place or waits for one."""
        return person_id in self.taken or person_id in self.waiting

    def asked(self, person_id: UUID, *, times_before: int) -> bool:
        """Whether a newcomer has to wait for a place.

        Raises:
            Refusal: they are known already, have asked too often, or even the waiting list is full.
        """
        if self.knows(person_id):
            raise Refusal(RefusalCode.DUPLICATE, "participantId")
        if times_before >= SIGN_UPS_MAX:
            raise Refusal(RefusalCode.LIMIT_REACHED, "participantId", allowed=0)
        if len(self.taken) < self.capacity:
            return False
        if len(self.waiting) >= WAITING_MAX:
            raise Refusal(RefusalCode.FULL, "participantId", allowed=self.capacity)
        return True

    def require(self, person_id: UUID) -> None:
        """Refuse whoever neither has a place nor waits for one."""
        if not self.knows(person_id):
            raise Refusal(RefusalCode.NOT_FOUND, "participantId", allowed="who has signed up")

    def require_place(self, person_id: UUID) -> None:
        """Refuse whoever has no place."""
        if not self.has_place(person_id):
            raise Refusal(RefusalCode.NOT_FOUND, "participantId", allowed="who has a place")

    @property
    def moving_up(self) -> tuple[UUID, ...]:
        """Those who waited first, as many as there are free places."""
        return self.waiting[: max(self.capacity - len(self.taken), 0)]

    # --- how events change the places -----------------------------------------------------------

    def with_person(self, person_id: UUID, *, waiting: bool) -> "Places":
        """The places with one more person."""
        if waiting:
            return replace(self, waiting=(*self.waiting, person_id))
        return replace(self, taken=(*self.taken, person_id))

    def moved_up(self, person_id: UUID) -> "Places":
        """The places when somebody who waited has got one."""
        return self.without(person_id).with_person(person_id, waiting=False)

    def without(self, person_id: UUID) -> "Places":
        """The places without somebody."""
        return replace(
            self,
            taken=tuple(p for p in self.taken if p != person_id),
            waiting=tuple(p for p in self.waiting if p != person_id),
        )
