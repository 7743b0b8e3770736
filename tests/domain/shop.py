"""A reward, a counter, its stock and day, a redemption, a merchant, a settlement, the fund."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.incentives.fund.fund import Fund, Purpose
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.fund.settlement import Settlement, SettlementLine
from five_steps.domain.incentives.fund.spending_proposal import SpendingProposal
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.incentives.redeeming.counter_day import CounterDay
from five_steps.domain.incentives.redeeming.counter_stock import CounterStock
from five_steps.domain.incentives.redeeming.redemption import HOLD_MINUTES, Redemption
from five_steps.domain.incentives.redeeming.reward import Reward, RewardKind
from five_steps.domain.kernel.district_time import Window
from tests.domain.accounts import OTHER_REDEMPTION_ID, REDEMPTION_ID, REWARD_ID
from tests.domain.district import CLERK, DAY, LAN, MINUTE, MONDAY, OTHER_CLERK, STATION_ID

if TYPE_CHECKING:
    from datetime import datetime

    from tests.domain.given_when_then import Verb

COUNTER_ID, OTHER_COUNTER_ID = UUID(int=731), UUID(int=732)
MERCHANT_ID, OTHER_MERCHANT_ID = UUID(int=741), UUID(int=742)
SETTLEMENT_ID, OTHER_SETTLEMENT_ID = UUID(int=751), UUID(int=752)
DONATION_ID = UUID(int=761)
PROPOSAL_ID = UUID(int=771)
OPERATOR = "operator-1"

HOLD_ENDS = MONDAY + HOLD_MINUTES * MINUTE
PERIOD = Window(MONDAY - DAY, MONDAY + DAY)
PERIOD_OVER = PERIOD.end


def reward(**changes: Any) -> Reward:
    """A reward: 10 points, 500 分, returnable for a week."""
    fields: dict[str, Any] = {
        "id": REWARD_ID,
        "at": MONDAY,
        "unit_id": STATION_ID,
        "kind": RewardKind.GOODS,
        "name": "洗衣液",
        "description": "",
        "points": 10,
        "cost_cents": 500,
        "star_floor": 0,
        "per_person_max": None,
        "valid_from": MONDAY,
        "valid_until": None,
        "return_days": 7,
    }
    return Reward.put_on(**(fields | changes))


def counter(**changes: Any) -> Counter:
    """A merchant's counter, open at all hours."""
    fields: dict[str, Any] = {
        "id": COUNTER_ID,
        "at": MONDAY,
        "unit_id": STATION_ID,
        "merchant_id": MERCHANT_ID,
        "name": "积分超市",
        "place": "村口 1 号",
    }
    return Counter.open(**(fields | changes))


def stock(pieces: int = 0) -> CounterStock:
    """A stock with so many pieces."""
    kept = CounterStock.keep(COUNTER_ID, REWARD_ID, at=MONDAY)
    if pieces:
        kept.change(pieces, reason="到货", by=OPERATOR, at=MONDAY)
    return kept


def day() -> CounterDay:
    """The counter's day."""
    return CounterDay.begin(COUNTER_ID, at=MONDAY)


def redemption(**changes: Any) -> Redemption:
    """Lan's hold of two rewards."""
    fields: dict[str, Any] = {
        "id": REDEMPTION_ID,
        "at": MONDAY,
        "volunteer_id": LAN,
        "counter_id": COUNTER_ID,
        "merchant_id": MERCHANT_ID,
        "reward_id": REWARD_ID,
        "quantity": 2,
        "points": 20,
        "cost_cents": 1000,
        "stocked": True,
        "code_hash": "hash",
        "by": str(LAN),
        "return_days": 7,
    }
    return Redemption.hold(**(fields | changes))


def confirm(
    *, at: datetime = MONDAY, code_matches: bool = True, by: str = OPERATOR
) -> Verb[Redemption]:
    """Confirm with the code."""
    return lambda r: r.confirm(code_matches=code_matches, by=by, at=at)


def fulfil() -> Verb[Redemption]:
    """Hand it over."""
    return lambda r: r.fulfil(by=OPERATOR, at=MONDAY)


