"""The assessments on their way, up to the final figures."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from five_steps.projections.guarantee.process.finals import TakesFinals
from five_steps.projections.guarantee.process.process_rows import (
    AssessmentObjectionRow,
    ProcessRow,
    ReviewRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id

_BY_ASSESSMENT = {"unit_assessment": STREAM}


class AssessmentProcessView(TakesFinals):
    """`read.assessment_processes`, their reviews and objections, and the final figures."""

    name = "assessment_process"
    version = 2

    def declare(self) -> None:
        super().declare()
        self.processes = self.table(
            Rows[Id, ProcessRow](
                ProcessRow,
                "assessment_processes",
                key=["id"],
                group=_BY_ASSESSMENT,
                indexes=["(unit_id, year)", "(year, state)"],
            )
        )
        self.reviews = self.table(
            Rows[tuple[Id, str], ReviewRow](
                ReviewRow,
                "assessment_reviews",
                key=["assessment_id", "indicator"],
                group=_BY_ASSESSMENT,
            )
        )
        self.objections = self.table(
            Rows[tuple[Id, Id], AssessmentObjectionRow](
                AssessmentObjectionRow,
                "assessment_objections",
                key=["assessment_id", "id"],
                group=_BY_ASSESSMENT,
                indexes=["(id)"],
                personal={"sealed_for": ("reason",)},
            )
        )

    @on(UnitAssessment.Created)
    def opened(
        self, event: Event, unit_id: Id, year: int, upper_id: Id | None, opened_by: str
    ) -> None:
        self.processes.add(
            ProcessRow(
                id=event.stream,
                unit_id=unit_id,
                year=year,
                upper_id=upper_id,
                state=AssessmentState.DRAFT,
                opened_by=opened_by,
                opened_at=event.at,
                lower_count=0,
                lower_final=0,
                submitted_by=None,
                submitted_at=None,
                publicity_began_at=None,
                publicity_ends_at=None,
                open_objections=0,
                finalised_at=None,
                position=event.position,
            )
        )

    @on(UnitAssessment.LowerOpened)
    def lower_opened(self, event: Event) -> None:
        self._changed(event).lower_count += 1

    @on(UnitAssessment.LowerFinalised)
    def lower_finalised(self, event: Event) -> None:
        self._changed(event).lower_final += 1

    @on(UnitAssessment.IndicatorStated)
    def stated(
        self,
        event: Event,
        indicator: str,
        statement: str,
        evidence_hashes: list[str],
        stated_by: str,
    ) -> None:
        self._changed(event).state = AssessmentState.SELF_REVIEW
        review = self._review(event, indicator)
        review.statement = statement
        review.evidence_hashes = evidence_hashes
        review.stated_by = stated_by
        review.stated_at = event.at

    @on(UnitAssessment.SelfReviewSubmitted)
    def submitted(self, event: Event, submitted_by: str) -> None:
        process = self._changed(event)
        process.state = AssessmentState.CHECK
        process.submitted_by = submitted_by
        process.submitted_at = event.at

    @on(UnitAssessment.IndicatorChecked)
    def checked(
        self, event: Event, indicator: str, points: Decimal, reason: str, checked_by: str
    ) -> None:
        self._changed(event)
        review = self._review(event, indicator)
        review.points = points
        review.reason = reason
        review.checked_by = checked_by
        review.checked_at = event.at

    @on(UnitAssessment.PublicityBegan)
    def announced(self, event: Event, ends_at: datetime) -> None:
        process = self._changed(event)
        process.state = AssessmentState.PUBLICITY
        process.publicity_began_at = event.at
        process.publicity_ends_at = ends_at

    @on(UnitAssessment.ObjectionRaised)
    def objection_raised(
        self, event: Event, objection_id: Id, sealed_for: Id, reason: str, raised_by: str
    ) -> None:
        process = self._changed(event)
        process.open_objections += 1
        objection = self.objections.add(
            AssessmentObjectionRow(
                assessment_id=event.stream,
                id=objection_id,
                unit_id=process.unit_id,
                sealed_for=sealed_for,
                reason=None,
                raised_by=raised_by,
                raised_at=event.at,
                upheld=None,
                decision=None,
                indicator=None,
                points=None,
                decided_by=None,
                decided_at=None,
                position=event.position,
            )
        )
        self.sealed.open(sealed_for, reason, objection.show_reason)

    @on(UnitAssessment.ObjectionDecided)
    def objection_decided(
        self,
        event: Event,
        objection_id: Id,
        upheld: bool,
        reason: str,
        indicator: str | None,
        points: Decimal | None,
        decided_by: str,
    ) -> None:
        self._changed(event).open_objections -= 1
        objection = self.objections.change((event.stream, objection_id))
        objection.upheld = upheld
        objection.decision = reason
        objection.indicator = indicator
        objection.points = points
        objection.decided_by = decided_by
        objection.decided_at = event.at
        objection.position = event.position

    @on(UnitAssessment.Finalised)
    def finalised(self, event: Event) -> None:
        process = self._changed(event)
        process.state = AssessmentState.FINAL
        process.finalised_at = event.at

    def _changed(self, event: Event) -> ProcessRow:
        process = self.processes.change(event.stream)
        process.position = event.position
        return process

    def _review(self, event: Event, indicator: str) -> ReviewRow:
        key = (event.stream, indicator)
        if self.reviews.find(key) is None:
            unit_id = self.processes[event.stream].unit_id
            self.reviews.add(ReviewRow(*key, unit_id, None, [], *[None] * 6))
        return self.reviews.change(key)
