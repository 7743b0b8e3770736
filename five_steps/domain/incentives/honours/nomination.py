"""A nomination (推荐): from the proposal through review and publicity to the award."""

from datetime import datetime, timedelta
from uuid import UUID

from five_steps.domain.incentives.honours import nomination_events as events
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.objection import (
    Objection,
    objection_of,
    require_all_decided,
    require_first_by,
)
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

SCORE_MAX = 100
_FIELD = "nominationId"


class Nomination(Aggregate):
    """Somebody nominated in a season; whoever nominates decides nothing from then on."""

    TOPIC = "nomination"

    Created = events.Created
    Consented = events.Consented
    Declined = events.Declined
    Reviewed = events.Reviewed
    Rejected = events.Rejected
    PublicityBegan = events.PublicityBegan
    ObjectionRaised = events.ObjectionRaised
    ObjectionDecided = events.ObjectionDecided
    Awarded = events.Awarded
    Revoked = events.Revoked

    def __init__(self) -> None:
        self.state = NominationState.NOMINATED
        self.season_id: UUID
        self.nominee_id: UUID
        self.nominated_by = ""
        self.reviews: dict[str, bool] = {}
        """By reviewer, whether they recommend it."""
        self.publicity_ends_at: datetime | None = None
        self.objections: dict[UUID, Objection] = {}

    @classmethod
    def nominate(
        cls,
        *,
        at: datetime,
        season_id: UUID,
        category: HonourCategory,
        nominee_id: UUID,
        unit_id: UUID,
        reason: str,
        by: str,
    ) -> "Nomination":
        """Nominate a volunteer, team or unit of `unit_id`; never oneself."""
        if by == str(nominee_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "nomineeId")
        return cls._create(
            cls.Created,
            id=nomination_id(season_id, nominee_id),
            timestamp=at,
            season_id=season_id,
            category=category.value,
            nominee_id=nominee_id,
            unit_id=unit_id,
            reason=checks.text("reason", reason),
            nominated_by=by,
        )

    def consent(self, *, at: datetime) -> None:
        """Agree: without it no volunteer's name is announced (志愿服务条例, arts. 19–20)."""
        checks.in_state(_FIELD, self.state, NominationState.NOMINATED)
        self.trigger_event(self.Consented, timestamp=at)

    def decline(self, *, at: datetime) -> None:
        """Decline, as long as it is not announced."""
        checks.in_state(_FIELD, self.state, NominationState.NOMINATED, NominationState.UNDER_REVIEW)
        self.trigger_event(self.Declined, timestamp=at)

    def review(self, *, score: int, recommended: bool, comment: str, by: str, at: datetime) -> None:
        """Review it, once a reviewer."""
        checks.in_state(_FIELD, self.state, NominationState.UNDER_REVIEW)
        self._require_impartial(by)
        if by in self.reviews:
            raise Refusal(RefusalCode.DUPLICATE, _FIELD, actual=by)
        self.trigger_event(
            self.Reviewed,
            timestamp=at,
            reviewer=by,
            score=checks.whole("score", score, least=0, most=SCORE_MAX),
            recommended=recommended,
            comment=checks.text("comment", comment, chars_min=0),
        )

    def reject(self, *, reason: str, by: str, at: datetime) -> None:
        """Do not choose it."""
        checks.in_state(_FIELD, self.state, NominationState.UNDER_REVIEW)
        self._require_impartial(by)
        self.trigger_event(
            self.Rejected, timestamp=at, reason=checks.reason("reason", reason), rejected_by=by
        )

    def announce(self, *, reviews_least: int, publicity: timedelta, by: str, at: datetime) -> None:
        """Begin the publicity, once enough have reviewed it and most of them recommend it."""
        checks.in_state(_FIELD, self.state, NominationState.UNDER_REVIEW)
        self._require_impartial(by)
        in_favour = sum(self.reviews.values())
        if len(self.reviews) < reviews_least or 2 * in_favour <= len(self.reviews):
            raise Refusal(
                RefusalCode.NOT_ELIGIBLE,
                _FIELD,
                allowed=f"{reviews_least} reviews or more, most of them in favour",
                actual=f"{in_favour} of {len(self.reviews)}",
            )
        self.trigger_event(
            self.PublicityBegan, timestamp=at, ends_at=at + publicity, announced_by=by
        )

    def object_to(self, objection_id: UUID, *, reason: str, by: str, at: datetime) -> None:
        """Object to it while it is announced, once a person."""
        ends_at = self._announced_until()
        checks.before(_FIELD, at, ends_at)
        require_first_by(self.objections, by, _FIELD)
        self.trigger_event(
            self.ObjectionRaised,
            timestamp=at,
            objection_id=objection_id,
            reason=checks.reason("reason", reason),
            raised_by=by,
        )

    def decide_objection(
        self, objection_id: UUID, *, upheld: bool, reason: str, by: str, at: datetime
    ) -> None:
        """Decide an objection, as neither who raised it nor who nominated."""
        objection = objection_of(self.objections, objection_id)
        self._announced_until()
        objection.require_open()
        self._require_impartial(by)
        objection.require_other(by)
        self.trigger_event(
            self.ObjectionDecided,
            timestamp=at,
            objection_id=objection_id,
            upheld=upheld,
            reason=checks.reason("reason", reason),
            decided_by=by,
        )

    def award(self, *, by: str, at: datetime) -> None:
        """Award it, once the publicity is over and every objection is decided."""
        ends_at = self._announced_until()
        checks.not_before(_FIELD, at, ends_at)
        require_all_decided(self.objections, _FIELD)
        self._require_impartial(by)
        self.trigger_event(self.Awarded, timestamp=at, awarded_by=by)

    def revoke(self, *, reason: str, by: str, at: datetime) -> None:
        """Take the honour back; that it was awarded stays on record."""
        checks.in_state(_FIELD, self.state, NominationState.AWARDED)
        self._require_impartial(by)
        self.trigger_event(
            self.Revoked, timestamp=at, reason=checks.reason("reason", reason), revoked_by=by
        )

    def _announced_until(self) -> datetime:
        checks.in_state(_FIELD, self.state, NominationState.IN_PUBLICITY)
        assert self.publicity_ends_at is not None
        return self.publicity_ends_at

    def _require_impartial(self, by: str) -> None:
        if by == str(self.nominee_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, _FIELD)
        if by == self.nominated_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, _FIELD)


def nomination_id(season_id: UUID, nominee_id: UUID) -> UUID:
    """The id of a nomination: nobody is nominated twice in a season."""
    return companion_id(season_id, f"nominee:{nominee_id}")