def cancel(reason: str = "改天再来") -> Verb[Redemption]:
    """Cancel the hold."""
    return lambda r: r.cancel(by=str(LAN), reason=reason, at=MONDAY)


def time_out(at: datetime = HOLD_ENDS) -> Verb[Redemption]:
    """Time the hold out."""
    return lambda r: r.time_out(at=at)


def take_back(*, at: datetime = MONDAY, reason: str = "破损") -> Verb[Redemption]:
    """Take it back."""
    return lambda r: r.take_back(by=OPERATOR, reason=reason, at=at)


def settle(
    settlement_id: UUID = SETTLEMENT_ID,
    *,
    merchant_id: UUID | None = MERCHANT_ID,
    period: Window = PERIOD,
) -> Verb[Redemption]:
    """List it in a settlement."""
    return lambda r: r.settle(settlement_id, merchant_id=merchant_id, period=period, at=PERIOD_OVER)


def leave_settlement(settlement_id: UUID = SETTLEMENT_ID) -> Verb[Redemption]:
    """The settlement that lists it is withdrawn."""
    return lambda r: r.leave_settlement(settlement_id, at=PERIOD_OVER)


def merchant() -> Merchant:
    """A merchant under contract."""
    return Merchant.sign_up(
        id=MERCHANT_ID,
        at=MONDAY,
        unit_id=STATION_ID,
        name="海霞超市",
        contact="sealed",
        account="sealed",
    )


LINES = (SettlementLine(REDEMPTION_ID, 1000), SettlementLine(OTHER_REDEMPTION_ID, 500))


def settlement(**changes: Any) -> Settlement:
    """A statement of 1500 分."""
    fields: dict[str, Any] = {
        "id": SETTLEMENT_ID,
        "at": PERIOD_OVER,
        "merchant_id": MERCHANT_ID,
        "unit_id": STATION_ID,
        "period": PERIOD,
        "lines": LINES,
        "by": CLERK,
    }
    return Settlement.state_account(**(fields | changes))


def dispute(reason: str = "少了一单") -> Verb[Settlement]:
    """Dispute the statement."""
    return lambda s: s.dispute(reason=reason, by=OPERATOR, at=PERIOD_OVER)


def answer(text: str = "已核对无误") -> Verb[Settlement]:
    """Answer the dispute."""
    return lambda s: s.answer_dispute(answer=text, by=CLERK, at=PERIOD_OVER)


def agree(by: str = OTHER_CLERK) -> Verb[Settlement]:
    """Agree to the statement."""
    return lambda s: s.agree(by=by, at=PERIOD_OVER)


def pay(reference: str = "转账 0001") -> Verb[Settlement]:
    """Pay it."""
    return lambda s: s.pay(reference=reference, by=CLERK, at=PERIOD_OVER)


def withdraw(reason: str = "多列一单") -> Verb[Settlement]:
    """Withdraw the statement."""
    return lambda s: s.withdraw(reason=reason, by=CLERK, at=PERIOD_OVER)


def fund(free: int = 0) -> Fund:
    """The fund with so much free money."""
    made = Fund.set_up(at=MONDAY)
    if free:
        made.allocate(free, source="区财政", by=CLERK, at=MONDAY)
    return made


def spending_proposal(**changes: Any) -> SpendingProposal:
    """Somebody proposes to pay for insurance."""
    fields: dict[str, Any] = {
        "id": PROPOSAL_ID,
        "at": MONDAY,
        "purpose": Purpose.INSURANCE,
        "amount_cents": 500_000,
        "reference": "纪要 5",
        "by": CLERK,
    }
    return SpendingProposal.propose(**(fields | changes))


def approve_spending(by: str = OTHER_CLERK) -> Verb[SpendingProposal]:
    """Approve it."""
    return lambda p: p.approve(by=by, at=MONDAY)


def reject_spending(by: str = OTHER_CLERK, reason: str = "预算不足") -> Verb[SpendingProposal]:
    """Do not approve it."""
    return lambda p: p.reject(reason=reason, by=by, at=MONDAY)
