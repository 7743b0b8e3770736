"""The yearly assessment (年度综合考核): counted event by event, scored after each batch."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.party_roster import PartyRoster
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer
from five_steps.projections.guarantee.assessment_rows import (
    AssessedOrderRow,
    AssessedRecordRow,
    AssessedUnitRow,
    AssessedVolunteerRow,
    AssessmentRulesRow,
    ClockRow,
    FollowUpShareRow,
    PartyMemberRow,
    RosterRow,
    UnitYearRow,
    VolunteerYearRow,
)
from five_steps.projections.guarantee.assessment_tables import assessment_tables
from five_steps.projections.guarantee.scoring import Scoring, nothing_counted
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.values import Event, Id

if TYPE_CHECKING:
    from five_steps.projections.kernel.connections import Connection

_CLOCK = 0
"""The key of the one row of the clock."""


class AssessmentView(Projection):
    """`read.unit_assessments` and `read.assessment_indicators`.

    An order counts for the unit that handled it when it ended, in the civil year of its end; hours
    count in the year the service began, for the volunteer's home unit at that time, and for every
    roster of party members that names the person.
    """

    name = "assessment"
    version = 2

    def declare(self) -> None:
        self.kept = assessment_tables()
        for table in self.kept:
            self.table(table)
        self.scoring = Scoring(self.kept)

    async def settle(self, connection: Connection, *, everything: bool) -> None:
        """Score the units' years that the batch touched."""
        await self.scoring.score(connection, everything=everything)

    def forget(self) -> None:
        """Forget all that is in memory."""
        super().forget()
        self.scoring.forget()

    # --- units ----------------------------------------------------------------------------------

    @on(Unit.Created)
    def founded(self, event: Event, tier: str, parent_id: Id | None) -> None:
        self.kept.units.add(AssessedUnitRow(event.stream, tier, parent_id))
        self.scoring.touch_all_years(event.stream)

    @on(Unit.Reparented)
    def reparented(self, event: Event, parent_id: Id) -> None:
        unit = self.kept.units.change(event.stream)
        if unit.parent_id:
            self.scoring.touch_all_years(unit.parent_id)
        unit.parent_id = parent_id
        self.scoring.touch_all_years(unit.id)

    # --- volunteers -----------------------------------------------------------------------------

    @on(Volunteer.Created)
    def registered(self, event: Event, unit_id: Id, id_hash: str) -> None:
        self.kept.volunteers.add(
            AssessedVolunteerRow(event.stream, unit_id, id_hash, counted=False)
        )

    @on(Volunteer.Approved)
    def approved(self, event: Event) -> None:
        volunteer = self.kept.volunteers.change(event.stream)
        volunteer.counted = True
        self._year(event, volunteer.unit_id, local_year(event.at)).joined += 1

    @on(Volunteer.Transferred)
    def transferred(self, event: Event, unit_id: Id) -> None:
        volunteer = self.kept.volunteers.change(event.stream)
        if volunteer.counted:
            year = local_year(event.at)
            self._year(event, volunteer.unit_id, year).joined -= 1
            self._year(event, unit_id, year).joined += 1
        volunteer.unit_id = unit_id

    @on(Volunteer.Withdrawn)
    def withdrawn(self, event: Event) -> None:
        volunteer = self.kept.volunteers.change(event.stream)
        if volunteer.counted:
            self._year(event, volunteer.unit_id, local_year(event.at)).joined -= 1
        volunteer.counted = False

    # --- orders ---------------------------------------------------------------------------------

    @on(Order.Created)
    def order_placed(self, event: Event, unit_id: Id) -> None:
        self.kept.orders.add(
            AssessedOrderRow(event.stream, unit_id, escalated=False, year=None, score=None)
        )

    @on(Order.Transferred)
    def order_transferred(self, event: Event, to_unit_id: Id) -> None:
        self.kept.orders.change(event.stream).unit_id = to_unit_id

    @on(Order.Escalated)
    def order_escalated(self, event: Event, to_unit_id: Id | None) -> None:
        order = self.kept.orders.change(event.stream)
        order.escalated = True
        order.unit_id = to_unit_id or order.unit_id

    @on(Order.Completed)
    def order_completed(self, event: Event) -> None:
        self._end(event).completed += 1

    @on(Order.Expired)
    def order_expired(self, event: Event) -> None:
        self._end(event).expired += 1

    @on(Order.Rated)
    def order_rated(self, event: Event, score: int) -> None:
        counted = self._year_of_order(event)
        counted.rated += 1
        counted.closed += 1
        counted.score_total += score
        self.kept.orders.change(event.stream).score = score

    @on(Order.RatingAmended)
    def rating_amended(self, event: Event, score: int) -> None:
        order = self.kept.orders.change(event.stream)
        assert order.score is not None
        self._year_of_order(event).score_total += score - order.score
        order.score = score

    @on(Order.ClosedUnrated)
    def order_closed_unrated(self, event: Event) -> None:
        self._year_of_order(event).closed += 1

    @on(Order.FollowedUp)
    def order_followed_up(self, event: Event) -> None:
        self._year_of_order(event).followed_up += 1

    # --- hours ----------------------------------------------------------------------------------

    @on(ServiceBook.HoursSubmitted, begins=("assessed_records",))
    def hours_submitted(
        self, event: Event, volunteer_id: Id, record_id: Id, starts_at: datetime
    ) -> None:
        self.kept.records.add(
            AssessedRecordRow(record_id, volunteer_id, local_year(starts_at), 0, None)
        )

    @on(ServiceBook.HoursVerified)
    def hours_verified(self, event: Event, record_id: Id, home_unit_id: Id, minutes: int) -> None:
        record = self.kept.records.change(record_id)
        record.unit_id = home_unit_id
        record.minutes = minutes
        self._serve(event, record, minutes)

    @on(ServiceBook.HoursImported, begins=("assessed_records",))
    def hours_imported(
        self,
        event: Event,
        volunteer_id: Id,
        record_id: Id,
        home_unit_id: Id,
        starts_at: datetime,
        minutes: int,
    ) -> None:
        record = self.kept.records.add(
            AssessedRecordRow(record_id, volunteer_id, local_year(starts_at), minutes, home_unit_id)
        )
        self._serve(event, record, minutes)

    @on(ServiceBook.HoursCorrected)
    def hours_corrected(self, event: Event, record_id: Id, minutes: int) -> None:
        record = self.kept.records.change(record_id)
        difference = minutes - record.minutes
        record.minutes = minutes
        self._serve(event, record, difference)

    @on(ServiceBook.RecordFrozen)
    def record_frozen(self, event: Event, record_id: Id) -> None:
        record = self.kept.records[record_id]
        self._serve(event, record, -record.minutes)

    @on(ServiceBook.RecordReleased)
    def record_released(self, event: Event, record_id: Id) -> None:
        record = self.kept.records[record_id]
        self._serve(event, record, record.minutes)

    # --- rosters and rules ----------------------------------------------------------------------

    @on(PartyRoster.Created)
    def roster_begun(self, event: Event, unit_id: Id, year: int) -> None:
        self.kept.rosters.add(RosterRow(event.stream, unit_id, year, event.position))
        # A roster may stay as it begins: of nobody.
        self.scoring.touch_roster(unit_id, year)
        self._tick(event)

    @on(PartyRoster.Recorded)
    def roster_recorded(
        self, event: Event, unit_id: Id, year: int, member_hashes: list[str]
    ) -> None:
        self.kept.rosters.change(event.stream).position = event.position
        members = self.kept.party_members
        before = {member.id_hash for member in members.of(event.stream)}
        after = set(member_hashes)
        for id_hash in before - after:
            members.remove((event.stream, id_hash))
        for id_hash in after - before:
            members.add(PartyMemberRow(event.stream, id_hash, unit_id, year))
        self.scoring.touch_roster(unit_id, year)
        self._tick(event)

    @on(AssessmentPolicy.Published)
    def rules_published(
        self,
        event: Event,
        version: int,
        effective_from: datetime,
        indicators: list[str],
        weights: list[int],
        targets: list[Decimal],
        own_share: Decimal,
        excellent_least: Decimal,
        good_least: Decimal,
        pass_least: Decimal,
    ) -> None:
        self.kept.rules.add(
            AssessmentRulesRow(
                version=version,
                effective_from=effective_from,
                indicators=indicators,
                weights=weights,
                targets=targets,
                own_share=own_share,
                excellent_least=excellent_least,
                good_least=good_least,
                pass_least=pass_least,
            )
        )
        self._tick(event)

    @on(ServicePolicy.Published)
    def service_rules_published(
        self, event: Event, version: int, effective_from: datetime, follow_up_share: Decimal
    ) -> None:
        self.kept.shares.add(FollowUpShareRow(version, effective_from, follow_up_share))
        self._tick(event)

    # --- what several events do -----------------------------------------------------------------

    def _tick(self, event: Event) -> None:
        """Note how late it is: rules published for later come into force as time goes by."""
        clock = self.kept.clock.find(_CLOCK)
        if clock is None:
            self.kept.clock.add(ClockRow(_CLOCK, event.at))
        elif clock.latest < event.at:
            self.kept.clock.change(_CLOCK).latest = event.at

    def _year(self, event: Event, unit_id: Id, year: int) -> UnitYearRow:
        """A unit's year, to count in."""
        self._tick(event)
        self.scoring.touch(unit_id, year)
        key = (unit_id, year)
        if self.kept.unit_years.find(key) is None:
            self.kept.unit_years.add(nothing_counted(unit_id, year))
        counted = self.kept.unit_years.change(key)
        counted.position = event.position
        return counted

    def _year_of_order(self, event: Event) -> UnitYearRow:
        order = self.kept.orders[event.stream]
        assert order.year is not None
        return self._year(event, order.unit_id, order.year)

    def _end(self, event: Event) -> UnitYearRow:
        order = self.kept.orders.change(event.stream)
        order.year = local_year(event.at)
        counted = self._year_of_order(event)
        counted.timely += 0 if order.escalated else 1
        return counted

    def _serve(self, event: Event, record: AssessedRecordRow, minutes: int) -> None:
        """Count minutes, or take them back."""
        assert record.unit_id is not None
        key = (record.volunteer_id, record.unit_id, record.year)
        if self.kept.volunteer_years.find(key) is None:
            self.kept.volunteer_years.add(VolunteerYearRow(*key, 0, event.position))
        served = self.kept.volunteer_years.change(key)
        was_active = served.minutes > 0
        served.minutes += minutes
        served.position = event.position
        counted = self._year(event, record.unit_id, record.year)
        counted.active += (served.minutes > 0) - was_active
        self.scoring.touch_volunteer(record.volunteer_id, record.year)
