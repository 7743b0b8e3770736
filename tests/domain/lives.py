"""A life of each aggregate: its birth and what it goes through, so that every event happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from five_steps.domain.feedback.questionnaires.anonymous_answer import AnonymousAnswer
from five_steps.domain.feedback.questionnaires.answer_tally import AnswerTally
from five_steps.domain.feedback.questionnaires.ballot import Ballot
from five_steps.domain.feedback.questionnaires.questionnaire_answer import QuestionnaireAnswer
from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.indicators import Indicator
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
from five_steps.domain.kernel.district_time import Window, local_day
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import MenuItem
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.domain.organisation.opening_hours import AT_ALL_HOURS
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import TeamKind, VenueKind
from five_steps.domain.organisation.venue import Venue
from five_steps.domain.organisation.venue_booking import BookingHolder, VenueBooking
from five_steps.domain.organisation.venue_calendar import VenueCalendar
from five_steps.domain.people.claim import Claim
from five_steps.domain.people.privacy.data_period import DataPeriod, MonthlyTexts
from five_steps.domain.people.privacy.erasure import Erasure
from five_steps.domain.people.privacy.erasure_state import (
    ErasureGround,
    ErasureRefusal,
    PersonKind,
)
from five_steps.domain.people.privacy.retention_policy import RetentionPolicy
from five_steps.domain.people.resident import Resident
from tests.domain import (
    accounts,
    activities,
    assessments,
    books,
    budgets,
    feedback,
    honours,
    inspections,
    meetings,
    orders,
    projects,
    purchases,
    shop,
)
from tests.domain.district import (
    BEIAO_ID,
    BOOKING_ID,
    CENTRE_ID,
    CERTIFICATE_ID,
    CLERK,
    CORPS_ID,
    COVER_ID,
    DAMEN_ID,
    DAY,
    HAI,
    HELP_CASE_ID,
    LAN,
    MEI,
    MENU_ITEM_ID,
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
    TEAM_ID,
    THIRD_RECORD_ID,
    VENUE_ID,
    WU,
    between,
    centre,
    incentive_rules,
    institute,
    moment,
    registered,
    retention_rules,
    service_rules,
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
        lambda u: u.name_party_head("林支书", at=MONDAY),
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
    (
        lambda v: v.change_details(
            unit=station(), name="新礼堂", kind=VenueKind.CULTURAL_HOME, capacity=90, at=MONDAY
        ),
        lambda v: v.set_hours(AT_ALL_HOURS, opening_hours="全天", at=MONDAY),
        lambda v: v.close(reason=_WHY, at=MONDAY),
    ),
)
VENUE_CALENDAR = Life(
    "a venue's month",
    lambda: VenueCalendar.begin(VENUE_ID, local_day(MONDAY).replace(day=1), at=MONDAY),
    (
        lambda c: c.take(BOOKING_ID, between(MONDAY, 60), at=MONDAY),
        lambda c: c.free(BOOKING_ID, at=MONDAY),
    ),
)
VENUE_BOOKING = Life(
    "a venue's booking",
    lambda: VenueBooking.make(
        id=BOOKING_ID,
        at=MONDAY,
        venue_id=VENUE_ID,
        unit_id=STATION_ID,
        holder_kind=BookingHolder.UNIT,
        holder_id=STATION_ID,
        purpose="村晚排练",
        headcount=30,
        window=between(MONDAY, 60),
        by=CLERK,
    ),
    (lambda b: b.release(reason=_WHY, by=CLERK, at=MONDAY),),
)


def _corps() -> Team:
    return Team.form(
        id=CORPS_ID,
        at=MONDAY,
        unit=centre(),
        kind=TeamKind.CORPS,
        name="总队",
        parent=None,
        captain="",
    )


TEAM = Life(
    "a team",
    _corps,
    (
        lambda t: t.name_captain("陈队长", at=MONDAY),
        lambda t: t.release_captain(at=MONDAY),
        lambda t: t.join(LAN, at=MONDAY),
        lambda t: t.join(MEI, at=MONDAY),
        lambda t: t.leave(LAN, reason=_WHY, at=MONDAY),
        lambda t: t.disband(reason=_WHY, at=MONDAY),
    ),
)
SQUAD = Life(
    "a squad",
    lambda: Team.form(
        id=TEAM_ID,
        at=MONDAY,
        unit=station(),
        kind=TeamKind.SQUAD,
        name="小队",
        parent=_corps(),
        captain="",
    ),
    (lambda t: t.hand_over(station(OTHER_STATION_ID), reason=_WHY, at=MONDAY),),
)
VOLUNTEER = Life(
    "a volunteer",
    lambda: registered(minor=True, guardian_consent=True),
    (
        lambda v: v.approve(by=CLERK, at=MONDAY),
        lambda v: v.withdraw_guardian_consent(reason="sealed", by=CLERK, at=MONDAY),
        lambda v: v.record_guardian_consent(guardian="sealed", by=CLERK, at=MONDAY),
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
    (
        lambda r: r.change_contact(unit_id=BEIAO_ID, personal="sealed anew", at=MONDAY),
        lambda r: r.close(at=MONDAY),
    ),
)


def _asks(erasure: Erasure) -> None:
    erasure.request(
        ErasureGround.CONSENT_WITHDRAWN,
        reason="sealed",
        by=str(WU),
        rules=retention_rules(),
        at=MONDAY,
    )


ERASURE = Life(
    "an erasure",
    lambda: Erasure.begin(WU, PersonKind.RESIDENT, unit_id=STATION_ID, at=MONDAY),
    (
        _asks,
        lambda e: e.withdraw(at=MONDAY),
        _asks,
        lambda e: e.mark_overdue(at=MONDAY + 15 * DAY),
        lambda e: e.refuse(ErasureRefusal.CLAIMS_PENDING, reason="sealed", by=CLERK, at=MONDAY),
        _asks,
        lambda e: e.execute(by=CLERK, at=MONDAY),
    ),
)
DATA_PERIOD = Life(
    "a month of texts",
    lambda: DataPeriod.erase(
        MonthlyTexts.ORDER_PARTICULARS,
        local_day(MONDAY).replace(day=1),
        rules=retention_rules(),
        by=CLERK,
        at=MONDAY + 300 * DAY,
    ),
    (),
)
CLAIM = Life(
    "a claim",
    lambda: Claim.make("unit_code", "330305", STATION_ID, at=MONDAY),
    (lambda c: c.pass_on(OTHER_STATION_ID, at=MONDAY),),
)
MENU_ITEM = Life(
    "a menu item",
    lambda: MenuItem.put_on(
        id=MENU_ITEM_ID,
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
        orders.agree(LAN),
        orders.check_in(LAN),
        orders.no_show(MEI),
        orders.check_out(LAN, evidence_hash="ab" * 32),
        orders.verify(LAN),
        orders.correct(LAN),
        orders.rate(5, {LAN: 4}),
        orders.amend(3),
        orders.follow_up(complaint=True),
        orders.dispute(),
        orders.decide({LAN: 60}),
    ),
)
UNRATED_ORDER = Life(
    "an unrated order",
    orders.placed,
    (
        *orders.STAGES["UNRATED"],
        orders.mark_follow_up_overdue(moment(12, 1), service_rules(follow_up_share=Decimal(1))),
    ),
)
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
        accounts.propose(5, accounts.REJECTED_ADJUSTMENT_ID),
        accounts.reject(accounts.REJECTED_ADJUSTMENT_ID),
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
REDEMPTION = Life(
    "a redemption",
    shop.redemption,
    (shop.confirm(), shop.fulfil(), shop.settle(), shop.leave_settlement(), shop.settle()),
)
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
SPENDING_PROPOSAL = Life("a proposal to spend", shop.spending_proposal, (shop.approve_spending(),))
REJECTED_SPENDING = Life("spending rejected", shop.spending_proposal, (shop.reject_spending(),))
WITHDRAWN_SETTLEMENT = Life("a settlement withdrawn", shop.settlement, (shop.withdraw(),))
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
JOINT_MEETING = Life(
    "a joint meeting",
    meetings.meeting,
    (
        meetings.invite(STATION_ID),
        meetings.put_on(),
        meetings.put_on(meetings.OTHER_MATTER_ID),
        meetings.take_off(meetings.OTHER_MATTER_ID),
        meetings.put_on(meetings.OTHER_MATTER_ID),
        meetings.postpone(meetings.TUESDAY + DAY),
        meetings.hold(meetings.TUESDAY + DAY),
        *(meetings.attend(unit_id) for unit_id in (BEIAO_ID, DAMEN_ID, STATION_ID)),
        meetings.report(),
        meetings.decide(),
        meetings.defer(meetings.OTHER_MATTER_ID),
        meetings.draft(),
        meetings.publish(),
        meetings.draft("更正"),
        meetings.publish("人名有误"),
    ),
)
CANCELLED_MEETING = Life("a meeting called off", meetings.meeting, (meetings.cancel(),))
MEETING_TASK = Life(
    "a task of a meeting",
    meetings.task,
    (
        meetings.move_due(),
        meetings.accept(),
        meetings.progress(),
        meetings.mark_overdue(meetings.DUE + DAY),
        meetings.do(),
        meetings.send_back(),
        meetings.do(),
        meetings.confirm(),
    ),
)
WITHDRAWN_MEETING_TASK = Life("a task taken back", meetings.task, (meetings.withdraw(),))
INSPECTION = Life(
    "an inspection",
    inspections.inspection,
    (
        *inspections.CARRIED_OUT,
        inspections.order(),
        inspections.reinspect(rectified=False),
        inspections.propose(),
        inspections.decide(),
        inspections.object_to(),
        inspections.uphold(),
        inspections.lift(),
        inspections.order(task_id=inspections.OTHER_RECTIFICATION_ID),
        inspections.reinspect(),
        inspections.close(),
    ),
)
UNVETOED_INSPECTION = Life(
    "an inspection without a veto",
    inspections.inspection,
    (*inspections.CARRIED_OUT, inspections.propose(), inspections.decide(vetoed=False)),
)
CANCELLED_INSPECTION = Life(
    "an inspection called off", inspections.inspection, (inspections.cancel(),)
)
FEEDBACK_CASE = Life(
    "a complaint",
    feedback.case,
    (
        lambda c: c.mark_overdue(at=MONDAY + 7 * DAY),
        feedback.answer(),
        feedback.tell_answer(),
        feedback.confirm(),
    ),
)
CASE_IN_IMPROVEMENT = Life(
    "a complaint that is a task",
    feedback.case,
    (
        feedback.turn_into_task(),
        lambda c: c.inform_of_improvement(feedback.told(), by=CLERK, at=MONDAY + DAY),
    ),
)
IMPROVEMENT_TASK = Life(
    "an improvement task",
    feedback.task,
    (
        lambda t: t.hand_over(owner="李副主任", by=CLERK, at=MONDAY),
        feedback.note(),
        lambda t: t.mark_overdue(at=feedback.DUE),
        feedback.finish(),
        feedback.send_back(),
        feedback.finish(),
        feedback.accept(),
        feedback.tell_result(),
    ),
)
QUESTIONNAIRE = Life(
    "a questionnaire",
    feedback.draft,
    (
        feedback.publish(),
        feedback.redraft(title="第二版"),
        feedback.publish(answers_before=2),
        feedback.close(),
    ),
)
QUESTIONNAIRE_ANSWER = Life(
    "an answer by name",
    lambda: QuestionnaireAnswer.give(
        questionnaire_id=feedback.QUESTIONNAIRE_ID,
        version=1,
        person_id=WU,
        sheet=feedback.sheet(),
        at=MONDAY,
    ),
    (),
)
BALLOT = Life(
    "a ballot",
    lambda: Ballot.claim(
        questionnaire_id=feedback.QUESTIONNAIRE_ID,
        version=1,
        person_id=WU,
        blinded_message="AAAA",
        blind_signature="BBBB",
        at=MONDAY,
    ),
    (),
)
ANONYMOUS_ANSWER = Life(
    "an answer without a name",
    lambda: AnonymousAnswer.cast(
        questionnaire_id=feedback.QUESTIONNAIRE_ID,
        version=1,
        serial="CCCC",
        signature="DDDD",
        sheet=feedback.sheet(),
        at=MONDAY,
    ),
    (),
)
ANSWER_TALLY = Life(
    "a count of answers",
    lambda: AnswerTally.begin(feedback.QUESTIONNAIRE_ID, 1, 0, at=MONDAY),
    (lambda t: t.count(at=MONDAY),),
)
PARTY_ROSTER = Life(
    "a party roster",
    lambda: PartyRoster.begin(STATION_ID, 2026, at=MONDAY),
    (
        lambda r: r.record(STATION_ID, 2026, ["b", "a"], at=MONDAY),
        lambda r: r.record(STATION_ID, 2026, ["c"], at=MONDAY),
    ),
)


ACTIVITY = Life(
    "an activity",
    activities.drafted,
    (
        lambda a: a.publish(at=MONDAY),
        activities.sign_up(WU),
        activities.sign_up(LAN),
        activities.sign_up(MEI),
        activities.cancel_sign_up(LAN),
        activities.change(),
        activities.attend(WU),
        activities.hold(80, activities.HASH),
        activities.add_evidence(activities.OTHER_HASH),
        activities.rate(WU),
    ),
)
CANCELLED_ACTIVITY = Life("a cancelled activity", activities.published, (activities.cancel(),))
DUTY_ROSTER = Life(
    "a duty roster",
    activities.roster,
    (
        activities.join(LAN),
        activities.leave(LAN),
        activities.join(LAN),
        activities.join(MEI),
        activities.come_on(LAN),
        activities.no_show(MEI),
        activities.go_off(LAN),
        activities.verify(LAN),
        activities.correct(LAN),
    ),
)
CLOSED_ROSTER = Life(
    "a closed roster", activities.roster, (activities.join(HAI), activities.close())
)
ACTIVITY_SERIES = Life(
    "a series of activities",
    activities.series,
    (activities.extend(activities.later(1).start), activities.end()),
)
COURSE = Life(
    "a course",
    lambda: activities.course(plan=activities.plan(capacity=1)),
    (
        activities.enrol(LAN),
        activities.enrol(WU),
        activities.cancel_enrolment(LAN),
        activities.complete(activities.session(0, WU)),
    ),
)
CANCELLED_COURSE = Life("a course called off", activities.course, (activities.call_off(),))

PROJECT = Life(
    "a project",
    projects.established,
    (
        projects.mark_overdue(),
        projects.replan(),
        *projects.RECRUITING,
        projects.leave(MEI),
        projects.start(),
        projects.record(),
        projects.link(),
        projects.unlink(),
        projects.begin_evaluation(),
        projects.evaluate(projects.ANSWERED),
        projects.name_changes("增加晚间班次"),
        projects.next_round(),
        projects.abandon(),
    ),
)
CLOSED_PROJECT = Life(
    "a project closed", projects.established, (*projects.LEARNT, projects.close())
)
PURCHASE_ITEM = Life(
    "an item of the purchase list",
    purchases.listed,
    (
        purchases.sign(milestones=purchases.ALL_AT_ONCE),
        purchases.mark_overdue(),
        purchases.deliver(),
        purchases.reject(),
        *purchases.paid(),
    ),
)
TERMINATED_PURCHASE = Life(
    "a contract terminated", purchases.listed, (purchases.sign(), purchases.terminate())
)
CANCELLED_PURCHASE = Life("a purchase cancelled", purchases.listed, (purchases.cancel(),))
BUDGET = Life(
    "a budget",
    budgets.drafted,
    (
        *budgets.ADOPTED,
        budgets.allocate(),
        budgets.take_back(),
        budgets.propose(),
        budgets.approve(),
        budgets.propose(amendment_id=budgets.OTHER_AMENDMENT_ID),
        budgets.reject(amendment_id=budgets.OTHER_AMENDMENT_ID),
    ),
)
BUDGET_ACCOUNT = Life(
    "a unit's part of a budget line",
    budgets.opened,
    (
        budgets.receive(),
        budgets.give_up(),
        budgets.commit(),
        budgets.pay(),
        budgets.release(),
        budgets.spend(),
        budgets.refund(),
    ),
)
UNIT_ASSESSMENT = Life(
    "the assessment of a unit's year",
    lambda: assessments.opened(institute()),
    (
        assessments.lower_opened(),
        *assessments.TO_PUBLICITY,
        assessments.object_to(),
        assessments.decide(upheld=True, indicator=Indicator.SATISFACTION, points=Decimal(-1)),
        assessments.lower_final(),
        assessments.finalise(),
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
    VENUE_CALENDAR,
    VENUE_BOOKING,
    TEAM,
    SQUAD,
    VOLUNTEER,
    REJECTED,
    RESIDENT,
    ERASURE,
    DATA_PERIOD,
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
    WITHDRAWN_SETTLEMENT,
    FUND,
    SPENDING_PROPOSAL,
    REJECTED_SPENDING,
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
    JOINT_MEETING,
    CANCELLED_MEETING,
    MEETING_TASK,
    WITHDRAWN_MEETING_TASK,
    INSPECTION,
    UNVETOED_INSPECTION,
    CANCELLED_INSPECTION,
    PROJECT,
    CLOSED_PROJECT,
    PURCHASE_ITEM,
    TERMINATED_PURCHASE,
    CANCELLED_PURCHASE,
    BUDGET,
    BUDGET_ACCOUNT,
    FEEDBACK_CASE,
    CASE_IN_IMPROVEMENT,
    IMPROVEMENT_TASK,
    QUESTIONNAIRE,
    QUESTIONNAIRE_ANSWER,
    BALLOT,
    ANONYMOUS_ANSWER,
    ANSWER_TALLY,
    PARTY_ROSTER,
    UNIT_ASSESSMENT,
    ACTIVITY,
    CANCELLED_ACTIVITY,
    DUTY_ROSTER,
    CLOSED_ROSTER,
    ACTIVITY_SERIES,
    COURSE,
    CANCELLED_COURSE,
    Life("service rules", lambda: ServicePolicy.establish(at=NEW_YEAR), _two_versions()),
    Life("incentive rules", lambda: IncentivePolicy.establish(at=NEW_YEAR), _two_versions()),
    Life("assessment rules", lambda: AssessmentPolicy.establish(at=NEW_YEAR), _two_versions()),
    Life("retention rules", lambda: RetentionPolicy.establish(at=NEW_YEAR), _two_versions()),
)
