"""Counters with everything that redemptions need: rewards, stock, money, and people with points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from benchmarks.log.district import BY, OPENED_AT, District
from benchmarks.log.fill import COLUMNS
from benchmarks.orders import sealed
from five_steps.domain.incentives.fund.fund import AMOUNT_CENTS_MAX, Fund
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.points_account import PointsAccount
from five_steps.domain.incentives.redeeming.counter import Counter
from five_steps.domain.incentives.redeeming.counter_stock import PIECES_MAX, CounterStock
from five_steps.domain.incentives.redeeming.reward import Reward, RewardKind
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import Volunteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPERATOR = "operator"
PRICE, COST_CENTS = 1, 300
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Purchase:
    """Who redeems, and where; there is one reward."""

    volunteer_id: UUID
    counter_id: UUID
    reward_id: UUID


@dataclass(frozen=True, slots=True)
class Market:
    """All there is to redeem, and who comes."""

    counters: tuple[UUID, ...]
    reward: UUID
    customers: tuple[UUID, ...]

    def purchases(self, count: int) -> Iterator[Purchase]:
        """Everybody comes in turn, to one counter after the other."""
        together = zip(cycle(self.customers), cycle(self.counters), strict=False)
        for volunteer_id, counter_id in islice(together, count):
            yield Purchase(volunteer_id, counter_id, self.reward)


async def open_market(log_dsns: Sequence[str], *, counters: int, customers: int) -> Market:
    """Write the same market into each log: as many pieces, cents and points as can be had."""
    district, random = District(), Random(1)
    unit = district.stations[0].id
    merchant = Merchant.sign_up(
        id=uuid7(), at=OPENED_AT, unit_id=unit, name="商户", contact="x", account="x"
    )
    reward = Reward.put_on(
        id=uuid7(),
        at=OPENED_AT,
        unit_id=unit,
        kind=RewardKind.GOODS,
        name="毛巾",
        description="",
        points=PRICE,
        cost_cents=COST_CENTS,
        star_floor=0,
        per_person_max=None,
        valid_from=OPENED_AT,
        valid_until=None,
        return_days=7,
    )
    fund = Fund.set_up(at=OPENED_AT)
    fund.allocate(AMOUNT_CENTS_MAX, source="区财政", by=BY, at=OPENED_AT)
    district.record(merchant, reward, fund)
    opened = []
    for number in range(counters):
        counter = Counter.open(
            id=uuid7(),
            at=OPENED_AT,
            unit_id=unit,
            merchant_id=merchant.id,
            name=f"第{number}积分超市",
            place="村口",
        )
        counter.appoint(OPERATOR, at=OPENED_AT)
        stock = CounterStock.keep(counter.id, reward.id, at=OPENED_AT)
        stock.change(PIECES_MAX, reason="进货", by=BY, at=OPENED_AT)
        district.record(counter, stock)
        opened.append(counter.id)
    arrived = [_customer(district, unit, random, number) for number in range(customers)]
    rows = list(district.recorded())
    for dsn in log_dsns:
        log = await asyncpg.connect(dsn)
        await log.copy_records_to_table("stored_events", records=rows, columns=COLUMNS)
        await log.execute("VACUUM ANALYZE stored_events")
        await log.close()
    return Market(tuple(opened), reward.id, tuple(arrived))


def _customer(district: District, unit: UUID, random: Random, number: int) -> UUID:
    """A volunteer with the points of a long day, earned this year."""
    volunteer = Volunteer.register(
        id=uuid7(),
        at=OPENED_AT,
        unit_id=unit,
        personal=sealed(random),
        id_hash=f"{number:064x}",
        minor=False,
        guardian_consent=False,
        party_member=False,
        skills=[],
        categories=list(Category),
    )
    volunteer.approve(by=BY, at=OPENED_AT)
    account = PointsAccount.open(volunteer.id, at=OPENED_AT)
    rules = district.incentive_policy.in_force(OPENED_AT)
    account.credit(uuid7(), minutes=_DAY_MINUTES, rules=rules, at=datetime.now(UTC))
    district.record(volunteer, ServiceBook.open(volunteer.id, at=OPENED_AT), account)
    return volunteer.id
