"""A redemption (兑换): hold → confirm → fulfilled; cancelled, timed out or returned."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

HOLD_MINUTES = 15
"""How long a hold waits for the counter's confirmation (domain.md §5)."""


class RedemptionState(StrEnum):
    """Where a redemption stands (兑换状态)."""

    HELD = "HELD"
    """Points, stock and money are held 已预留."""
    CONFIRMED = "CONFIRMED"
    """The counter confirmed: the points are spent 已确认."""
    FULFILLED = "FULFILLED"
    """Handed over 已兑付."""
    CANCELLED = "CANCELLED"
    """Cancelled before the confirmation 已取消."""
    TIMED_OUT = "TIMED_OUT"
    """Not confirmed in time 已超时."""
    RETURNED = "RETURNED"
    """Returned: the points went back to their lots 已退回."""


class Redemption(Aggregate):
    """So many of a reward at a counter, for points of one volunteer and money of the fund.

    Points, stock and fund are other streams; each step appends to all of them at once.
    """

    TOPIC = "redemption"

    class Created(Aggregate.Created):
        """Points, stock and money are held until `expires_at` (预留).

        `code_hash` is a keyed hash of the one-time code that the volunteer shows at the counter.
        """

        TOPIC = "redemption.created"
        volunteer_id: UUID
        counter_id: UUID
        merchant_id: UUID | None
        reward_id: UUID
        quantity: int
        points: int
        cost_cents: int
        stocked: bool
        code_hash: str
        held_by: str
        expires_at: datetime
        return_days: int

        def apply(self, redemption: "Redemption") -> None:
            redemption.volunteer_id = self.volunteer_id
            redemption.counter_id = self.counter_id
            redemption.merchant_id = self.merchant_id
            redemption.reward_id = self.reward_id
            redemption.quantity = self.quantity
            redemption.points = self.points
            redemption.cost_cents = self.cost_cents
            redemption.stocked = self.stocked
            redemption.code_hash = self.code_hash
            redemption.expires_at = self.expires_at
            redemption.return_days = self.return_days

    class Confirmed(Aggregate.Event):
        """The counter's operator confirmed with the one-time code (确认)."""

        TOPIC = "redemption.confirmed"
        confirmed_by: str

        def apply(self, redemption: "Redemption") -> None:
            redemption.state = RedemptionState.CONFIRMED
            redemption.confirmed_at = self.timestamp

    class Fulfilled(Aggregate.Event):
        """It was handed over (兑付)."""

        TOPIC = "redemption.fulfilled"
        fulfilled_by: str

        def apply(self, redemption: "Redemption") -> None:
            redemption.state = RedemptionState.FULFILLED

    class Cancelled(Aggregate.Event):
        """It was cancelled before the confirmation (取消)."""

        TOPIC = "redemption.cancelled"
        cancelled_by: str
        reason: str

        def apply(self, redemption: "Redemption") -> None:
            redemption.state = RedemptionState.CANCELLED

    class TimedOut(Aggregate.Event):
        """Nobody confirmed in time (超时释放)."""

        TOPIC = "redemption.timed_out"

        def apply(self, redemption: "Redemption") -> None:
            redemption.state = RedemptionState.TIMED_OUT

    class Returned(Aggregate.Event):
        """It was returned in time (退回)."""

        TOPIC = "redemption.returned"
        returned_by: str
        reason: str

        def apply(self, redemption: "Redemption") -> None:
            redemption.state = RedemptionState.RETURNED

    class Settled(Aggregate.Event):
        """A settlement with the merchant lists it (纳入结算)."""

        TOPIC = "redemption.settled"
        settlement_id: UUID

        def apply(self, redemption: "Redemption") -> None:
            redemption.settlement_id = self.settlement_id

    class SettlementWithdrawn(Aggregate.Event):
        """The settlement that listed it was withdrawn: another one may list it (移出结算)."""

        TOPIC = "redemption.settlement_withdrawn"
        settlement_id: UUID

        def apply(self, redemption: "Redemption") -> None:
            redemption.settlement_id = None

    def __init__(self) -> None:
        self.state = RedemptionState.HELD
        self.volunteer_id: UUID
        self.counter_id: UUID
        self.merchant_id: UUID | None = None
        self.reward_id: UUID
        self.quantity = 0
        self.points = 0
        self.cost_cents = 0
        self.stocked = False
        self.code_hash = ""
        self.expires_at: datetime
        self.return_days = 0
        self.confirmed_at: datetime | None = None
        self.settlement_id: UUID | None = None

    @classmethod
    def hold(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        volunteer_id: UUID,
        counter_id: UUID,
        merchant_id: UUID | None,
        reward_id: UUID,
        quantity: int,
        points: int,
        cost_cents: int,
        stocked: bool,
        code_hash: str,
        by: str,
        return_days: int,
    ) -> "Redemption":
        """Hold for 15 minutes; `stocked`: pieces of the counter's stock are reserved."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            volunteer_id=volunteer_id,
            counter_id=counter_id,
            merchant_id=merchant_id,
            reward_id=reward_id,
            quantity=quantity,
            points=points,
            cost_cents=cost_cents,
            stocked=stocked,
            code_hash=code_hash,
            held_by=by,
            expires_at=at + timedelta(minutes=HOLD_MINUTES),
            return_days=return_days,
        )

    def confirm(self, *, code_matches: bool, by: str, at: datetime) -> None:
        """The operator confirms, in time and with the code; nobody serves themselves."""
        checks.in_state("redemptionId", self.state, RedemptionState.HELD)
        checks.before("redemptionId", at, self.expires_at)
        if not code_matches:
            raise Refusal(RefusalCode.WRONG_CODE, "code")
        if by == str(self.volunteer_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "redemptionId")
        self.trigger_event(self.Confirmed, timestamp=at, confirmed_by=by)

    def fulfil(self, *, by: str, at: datetime) -> None:
        """It is handed over."""
        checks.in_state("redemptionId", self.state, RedemptionState.CONFIRMED)
        self.trigger_event(self.Fulfilled, timestamp=at, fulfilled_by=by)

    def cancel(self, *, by: str, reason: str, at: datetime) -> None:
        """Cancel a hold."""
        checks.in_state("redemptionId", self.state, RedemptionState.HELD)
        self.trigger_event(
            self.Cancelled, timestamp=at, cancelled_by=by, reason=checks.reason("reason", reason)
        )

    def time_out(self, *, at: datetime) -> None:
        """Release a hold that nobody confirmed in time."""
        checks.in_state("redemptionId", self.state, RedemptionState.HELD)
        checks.not_before("redemptionId", at, self.expires_at)
        self.trigger_event(self.TimedOut, timestamp=at)

    def take_back(self, *, by: str, reason: str, at: datetime) -> None:
        """Take a return: within the reward's days, and not once a settlement lists it."""
        checks.in_state(
            "redemptionId", self.state, RedemptionState.CONFIRMED, RedemptionState.FULFILLED
        )
        assert self.confirmed_at is not None
        latest = self.confirmed_at + timedelta(days=self.return_days)
        checks.before("redemptionId", at, latest)
        if self.settlement_id is not None:
            raise Refusal(
                RefusalCode.WRONG_STATE, "redemptionId", actual="SETTLED", allowed="not settled"
            )
        self.trigger_event(
            self.Returned, timestamp=at, returned_by=by, reason=checks.reason("reason", reason)
        )

    def settle(
        self,
        settlement_id: UUID,
        *,
        merchant_id: UUID | None,
        period: Window,
        at: datetime,
    ) -> None:
        """List it in a settlement with its merchant, of the period in which it was confirmed.

        It must be handed over, not returned, and listed in no other.
        """
        if self.merchant_id != merchant_id:
            raise Refusal(RefusalCode.INVALID, "redemptionIds", allowed="of this merchant")
        checks.in_state("redemptionIds", self.state, RedemptionState.FULFILLED)
        if self.settlement_id is not None:
            raise Refusal(RefusalCode.DUPLICATE, "redemptionIds", actual=str(self.settlement_id))
        assert self.confirmed_at is not None
        if not period.start <= self.confirmed_at < period.end:
            raise Refusal(RefusalCode.INVALID, "redemptionIds", allowed="confirmed in the period")
        self.trigger_event(self.Settled, timestamp=at, settlement_id=settlement_id)

    def leave_settlement(self, settlement_id: UUID, *, at: datetime) -> None:
        """Be free for another settlement: the one that lists it is withdrawn."""
        if self.settlement_id != settlement_id:
            raise Refusal(RefusalCode.WRONG_STATE, "settlementId", allowed="the one that lists it")
        self.trigger_event(self.SettlementWithdrawn, timestamp=at, settlement_id=settlement_id)
