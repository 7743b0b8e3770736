"""A life of each aggregate: its birth and what it goes through, so that every event happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.party_roster import PartyRoster
from five_steps.domain.incentives.back_entry_log import BackEntryLog
from five_steps.domain.incentives.benefits.benefit_offer import BenefitOffer
from five_steps.domain.incentives.benefits.help_case import HelpCase
from five_steps.domain.incentives.benefits.insurance_cover import InsuranceCover
from five_steps.domain.incentives.benefits.insurance_enrolment import InsuranceEnrolment
from five_steps.domain.incentives.certificates.certificate import Certificate
from five_steps.domain.incentives.certificates.certified_records import CertifiedRecords
from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.domain.incentives.incentive_policy import IncentivePolicy
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import MenuItem
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind, VenueKind
from five_steps.domain.organisation.venue import Venue
from five_steps.domain.people.claim import Claim
from five_steps.domain.people.resident import Resident
from tests.domain import accounts, books, honours, orders, shop
from tests.domain.district import (
    BEIAO_ID,
    CENTRE_ID,
    CERTIFICATE_ID,
    CLERK,
    CORPS_ID,
    COVER_ID,
    DAMEN_ID,
    DAY,
    HELP_CASE_ID,
    LAN,
    MEI,
    MONDAY,
    NEW_YEAR,
    OFFER_ID,
    ORDER_ID,
    OTHER_CLERK,
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
    accounts.opened,
    (
        accounts.credit(),
        accounts.credit(60, lot_id=OTHER_RECORD_ID),
        accounts.reprice(score=5),
        accounts.freeze(),
        accounts.unfreeze(),
        accounts.hold(10),
        accounts.release_hold(),
        accounts.hold(10),
        accounts.spend(),
        accounts.refund(),
        accounts.hold(10, accounts.OTHER_REDEMPTION_ID),
        accounts.spend(accounts.OTHER_REDEMPTION_ID),
        accounts.propose(5),
        accounts.reject(),
        accounts.propose(5),
        accounts.approve(),
        accounts.propose(-5, accounts.OTHER_ADJUSTMENT_ID),
        accounts.approve(accounts.OTHER_ADJUSTMENT_ID),
        accounts.expire(),
        accounts.reprice(minutes=60, score=5, at=accounts.EXPIRY),
    ),
)
REWARD = Life(
    "a reward",
    shop.reward,
    (
        lambda r: r.reprice(points=12, cost_cents=600, reason=_WHY, at=MONDAY),
        lambda r: r.withdraw(reason=_WHY, at=MONDAY),
    ),
)
COUNTER = Life(
    "a counter",
    shop.counter,
    (
        lambda c: c.set_hours([1, 2], 540, 1020, at=MONDAY),
        lambda c: c.set_day_limit(100, at=MONDAY),
        lambda c: c.appoint(shop.OPERATOR, at=MONDAY),
        lambda c: c.dismiss(shop.OPERATOR, at=MONDAY),
        lambda c: c.shut_down(reason=_WHY, at=MONDAY),
    ),
)
COUNTER_STOCK = Life(
    "a counter's stock",
    shop.stock,
    (
        lambda s: s.change(5, reason=_WHY, by=shop.OPERATOR, at=MONDAY),
        lambda s: s.reserve(accounts.REDEMPTION_ID, 2, at=MONDAY),
        lambda s: s.release(accounts.REDEMPTION_ID, 2, at=MONDAY),
        lambda s: s.reserve(accounts.REDEMPTION_ID, 2, at=MONDAY),
        lambda s: s.issue(accounts.REDEMPTION_ID, 2, at=MONDAY),
        lambda s: s.take_back(accounts.REDEMPTION_ID, 2, at=MONDAY),
    ),
)
COUNTER_DAY = Life(
    "a counter's day",
    shop.day,
    (
        lambda d: d.take(accounts.REDEMPTION_ID, 20, limit=100, at=MONDAY),
        lambda d: d.give_back(accounts.REDEMPTION_ID, 20, at=MONDAY),
    ),
)
REDEMPTION = Life("a redemption", shop.redemption, (shop.confirm(), shop.fulfil(), shop.settle()))
RETURNED_REDEMPTION = Life(
    "a redemption returned", shop.redemption, (shop.confirm(), shop.take_back())
)
CANCELLED_REDEMPTION = Life("a redemption cancelled", shop.redemption, (shop.cancel(),))
TIMED_OUT_REDEMPTION = Life("a redemption timed out", shop.redemption, (shop.time_out(),))
MERCHANT = Life("a merchant", shop.merchant, (lambda m: m.end_contract(reason=_WHY, at=MONDAY),))
SETTLEMENT = Life(
    "a settlement",
    shop.settlement,
    (shop.dispute(), shop.answer(), shop.agree(), shop.pay()),
)
FUND = Life(
    "the fund",
    shop.fund,
    (
        lambda f: f.allocate(5000, source="区财政", by=CLERK, at=MONDAY),
        lambda f: f.donate(
            shop.DONATION_ID, 1000, donor="sealed", donor_is_person=True, by=CLERK, at=MONDAY
        ),
        lambda f: f.reserve(accounts.REDEMPTION_ID, 1000, at=MONDAY),
        lambda f: f.release(accounts.REDEMPTION_ID, 1000, at=MONDAY),
        lambda f: f.reserve(accounts.REDEMPTION_ID, 1000, at=MONDAY),
        lambda f: f.commit(accounts.REDEMPTION_ID, shop.MERCHANT_ID, 1000, at=MONDAY),
        lambda f: f.pay_settlement(
            shop.SETTLEMENT_ID, shop.MERCHANT_ID, 400, reference=_WHY, by=CLERK, at=MONDAY
        ),
        lambda f: f.reverse(accounts.REDEMPTION_ID, shop.MERCHANT_ID, 600, at=MONDAY),
        lambda f: f.spend(Purpose.HELP, 100, reference=_WHY, by=CLERK, at=MONDAY),
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
HONOUR_SEASON = Life(
    "a season of honours",
    honours.season,
    (
        lambda s: s.take_place(honours.NOMINATION_ID, at=MONDAY),
        lambda s: s.give_place_back(honours.NOMINATION_ID, at=MONDAY),
        lambda s: s.close(reason=_WHY, at=MONDAY),
    ),
)
HONOURED = Life(
    "a nomination that was awarded",
    honours.nominated,
    (
        honours.consent(),
        honours.review(),
        honours.announce(),
        honours.object_to(),
        honours.decide(upheld=False),
        honours.award(),
        honours.revoke(),
    ),
)
STRUCK_OUT = Life(
    "a nomination that was struck out",
    lambda: honours.nominated(HonourCategory.TEAM),
    (
        honours.review(),
        honours.announce(),
        honours.object_to(),
        honours.decide(upheld=True),
    ),
)
DECLINED_NOMINATION = Life("a nomination declined", honours.nominated, (honours.decline(),))
REJECTED_NOMINATION = Life(
    "a nomination not chosen", lambda: honours.nominated(HonourCategory.UNIT), (honours.reject(),)
)
INSURANCE_COVER = Life(
    "an insurance cover",
    lambda: InsuranceCover.take_out(
        id=COVER_ID,
        at=MONDAY,
        unit_id=CENTRE_ID,
        insurer="人保财险",
        policy_number="P-1",
        categories=[Category.CIVILITY],
        hazardous=True,
        star_floor=0,
        starts_at=MONDAY,
        ends_at=MONDAY + 365 * DAY,
    ),
    (lambda c: c.terminate(reason=_WHY, at=MONDAY),),
)
INSURANCE_ENROLMENT = Life(
    "a volunteer's insurance",
    lambda: InsuranceEnrolment.begin(LAN, at=MONDAY),
    (lambda e: e.enrol(COVER_ID, by=CLERK, at=MONDAY),),
)
BENEFIT_OFFER = Life(
    "a benefit offer",
    lambda: BenefitOffer.publish(
        id=OFFER_ID,
        at=MONDAY,
        unit_id=CENTRE_ID,
        name="景区免票",
        provider="半屏山景区",
        description="",
        star_floor=3,
        valid_from=MONDAY,
        valid_until=None,
    ),
    (lambda o: o.withdraw(reason=_WHY, at=MONDAY),),
)


def _help_case() -> HelpCase:
    return HelpCase.open(
        id=HELP_CASE_ID,
        at=MONDAY,
        volunteer_id=LAN,
        unit_id=STATION_ID,
        situation="sealed",
        by=CLERK,
    )


HELP_CASE = Life(
    "a help case",
    _help_case,
    (
        lambda c: c.approve(amount_cents=500_00, by=OTHER_CLERK, at=MONDAY),
        lambda c: c.give_assistance(amount_cents=300_00, reference="R1", by=CLERK, at=MONDAY),
        lambda c: c.close(result="sealed", by=CLERK, at=MONDAY),
    ),
)
REJECTED_HELP = Life(
    "a help case not approved",
    _help_case,
    (lambda c: c.reject(reason="sealed", by=OTHER_CLERK, at=MONDAY),),
)
CERTIFICATE = Life(
    "a certificate",
    lambda: Certificate.issue(
        id=CERTIFICATE_ID,
        at=MONDAY,
        number="2026000000000001",
        volunteer_id=LAN,
        unit_id=STATION_ID,
        holder="sealed",
        period=Window(NEW_YEAR, MONDAY),
        records=CertifiedRecords(count=2, minutes=180, digest="ab" * 32),
        star_level=1,
        by=str(LAN),
        consent="",
    ),
    (lambda c: c.revoke(reason=_WHY, by=CLERK, at=MONDAY),),
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
    REWARD,
    COUNTER,
    COUNTER_STOCK,
    COUNTER_DAY,
    REDEMPTION,
    RETURNED_REDEMPTION,
    CANCELLED_REDEMPTION,
    TIMED_OUT_REDEMPTION,
    MERCHANT,
    SETTLEMENT,
    FUND,
    BACK_ENTRY_LOG,
    HONOUR_SEASON,
    HONOURED,
    STRUCK_OUT,
    DECLINED_NOMINATION,
    REJECTED_NOMINATION,
    INSURANCE_COVER,
    INSURANCE_ENROLMENT,
    BENEFIT_OFFER,
    HELP_CASE,
    REJECTED_HELP,
    CERTIFICATE,
    PARTY_ROSTER,
    Life("service rules", lambda: ServicePolicy.establish(at=NEW_YEAR), _two_versions()),
    Life("incentive rules", lambda: IncentivePolicy.establish(at=NEW_YEAR), _two_versions()),
    Life("assessment rules", lambda: AssessmentPolicy.establish(at=NEW_YEAR), _two_versions()),
)
