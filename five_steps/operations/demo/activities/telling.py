"""Steps of an activity, whichever way it came about."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from five_steps.commands.activities.activity_attendance import (
    CheckInParticipant,
    RecordActivityHeld,
)
from five_steps.commands.kernel.registry import Command
from five_steps.domain.activities.places import ParticipantKind
from five_steps.operations.demo.roster import Resident
from five_steps.operations.demo.staff import ActorOf, resident_step
from five_steps.operations.demo.step import Made, Step


class Telling(NamedTuple):
    """An activity that is told of.

    Attributes:
        name: What the names of its steps begin with.
        stream: What its steps touch: itself, or the series or course that it is made with.
    """

    name: str
    stream: str
    id: Callable[[Made], UUID]
    staff: ActorOf

    def step(
        self,
        what: str,
        at: datetime,
        command: Callable[[Made], Command],
        actor: ActorOf,
        *touches: str,
    ) -> Step:
        """A step that changes the activity, and perhaps the books of volunteers."""
        return Step(f"{self.name} {what}", at, (self.stream, *touches), command, actor)

    def check_in(self, resident: Resident, at: datetime) -> Step:
        """Staff check a resident in."""
        name = resident_step(resident.number)
        return self.step(
            f"checked in {resident.number}",
            at,
            lambda made: CheckInParticipant(
                activity_id=self.id(made),
                participant_id=made[name],
                participant_kind=ParticipantKind.RESIDENT,
            ),
            self.staff,
        )

    def held(self, attendance: int, at: datetime) -> Step:
        """Staff record that it was held, with a photo."""
        photo = sha256(f"{self.name} 现场照片".encode()).hexdigest()
        return self.step(
            "held",
            at,
            lambda made: RecordActivityHeld(
                activity_id=self.id(made), attendance=attendance, evidence_hashes=(photo,)
            ),
            self.staff,
        )
