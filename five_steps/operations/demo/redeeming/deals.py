"""The redemptions of the year: all that was redeemed, and what is under way at its end."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from five_steps.domain.kernel.district_time import local_day, start_of_day
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.redeeming.deal import FATES, Deal, Fate
from five_steps.operations.demo.redeeming.months import month_before
from five_steps.operations.demo.redeeming.purses import Purses
from five_steps.operations.demo.redeeming.shops import CABINET, SHOPS, Shop, Ware
from five_steps.operations.demo.roster import Roster, Volunteer
from five_steps.operations.demo.wanted import YEAR

DEALS_LEAST = 30
_ORDERS_PER_DEAL = 12
_FIRST_AFTER = timedelta(days=40)
"""Until then hardly anybody has points."""
_LONG_ENDED = timedelta(days=9)
"""So long after the hold, a redemption has come to its end; its time to be returned is over."""
_UNDER_WAY = (
    # minutes before now
    (Fate.FULFILLED, 150),
    (Fate.CANCELLED, 110),
    (Fate.TIMED_OUT, 70),
    (Fate.CONFIRMED, 30),
    (Fate.HELD, 2),
)


class _Wish(NamedTuple):
    at: datetime
    shop: Shop
    fate: Fate


def planned_deals(roster: Roster, purses: Purses, now: datetime) -> Iterator[Deal]:
    """The redemptions of the year that ends now, by time; fewer where nobody can afford more."""
    throw = dice(roster.seed, "deals")
    number = 0
    redeemed: Counter[tuple[int, Ware]] = Counter()
    for wish in sorted(_wishes(throw, roster, now), key=lambda wish: wish.at):
        purses.come_to(wish.at)
        for ware in _tastes(throw, wish.shop):
            willing = [
                roster.volunteers[who]
                for who in purses.who_can_spend(ware.points)
                if _may_have(roster.volunteers[who], ware, redeemed[who, ware])
            ]
            if willing:
                volunteer = _chosen(throw, willing, wish)
                purses.spend(volunteer.number, ware.points)
                redeemed[volunteer.number, ware] += 1
                yield Deal(number, wish.at, volunteer, wish.shop, ware, wish.fate)
                number += 1
                break


def _wishes(throw: random.Random, roster: Roster, now: datetime) -> Iterator[_Wish]:
    for fate, minutes in _UNDER_WAY:
        yield _Wish(now - timedelta(minutes=minutes), CABINET, fate)
    # However few there are: each fate was met, and something is to be settled for both months.
    for fate in FATES:
        yield _past(throw, throw.choice(SHOPS), fate, now - _FIRST_AFTER, now - _LONG_ENDED)
    for months in (1, 2):
        month = month_before(now, months)
        latest = min(month.end, now - _LONG_ENDED)
        for shop in SHOPS:
            if shop.merchant is not None:
                yield _past(throw, shop, Fate.FULFILLED, month.start, latest)
    for _ in range(max(roster.size.orders // _ORDERS_PER_DEAL, DEALS_LEAST)):
        first = now - YEAR + _FIRST_AFTER
        yield _past(throw, throw.choice(SHOPS), drawn(FATES, throw), first, now - _LONG_ENDED)


def _past(throw: random.Random, shop: Shop, fate: Fate, first: datetime, latest: datetime) -> _Wish:
    """A wish at an hour when the counter is open; at the turn of a month, a day before it."""
    at = first + throw.random() * max(latest - first - timedelta(days=2), timedelta(0))
    day = local_day(at)
    while day.isoweekday() not in shop.weekdays:
        day += timedelta(days=1)
    # What follows a hold fits in before the counter closes.
    minute = throw.randrange(shop.opens_minute, shop.closes_minute - 60)
    return _Wish(start_of_day(day) + timedelta(minutes=minute), shop, fate)


def _tastes(throw: random.Random, shop: Shop) -> list[Ware]:
    """What a visitor would like best, then next best, and so on."""
    return throw.sample(shop.wares, len(shop.wares))


def _may_have(volunteer: Volunteer, ware: Ware, had: int) -> bool:
    # From the third star on ratings count as well, which are not known beforehand.
    if ware.star_floor > min(volunteer.star, 2):
        return False
    return ware.per_person_max is None or had < ware.per_person_max


def _chosen(throw: random.Random, willing: list[Volunteer], wish: _Wish) -> Volunteer:
    """Somebody; what is under way now is the first volunteer's, if they can afford it."""
    first = min(willing, key=lambda volunteer: volunteer.number)
    if wish.fate in (Fate.CONFIRMED, Fate.HELD) and first.number == 0:
        return first
    return throw.choice(willing)
