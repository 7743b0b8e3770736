"""Two settlements: one of the month before last, paid; one of last month, disputed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from five_steps.commands.incentives.fund.settling import (
    AgreeSettlement,
    DisputeSettlement,
    PaySettlement,
)
from five_steps.commands.incentives.fund.statements import StateSettlement
from five_steps.commands.kernel.registry import Command
from five_steps.domain.kernel.district_time import Window
from five_steps.operations.demo import staff
from five_steps.operations.demo.redeeming.deal import Deal, Fate
from five_steps.operations.demo.redeeming.deal_steps import redemption_step
from five_steps.operations.demo.redeeming.months import month_before
from five_steps.operations.demo.redeeming.shops import Shop
from five_steps.operations.demo.step import Made, Step

_STATED_AFTER = timedelta(days=10, hours=2)
_AGREED_AFTER = timedelta(days=2)
_PAID_AFTER = timedelta(days=3)
_JUST_NOW = timedelta(hours=2)


def statements(deals: Iterable[Deal], now: datetime) -> Iterator[Step]:
    """The steps of both settlements, each with the merchant who has most to be paid."""
    deals = list(deals)
    before_last, last = month_before(now, 2), month_before(now, 1)
    if settled := _of_busiest_merchant(deals, before_last):
        yield from _paid(before_last, settled)
    if settled := _of_busiest_merchant(deals, last):
        yield from _disputed(last, settled, now)


def _of_busiest_merchant(deals: list[Deal], month: Window) -> list[Deal]:
    """What was redeemed at one merchant's counters, and neither given up nor returned."""
    by_merchant: defaultdict[int, list[Deal]] = defaultdict(list)
    for deal in deals:
        if (
            deal.shop.merchant is not None
            and deal.fate is Fate.FULFILLED
            and month.start <= deal.at
            # The confirmation, which counts, comes some minutes after the hold.
            and deal.at + timedelta(hours=1) < month.end
        ):
            by_merchant[deal.shop.merchant].append(deal)
    return max(by_merchant.values(), key=len, default=[])


def _paid(month: Window, deals: list[Deal]) -> Iterator[Step]:
    account = _Account("settlement paid", deals)
    at = month.end + _STATED_AFTER
    yield account.stated(month, at)
    shop = deals[0].shop
    yield account.step(
        "agreed",
        at + _AGREED_AFTER,
        lambda made: AgreeSettlement(
            settlement_id=made[account.name], counter_id=made[staff.counter_step(shop.code)]
        ),
        staff.operator(shop.staff_code),
    )
    yield account.step(
        "paid",
        at + _PAID_AFTER,
        lambda made: PaySettlement(settlement_id=made[account.name], reference="银行转账 0001"),
        staff.centre_admin,
    )


def _disputed(month: Window, deals: list[Deal], now: datetime) -> Iterator[Step]:
    account = _Account("settlement disputed", deals)
    at = max(now - _JUST_NOW, month.end)
    yield account.stated(month, at)
    shop: Shop = deals[0].shop
    yield account.step(
        "disputed",
        at + (now - at) / 2,
        lambda made: DisputeSettlement(
            settlement_id=made[account.name],
            reason="少列一笔,请核对",
            counter_id=made[staff.counter_step(shop.code)],
        ),
        staff.operator(shop.staff_code),
    )


class _Account:
    """A settlement of these redemptions."""

    def __init__(self, name: str, deals: list[Deal]) -> None:
        self.name = name
        self._merchant = deals[0].shop.merchant
        self._redemptions = [redemption_step(deal.number) for deal in deals]

    def stated(self, month: Window, at: datetime) -> Step:
        """The statement; each redemption is marked."""
        assert self._merchant is not None
        merchant = staff.merchant_step(self._merchant)
        return Step(
            self.name,
            at,
            (self.name, *self._redemptions),
            lambda made: StateSettlement(
                merchant_id=made[merchant],
                starts_at=month.start,
                ends_at=month.end,
                redemption_ids=tuple(made[name] for name in self._redemptions),
            ),
            staff.centre_admin,
        )

    def step(
        self, what: str, at: datetime, command: Callable[[Made], Command], actor: staff.ActorOf
    ) -> Step:
        """What comes after it."""
        return Step(f"{self.name} {what}", at, (self.name, "fund"), command, actor)
