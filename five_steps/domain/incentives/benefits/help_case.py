"""Help for a volunteer in need (帮扶)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

CENTS_MAX = 100_000_000
_FIELD = "helpCaseId"


class HelpCaseState(StrEnum):
    """Where a case stands (帮扶状态)."""

    OPEN = "OPEN"
    """Waiting for the decision 待审批."""
    APPROVED = "APPROVED"
    """Approved, up to an amount 已批准."""
    REJECTED = "REJECTED"
    """Not approved 未批准."""
    CLOSED = "CLOSED"
    """Closed 已办结."""


class HelpCase(Aggregate):
    """A case of need. What it is about is sealed with the volunteer's key; amounts are in 分."""

    TOPIC = "help_case"

    class Created(Aggregate.Created):
        """Staff opened the case (立案)."""

        TOPIC = "help_case.created"
        volunteer_id: UUID
        unit_id: UUID
        situation: str
        opened_by: str

        def apply(self, case: "HelpCase") -> None:
            case.volunteer_id = self.volunteer_id
            case.unit_id = self.unit_id
            case.opened_by = self.opened_by

    class Approved(Aggregate.Event):
        """A second person approved help up to an amount (批准)."""

        TOPIC = "help_case.approved"
        amount_cents: int
        approved_by: str

        def apply(self, case: "HelpCase") -> None:
            case.state = HelpCaseState.APPROVED
            case.approved_cents = self.amount_cents

    class Rejected(Aggregate.Event):
        """A second person did not approve (不予批准)."""

        TOPIC = "help_case.rejected"
        reason: str
        rejected_by: str

        def apply(self, case: "HelpCase") -> None:
            case.state = HelpCaseState.REJECTED

    class AssistanceGiven(Aggregate.Event):
        """Help was given (发放帮扶); `reference` is where the payment or receipt is kept."""

        TOPIC = "help_case.assistance_given"
        amount_cents: int
        reference: str
        given_by: str

        def apply(self, case: "HelpCase") -> None:
            case.given_cents += self.amount_cents

    class Closed(Aggregate.Event):
        """The case was closed (办结)."""

        TOPIC = "help_case.closed"
        result: str
        closed_by: str

        def apply(self, case: "HelpCase") -> None:
            case.state = HelpCaseState.CLOSED

    def __init__(self) -> None:
        self.state = HelpCaseState.OPEN
        self.volunteer_id: UUID
        self.unit_id: UUID
        self.opened_by = ""
        self.approved_cents = 0
        self.given_cents = 0

    @classmethod
    def open(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        volunteer_id: UUID,
        unit_id: UUID,
        situation: str,
        by: str,
    ) -> "HelpCase":
        """Open a case; `situation` comes sealed."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            volunteer_id=volunteer_id,
            unit_id=unit_id,
            situation=situation,
            opened_by=by,
        )

    def approve(self, *, amount_cents: int, by: str, at: datetime) -> None:
        """Approve help up to an amount, as a second person."""
        checks.in_state(_FIELD, self.state, HelpCaseState.OPEN)
        self._require_second_person(by)
        self.trigger_event(
            self.Approved,
            timestamp=at,
            amount_cents=checks.whole("amountCents", amount_cents, least=1, most=CENTS_MAX),
            approved_by=by,
        )

    def reject(self, *, reason: str, by: str, at: datetime) -> None:
        """Do not approve, as a second person; `reason` comes sealed."""
        checks.in_state(_FIELD, self.state, HelpCaseState.OPEN)
        self._require_second_person(by)
        self.trigger_event(self.Rejected, timestamp=at, reason=reason, rejected_by=by)

    def give_assistance(self, *, amount_cents: int, reference: str, by: str, at: datetime) -> None:
        """Give help, within what was approved."""
        checks.in_state(_FIELD, self.state, HelpCaseState.APPROVED)
        self._require_not_own(by)
        checks.whole("amountCents", amount_cents, least=1, most=CENTS_MAX)
        left = self.approved_cents - self.given_cents
        if amount_cents > left:
            raise Refusal(
                RefusalCode.CAP_EXCEEDED, "amountCents", allowed=left, actual=amount_cents
            )
        self.trigger_event(
            self.AssistanceGiven,
            timestamp=at,
            amount_cents=amount_cents,
            reference=checks.name("reference", reference),
            given_by=by,
        )

    def close(self, *, result: str, by: str, at: datetime) -> None:
        """Close an approved case; `result` comes sealed."""
        checks.in_state(_FIELD, self.state, HelpCaseState.APPROVED)
        self._require_not_own(by)
        self.trigger_event(self.Closed, timestamp=at, result=result, closed_by=by)

    def _require_second_person(self, by: str) -> None:
        self._require_not_own(by)
        if by == self.opened_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, _FIELD)

    def _require_not_own(self, by: str) -> None:
        if by == str(self.volunteer_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, _FIELD)
