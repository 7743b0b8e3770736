"""One order from the request to the rating, as a coroutine that says when it goes on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from uuid_utils.compat import uuid7

from benchmarks.log.district import BY
from five_steps.domain.incentives.points_account import AdjustmentCause
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import CheckMethod, FollowUpChannel, RequesterKind
from five_steps.domain.ordering.rating import RatingGiven

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.log.district import District, Helper, Requester

CATEGORIES = list(Category)
TITLES = [
    "理论宣讲进礼堂",
    "暑期作业辅导",
    "村歌排练指导",
    "智能手机培训",
    "广场舞指导",
    "海岛垃圾清理",
]
# Shares of all orders.
CANCELLED = 0.05
UNRATED = 0.15
FOLLOWED_UP = 0.1
SCORES = [5] * 12 + [4] * 6 + [3, 2]
TRIES_MAX = 20


def order_life(district: District, random: Random, at: datetime) -> Iterator[datetime]:
    """Live through an order placed at a moment; yields when each next thing happens."""
    requester = random.choice(district.requesters)
    order = _place(district, random, requester, at)
    rules = district.service_policy.in_force(at)
    yield (at := at + timedelta(minutes=random.randint(5, 600)))
    helpers = _free_helpers(district, random, order)
    if helpers:
        ids = [helper.volunteer.id for helper in helpers]
        order.dispatch_to_volunteers(ids, by=BY, rules=rules, at=at)
        district.record(order)
    for helper in helpers:
        yield (at := at + timedelta(minutes=random.randint(1, 200)))
        if _accept(order, helper, at):
            district.record(order, helper.book)
    if random.random() < CANCELLED or not order.assignments:
        yield (at := at + timedelta(minutes=5))
        order.cancel(by=BY, reason="天气原因", at=at)
        _release(district, order, helpers, at)
        return
    serving = [helper for helper in helpers if helper.volunteer.id in order.assignments]
    yield from _serve(district, random, order, serving)
    yield (at := order.ends_at + timedelta(hours=random.randint(3, 40)))
    for helper in serving:
        _verify(district, order, helper, at)
    yield from _conclude(district, random, order, requester, serving, at)


def _place(district: District, random: Random, requester: Requester, at: datetime) -> Order:
    starts_at = at + timedelta(days=random.randint(3, 14), minutes=15 * random.randint(0, 40))
    kind = random.randrange(len(CATEGORIES))
    order = Order.place(
        id=uuid7(),
        at=at,
        rules=district.service_policy.in_force(at),
        unit_id=requester.resident.unit_id,
        requester_kind=RequesterKind.RESIDENT,
        requester_id=requester.resident.id,
        category=CATEGORIES[kind],
        menu_item_id=None,
        title=TITLES[kind],
        particulars=requester.particulars,
        window=Window(starts_at, starts_at + timedelta(minutes=random.choice((60, 90, 120, 180)))),
        headcount=random.choice((1, 1, 1, 2, 2, 3)),
        skills=[],
        hazardous=False,
    )
    district.record(order)
    return order


def _free_helpers(district: District, random: Random, order: Order) -> list[Helper]:
    chosen: dict[int, Helper] = {}
    for _ in range(TRIES_MAX):
        number = random.randrange(len(district.helpers))
        if _is_free(district.helpers[number], order):
            chosen[number] = district.helpers[number]
        if len(chosen) == order.headcount:
            break
    return list(chosen.values())


def _is_free(helper: Helper, order: Order) -> bool:
    """Whether the volunteer has no duty within a day: so the day's cap holds, too."""
    day = order.starts_at.date()
    return all(abs((duty.start.date() - day).days) > 1 for duty in helper.book.duties.values())


def _accept(order: Order, helper: Helper, at: datetime) -> bool:
    if not _is_free(helper, order):
        # Taken by another order since.
        return False
    helper.book.reserve(order.id, order.window, at=at)
    order.accept(helper.volunteer.id, at=at)
    return True


def _release(district: District, order: Order, helpers: list[Helper], at: datetime) -> None:
    district.record(order)
    for helper in helpers:
        helper.book.release(order.id, at=at)
        district.record(helper.book)


def _serve(
    district: District, random: Random, order: Order, helpers: list[Helper]
) -> Iterator[datetime]:
    rules = district.service_policy.in_force(order.starts_at)
    at = order.starts_at - timedelta(minutes=5)
    for helper in helpers:
        yield (at := at + timedelta(seconds=random.randint(10, 90)))
        order.check_in(
            helper.volunteer.id, method=CheckMethod.CODE, location=None, rules=rules, at=at
        )
        district.record(order)
    at = order.ends_at
    for helper in helpers:
        yield (at := at + timedelta(seconds=random.randint(10, 90)))
        order.check_out(
            helper.volunteer.id, method=CheckMethod.CODE, location=None, evidence_hash=None, at=at
        )
        record_id = uuid7()
        served = order.served_window(helper.volunteer.id, rules)
        helper.book.submit(
            record_id=record_id,
            order_id=order.id,
            unit_id=order.handling_unit_id,
            kind=RecordKind.CREDITED,
            category=order.category,
            window=served,
            minutes=served.minutes,
            by=str(helper.volunteer.id),
            reason="",
            evidence_hash=None,
            at=at,
        )
        district.record(order, helper.book)


def _verify(district: District, order: Order, helper: Helper, at: datetime) -> None:
    rules = district.incentive_policy.in_force(at)
    record = helper.book.record_of_order(order.id)
    helper.book.verify(
        record.record_id,
        record.minutes,
        unit_id=record.unit_id,
        volunteer=helper.volunteer,
        by=BY,
        rules=rules,
        at=at,
    )
    helper.book.release(order.id, at=at)
    helper.account.credit(record.record_id, minutes=record.minutes, rules=rules, at=at)
    order.verify_hours(
        helper.volunteer.id,
        record.record_id,
        record.minutes,
        by=BY,
        rules=district.service_policy.in_force(at),
        at=at,
    )
    district.record(helper.book, helper.account, order)


def _conclude(
    district: District,
    random: Random,
    order: Order,
    requester: Requester,
    helpers: list[Helper],
    at: datetime,
) -> Iterator[datetime]:
    if random.random() < UNRATED:
        yield (at := at + timedelta(days=8))
        order.close_unrated(at=at)
        district.record(order)
    else:
        yield (at := at + timedelta(hours=random.randint(1, 72)))
        order.rate(RatingGiven(random.choice(SCORES), comment=requester.comment), at=at)
        district.record(order)
        for helper in helpers:
            _count_rating(district, order, helper, at)
    if random.random() < FOLLOWED_UP:
        yield (at := at + timedelta(days=2))
        order.follow_up(
            channel=FollowUpChannel.PHONE,
            satisfied=True,
            complaint=False,
            result=requester.comment,
            by=BY,
            at=at,
        )
        district.record(order)


def _count_rating(district: District, order: Order, helper: Helper, at: datetime) -> None:
    record = helper.book.record_of_order(order.id)
    score = order.scores[helper.volunteer.id]
    rules = district.incentive_policy.in_force(at)
    helper.book.count_rating(record.record_id, score, rules=rules, at=at)
    helper.account.reprice(
        record.record_id,
        minutes=record.minutes,
        score=score,
        policy=district.incentive_policy,
        cause=AdjustmentCause.RATING,
        at=at,
    )
    district.record(helper.book, helper.account)
