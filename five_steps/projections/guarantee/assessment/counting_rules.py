"""Takes note of the units, of rosters of party members, and of the rules."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.party_roster import PartyRoster
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from five_steps.domain.kernel.district_time import local_year
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.domain.organisation.unit import Unit
from five_steps.projections.guarantee.assessment.counting import Counting
from five_steps.projections.guarantee.assessment.memory_rows import (
    PartyMemberRow,
    RulesRow,
    ShareRow,
    UnitRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.values import Event, Id


class NotesRules(Counting):
    """What the counts are measured by, and for whom."""

    @on(Unit.Created)
    def founded(
        self, event: Event, tier: str, point_kind: str | None, parent_id: Id | None
    ) -> None:
        self.kept.units.add(
            UnitRow(event.stream, tier, point_kind, parent_id, local_year(event.at), None)
        )
        self.tally.moved.add(event.stream)

    @on(Unit.Reparented)
    def reparented(self, event: Event, parent_id: Id) -> None:
        unit = self.kept.units.change(event.stream)
        if unit.parent_id:
            self.tally.moved.add(unit.parent_id)
        unit.parent_id = parent_id
        self.tally.moved.add(unit.id)

    @on(Unit.Merged)
    def merged(self, event: Event) -> None:
        self.kept.units.change(event.stream).merged_year = local_year(event.at)
        self.tally.moved.add(event.stream)

    @on(PartyRoster.Created)
    def roster_begun(self, event: Event, unit_id: Id, year: int) -> None:
        # A roster may stay as it begins: of nobody.
        self.begin_year(event, year)
        self.tally.rosters.add((unit_id, year))

    @on(PartyRoster.Recorded)
    def roster_recorded(
        self, event: Event, unit_id: Id, year: int, member_hashes: list[str]
    ) -> None:
        members = self.kept.party_members
        named = {row.id_hash: row for row in members.of(event.stream) if row.until is None}
        after = set(member_hashes)
        for id_hash in named.keys() - after:
            members.change((event.stream, id_hash, named[id_hash].since)).until = event.position
        for id_hash in after - named.keys():
            members.add(PartyMemberRow(event.stream, id_hash, event.position, None, unit_id, year))
        # Counted even if nobody came or left in sum: it explains who is named.
        more = len(after) - len(named)
        self.count(event, unit_id, year, ((Counted.PARTY_MEMBERS, more),))
        self.tally.rosters.add((unit_id, year))

    @on(UnitAssessment.Created)
    def assessment_opened(self, event: Event, unit_id: Id, year: int) -> None:
        # So that the year is shown even if nothing was counted in it.
        self.begin_year(event, year)
        self.tally.opened.add((unit_id, year))

    @on(AssessmentPolicy.Published)
    def rules_published(
        self,
        event: Event,
        version: int,
        effective_from: datetime,
        indicators: list[str],
        weights: list[int],
        targets: list[Decimal],
        formulas: list[str],
        tiers: list[str],
        point_kinds: list[str],
        own_share: Decimal,
        centre_own_share: Decimal,
        excellent_least: Decimal,
        good_least: Decimal,
        pass_least: Decimal,
        veto_grade_most: str,
        publicity_days: int,
    ) -> None:
        self.kept.rules.add(
            RulesRow(
                version=version,
                effective_from=effective_from,
                indicators=indicators,
                weights=weights,
                targets=targets,
                formulas=formulas,
                tiers=tiers,
                point_kinds=point_kinds,
                own_share=own_share,
                centre_own_share=centre_own_share,
                excellent_least=excellent_least,
                good_least=good_least,
                pass_least=pass_least,
                veto_grade_most=veto_grade_most,
                publicity_days=publicity_days,
            )
        )
        self.tick(event)

    @on(ServicePolicy.Published)
    def service_rules_published(
        self, event: Event, version: int, effective_from: datetime, follow_up_share: Decimal
    ) -> None:
        self.kept.shares.add(ShareRow(version, effective_from, follow_up_share))
        self.tick(event)
