"""The same redemptions on the stock `Application`, in threads; a conflict is tried again.

It saves the same aggregates together by the same rules. It is spared what ours does besides:
command ids, permissions, one-time codes and seals.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.persistence import IntegrityError
from uuid_utils.compat import uuid7

from benchmarks.database import stock_environment
from benchmarks.log.market import OPERATOR
from five_steps.domain.incentives.fund.fund import FUND_ID, Fund
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.points_account import PointsAccount, points_account_id
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.incentives.redeeming.counter_day import CounterDay, counter_day_id
from five_steps.domain.incentives.redeeming.counter_stock import CounterStock, counter_stock_id
from five_steps.domain.incentives.redeeming.redemption import Redemption
from five_steps.domain.incentives.redeeming.reward import Reward
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.people.volunteer import Volunteer

if TYPE_CHECKING:
    from benchmarks.log.market import Market, Purchase

NAME = "stock eventsourcing Application"

A = TypeVar("A", bound=Aggregate)
T = TypeVar("T")


class Counters(Application[UUID]):
    """The application; its log is `stored_events`."""

    name = "stored"

    def redeem(self, purchase: Purchase) -> None:
        """Hold, confirm and hand over, each until it succeeds."""
        redemption_id = _until_saved(lambda: self.hold(purchase))
        _until_saved(lambda: self.confirm(redemption_id))
        _until_saved(lambda: self.fulfil(redemption_id))

    def hold(self, purchase: Purchase) -> UUID:
        """Hold points, a piece, the day's room and the money."""
        now = datetime.now(UTC)
        counter = self._get(Counter, purchase.counter_id)
        counter.require_open(now)
        assert counter.merchant_id is not None
        self._get(Merchant, counter.merchant_id).require_under_contract()
        reward = self._get(Reward, purchase.reward_id)
        self._get(Volunteer, purchase.volunteer_id).require_active()
        account = self._get(PointsAccount, points_account_id(purchase.volunteer_id))
        reward.require_redeemable(
            quantity=1,
            redeemed=account.redeemed(reward.id),
            star_level=self._get(ServiceBook, service_book_id(purchase.volunteer_id)).star_level,
            at=now,
        )
        redemption = Redemption.hold(
            id=uuid7(),
            at=now,
            volunteer_id=purchase.volunteer_id,
            counter_id=counter.id,
            merchant_id=counter.merchant_id,
            reward_id=reward.id,
            quantity=1,
            points=reward.points,
            cost_cents=reward.cost_cents,
            stocked=reward.stocked,
            code_hash="",
            by=OPERATOR,
            return_days=reward.return_days,
        )
        account.hold(redemption.id, reward_id=reward.id, quantity=1, points=reward.points, at=now)
        stock = self._get(CounterStock, counter_stock_id(counter.id, reward.id))
        stock.reserve(redemption.id, 1, at=now)
        day = self._today(counter.id, now)
        day.take(redemption.id, reward.points, limit=counter.day_points_max, at=now)
        fund = self._get(Fund, FUND_ID)
        fund.reserve(redemption.id, reward.cost_cents, at=now)
        self.save(redemption, account, stock, day, fund)
        return redemption.id

    def confirm(self, redemption_id: UUID) -> None:
        """The points are spent, the piece is gone, the money owed."""
        now = datetime.now(UTC)
        redemption = self._get(Redemption, redemption_id)
        redemption.confirm(code_matches=True, by=OPERATOR, at=now)
        account = self._get(PointsAccount, points_account_id(redemption.volunteer_id))
        account.spend(redemption.id, at=now)
        stock = self._get(
            CounterStock, counter_stock_id(redemption.counter_id, redemption.reward_id)
        )
        stock.issue(redemption.id, redemption.quantity, at=now)
        fund = self._get(Fund, FUND_ID)
        fund.commit(redemption.id, redemption.merchant_id, redemption.cost_cents, at=now)
        self.save(redemption, account, stock, fund)

    def fulfil(self, redemption_id: UUID) -> None:
        """It is handed over."""
        redemption = self._get(Redemption, redemption_id)
        redemption.fulfil(by=OPERATOR, at=datetime.now(UTC))
        self.save(redemption)

    def _get(self, aggregate_class: type[A], aggregate_id: UUID) -> A:
        aggregate: Aggregate = self.repository.get(aggregate_id)
        assert isinstance(aggregate, aggregate_class)
        return aggregate

    def _today(self, counter_id: UUID, now: datetime) -> CounterDay:
        try:
            return self._get(CounterDay, counter_day_id(counter_id, local_day(now)))
        except AggregateNotFoundError:
            return CounterDay.begin(counter_id, at=now)


def _until_saved(command: Callable[[], T]) -> T:
    while True:
        try:
            return command()
        except IntegrityError:
            # Somebody else changed one of the streams; decide again.
            continue


def redeemed_per_second(dsn: str, market: Market, purchases: int, threads: int) -> float:
    """Redemptions a second, each held, confirmed and handed over, from so many threads."""
    env = stock_environment(
        dsn,
        POSTGRES_POOL_SIZE=str(threads),
        POSTGRES_MAX_OVERFLOW="0",
        AGGREGATE_CACHE_MAXSIZE="10000",
        # Threads put what they saved into the cache in any order, so it must be looked after.
        AGGREGATE_CACHE_FASTFORWARD="y",
    )
    waiting, one_at_a_time = market.purchases(purchases), Lock()

    def next_purchase() -> Purchase | None:
        with one_at_a_time:
            return next(waiting, None)

    with Counters(env) as counters, ThreadPoolExecutor(threads) as pool:

        def client() -> None:
            while (purchase := next_purchase()) is not None:
                counters.redeem(purchase)

        gc.freeze()
        started = perf_counter()
        for done in [pool.submit(client) for _ in range(threads)]:
            done.result()
        return purchases / (perf_counter() - started)


def create_log(dsn: str) -> None:
    """Make the stock library's table."""
    with Counters(stock_environment(dsn)):
        pass
