"""A small district that lives at random, by the domain's own rules: valid logs for the views."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.party_roster import PartyRoster
from five_steps.domain.incentives.incentive_policy import IncentivePolicy
from five_steps.domain.incentives.points_account import AdjustmentCause, PointsAccount
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.service_record import RecordKind, ServiceRecord
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import MenuItem
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import (
    CheckMethod,
    FollowUpChannel,
    OrderState,
    RequesterKind,
)
from five_steps.domain.ordering.rating import RatingGiven
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.tiers import PointKind, TeamKind, Tier
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import Volunteer
from tests.projections.budgeting import Budgeting
from tests.projections.feedback import Feedback
from tests.projections.inspections import Inspections
from tests.projections.market import Market
from tests.projections.meetings import Meetings
from tests.projections.outings import Outings
from tests.projections.places import Places
from tests.projections.projects import Projects
from tests.projections.recognition import Recognition

if TYPE_CHECKING:
    from collections.abc import Callable

    from five_steps.domain.kernel.aggregate import Aggregate

START = datetime(2026, 10, 1, tzinfo=UTC)
STAFF = "staff"


class District:
    """Units, people and orders, and the log of all that happened to them."""

    def __init__(self, seed: int = 0, seal: Callable[[UUID, str], str] | None = None) -> None:
        self.random = random.Random(seed)
        self.seal = seal or (lambda subject, text: f"{subject.hex}:{text}")
        self.now = START
        self.log: list[Any] = []
        self.units: list[Unit] = []
        self.volunteers: list[Volunteer] = []
        self.books: dict[UUID, ServiceBook] = {}
        self.accounts: dict[UUID, PointsAccount] = {}
        self.residents: list[Resident] = []
        self.teams: list[Team] = []
        self.orders: list[Order] = []
        self._market: Market | None = None
        self.recognition = Recognition(self)
        self.meetings = Meetings(self)
        self.outings = Outings(self)
        self.inspections = Inspections(self)
        self.feedback = Feedback(self)
        self.places = Places(self)
        self.projects = Projects(self)
        self.budgeting = Budgeting(self)
        self.service_policy = ServicePolicy.establish(at=self.now)
        self.service_policy.publish(effective_from=self.now, by=STAFF, at=self.now)
        self.incentive_policy = IncentivePolicy.establish(at=self.now)
        self.incentive_policy.publish(
            effective_from=self.now,
            by=STAFF,
            at=self.now,
            star_minutes=(30, 60, 120, 240, 480),
            star_ratings_least=(0, 0, 1, 2, 2),
        )
        self.assessment_policy = AssessmentPolicy.establish(at=self.now)
        self.assessment_policy.publish(effective_from=self.now, by=STAFF, at=self.now)
        for policy in (self.service_policy, self.incentive_policy, self.assessment_policy):
            self.keep(policy)

    def id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    @property
    def market(self) -> Market:
        """Where points are redeemed; set up when somebody first goes there."""
        if self._market is None:
            self._market = Market(self)
        return self._market

    def keep(self, *aggregates: Aggregate) -> None:
        """Put what happened to the aggregates into the log."""
        for aggregate in aggregates:
            self.log.extend(aggregate.collect_events())

    def tick(self, hours: float = 0.1) -> None:
        self.now += timedelta(hours=hours)

    @property
    def rules(self) -> Any:
        return self.service_policy.in_force(self.now)

    @property
    def incentives(self) -> Any:
        return self.incentive_policy.in_force(self.now)

    # --- founding -------------------------------------------------------------------------------

    def found_unit(
        self, tier: Tier, parent: Unit | None, name: str, point_kind: PointKind | None = None
    ) -> Unit:
        unit = Unit.found(
            id=self.id(),
            at=self.now,
            code=name,
            name=name,
            tier=tier,
            point_kind=point_kind,
            parent=parent,
            region="洞头区",
            responsible="",
            opening_hours="08:30-17:00",
        )
        self.keep(unit)
        self.units.append(unit)
        return unit

    def found_units(self, institutes: int = 2, stations: int = 2) -> None:
        centre = self.found_unit(Tier.CENTRE, None, "区中心")
        for i in range(institutes):
            institute = self.found_unit(Tier.INSTITUTE, centre, f"所{i}")
            for j in range(stations):
                station = self.found_unit(Tier.STATION, institute, f"站{i}-{j}")
                self.found_unit(Tier.POINT, station, f"点{i}-{j}", PointKind.BOOK_HOUSE)

    def stations(self) -> list[Unit]:
        return [unit for unit in self.units if unit.tier is Tier.STATION]

    def add_volunteer(self, unit: Unit | None = None, *, id_hash: str | None = None) -> Volunteer:
        unit = unit or self.random.choice(self.stations())
        volunteer_id = self.id()
        number = len(self.volunteers)
        personal = {
            "name": f"志愿者{number}",
            "phone": f"138{number:08}",
            "birth_date": "1990-05-17",
            "id_number_masked": "3303**********1234",
        }
        volunteer = Volunteer.register(
            id=volunteer_id,
            at=self.now,
            unit_id=unit.id,
            personal=self.seal(volunteer_id, json.dumps(personal)),
            id_hash=id_hash or f"hash-{number}",
            minor=False,
            guardian_consent=False,
            party_member=number % 3 == 0,
            skills=["急救"],
            categories=list(Category),
        )
        self.keep(volunteer)
        self.tick(0.01)
        volunteer.approve(by=STAFF, at=self.now)
        book = ServiceBook.open(volunteer_id, at=self.now)
        account = PointsAccount.open(volunteer_id, at=self.now)
        self.keep(volunteer, book, account)
        self.volunteers.append(volunteer)
        self.books[volunteer_id] = book
        self.accounts[volunteer_id] = account
        return volunteer

    def add_resident(self, unit: Unit | None = None) -> Resident:
        unit = unit or self.random.choice(self.stations())
        resident_id = self.id()
        number = len(self.residents)
        resident = Resident.register(
            id=resident_id,
            at=self.now,
            unit_id=unit.id,
            personal=self.seal(
                resident_id, json.dumps({"name": f"居民{number}", "phone": f"139{number:08}"})
            ),
        )
        self.keep(resident)
        self.residents.append(resident)
        return resident

    def form_team(self, unit: Unit) -> Team:
        team = Team.form(
            id=self.id(),
            at=self.now,
            unit=unit,
            kind=TeamKind.CORPS,
            name="总队",
            parent=None,
            captain="",
        )
        self.keep(team)
        self.teams.append(team)
        return team

    def populate(self, volunteers: int = 6, residents: int = 3) -> None:
        self.found_units()
        for _ in range(volunteers):
            self.add_volunteer()
        for _ in range(residents):
            self.add_resident()
        self.form_team(self.units[0])
        self.places.register(self.stations()[0])
        self.keep(
            MenuItem.put_on(
                id=self.id(),
                at=self.now,
                unit_id=self.stations()[0].id,
                category=Category.CULTURE,
                title="村晚排练",
                description="",
                minutes=90,
                headcount=2,
            ),
        )
        self.record_roster(self.stations()[0], 2026, ["hash-0", "hash-1", "hash-stranger"])

    def record_roster(self, unit: Unit, year: int, hashes: list[str]) -> PartyRoster:
        roster = PartyRoster.begin(unit.id, year, at=self.now)
        roster.record(unit.id, year, hashes, at=self.now)
        self.keep(roster)
        return roster

    # --- the order loop -------------------------------------------------------------------------

    def place(self, resident: Resident | None = None, headcount: int = 1) -> Order:
        resident = resident or self.random.choice(self.residents)
        start = self.now + timedelta(hours=self.random.randint(1, 30))
        particulars = {"place": "北岙街道", "details": "两小时", "contact": "13900000000"}
        order = Order.place(
            id=self.id(),
            at=self.now,
            rules=self.rules,
            unit_id=resident.unit_id,
            requester_kind=RequesterKind.RESIDENT,
            requester_id=resident.id,
            category=self.random.choice(list(Category)),
            menu_item_id=None,
            title="家电维修",
            particulars=self.seal(resident.id, json.dumps(particulars)),
            window=Window(start, start + timedelta(hours=2)),
            headcount=headcount,
            skills=[],
            hazardous=False,
        )
        self.orders.append(order)
        self.keep(order)
        return order

    def dispatch(self, order: Order, *volunteers: Volunteer) -> None:
        order.dispatch_to_volunteers(
            [volunteer.id for volunteer in volunteers], by=STAFF, rules=self.rules, at=self.now
        )
        self.keep(order)

    def accept(self, order: Order, volunteer: Volunteer) -> None:
        book = self.books[volunteer.id]
        book.reserve(order.id, order.window, at=self.now)
        order.accept(volunteer.id, at=self.now)
        self.keep(order, book)

    def serve(self, order: Order, volunteer: Volunteer, minutes: int = 60) -> None:
        """Check in and out, submit and verify, in one go."""
        self.now = max(self.now, order.starts_at)
        order.check_in(
            volunteer.id, method=CheckMethod.CODE, location=None, rules=self.rules, at=self.now
        )
        self.tick(minutes / 60)
        order.check_out(
            volunteer.id, method=CheckMethod.CODE, location=None, evidence_hash=None, at=self.now
        )
        self.keep(order)
        book, account = self.books[volunteer.id], self.accounts[volunteer.id]
        record_id = self.id()
        window = order.served_window(volunteer.id, self.rules)
        book.submit(
            record_id=record_id,
            order_id=order.id,
            unit_id=order.handling_unit_id,
            kind=RecordKind.CREDITED,
            category=order.category,
            window=window,
            minutes=window.minutes,
            by=str(volunteer.id),
            reason="",
            evidence_hash=None,
            at=self.now,
        )
        self.keep(book)
        self.tick()
        book.verify(
            record_id,
            window.minutes,
            unit_id=order.handling_unit_id,
            volunteer=volunteer,
            by=STAFF,
            rules=self.incentives,
            at=self.now,
        )
        book.release(order.id, at=self.now)
        account.credit(record_id, minutes=window.minutes, rules=self.incentives, at=self.now)
        order.verify_hours(
            volunteer.id, record_id, window.minutes, by=STAFF, rules=self.rules, at=self.now
        )
        self.keep(book, account, order)

    def rate(self, order: Order, score: int, comment: str = "很好", *, amend: bool = False) -> None:
        given = RatingGiven(
            score, comment=self.seal(order.requester_id, comment) if comment else "", tags=["准时"]
        )
        if amend:
            order.amend_rating(given, rules=self.rules, at=self.now)
        else:
            order.rate(given, at=self.now)
        self.keep(order)
        for assignment in order.assignments.values():
            if assignment.record_id is None or assignment.minutes == 0:
                continue
            book = self.books[assignment.volunteer_id]
            account = self.accounts[assignment.volunteer_id]
            book.count_rating(assignment.record_id, score, rules=self.incentives, at=self.now)
            account.reprice(
                assignment.record_id,
                minutes=assignment.minutes,
                score=score,
                policy=self.incentive_policy,
                cause=AdjustmentCause.RATING,
                at=self.now,
            )
            self.keep(book, account)

    def dispute(self, order: Order) -> None:
        order.dispute(by="resident", reason="时长不符", at=self.now)
        self.keep(order)
        for assignment in order.assignments.values():
            if assignment.record_id is not None:
                book = self.books[assignment.volunteer_id]
                account = self.accounts[assignment.volunteer_id]
                book.freeze(assignment.record_id, at=self.now)
                account.freeze(assignment.record_id, at=self.now)
                self.keep(book, account)

    def decide(self, order: Order, minutes: int | None) -> None:
        """Decide a dispute: what is left of everybody's minutes, or all of them."""
        served = [a for a in order.assignments.values() if a.record_id is not None]
        left = {} if minutes is None else {a.volunteer_id: minutes for a in served}
        order.decide_dispute(
            upheld=minutes is not None,
            minutes=left,
            reason="核实",
            by=STAFF,
            at=self.now,
        )
        self.keep(order)
        for assignment in served:
            book = self.books[assignment.volunteer_id]
            account = self.accounts[assignment.volunteer_id]
            assert assignment.record_id is not None
            book.unfreeze(
                assignment.record_id,
                minutes,
                reason="核实",
                by=STAFF,
                rules=self.incentives,
                at=self.now,
            )
            account.unfreeze(assignment.record_id, at=self.now)
            if minutes is not None:
                account.reprice(
                    assignment.record_id,
                    minutes=minutes,
                    score=None,
                    policy=self.incentive_policy,
                    cause=AdjustmentCause.DISPUTE,
                    at=self.now,
                )
            self.keep(book, account)

    # --- living at random -----------------------------------------------------------------------

    def live(self, steps: int) -> None:
        """Let things happen; what the rules refuse does not."""
        for _ in range(steps):
            self.tick(self.random.choice([0.2, 2, 9]))
            try:
                self._step()
            except Refusal:
                self._drop_pending()

    def complete_order(self, headcount: int = 1) -> Order:
        """An order from the request to the rating."""
        order = self.place(headcount=headcount)
        self.tick()
        chosen = self.random.sample(self.volunteers, headcount)
        self.dispatch(order, *chosen)
        for volunteer in chosen:
            try:
                self.accept(order, volunteer)
            except Refusal:
                self._drop_pending()
        for assignment in list(order.assignments):
            self.serve(order, next(v for v in self.volunteers if v.id == assignment), 30)
        if order.state is OrderState.COMPLETED:
            self.tick()
            self.rate(order, self.random.randint(1, 5))
        return order

    def _drop_pending(self) -> None:
        """Take aggregates back to what the log says of them, after a step was refused half-way."""
        for aggregates in (self.orders, self.volunteers, self.units, self.teams):
            for aggregate in aggregates:
                self.keep(aggregate)
        for book in self.books.values():
            self.keep(book)
        for account in self.accounts.values():
            self.keep(account)
        if self._market is not None:
            self._market.keep()
        self.recognition.keep()
        self.meetings.keep()
        self.outings.keep()
        self.inspections.keep()
        self.feedback.keep()
        self.places.keep()
        self.projects.keep()
        self.budgeting.keep()

    def _step(self) -> None:
        step = self.random.choice(
            [
                self._open_order,
                self._open_order,
                self._progress_order,
                self._progress_order,
                self._progress_order,
                self._progress_order,
                self._disturb_order,
                self._disturb_hours,
                self._people,
                self._organise,
                self.places.step,
                self._redeem,
                self._redeem,
                self._redeem,
                self.recognition.step,
                self.recognition.step,
                self.meetings.step,
                self.outings.step,
                self.outings.step,
                self.inspections.step,
                self.feedback.step,
                self.feedback.step,
                self.projects.step,
                self.projects.step,
                self.budgeting.step,
                self.budgeting.step,
            ]
        )
        step()

    def _open_order(self) -> None:
        self.place(headcount=self.random.randint(1, 2))

    def _progress_order(self) -> None:
        order = self.random.choice(self.orders[-6:]) if self.orders else self.place()
        volunteer = self.random.choice(self.volunteers)
        match order.state:
            case OrderState.PLACED:
                self.dispatch(order, volunteer, self.random.choice(self.volunteers))
                self.accept(order, volunteer)
            case OrderState.DISPATCHED:
                order.decline(order.named[0], reason="没空", rules=self.rules, at=self.now)
                self.keep(order)
            case OrderState.ACCEPTED:
                accepted = next(iter(order.assignments))
                if self.random.random() < 0.2:
                    order.withdraw_acceptance(
                        accepted, reason="生病", rules=self.rules, at=self.now
                    )
                    self.books[accepted].release(order.id, at=self.now)
                    self.keep(order, self.books[accepted])
                else:
                    self.serve(order, next(v for v in self.volunteers if v.id == accepted), 45)
            case OrderState.COMPLETED:
                self.rate(order, self.random.randint(1, 5), self.random.choice(["", "好"]))
            case OrderState.RATED if self.random.random() < 0.5:
                self.rate(order, self.random.randint(1, 5), "", amend=True)
            case OrderState.RATED | OrderState.UNRATED:
                order.follow_up(
                    channel=FollowUpChannel.PHONE,
                    satisfied=True,
                    complaint=False,
                    result=self.seal(order.requester_id, "满意"),
                    by=STAFF,
                    at=self.now,
                )
                self.keep(order)
            case OrderState.DISPUTED:
                self.decide(order, self.random.choice([None, 0, 10]))
            case _:
                self.place()

    def _redeem(self) -> None:
        self.market.step()

    def _disturb_order(self) -> None:
        order = self.random.choice(self.orders) if self.orders else self.place()
        match self.random.randrange(5):
            case 0:
                order.transfer(
                    self.random.choice(self.units).id, reason="就近", rules=self.rules, at=self.now
                )
            case 1:
                order.escalate(self.units[0].id, rules=self.rules, at=self.now)
            case 2:
                order.expire(by=STAFF, at=self.now)
            case 3:
                order.close_unrated(at=self.now)
            case _:
                self.dispute(order)
        self.keep(order)

    def _disturb_hours(self) -> None:
        volunteer = self.random.choice(self.volunteers)
        book, account = self.books[volunteer.id], self.accounts[volunteer.id]
        if book.records and self.random.random() < 0.5:
            record_id = self.random.choice(list(book.records))
            minutes = self.random.choice([0, 5, 15])
            book.correct(
                record_id, minutes, reason="更正", by=STAFF, rules=self.incentives, at=self.now
            )
            self._correct_order(volunteer.id, book.records[record_id])
            account.reprice(
                record_id,
                minutes=minutes,
                score=book.records[record_id].score,
                policy=self.incentive_policy,
                cause=AdjustmentCause.CORRECTION,
                at=self.now,
            )
        else:
            start = self.now - timedelta(days=self.random.randint(1, 500))
            book.import_record(
                record_id=self.id(),
                unit_id=volunteer.unit_id,
                volunteer=volunteer,
                category=Category.CULTURE,
                window=Window(start, start + timedelta(hours=1)),
                minutes=50,
                verified_by="旧系统",
                source="2025 花名册",
                rules=self.incentives,
                at=self.now,
            )
        self.keep(book, account)

    def _correct_order(self, volunteer_id: UUID, record: ServiceRecord) -> None:
        for order in self.orders:
            if order.id == record.order_id:
                order.correct_hours(volunteer_id, record.minutes, by=STAFF, at=self.now)
                self.keep(order)

    def _people(self) -> None:
        volunteer = self.random.choice(self.volunteers)
        match self.random.randrange(5):
            case 0:
                volunteer.transfer(
                    self.random.choice(self.stations()).id, reason="搬家", at=self.now
                )
            case 1:
                volunteer.suspend(reason="培训", at=self.now)
                volunteer.resume(at=self.now)
            case 2:
                self.add_volunteer(id_hash="hash-stranger" if self.random.random() < 0.3 else None)
            case 3:
                self.teams[0].join(volunteer.id, at=self.now)
                self.keep(self.teams[0])
            case _:
                self.teams[0].leave(volunteer.id, reason="退队", at=self.now)
                self.keep(self.teams[0])
        self.keep(volunteer)

    def _organise(self) -> None:
        match self.random.randrange(3):
            case 0:
                institutes = [unit for unit in self.units if unit.tier is Tier.INSTITUTE]
                station = self.random.choice(self.stations())
                station.reparent(self.random.choice(institutes), reason="区划调整", at=self.now)
                self.keep(station)
            case 1:
                policy = self.assessment_policy
                policy.publish(
                    effective_from=self.now + timedelta(hours=self.random.randint(1, 200)),
                    by=STAFF,
                    at=self.now,
                    own_share=Decimal(self.random.choice(["0.6", "0.5", "1"])),
                )
                self.keep(policy)
            case _:
                station = self.random.choice(self.stations())
                station.change_details(
                    name=f"站{self.random.randrange(99)}",
                    region="洞头区",
                    responsible="",
                    opening_hours="",
                    at=self.now,
                )
                self.keep(station)
