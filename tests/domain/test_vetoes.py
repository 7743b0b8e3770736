"""The veto 一票否决: no step of it is taken by whoever took the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.guarantee.inspections.inspection_state import (
    InspectionKind,
    Severity,
    VetoState,
)
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import BEIAO_ID, CLERK, OTHER_CLERK
from tests.domain.given_when_then import given, happened
from tests.domain.inspections import (
    CARRIED_OUT,
    UNIT_CLERK,
    VETOED,
    carry_out,
    check,
    close,
    decide,
    inspection,
    lift,
    object_to,
    order,
    propose,
    reinspect,
    uphold,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.domain.given_when_then import Verb

WRONG_STATE, SECOND_PERSON = RefusalCode.WRONG_STATE, RefusalCode.SECOND_PERSON_REQUIRED
FIELD = "inspectionId"


def test_a_veto_is_for_severe_findings_of_ideology() -> None:
    given(inspection(), *CARRIED_OUT).when(propose()).then(
        happened(Inspection.VetoProposed, proposed_by=CLERK)
    )
    other_kind = inspection(kind=InspectionKind.SAFETY)
    given(other_kind, *CARRIED_OUT).when(propose()).then_refused(
        WRONG_STATE, FIELD, allowed="IDEOLOGY"
    )
    mild = (check(1), check(2, Severity.MAJOR), carry_out())
    given(inspection(), *mild).when(propose()).then_refused(
        WRONG_STATE, FIELD, allowed="a severe finding"
    )
    given(inspection(), check(1, Severity.SEVERE)).when(propose()).then_refused(WRONG_STATE, FIELD)


def test_a_veto_is_decided_by_a_second_person() -> None:
    proposed = given(inspection(), *CARRIED_OUT, propose())
    proposed.when(decide(CLERK)).then_refused(SECOND_PERSON, FIELD)
    vetoed = proposed.when(decide()).then(
        happened(
            Inspection.Vetoed,
            unit_id=BEIAO_ID,
            year=2026,
            proposed_by=CLERK,
            decided_by=OTHER_CLERK,
        )
    )
    given(vetoed).when(decide()).then_refused(WRONG_STATE, FIELD, actual="IN_FORCE")


def test_a_veto_that_is_not_decided_for_is_dropped_for_good() -> None:
    proposed = given(inspection(), *CARRIED_OUT, propose())
    dropped = proposed.when(decide(vetoed=False)).then(happened(Inspection.VetoDropped))
    given(dropped).when(propose()).then_refused(RefusalCode.DUPLICATE, FIELD, actual="DROPPED")
    for verb in (object_to(), uphold(), lift()):
        given(dropped).when(verb).then_refused(WRONG_STATE, FIELD, actual="DROPPED")


def test_the_unit_objects_once() -> None:
    objected = (
        given(inspection(), *VETOED)
        .when(object_to())
        .then(happened(Inspection.VetoObjected, objected_by=UNIT_CLERK))
    )
    given(objected).when(object_to()).then_refused(WRONG_STATE, FIELD, actual="OBJECTED")


@pytest.mark.parametrize("verb", [uphold, lift])
@pytest.mark.parametrize("by", [CLERK, OTHER_CLERK, UNIT_CLERK])
def test_an_objection_is_decided_by_somebody_without_a_part(
    verb: Callable[[str], Verb[Inspection]], by: str
) -> None:
    given(inspection(), *VETOED, object_to()).when(verb(by)).then_refused(SECOND_PERSON, FIELD)


def test_a_veto_is_upheld_in_spite_of_an_objection() -> None:
    given(inspection(), *VETOED).when(uphold()).then_refused(WRONG_STATE, FIELD)
    upheld = (
        given(inspection(), *VETOED, object_to())
        .when(uphold())
        .then(happened(Inspection.VetoUpheld))
    )
    assert upheld.veto is not None
    assert upheld.veto.state is VetoState.UPHELD
    given(upheld).when(object_to()).then_refused(WRONG_STATE, FIELD)


@pytest.mark.parametrize("before", [(), (object_to(),), (object_to(), uphold())])
def test_a_veto_is_lifted_by_decision(before: tuple[Verb[Inspection], ...]) -> None:
    lifted = (
        given(inspection(), *VETOED, *before)
        .when(lift())
        .then(happened(Inspection.VetoLifted, unit_id=BEIAO_ID, year=2026))
    )
    given(lifted).when(lift()).then_refused(WRONG_STATE, FIELD, actual="LIFTED")


def test_a_veto_may_be_lifted_after_the_inspection_is_closed() -> None:
    closed = (*VETOED, order(), reinspect(), close())
    given(inspection(), *closed).when(lift()).then(happened(Inspection.VetoLifted))


@pytest.mark.parametrize("verb", [decide(), object_to(), uphold(), lift()])
def test_what_there_is_no_veto_for(verb: Verb[Inspection]) -> None:
    given(inspection(), *CARRIED_OUT).when(verb).then_refused(RefusalCode.NOT_FOUND, FIELD)
