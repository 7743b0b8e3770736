"""What can happen to the personal information of a registered person.

Reasons are sealed with the person's key: what an erasure leaves of them is who, when and on which
ground.
"""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.people.privacy.erasure_state import ErasureState, PersonKind

if TYPE_CHECKING:
    from five_steps.domain.people.privacy.erasure import Erasure


class Created(Aggregate.Created):
    """For the first time somebody's personal information is to be erased (立档)."""

    TOPIC = "erasure.created"
    person_kind: str
    person_id: UUID
    unit_id: UUID

    def apply(self, erasure: "Erasure") -> None:
        erasure.person_kind = PersonKind(self.person_kind)
        erasure.person_id = self.person_id


class Requested(Aggregate.Event):
    """Its erasure was asked for (申请删除); the decision is due by `due_at`."""

    TOPIC = "erasure.requested"
    ground: str
    reason: str
    requested_by: str
    due_at: datetime

    def apply(self, erasure: "Erasure") -> None:
        erasure.state = ErasureState.REQUESTED
        erasure.ground = self.ground
        erasure.requested_by = self.requested_by
        erasure.due_at = self.due_at
        erasure.overdue = False


class Withdrawn(Aggregate.Event):
    """Whoever asked for it does not want it any more (撤回申请)."""

    TOPIC = "erasure.withdrawn"

    def apply(self, erasure: "Erasure") -> None:
        erasure.state = ErasureState.WITHDRAWN


class Refused(Aggregate.Event):
    """The centre refused it (不予删除)."""

    TOPIC = "erasure.refused"
    ground: str
    reason: str
    refused_by: str

    def apply(self, erasure: "Erasure") -> None:
        erasure.state = ErasureState.REFUSED


class Overdue(Aggregate.Event):
    """Nobody decided in time (决定逾期)."""

    TOPIC = "erasure.overdue"

    def apply(self, erasure: "Erasure") -> None:
        erasure.overdue = True


class Executed(Aggregate.Event):
    """The receipt (删除凭证): what was sealed for `subject_ids` is unreadable from here on.

    Whoever sees this event destroys their keys, if they are there still, and empties what shows
    opened texts. `data` are the kinds of information that are gone.
    """

    TOPIC = "erasure.executed"
    subject_ids: list[UUID]
    ground: str
    data: list[str]
    erased_by: str

    def apply(self, erasure: "Erasure") -> None:
        erasure.state = ErasureState.ERASED
