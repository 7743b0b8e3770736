"""The district's public-welfare fund (公益基金), in 分 (CNY cents).

Double entry: each event moves an amount from one account to another. cash = free + reserved +
payable, and none of them is ever below zero.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from five_steps.domain.incentives.incentive_policy import IncentiveRules
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, well_known_id, with_entry
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

AMOUNT_CENTS_MAX = 1_000_000_000_000


class FundAccount(StrEnum):
    """Where money of the fund lies, or where it came from and went (基金科目)."""

    OUTSIDE = "OUTSIDE"
    """Donors and payees 外部."""
    FREE = "FREE"
    """Not yet promised to anybody 可用."""
    RESERVED = "RESERVED"
    """Reserved by redemptions on hold 预留."""
    PAYABLE = "PAYABLE"
    """Owed to merchants for confirmed redemptions 应付."""


class Purpose(StrEnum):
    """What the fund pays for besides redemptions (支出用途)."""

    HELP = "HELP"
    """Help for volunteers in need 帮扶."""
    INSURANCE = "INSURANCE"
    """Insurance of volunteers 志愿者保险."""
    AWARDS = "AWARDS"
    """Awards 表彰."""
    OTHER = "OTHER"
    """Other public-welfare purposes 其他公益支出."""


class Fund(Aggregate):
    """The one fund of the district."""

    TOPIC = "fund"

    class Created(Aggregate.Created):
        """The fund was set up (设立)."""

        TOPIC = "fund.created"

    class Donated(Aggregate.Event):
        """Somebody gave money (捐赠): OUTSIDE → FREE.

        The name of a person is sealed under `donation_id`; an organisation's is public.
        """

        TOPIC = "fund.donated"
        donation_id: UUID
        amount_cents: int
        donor: str
        donor_is_person: bool
        received_by: str

        def apply(self, fund: "Fund") -> None:
            fund.free += self.amount_cents

    class Allocated(Aggregate.Event):
        """A public body allocated money (拨款): OUTSIDE → FREE."""

        TOPIC = "fund.allocated"
        amount_cents: int
        source: str
        recorded_by: str

        def apply(self, fund: "Fund") -> None:
            fund.free += self.amount_cents

    class Reserved(Aggregate.Event):
        """A redemption on hold reserved its cost (预留): FREE → RESERVED."""

        TOPIC = "fund.reserved"
        redemption_id: UUID
        amount_cents: int

        def apply(self, fund: "Fund") -> None:
            fund.free -= self.amount_cents
            fund.reserved += self.amount_cents

    class ReservationReleased(Aggregate.Event):
        """The hold ended without a confirmation (释放): RESERVED → FREE."""

        TOPIC = "fund.reservation_released"
        redemption_id: UUID
        amount_cents: int

        def apply(self, fund: "Fund") -> None:
            fund.reserved -= self.amount_cents
            fund.free += self.amount_cents

    class Committed(Aggregate.Event):
        """The counter confirmed: the cost is owed (确认应付): RESERVED → PAYABLE.

        Without a merchant the counter is the unit's own, which is owed like one.
        """

        TOPIC = "fund.committed"
        redemption_id: UUID
        merchant_id: UUID | None
        amount_cents: int

        def apply(self, fund: "Fund") -> None:
            fund.reserved -= self.amount_cents
            fund.put_payable(self.merchant_id, self.amount_cents)

    class CommitmentReversed(Aggregate.Event):
        """It was returned (冲回): PAYABLE → FREE."""

        TOPIC = "fund.commitment_reversed"
        redemption_id: UUID
        merchant_id: UUID | None
        amount_cents: int

        def apply(self, fund: "Fund") -> None:
            fund.put_payable(self.merchant_id, -self.amount_cents)
            fund.free += self.amount_cents

    class SettlementPaid(Aggregate.Event):
        """A settlement was paid (支付结算款): PAYABLE → OUTSIDE."""

        TOPIC = "fund.settlement_paid"
        settlement_id: UUID
        merchant_id: UUID | None
        amount_cents: int
        paid_by: str
        reference: str

        def apply(self, fund: "Fund") -> None:
            fund.put_payable(self.merchant_id, -self.amount_cents)

    class Spent(Aggregate.Event):
        """Money went out for another purpose (其他支出): FREE → OUTSIDE.

        `source_id` is the proposal or the case of help that two persons decided on, if any.
        """

        TOPIC = "fund.spent"
        class_version = 2
        purpose: str
        amount_cents: int
        reference: str
        spent_by: str
        source_id: UUID | None

        def apply(self, fund: "Fund") -> None:
            fund.free -= self.amount_cents

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """One person alone decided."""
            state["source_id"] = None

    def __init__(self) -> None:
        self.free = 0
        self.reserved = 0
        self.payables: Mapping[UUID | None, int] = {}

    @classmethod
    def set_up(cls, *, at: datetime) -> "Fund":
        """Set up the fund."""
        return cls._create(cls.Created, id=FUND_ID, timestamp=at)

    @property
    def payable(self) -> int:
        """What is owed to all merchants."""
        return sum(self.payables.values())

    @property
    def cash(self) -> int:
        """What the fund has."""
        return self.free + self.reserved + self.payable

    def donate(
        self,
        donation_id: UUID,
        amount_cents: int,
        *,
        donor: str,
        donor_is_person: bool,
        by: str,
        at: datetime,
    ) -> None:
        """Take a donation; the name of a person comes sealed."""
        self.trigger_event(
            self.Donated,
            timestamp=at,
            donation_id=donation_id,
            amount_cents=_amount(amount_cents),
            donor=donor,
            donor_is_person=donor_is_person,
            received_by=by,
        )

    def allocate(self, amount_cents: int, *, source: str, by: str, at: datetime) -> None:
        """Take an allocation."""
        self.trigger_event(
            self.Allocated,
            timestamp=at,
            amount_cents=_amount(amount_cents),
            source=checks.name("source", source),
            recorded_by=by,
        )

    def reserve(self, redemption_id: UUID, amount_cents: int, *, at: datetime) -> None:
        """Reserve the cost of a redemption, as long as there is free money."""
        self._require_free(amount_cents, "rewardId")
        self.trigger_event(
            self.Reserved, timestamp=at, redemption_id=redemption_id, amount_cents=amount_cents
        )

    def release(self, redemption_id: UUID, amount_cents: int, *, at: datetime) -> None:
        """Release what a redemption reserved."""
        self.trigger_event(
            self.ReservationReleased,
            timestamp=at,
            redemption_id=redemption_id,
            amount_cents=amount_cents,
        )

    def commit(
        self, redemption_id: UUID, merchant_id: UUID | None, amount_cents: int, *, at: datetime
    ) -> None:
        """Owe the cost of a confirmed redemption."""
        self.trigger_event(
            self.Committed,
            timestamp=at,
            redemption_id=redemption_id,
            merchant_id=merchant_id,
            amount_cents=amount_cents,
        )

    def reverse(
        self, redemption_id: UUID, merchant_id: UUID | None, amount_cents: int, *, at: datetime
    ) -> None:
        """Owe nothing for a redemption that was returned."""
        self.trigger_event(
            self.CommitmentReversed,
            timestamp=at,
            redemption_id=redemption_id,
            merchant_id=merchant_id,
            amount_cents=amount_cents,
        )

    def pay_settlement(
        self,
        settlement_id: UUID,
        merchant_id: UUID | None,
        amount_cents: int,
        *,
        reference: str,
        by: str,
        at: datetime,
    ) -> None:
        """Pay a settlement: at most what is owed."""
        owed = self.payables.get(merchant_id, 0)
        if amount_cents > owed:
            raise Refusal(
                RefusalCode.FUND_EXHAUSTED, "settlementId", allowed=owed, actual=amount_cents
            )
        self.trigger_event(
            self.SettlementPaid,
            timestamp=at,
            settlement_id=settlement_id,
            merchant_id=merchant_id,
            amount_cents=amount_cents,
            paid_by=by,
            reference=checks.name("reference", reference),
        )

    def spend_alone(
        self,
        purpose: Purpose,
        amount_cents: int,
        *,
        reference: str,
        by: str,
        rules: IncentiveRules,
        at: datetime,
    ) -> None:
        """Spend free money that one person may decide on."""
        if _amount(amount_cents) > rules.spend_alone_cents_max:
            raise Refusal(
                RefusalCode.SECOND_PERSON_REQUIRED,
                "amountCents",
                allowed=rules.spend_alone_cents_max,
                actual=amount_cents,
            )
        self.spend(purpose, amount_cents, reference=reference, by=by, at=at)

    def spend(
        self,
        purpose: Purpose,
        amount_cents: int,
        *,
        reference: str,
        by: str,
        source_id: UUID | None = None,
        at: datetime,
    ) -> None:
        """Spend free money on another purpose."""
        _amount(amount_cents)
        self._require_free(amount_cents, "amountCents")
        self.trigger_event(
            self.Spent,
            timestamp=at,
            purpose=purpose.value,
            amount_cents=amount_cents,
            reference=checks.name("reference", reference),
            spent_by=by,
            source_id=source_id,
        )

    def put_payable(self, merchant_id: UUID | None, cents: int) -> None:
        """Change what is owed to a merchant."""
        owed = self.payables.get(merchant_id, 0) + cents
        self.payables = with_entry(self.payables, merchant_id, owed)

    def _require_free(self, amount_cents: int, field: str) -> None:
        if amount_cents > self.free:
            raise Refusal(RefusalCode.FUND_EXHAUSTED, field, allowed=self.free, actual=amount_cents)


FUND_ID: UUID = well_known_id("fund")


def _amount(cents: int) -> int:
    return checks.whole("amountCents", cents, least=1, most=AMOUNT_CENTS_MAX)
