"""Honours, insurance, offers, help and certificates in the random district of the views' tests."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.domain.incentives.benefits.benefit_offer import BenefitOffer
from five_steps.domain.incentives.benefits.help_case import HelpCase, HelpCaseState
from five_steps.domain.incentives.benefits.insurance_cover import InsuranceCover
from five_steps.domain.incentives.benefits.insurance_enrolment import InsuranceEnrolment
from five_steps.domain.incentives.certificates.certificate import Certificate
from five_steps.domain.incentives.certificates.certificate_number import certificate_number
from five_steps.domain.incentives.certificates.certified_records import certified_records
from five_steps.domain.incentives.honours.nomination import Nomination, nomination_id
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory, HonourSeason
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.ordering.category import Category

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.domain.kernel.aggregate import Aggregate
    from five_steps.domain.people.volunteer import Volunteer
    from tests.projections.district import District

NOMINATOR, JUDGE = "nominator", "judge"
WHY = "原因"


class Recognition:
    """Honours and helps volunteers, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.seasons: list[HonourSeason] = []
        self.nominations: list[Nomination] = []
        self.covers: list[InsuranceCover] = []
        self.enrolments: dict[UUID, InsuranceEnrolment] = {}
        self.offers: list[BenefitOffer] = []
        self.cases: list[HelpCase] = []
        self.certificates: list[Certificate] = []

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        kept: list[list[Aggregate]] = [
            [*self.seasons, *self.nominations],
            [*self.covers, *self.enrolments.values()],
            [*self.offers, *self.cases, *self.certificates],
        ]
        for aggregates in kept:
            self.district.keep(*aggregates)

    # --- honours --------------------------------------------------------------------------------

    def announce_season(self, places: int = 2) -> HonourSeason:
        at = self.district.now
        season = HonourSeason.announce(
            id=self.district.id(),
            at=at,
            unit_id=self.district.units[0].id,
            category=HonourCategory.VOLUNTEER,
            name="最美志愿者",
            criteria="全年服务满 50 小时",
            places=places,
            nominations_from=at,
            nominations_until=at + timedelta(days=30),
            reviews_least=1,
            publicity_days=1,
        )
        self.seasons.append(season)
        self.keep()
        return season

    def nominate(self, season: HonourSeason, volunteer: Volunteer) -> Nomination:
        nomination = Nomination.nominate(
            at=self.district.now,
            season_id=season.id,
            category=season.category,
            nominee_id=volunteer.id,
            unit_id=volunteer.unit_id,
            reason=WHY,
            by=NOMINATOR,
        )
        self.nominations.append(nomination)
        self.keep()
        return nomination

    def review(self, nomination: Nomination, *, score: int = 90, recommended: bool = True) -> None:
        at = self.district.now
        nomination.review(score=score, recommended=recommended, comment="", by=JUDGE, at=at)
        self.keep()

    def announce(self, nomination: Nomination) -> None:
        season = self._season_of(nomination)
        nomination.announce(
            reviews_least=season.reviews_least,
            publicity=season.publicity,
            by=JUDGE,
            at=self.district.now,
        )
        season.take_place(nomination.id, at=self.district.now)
        self.keep()

    def object_to(self, nomination: Nomination) -> UUID:
        objection_id = self.district.id()
        nomination.object_to(objection_id, reason=WHY, by="neighbour", at=self.district.now)
        self.keep()
        return objection_id

    def decide(self, nomination: Nomination, objection_id: UUID, *, upheld: bool) -> None:
        at = self.district.now
        nomination.decide_objection(objection_id, upheld=upheld, reason=WHY, by=JUDGE, at=at)
        if upheld:
            self._season_of(nomination).give_place_back(nomination.id, at=at)
        self.keep()

    def award(self, nomination: Nomination) -> None:
        nomination.award(by=JUDGE, at=self.district.now)
        self.keep()

    def _season_of(self, nomination: Nomination) -> HonourSeason:
        return next(season for season in self.seasons if season.id == nomination.season_id)

    # --- benefits -------------------------------------------------------------------------------

    def take_out(self) -> InsuranceCover:
        at = self.district.now
        cover = InsuranceCover.take_out(
            id=self.district.id(),
            at=at,
            unit_id=self.district.units[0].id,
            insurer="人保财险",
            policy_number=f"P-{len(self.covers)}",
            categories=[Category.CIVILITY],
            hazardous=True,
            star_floor=0,
            starts_at=at,
            ends_at=at + timedelta(days=365),
        )
        self.covers.append(cover)
        self.keep()
        return cover

    def enrol(self, cover: InsuranceCover, volunteer: Volunteer) -> None:
        at = self.district.now
        if volunteer.id not in self.enrolments:
            self.enrolments[volunteer.id] = InsuranceEnrolment.begin(volunteer.id, at=at)
        self.enrolments[volunteer.id].enrol(cover.id, by=JUDGE, at=at)
        self.keep()

    def offer(self) -> BenefitOffer:
        offer = BenefitOffer.publish(
            id=self.district.id(),
            at=self.district.now,
            unit_id=self.district.units[0].id,
            name="景区免票",
            provider="半屏山景区",
            description="",
            star_floor=3,
            valid_from=self.district.now,
            valid_until=None,
        )
        self.offers.append(offer)
        self.keep()
        return offer

    def open_case(self, volunteer: Volunteer, situation: str = "因病住院") -> HelpCase:
        case = HelpCase.open(
            id=self.district.id(),
            at=self.district.now,
            volunteer_id=volunteer.id,
            unit_id=volunteer.unit_id,
            situation=self.district.seal(volunteer.id, situation),
            by=NOMINATOR,
        )
        self.cases.append(case)
        self.keep()
        return case

    def help(self, case: HelpCase, cents: int = 100_00) -> None:
        at = self.district.now
        case.approve(amount_cents=2 * cents, by=JUDGE, at=at)
        case.give_assistance(amount_cents=cents, reference="凭证 1", by=JUDGE, at=at)
        self.keep()

    def close(self, case: HelpCase, result: str = "已出院") -> None:
        sealed = self.district.seal(case.volunteer_id, result)
        case.close(result=sealed, by=JUDGE, at=self.district.now)
        self.keep()

    def certify(self, volunteer: Volunteer) -> Certificate:
        at, certificate_id = self.district.now, self.district.id()
        period = Window(at - timedelta(days=1000), at)
        book = self.district.books[volunteer.id]
        holder = {"name": "志愿者", "id_number_masked": "3303**********1234"}
        certificate = Certificate.issue(
            id=certificate_id,
            at=at,
            number=certificate_number(at.year, certificate_id),
            volunteer_id=volunteer.id,
            unit_id=volunteer.unit_id,
            holder=self.district.seal(volunteer.id, json.dumps(holder)),
            period=period,
            records=certified_records(book.records.values(), period),
            star_level=book.star_level,
            by=str(volunteer.id),
            consent="",
        )
        self.certificates.append(certificate)
        self.keep()
        return certificate

    # --- living at random -----------------------------------------------------------------------

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        self.district.random.choice([self._honour, self._honour, self._benefit, self._end])()

    def _honour(self) -> None:
        dice = self.district.random
        if not self.seasons:
            self.announce_season()
        if not self.nominations or dice.random() < 0.4:
            self._nominate_somebody()
            return
        nomination = dice.choice(self.nominations[-4:])
        match nomination.state:
            case NominationState.NOMINATED:
                nomination.consent(at=self.district.now)
                self.keep()
            case NominationState.UNDER_REVIEW:
                self.review(nomination, recommended=dice.random() < 0.9)
                self.announce(nomination)
            case NominationState.IN_PUBLICITY if nomination.objections:
                self.decide(nomination, next(iter(nomination.objections)), upheld=True)
            case NominationState.IN_PUBLICITY if dice.random() < 0.3:
                self.object_to(nomination)
            case NominationState.IN_PUBLICITY:
                self.award(nomination)
            case _:
                self.announce_season()

    def _nominate_somebody(self) -> None:
        season, volunteer = self.seasons[-1], self.district.random.choice(self.district.volunteers)
        # Nobody is nominated twice in a season, which the id sees to.
        if nomination_id(season.id, volunteer.id) in {known.id for known in self.nominations}:
            season = self.announce_season()
        self.nominate(season, volunteer)

    def _benefit(self) -> None:
        dice = self.district.random
        volunteer = dice.choice(self.district.volunteers)
        match dice.randrange(5):
            case 0:
                self.take_out()
            case 1 if self.covers:
                self.enrol(dice.choice(self.covers), volunteer)
            case 2:
                self.offer()
            case 3:
                self.open_case(volunteer)
            case _:
                self.certify(volunteer)

    def _end(self) -> None:
        dice, at = self.district.random, self.district.now
        match dice.randrange(6):
            case 0 if self.covers:
                dice.choice(self.covers).terminate(reason=WHY, at=at)
            case 1 if self.offers:
                dice.choice(self.offers).withdraw(reason=WHY, at=at)
            case 2 if self.certificates:
                dice.choice(self.certificates).revoke(reason=WHY, by=JUDGE, at=at)
            case 3 if self.nominations:
                dice.choice(self.nominations).revoke(reason=WHY, by=JUDGE, at=at)
            case 4 if self.cases:
                case = dice.choice(self.cases)
                if case.state is HelpCaseState.APPROVED:
                    self.close(case)
                else:
                    self.help(case)
            case _ if self.nominations:
                dice.choice(self.nominations).decline(at=at)
        self.keep()
