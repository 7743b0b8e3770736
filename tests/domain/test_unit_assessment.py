"""The yearly process 考核程序: self-review, check by a second person, publicity, final."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from five_steps.domain.guarantee.assessment_policy import AssessmentPolicy
from five_steps.domain.guarantee.formulas import Formula
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.guarantee.process.final import final_fields
from five_steps.domain.guarantee.process.parts.publicity import OBJECTIONS_MAX
from five_steps.domain.guarantee.process.parts.self_review import EVIDENCE_MAX
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.organisation.tiers import Tier
from five_steps.event_store.codec import event_fields
from tests.domain.assessments import (
    ANNOUNCED,
    CENTRE_CLERK,
    CHECKED,
    COUNTED,
    OBJECTION,
    OTHER_OBJECTION,
    PUBLICITY_OVER,
    RULES,
    TO_CHECK,
    TO_FINAL,
    TO_PUBLICITY,
    YEAR,
    YEAR_OVER,
    announce,
    check,
    decide,
    finalise,
    lower_final,
    lower_opened,
    object_to,
    opened,
    state,
    submit,
)
from tests.domain.district import (
    BEIAO_ID,
    CLERK,
    DAY,
    INSTANT,
    NEW_YEAR,
    OTHER_CLERK,
    OTHER_STATION_ID,
    STATION_ID,
    WU,
    institute,
    point,
    station,
)
from tests.domain.given_when_then import given, happened, made

# --- opening --------------------------------------------------------------------------------------


def test_the_centre_opens_a_year_that_has_begun() -> None:
    made(opened).then(
        happened(
            UnitAssessment.Created,
            unit_id=STATION_ID,
            year=YEAR,
            tier="STATION",
            upper_id=BEIAO_ID,
            opened_by=CENTRE_CLERK,
        )
    )


def test_nobody_rolls_up_a_practice_point() -> None:
    assert opened(point()).upper_id is None


def test_a_year_to_come_is_not_assessed() -> None:
    made(UnitAssessment.open, station(), YEAR, by=CENTRE_CLERK, at=NEW_YEAR - INSTANT).then_refused(
        RefusalCode.TOO_EARLY, "year"
    )


def test_a_unit_is_not_assessed_for_a_year_before_it_was_founded() -> None:
    made(UnitAssessment.open, station(), 2025, by=CENTRE_CLERK, at=NEW_YEAR).then_refused(
        RefusalCode.INVALID, "year", allowed="2026–2100"
    )


def test_a_unit_merged_away_is_not_assessed() -> None:
    merged = station()
    merged.merge_into(station(OTHER_STATION_ID), reason="合并", at=NEW_YEAR)
    made(opened, merged).then_refused(RefusalCode.WRONG_STATE, "unitId")


# --- self-review ----------------------------------------------------------------------------------


def test_a_unit_says_how_it_sees_its_year_and_may_say_it_anew() -> None:
    said = (
        given(opened())
        .when(state())
        .then(
            happened(
                UnitAssessment.IndicatorStated,
                indicator="SATISFACTION",
                evidence_hashes=["ab" * 32],
            )
        )
    )
    assert said.state is AssessmentState.SELF_REVIEW
    given(said).when(state(statement="全年一起投诉,已整改")).then(
        happened(UnitAssessment.IndicatorStated, statement="全年一起投诉,已整改")
    )


def test_limits_of_a_statement() -> None:
    given(opened()).when(state(statement=" ")).then_refused(RefusalCode.INVALID, "statement")
    given(opened()).when(state(evidence_hashes=["ab" * 32] * (EVIDENCE_MAX + 1))).then_refused(
        RefusalCode.INVALID, "evidenceHashes"
    )


def test_what_was_handed_in_is_said() -> None:
    submitted = (
        given(opened(), state())
        .when(submit())
        .then(happened(UnitAssessment.SelfReviewSubmitted, submitted_by=CLERK))
    )
    assert submitted.state is AssessmentState.CHECK
    given(submitted).when(state()).then_refused(RefusalCode.WRONG_STATE, "assessmentId")
    given(submitted).when(submit()).then_refused(RefusalCode.WRONG_STATE, "assessmentId")


# --- check ----------------------------------------------------------------------------------------


def test_a_second_person_confirms_or_adjusts() -> None:
    checked = given(opened(), *TO_CHECK).when(
        check(Indicator.SATISFACTION, "-2.5", reason="两条评价不实")
    )
    checked.then(
        happened(
            UnitAssessment.IndicatorChecked,
            indicator="SATISFACTION",
            points=Decimal("-2.50"),
            reason="两条评价不实",
            checked_by=OTHER_CLERK,
        )
    )
    given(opened(), *TO_CHECK).when(check(Indicator.SATISFACTION, reason="")).then(
        happened(UnitAssessment.IndicatorChecked, points=Decimal("0.00"), reason="")
    )


def test_an_adjustment_needs_a_reason_and_a_limit() -> None:
    checking = given(opened(), *TO_CHECK)
    checking.when(check(Indicator.SATISFACTION, "-1", reason=" ")).then_refused(
        RefusalCode.INVALID, "reason"
    )
    checking.when(check(Indicator.SATISFACTION, "101")).then_refused(RefusalCode.INVALID, "points")


@pytest.mark.parametrize("verb", [check(Indicator.SATISFACTION, by=CLERK), announce(CLERK)])
def test_who_spoke_for_the_unit_does_not_check_it(verb: object) -> None:
    given(opened(), *TO_CHECK, *CHECKED).when(verb).then_refused(  # type: ignore[arg-type]
        RefusalCode.SECOND_PERSON_REQUIRED, "assessmentId"
    )


def test_a_year_is_checked_once_it_is_over() -> None:
    given(opened(), *TO_CHECK).when(
        check(Indicator.SATISFACTION, at=YEAR_OVER - INSTANT)
    ).then_refused(RefusalCode.TOO_EARLY, "assessmentId", allowed=YEAR_OVER.isoformat())


def test_it_is_announced_once_all_is_checked() -> None:
    some = given(opened(), *TO_CHECK, *CHECKED[1:])
    some.when(announce()).then_refused(
        RefusalCode.WRONG_STATE, "assessmentId", actual="unchecked: ORDER_COMPLETION"
    )
    given(opened(), *TO_CHECK, *CHECKED).when(announce()).then(
        happened(UnitAssessment.PublicityBegan, ends_at=PUBLICITY_OVER)
    )
    given(opened(), state()).when(announce()).then_refused(RefusalCode.WRONG_STATE, "assessmentId")


# --- publicity ------------------------------------------------------------------------------------


def test_anybody_objects_once_while_it_is_announced() -> None:
    announced = given(opened(), *TO_PUBLICITY)
    objected = announced.when(object_to()).then(
        happened(UnitAssessment.ObjectionRaised, objection_id=OBJECTION, sealed_for=WU)
    )
    given(objected).when(object_to(OTHER_OBJECTION)).then_refused(
        RefusalCode.DUPLICATE, "assessmentId"
    )
    given(objected).when(object_to(OTHER_OBJECTION, by=CLERK)).then(
        happened(UnitAssessment.ObjectionRaised, raised_by=CLERK)
    )
    announced.when(object_to(after=PUBLICITY_OVER - ANNOUNCED)).then_refused(
        RefusalCode.TOO_LATE, "assessmentId"
    )
    given(opened(), *TO_CHECK).when(object_to()).then_refused(
        RefusalCode.WRONG_STATE, "assessmentId"
    )


def test_objections_have_a_limit() -> None:
    many = [object_to(UUID(int=n), by=f"somebody {n}") for n in range(OBJECTIONS_MAX)]
    given(opened(), *TO_PUBLICITY, *many).when(object_to()).then_refused(
        RefusalCode.LIMIT_REACHED, "assessmentId", allowed=OBJECTIONS_MAX
    )


def test_an_objection_is_decided_once_by_somebody_else() -> None:
    objected = given(opened(), *TO_PUBLICITY, object_to())
    decided = objected.when(decide()).then(
        happened(UnitAssessment.ObjectionDecided, upheld=False, indicator=None, points=None)
    )
    given(decided).when(decide()).then_refused(RefusalCode.WRONG_STATE, "objectionId")
    objected.when(decide(OTHER_OBJECTION)).then_refused(RefusalCode.NOT_FOUND, "objectionId")
    objected.when(decide(by=str(WU))).then_refused(
        RefusalCode.SECOND_PERSON_REQUIRED, "objectionId"
    )
    objected.when(decide(by=CLERK)).then_refused(RefusalCode.SECOND_PERSON_REQUIRED, "assessmentId")


def test_only_an_objection_that_is_upheld_changes_points() -> None:
    objected = given(opened(), *TO_PUBLICITY, object_to())
    upheld = objected.when(
        decide(upheld=True, indicator=Indicator.SATISFACTION, points=Decimal(-3))
    ).then(happened(UnitAssessment.ObjectionDecided, upheld=True, points=Decimal("-3.00")))
    assert upheld.adjustments[Indicator.SATISFACTION] == Decimal("-3.00")
    for wrong in (
        decide(upheld=True),
        decide(upheld=True, indicator=Indicator.SATISFACTION),
        decide(upheld=False, indicator=Indicator.SATISFACTION, points=Decimal(-3)),
    ):
        objected.when(wrong).then_refused(RefusalCode.INVALID, "indicator")


# --- final ----------------------------------------------------------------------------------------


def test_a_final_freezes_figures_rules_and_position() -> None:
    adjusted = (*TO_CHECK, *CHECKED, check(Indicator.SATISFACTION, "-2"), announce())
    final = given(opened(), *adjusted).when(finalise())
    (event,) = final.events
    assert isinstance(event, UnitAssessment.Finalised)
    fractions = zip(event.numerators, event.denominators, strict=True)
    figures = dict(zip(event.indicators, fractions, strict=True))
    assert (event.log_position, event.policy_version) == (4711, 1)
    assert figures["ORDER_COMPLETION"] == (Decimal(19), Decimal(20))
    # One follow-up, of a tenth of four closed orders.
    assert figures["FOLLOW_UPS"] == (Decimal(1), Decimal("0.4"))
    satisfaction = event.indicators.index("SATISFACTION")
    assert event.values[satisfaction] == Decimal("4.3333")
    weight = event.weights[satisfaction]
    earned = (weight * Decimal(13) / 3 / Decimal("4.5")).quantize(Decimal("0.01"))
    assert event.scores[satisfaction] == earned - 2
    assert event.own_score == event.score == sum(event.scores)
    assert final.aggregate.state is AssessmentState.FINAL


def test_an_auditor_computes_the_same_fields() -> None:
    final = given(opened(), *TO_PUBLICITY).when(finalise())
    (event,) = final.events
    again = final_fields(
        COUNTED,
        RULES,
        tier=Tier.STATION,
        point_kind=None,
        follow_up_share=Decimal("0.1"),
        adjustments=final.aggregate.adjustments,
        lower={},
    )
    assert {name: getattr(event, name) for name in again} == again


def test_a_final_waits_for_the_publicity_and_every_decision() -> None:
    announced = given(opened(), *TO_PUBLICITY)
    announced.when(finalise(after=-INSTANT)).then_refused(RefusalCode.TOO_EARLY, "assessmentId")
    announced.when(finalise(by=CLERK)).then_refused(
        RefusalCode.SECOND_PERSON_REQUIRED, "assessmentId"
    )
    given(opened(), *TO_PUBLICITY, object_to()).when(finalise()).then_refused(
        RefusalCode.WRONG_STATE, "assessmentId", actual="1 open objections"
    )


def test_an_institute_waits_for_its_stations_and_takes_their_finals() -> None:
    of_institute = opened(institute())
    waiting = given(of_institute, lower_opened(), lower_opened(OTHER_STATION_ID), *TO_PUBLICITY)
    waiting.when(finalise()).then_refused(
        RefusalCode.WRONG_STATE, "assessmentId", actual="2 lower units not final"
    )
    # A station with nothing to measure has no score, and no part in the mean.
    ready = given(waiting.aggregate, lower_final(), lower_final(OTHER_STATION_ID, None))
    (event,) = ready.when(finalise()).events
    assert isinstance(event, UnitAssessment.Finalised)
    assert (event.lower_units, event.lower_scores) == ([STATION_ID], [Decimal(80)])
    assert event.own_score is not None
    expected = event.own_score * Decimal("0.6") + 80 * Decimal("0.4")
    assert event.score == expected.quantize(Decimal("0.01"))


def test_nothing_changes_what_is_final() -> None:
    final = given(opened(), *TO_FINAL)
    for verb in (
        state(),
        submit(),
        check(Indicator.SATISFACTION),
        announce(),
        object_to(),
        finalise(after=DAY),
        lower_opened(),
    ):
        final.when(verb).then_refused(RefusalCode.WRONG_STATE, "assessmentId")


def test_rules_of_the_first_class_version_are_measured_as_they_were() -> None:
    state_v1 = (
        b'{"version":1,"published_by":"centre","indicators":["SATISFACTION","FOLLOW_UPS"],'
        b'"weights":[60,40],"targets":[{"_type_":"decimal_str","_data_":"4.5"},'
        b'{"_type_":"decimal_str","_data_":"1"}]}'
    )
    fields = event_fields(AssessmentPolicy.Published.TOPIC, state_v1)
    assert fields["formulas"] == [Formula.MEAN_RATING, Formula.FOLLOW_UPS_MADE]
    assert fields["tiers"] == ["CENTRE,INSTITUTE,STATION,POINT"] * 2
    assert fields["centre_own_share"] == 1
