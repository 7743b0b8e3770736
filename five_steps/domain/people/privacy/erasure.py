"""Erasing what is known of a registered person (删除个人信息)."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.people.privacy import erasure_events as events
from five_steps.domain.people.privacy.erasure_state import (
    KEPT_OF,
    ErasureGround,
    ErasureRefusal,
    ErasureState,
    PersonKind,
)
from five_steps.domain.people.privacy.retention_policy import RetentionRules

_FIELD = "personId"


class Erasure(Aggregate):
    """A person's right to be forgotten: asked for, decided by somebody else, done once.

    A stream per registered person. Who asked may ask again after a refusal.
    """

    TOPIC = "erasure"

    Created = events.Created
    Requested = events.Requested
    Withdrawn = events.Withdrawn
    Refused = events.Refused
    Overdue = events.Overdue
    Executed = events.Executed

    def __init__(self) -> None:
        self.person_kind: PersonKind
        self.person_id: UUID
        self.state: ErasureState | None = None
        self.ground = ""
        self.requested_by = ""
        self.due_at: datetime | None = None
        self.overdue = False

    @classmethod
    def begin(
        cls, person_id: UUID, person_kind: PersonKind, *, unit_id: UUID, at: datetime
    ) -> "Erasure":
        """Begin the stream of a person, with the unit that they belong to."""
        return cls._create(
            cls.Created,
            id=erasure_id(person_id),
            timestamp=at,
            person_kind=person_kind.value,
            person_id=person_id,
            unit_id=unit_id,
        )

    def request(
        self,
        ground: ErasureGround,
        *,
        reason: str,
        by: str,
        rules: RetentionRules,
        at: datetime,
    ) -> None:
        """Ask for it; `reason` comes sealed."""
        self._require_not(ErasureState.ERASED, ErasureState.REQUESTED)
        if ground is ErasureGround.RETENTION_OVER:
            # That is found by the clock, and needs nobody's request.
            raise Refusal(RefusalCode.INVALID, "ground", allowed="a ground of the person's own")
        self.trigger_event(
            self.Requested,
            timestamp=at,
            ground=ground.value,
            reason=reason,
            requested_by=by,
            due_at=at + rules.erasure_decision_within,
        )

    def withdraw(self, *, at: datetime) -> None:
        """Take the request back; that it is whoever made it is the command's to see to."""
        self._require_requested()
        self.trigger_event(self.Withdrawn, timestamp=at)

    def refuse(self, ground: ErasureRefusal, *, reason: str, by: str, at: datetime) -> None:
        """Refuse it, as a second person; `reason` comes sealed."""
        self._require_second_person(by)
        self.trigger_event(
            self.Refused, timestamp=at, ground=ground.value, reason=reason, refused_by=by
        )

    def mark_overdue(self, *, at: datetime) -> None:
        """Note, once, that nobody decided in time."""
        self._require_requested()
        assert self.due_at is not None
        checks.not_before(_FIELD, at, self.due_at)
        if self.overdue:
            raise Refusal(RefusalCode.DUPLICATE, _FIELD)
        self.trigger_event(self.Overdue, timestamp=at)

    def execute(self, *, by: str, at: datetime) -> None:
        """Do what was asked for, as a second person."""
        self._require_second_person(by)
        self._execute(self.ground, by, at)

    def execute_in_time(self, *, by: str, at: datetime) -> None:
        """Do it because the time to keep the information is over."""
        self._require_not(ErasureState.ERASED)
        self._execute(ErasureGround.RETENTION_OVER.value, by, at)

    def _execute(self, ground: str, by: str, at: datetime) -> None:
        self.trigger_event(
            self.Executed,
            timestamp=at,
            subject_ids=[self.person_id],
            ground=ground,
            data=[kind.value for kind in KEPT_OF[self.person_kind]],
            erased_by=by,
        )

    def _require_second_person(self, by: str) -> None:
        self._require_requested()
        if by == self.requested_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, _FIELD)

    def _require_requested(self) -> None:
        if self.state is not ErasureState.REQUESTED:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                _FIELD,
                actual=self.state or "NOT_REQUESTED",
                allowed=ErasureState.REQUESTED,
            )

    def _require_not(self, *states: ErasureState) -> None:
        if self.state in states:
            raise Refusal(RefusalCode.DUPLICATE, _FIELD, actual=str(self.state))


def erasure_id(person_id: UUID) -> UUID:
    """The id of a person's stream."""
    return companion_id(person_id, "erasure")
