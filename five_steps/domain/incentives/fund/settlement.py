"""A settlement (结算) with a merchant: statement, dispute, payment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

LINES_MAX = 900
"""Each line is an event on its redemption as well; one append holds a thousand."""


class SettlementState(StrEnum):
    """Where a settlement stands (结算状态)."""

    STATED = "STATED"
    """The statement is with the merchant 待对账."""
    DISPUTED = "DISPUTED"
    """The merchant disputes it 有异议."""
    AGREED = "AGREED"
    """The merchant agrees 已确认."""
    PAID = "PAID"
    """Paid out of the fund 已支付."""
    WITHDRAWN = "WITHDRAWN"
    """Withdrawn before the payment: another statement may list its redemptions 已撤回."""


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """What one redemption costs the fund, in 分."""

    redemption_id: UUID
    cost_cents: int


class Settlement(Aggregate):
    """The fulfilled redemptions of a period at one merchant's counters."""

    TOPIC = "settlement"

    class Created(Aggregate.Created):
        """The statement was drawn up (出具对账单); `cost_cents` follows `redemption_ids`."""

        TOPIC = "settlement.created"
        merchant_id: UUID | None
        unit_id: UUID
        starts_at: datetime
        ends_at: datetime
        redemption_ids: list[UUID]
        cost_cents: list[int]
        total_cents: int
        stated_by: str

        def apply(self, settlement: "Settlement") -> None:
            settlement.merchant_id = self.merchant_id
            settlement.unit_id = self.unit_id
            settlement.total_cents = self.total_cents
            settlement.stated_by = self.stated_by
            settlement.lines = dict(zip(self.redemption_ids, self.cost_cents, strict=True))

    class Disputed(Aggregate.Event):
        """The merchant disputes the statement (提出异议)."""

        TOPIC = "settlement.disputed"
        reason: str
        disputed_by: str

        def apply(self, settlement: "Settlement") -> None:
            settlement.state = SettlementState.DISPUTED

    class DisputeAnswered(Aggregate.Event):
        """The dispute was answered; the statement stands as it is (答复异议)."""

        TOPIC = "settlement.dispute_answered"
        answer: str
        answered_by: str

        def apply(self, settlement: "Settlement") -> None:
            settlement.state = SettlementState.STATED

    class Agreed(Aggregate.Event):
        """The merchant agrees (对账确认)."""

        TOPIC = "settlement.agreed"
        agreed_by: str

        def apply(self, settlement: "Settlement") -> None:
            settlement.state = SettlementState.AGREED

    class Withdrawn(Aggregate.Event):
        """The statement was wrong and is withdrawn (撤回对账单)."""

        TOPIC = "settlement.withdrawn"
        reason: str
        withdrawn_by: str

        def apply(self, settlement: "Settlement") -> None:
            settlement.state = SettlementState.WITHDRAWN

    class Paid(Aggregate.Event):
        """The settlement was paid (支付)."""

        TOPIC = "settlement.paid"
        paid_by: str
        reference: str

        def apply(self, settlement: "Settlement") -> None:
            settlement.state = SettlementState.PAID

    def __init__(self) -> None:
        self.state = SettlementState.STATED
        self.merchant_id: UUID | None = None
        self.unit_id: UUID
        self.total_cents = 0
        self.stated_by = ""
        self.lines: Mapping[UUID, int] = {}

    @classmethod
    def state_account(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        merchant_id: UUID | None,
        unit_id: UUID,
        period: Window,
        lines: Sequence[SettlementLine],
        by: str,
    ) -> "Settlement":
        """Draw up the statement of a period that is over."""
        checks.not_before("endsAt", at, period.end)
        check_lines(len(lines))
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            merchant_id=merchant_id,
            unit_id=unit_id,
            starts_at=period.start,
            ends_at=period.end,
            redemption_ids=[line.redemption_id for line in lines],
            cost_cents=[line.cost_cents for line in lines],
            total_cents=sum(line.cost_cents for line in lines),
            stated_by=by,
        )

    def dispute(self, *, reason: str, by: str, at: datetime) -> None:
        """The merchant disputes the statement."""
        checks.in_state("settlementId", self.state, SettlementState.STATED)
        self.trigger_event(
            self.Disputed, timestamp=at, reason=checks.reason("reason", reason), disputed_by=by
        )

    def answer_dispute(self, *, answer: str, by: str, at: datetime) -> None:
        """Answer the dispute."""
        checks.in_state("settlementId", self.state, SettlementState.DISPUTED)
        self.trigger_event(
            self.DisputeAnswered,
            timestamp=at,
            answer=checks.reason("answer", answer),
            answered_by=by,
        )

    def agree(self, *, by: str, at: datetime) -> None:
        """Agree for the merchant: never who drew the statement up."""
        checks.in_state("settlementId", self.state, SettlementState.STATED)
        if by == self.stated_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "settlementId")
        self.trigger_event(self.Agreed, timestamp=at, agreed_by=by)

    def withdraw(self, *, reason: str, by: str, at: datetime) -> None:
        """Withdraw a statement that is not paid yet."""
        checks.in_state(
            "settlementId",
            self.state,
            SettlementState.STATED,
            SettlementState.DISPUTED,
            SettlementState.AGREED,
        )
        self.trigger_event(
            self.Withdrawn, timestamp=at, reason=checks.reason("reason", reason), withdrawn_by=by
        )

    def pay(self, *, reference: str, by: str, at: datetime) -> None:
        """Pay what was agreed."""
        checks.in_state("settlementId", self.state, SettlementState.AGREED)
        self.trigger_event(
            self.Paid, timestamp=at, paid_by=by, reference=checks.name("reference", reference)
        )


def check_lines(count: int) -> None:
    """Refuse a statement of no redemptions, or of more than one append holds."""
    if not 1 <= count <= LINES_MAX:
        raise Refusal(
            RefusalCode.INVALID,
            "redemptionIds",
            allowed=f"1–{LINES_MAX} redemptions",
            actual=count,
        )
