"""What can happen to a nomination."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.domain.kernel.aggregate import Aggregate, with_entry
from five_steps.domain.kernel.objection import Objection

if TYPE_CHECKING:
    from five_steps.domain.incentives.honours.nomination import Nomination


class Created(Aggregate.Created):
    """Somebody was nominated (推荐)."""

    TOPIC = "nomination.created"
    season_id: UUID
    category: str
    nominee_id: UUID
    unit_id: UUID
    reason: str
    nominated_by: str

    def apply(self, nomination: "Nomination") -> None:
        nomination.season_id = self.season_id
        nomination.nominee_id = self.nominee_id
        nomination.nominated_by = self.nominated_by
        if HonourCategory(self.category) is not HonourCategory.VOLUNTEER:
            nomination.state = NominationState.UNDER_REVIEW


class Consented(Aggregate.Event):
    """The volunteer agrees to be reviewed and announced by name (本人同意)."""

    TOPIC = "nomination.consented"

    def apply(self, nomination: "Nomination") -> None:
        nomination.state = NominationState.UNDER_REVIEW


class Declined(Aggregate.Event):
    """The volunteer does not want to be nominated (本人谢绝)."""

    TOPIC = "nomination.declined"

    def apply(self, nomination: "Nomination") -> None:
        nomination.state = NominationState.DECLINED


class Reviewed(Aggregate.Event):
    """A reviewer gave a score, and recommends it or not (评审)."""

    TOPIC = "nomination.reviewed"
    reviewer: str
    score: int
    recommended: bool
    comment: str

    def apply(self, nomination: "Nomination") -> None:
        nomination.reviews = with_entry(nomination.reviews, self.reviewer, self.recommended)


class Rejected(Aggregate.Event):
    """It was not chosen (未入选)."""

    TOPIC = "nomination.rejected"
    reason: str
    rejected_by: str

    def apply(self, nomination: "Nomination") -> None:
        nomination.state = NominationState.REJECTED


class PublicityBegan(Aggregate.Event):
    """It was announced, for objections until `ends_at` (公示)."""

    TOPIC = "nomination.publicity_began"
    ends_at: datetime
    announced_by: str

    def apply(self, nomination: "Nomination") -> None:
        nomination.state = NominationState.IN_PUBLICITY
        nomination.publicity_ends_at = self.ends_at


class ObjectionRaised(Aggregate.Event):
    """Somebody objects (提出异议)."""

    TOPIC = "nomination.objection_raised"
    objection_id: UUID
    reason: str
    raised_by: str

    def apply(self, nomination: "Nomination") -> None:
        nomination.objections = with_entry(
            nomination.objections, self.objection_id, Objection(self.raised_by)
        )


class ObjectionDecided(Aggregate.Event):
    """An objection was decided (异议裁定); one that is upheld strikes the nomination out."""

    TOPIC = "nomination.objection_decided"
    objection_id: UUID
    upheld: bool
    reason: str
    decided_by: str

    def apply(self, nomination: "Nomination") -> None:
        objection = nomination.objections[self.objection_id]
        nomination.objections = with_entry(
            nomination.objections, self.objection_id, replace(objection, upheld=self.upheld)
        )
        if self.upheld:
            nomination.state = NominationState.STRUCK_OUT


class Awarded(Aggregate.Event):
    """The honour was awarded (授予)."""

    TOPIC = "nomination.awarded"
    awarded_by: str

    def apply(self, nomination: "Nomination") -> None:
        nomination.state = NominationState.AWARDED


class Revoked(Aggregate.Event):
    """The honour was taken back (撤销)."""

    TOPIC = "nomination.revoked"
    reason: str
    revoked_by: str

    def apply(self, nomination: "Nomination") -> None:
        nomination.state = NominationState.REVOKED
