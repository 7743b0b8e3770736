"""A life of each aggregate: its birth and what it goes through, so that every event happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.party_roster import PartyRoster
from five_steps.domain.incentives.back_entry_log import BackEntryLog
from five_steps.domain.incentives.incentive_policy import IncentivePolicy
from five_steps.domain.incentives.points_account import AdjustmentCause, PointsAccount
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import MenuItem
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind, VenueKind
from five_steps.domain.organisation.venue import Venue
from five_steps.domain.people.claim import Claim
from five_steps.domain.people.resident import Resident
from tests.domain import books, orders
from tests.domain.district import (
    BEIAO_ID,
    CLERK,
    CORPS_ID,
    DAMEN_ID,
    DAY,
    INCENTIVES,
    LAN,
    MEI,
    MONDAY,
    NEW_YEAR,
    ORDER_ID,
    OTHER_RECORD_ID,
    OTHER_STATION_ID,
    RECORD_ID,
    RULES,
    STATION_ID,
    THIRD_RECORD_ID,
    VENUE_ID,
    WU,
    between,
    centre,
    incentive_policy,
    incentive_rules,
    institute,
    moment,
    registered,
    station,
)
from tests.domain.given_when_then import Verb


@dataclass(frozen=True)
class Life:
    """How an aggregate comes to be, and what it goes through from then on."""

    name: str
    birth: Callable[[], Aggregate]
    verbs: tuple[Verb[Any], ...]

    def lived(self) -> Aggregate:
        """The aggregate at the end of its life."""
        aggregate = self.birth()
        for verb in self.verbs:
            verb(aggregate)
        return aggregate


_QUICK_STARS = incentive_rules(star_minutes=[60, 120, 180, 240, 300])
_WHY = "原因"

UNIT = Life(
    "a unit",
    station,
    (
        lambda u: u.change_details(
            name="新名", region="", responsible="", opening_hours="", at=MONDAY
        ),
        lambda u: u.reparent(institute(DAMEN_ID), reason=_WHY, at=MONDAY),
        lambda u: u.suspend(reason=_WHY, at=MONDAY),
        lambda u: u.resume(at=MONDAY),
        lambda u: u.merge_into(station(OTHER_STATION_ID), reason=_WHY, at=MONDAY),
    ),
)
VENUE = Life(
    "a venue",
    lambda: Venue.register(
        id=VENUE_ID,
        at=MONDAY,
        unit=station(),
        name="礼堂",
        kind=VenueKind.CULTURAL_HALL,
        capacity=80,
        opening_hours="",
    ),
    (lambda v: v.close(reason=_WHY, at=MONDAY),),
)
TEAM = Life(
    "a team",
    lambda: Team.form(
        id=CORPS_ID,
        at=MONDAY,
        unit=centre(),
        kind=TeamKind.CORPS,
        name="总队",
        parent=None,
        captain="",
    ),
    (
        lambda t: t.name_captain("sealed", at=MONDAY),
        lambda t: t.join(LAN, at=MONDAY),
        lambda t: t.join(MEI, at=MONDAY),
        lambda t: t.leave(LAN, reason=_WHY, at=MONDAY),
    ),
)
VOLUNTEER = Life(
    "a volunteer",
    lambda: registered(minor=True, guardian_consent=True),
    (
        lambda v: v.approve(by=CLERK, at=MONDAY),
        lambda v: v.come_of_age(at=MONDAY),
        lambda v: v.change_profile(
            personal="sealed",
            party_member=True,
            skills=["piano"],
            categories=[Category.CULTURE],
            at=MONDAY,
        ),
        lambda v: v.transfer(BEIAO_ID, reason=_WHY, at=MONDAY),
        lambda v: v.suspend(reason=_WHY, at=MONDAY),
        lambda v: v.resume(at=MONDAY),
        lambda v: v.withdraw(reason=_WHY, at=MONDAY),
    ),
)
REJECTED = Life(
    "a volunteer not approved",
    registered,
    (lambda v: v.reject(by=CLERK, reason=_WHY, at=MONDAY),),
)
RESIDENT = Life(
    "a resident",
    lambda: Resident.register(id=WU, at=MONDAY, unit_id=STATION_ID, personal="sealed"),
    (lambda r: r.change_contact(unit_id=BEIAO_ID, personal="sealed anew", at=MONDAY),),
)
CLAIM = Life(
    "a claim",
    lambda: Claim.make("unit_code", "330305", STATION_ID, at=MONDAY),
    (lambda c: c.pass_on(OTHER_STATION_ID, at=MONDAY),),
)
MENU_ITEM = Life(
    "a menu item",
    lambda: MenuItem.put_on(
        id=ORDER_ID,
        at=MONDAY,
        unit_id=STATION_ID,
        category=Category.FITNESS,
        title="太极拳",
        description="",
        minutes=90,
        headcount=2,
    ),
    (lambda m: m.take_off(reason=_WHY, at=MONDAY),),
)
ORDER = Life(
    "an order",
    orders.placed,
    (
        orders.escalate(BEIAO_ID),
        orders.transfer(STATION_ID),
        orders.dispatch(LAN),
        orders.decline(LAN),
        orders.dispatch(LAN, MEI),
        orders.accept(LAN),
        orders.withdraw(LAN),
        orders.dispatch(LAN, MEI),
        orders.accept(LAN),
        orders.accept(MEI),
        orders.check_in(LAN),
        orders.no_show(MEI),
        orders.check_out(LAN, evidence_hash="ab" * 32),
        orders.verify(LAN),
        orders.rate(5, {LAN: 4}),
        orders.amend(3),
        orders.follow_up(complaint=True),
        orders.dispute(),
        orders.decide({LAN: 60}),
    ),
)
UNRATED_ORDER = Life("an unrated order", orders.placed, orders.STAGES["UNRATED"])
CANCELLED_ORDER = Life("a cancelled order", orders.placed, orders.STAGES["CANCELLED"])
EXPIRED_ORDER = Life("an expired order", orders.placed, orders.STAGES["EXPIRED"])
SERVICE_BOOK = Life(
    "a service book",
    books.opened,
    (
        books.reserve(ORDER_ID, books.SERVED),
        books.release(ORDER_ID),
        books.submit(order_id=ORDER_ID),
        books.verify(rules=_QUICK_STARS),
        books.count_rating(5),
        books.freeze(),
        books.unfreeze(60),
        books.import_record(OTHER_RECORD_ID, between(moment(3, 6, 9), 60)),
        books.submit(THIRD_RECORD_ID, between(moment(3, 7, 9), 60)),
        books.reject(THIRD_RECORD_ID),
        books.demote(1),
    ),
)
POINTS_ACCOUNT = Life(
    "a points account",
    lambda: PointsAccount.open(LAN, at=MONDAY),
    (
        lambda a: a.credit(RECORD_ID, minutes=120, rules=INCENTIVES, at=MONDAY),
        lambda a: a.credit(OTHER_RECORD_ID, minutes=60, rules=INCENTIVES, at=MONDAY),
        lambda a: a.reprice(
            RECORD_ID,
            minutes=120,
            score=5,
            policy=incentive_policy(),
            cause=AdjustmentCause.RATING,
            at=MONDAY,
        ),
        lambda a: a.freeze(RECORD_ID, at=MONDAY),
        lambda a: a.unfreeze(RECORD_ID, at=MONDAY),
    ),
)
BACK_ENTRY_LOG = Life(
    "a back-entry log",
    lambda: BackEntryLog.begin(CLERK, at=MONDAY),
    (
        lambda log: log.enter(CLERK, LAN, RECORD_ID, rules=RULES, at=MONDAY),
        lambda log: log.enter(CLERK, LAN, OTHER_RECORD_ID, rules=RULES, at=MONDAY),
    ),
)
PARTY_ROSTER = Life(
    "a party roster",
    lambda: PartyRoster.begin(STATION_ID, 2026, at=MONDAY),
    (
        lambda r: r.record(STATION_ID, 2026, ["b", "a"], at=MONDAY),
        lambda r: r.record(STATION_ID, 2026, ["c"], at=MONDAY),
    ),
)


def _two_versions() -> tuple[Verb[Any], Verb[Any]]:
    return (
        lambda p: p.publish(effective_from=MONDAY, by=CLERK, at=NEW_YEAR),
        lambda p: p.publish(effective_from=MONDAY + DAY, by=CLERK, at=NEW_YEAR),
    )


LIVES = (
    UNIT,
    VENUE,
    TEAM,
    VOLUNTEER,
    REJECTED,
    RESIDENT,
    CLAIM,
    MENU_ITEM,
    ORDER,
    UNRATED_ORDER,
    CANCELLED_ORDER,
    EXPIRED_ORDER,
    SERVICE_BOOK,
    POINTS_ACCOUNT,
    BACK_ENTRY_LOG,
    PARTY_ROSTER,
    Life("service rules", lambda: ServicePolicy.establish(at=NEW_YEAR), _two_versions()),
    Life("incentive rules", lambda: IncentivePolicy.establish(at=NEW_YEAR), _two_versions()),
    Life("assessment rules", lambda: AssessmentPolicy.establish(at=NEW_YEAR), _two_versions()),
)
