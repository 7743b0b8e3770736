"""Honours (先进评选)."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.incentives.honours.nomination import Nomination
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory, HonourSeason
from five_steps.projections.incentives.honour_rows import (
    HonourRow,
    HonourSeasonRow,
    NominationReviewRow,
    NominationRow,
    ObjectionRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id

_BY_NOMINATION = {"nomination": STREAM}


class HonoursView(Projection):
    """`read.honour_seasons`, `nominations`, `nomination_reviews`, `objections` and `honours`."""

    name = "honours"

    def declare(self) -> None:
        self.seasons = self.table(
            Rows[Id, HonourSeasonRow](
                HonourSeasonRow,
                "honour_seasons",
                key=["id"],
                group={"honour_season": STREAM},
                indexes=["(unit_id)"],
            )
        )
        self.nominations = self.table(
            Rows[Id, NominationRow](
                NominationRow,
                "nominations",
                key=["id"],
                group=_BY_NOMINATION,
                indexes=["(season_id)", "(nominee_id)", "(unit_id)"],
            )
        )
        self.reviews = self.table(
            Ledger(
                NominationReviewRow,
                "nomination_reviews",
                key=["position"],
                indexes=["(nomination_id)"],
            )
        )
        self.objections = self.table(
            Rows[tuple[Id, Id], ObjectionRow](
                ObjectionRow,
                "objections",
                key=["nomination_id", "id"],
                group=_BY_NOMINATION,
                indexes=["(id)"],
            )
        )
        self.honours = self.table(
            Rows[Id, HonourRow](
                HonourRow,
                "honours",
                key=["id"],
                group=_BY_NOMINATION,
                indexes=["(nominee_id)", "(season_id)", "(awarded_at, id)"],
            )
        )

    # --- seasons --------------------------------------------------------------------------------

    @on(HonourSeason.Created)
    def announced(
        self,
        event: Event,
        unit_id: Id,
        category: str,
        name: str,
        criteria: str,
        places: int,
        nominations_from: datetime,
        nominations_until: datetime,
        reviews_least: int,
        publicity_days: int,
    ) -> None:
        self.seasons.add(
            HonourSeasonRow(
                id=event.stream,
                unit_id=unit_id,
                category=category,
                name=name,
                criteria=criteria,
                places=places,
                taken=0,
                nominations_from=nominations_from,
                nominations_until=nominations_until,
                reviews_least=reviews_least,
                publicity_days=publicity_days,
                closed=False,
                announced_at=event.at,
                position=event.position,
            )
        )

    @on(HonourSeason.PlaceTaken)
    def place_taken(self, event: Event) -> None:
        self._changed_season(event).taken += 1

    @on(HonourSeason.PlaceGivenBack)
    def place_given_back(self, event: Event) -> None:
        self._changed_season(event).taken -= 1

    @on(HonourSeason.Closed)
    def season_closed(self, event: Event) -> None:
        self._changed_season(event).closed = True

    # --- nominations ----------------------------------------------------------------------------

    @on(Nomination.Created)
    def nominated(
        self,
        event: Event,
        season_id: Id,
        category: str,
        nominee_id: Id,
        unit_id: Id,
        reason: str,
        nominated_by: str,
    ) -> None:
        needs_consent = category == HonourCategory.VOLUNTEER
        self.nominations.add(
            NominationRow(
                id=event.stream,
                season_id=season_id,
                category=category,
                nominee_id=nominee_id,
                unit_id=unit_id,
                reason=reason,
                nominated_by=nominated_by,
                nominated_at=event.at,
                state=NominationState.NOMINATED if needs_consent else NominationState.UNDER_REVIEW,
                review_count=0,
                recommendations=0,
                score_total=0,
                publicity_began_at=None,
                publicity_ends_at=None,
                open_objections=0,
                ended_reason=None,
                position=event.position,
            )
        )

    @on(Nomination.Consented)
    def consented(self, event: Event) -> None:
        self._changed(event).state = NominationState.UNDER_REVIEW

    @on(Nomination.Declined)
    def declined(self, event: Event) -> None:
        self._changed(event).state = NominationState.DECLINED

    @on(Nomination.Reviewed)
    def reviewed(
        self, event: Event, reviewer: str, score: int, recommended: bool, comment: str
    ) -> None:
        nomination = self._changed(event)
        nomination.review_count += 1
        nomination.recommendations += recommended
        nomination.score_total += score
        self.reviews.append(
            NominationReviewRow(
                nomination_id=event.stream,
                reviewer=reviewer,
                score=score,
                recommended=recommended,
                comment=comment,
                reviewed_at=event.at,
                position=event.position,
            )
        )

    @on(Nomination.Rejected)
    def rejected(self, event: Event, reason: str) -> None:
        nomination = self._changed(event)
        nomination.state = NominationState.REJECTED
        nomination.ended_reason = reason

    @on(Nomination.PublicityBegan)
    def publicity_began(self, event: Event, ends_at: datetime) -> None:
        nomination = self._changed(event)
        nomination.state = NominationState.IN_PUBLICITY
        nomination.publicity_began_at = event.at
        nomination.publicity_ends_at = ends_at

    # --- objections and awards ------------------------------------------------------------------

    @on(Nomination.ObjectionRaised)
    def objection_raised(self, event: Event, objection_id: Id, reason: str, raised_by: str) -> None:
        self._changed(event).open_objections += 1
        self.objections.add(
            ObjectionRow(
                nomination_id=event.stream,
                id=objection_id,
                reason=reason,
                raised_by=raised_by,
                raised_at=event.at,
                upheld=None,
                decision=None,
                decided_by=None,
                decided_at=None,
                position=event.position,
            )
        )

    @on(Nomination.ObjectionDecided)
    def objection_decided(
        self, event: Event, objection_id: Id, upheld: bool, reason: str, decided_by: str
    ) -> None:
        objection = self.objections.change((event.stream, objection_id))
        objection.upheld = upheld
        objection.decision = reason
        objection.decided_by = decided_by
        objection.decided_at = event.at
        objection.position = event.position
        nomination = self._changed(event)
        nomination.open_objections -= 1
        if upheld:
            nomination.state = NominationState.STRUCK_OUT

    @on(Nomination.Awarded)
    def awarded(self, event: Event, awarded_by: str) -> None:
        nomination = self._changed(event)
        nomination.state = NominationState.AWARDED
        self.honours.add(
            HonourRow(
                id=nomination.id,
                season_id=nomination.season_id,
                category=nomination.category,
                nominee_id=nomination.nominee_id,
                unit_id=nomination.unit_id,
                awarded_by=awarded_by,
                awarded_at=event.at,
                revoked_at=None,
                revocation_reason=None,
                position=event.position,
            )
        )

    @on(Nomination.Revoked)
    def revoked(self, event: Event, reason: str) -> None:
        nomination = self._changed(event)
        nomination.state = NominationState.REVOKED
        nomination.ended_reason = reason
        honour = self.honours.change(event.stream)
        honour.revoked_at = event.at
        honour.revocation_reason = reason
        honour.position = event.position

    def _changed_season(self, event: Event) -> HonourSeasonRow:
        season = self.seasons.change(event.stream)
        season.position = event.position
        return season

    def _changed(self, event: Event) -> NominationRow:
        nomination = self.nominations.change(event.stream)
        nomination.position = event.position
        return nomination
