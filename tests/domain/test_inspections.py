"""Inspections 监督检查: item by item, rectified, looked at again, closed."""

from __future__ import annotations

import pytest

from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.guarantee.inspections.inspection_state import (
    CheckResult,
    InspectionState,
    Severity,
)
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import BEIAO_ID
from tests.domain.given_when_then import given, happened, made, refusal_of
from tests.domain.inspections import (
    CARRIED_OUT,
    OTHER_RECTIFICATION_ID,
    RECTIFICATION_ID,
    RECTIFY_BY,
    cancel,
    carry_out,
    check,
    close,
    inspection,
    order,
    propose,
    reinspect,
)

INVALID, WRONG_STATE = RefusalCode.INVALID, RefusalCode.WRONG_STATE
FIELD = "inspectionId"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ""}),
        ("year", {"year": 1999}),
        ("checklist", {"checklist": []}),
        ("checklist", {"checklist": ["x"] * 51}),
        ("checklist", {"checklist": [""]}),
    ],
)
def test_what_an_inspection_needs(field: str, changes: dict[str, object]) -> None:
    made(lambda: inspection(**changes)).then_refused(INVALID, field)


def test_items_are_checked_until_the_checks_are_concluded() -> None:
    checked = (
        given(inspection())
        .when(check(2, Severity.MINOR))
        .then(happened(Inspection.ItemChecked, number=2, result="FINDING", severity="MINOR"))
    )
    corrected = (
        given(checked)
        .when(check(2))
        .then(happened(Inspection.ItemChecked, number=2, result="PASSED", severity=None))
    )
    assert corrected.findings == 0
    given(inspection(), *CARRIED_OUT).when(check(1)).then_refused(WRONG_STATE, FIELD)


@pytest.mark.parametrize("number", [0, 3])
def test_an_item_has_a_number_of_the_checklist(number: int) -> None:
    given(inspection()).when(check(number)).then_refused(INVALID, "number", allowed="1–2")


def test_a_finding_is_described_and_graded() -> None:
    def ungraded(i: Inspection) -> None:
        i.check_item(1, passed=False, severity=None, note="问题", by="x", at=RECTIFY_BY)

    def graded_pass(i: Inspection) -> None:
        i.check_item(1, passed=True, severity=Severity.MINOR, note="", by="x", at=RECTIFY_BY)

    given(inspection()).when(ungraded).then_refused(INVALID, "severity")
    given(inspection()).when(graded_pass).then_refused(INVALID, "severity")
    given(inspection()).when(check(1, Severity.MAJOR, note="")).then_refused(INVALID, "note")
    given(inspection()).when(check(1, note="")).then(happened(Inspection.ItemChecked))


def test_every_item_is_checked_before_the_checks_are_concluded() -> None:
    given(inspection(), check(1)).when(carry_out()).then_refused(
        WRONG_STATE, FIELD, actual="1 unchecked items"
    )
    concluded = given(inspection(), check(1), check(2, Severity.MAJOR)).when(carry_out())
    assert concluded.then(happened(Inspection.CarriedOut, findings=1)).findings == 1


def test_an_inspection_is_cancelled_before_it_is_carried_out() -> None:
    cancelled = given(inspection()).when(cancel()).then(happened(Inspection.Cancelled))
    for verb in (cancel(), check(1), carry_out(), order(), close(), propose()):
        given(cancelled).when(verb).then_refused(WRONG_STATE, FIELD, actual="CANCELLED")
    given(inspection(), *CARRIED_OUT).when(cancel()).then_refused(WRONG_STATE, FIELD)


def test_a_finding_is_ordered_to_be_rectified_once_at_a_time() -> None:
    ordered = (
        given(inspection(), *CARRIED_OUT)
        .when(order())
        .then(
            happened(
                Inspection.RectificationOrdered,
                number=2,
                task_id=RECTIFICATION_ID,
                due_at=RECTIFY_BY,
            )
        )
    )
    assert ordered.ordered_task(2) == RECTIFICATION_ID
    given(ordered).when(order()).then_refused(RefusalCode.DUPLICATE, "number")
    given(ordered).when(order(1)).then_refused(WRONG_STATE, "number", actual="PASSED")
    given(inspection(), check(1)).when(order(1)).then_refused(WRONG_STATE, FIELD)


def test_a_finding_is_looked_at_again_until_it_is_rectified() -> None:
    ordered = given(inspection(), *CARRIED_OUT, order())
    ordered.when(reinspect(rectified=False, note="")).then_refused(INVALID, "note")
    still_there = ordered.when(reinspect(rectified=False)).then(
        happened(Inspection.Reinspected, number=2, rectified=False)
    )
    given(still_there).when(reinspect()).then_refused(WRONG_STATE, "number")
    again = (
        given(still_there)
        .when(order(task_id=OTHER_RECTIFICATION_ID))
        .then(happened(Inspection.RectificationOrdered, task_id=OTHER_RECTIFICATION_ID))
    )
    rectified = given(again).when(reinspect(note="")).then(happened(Inspection.Reinspected))
    assert rectified.checks[2].result is CheckResult.RECTIFIED
    assert refusal_of(rectified.ordered_task, 2).code is WRONG_STATE


def test_nothing_is_looked_at_again_before_it_was_ordered_to_be_rectified() -> None:
    given(inspection(), *CARRIED_OUT).when(reinspect()).then_refused(WRONG_STATE, "number")


def test_an_inspection_closes_with_nothing_left_to_rectify() -> None:
    given(inspection(), *CARRIED_OUT).when(close()).then_refused(
        WRONG_STATE, FIELD, allowed="every finding rectified"
    )
    rectified = (*CARRIED_OUT, order(), reinspect())
    closed = given(inspection(), *rectified).when(close()).then(happened(Inspection.Closed))
    assert (closed.state, closed.unit_id) == (InspectionState.CLOSED, BEIAO_ID)
    without_findings = (check(1), check(2), carry_out())
    given(inspection(), *without_findings).when(close()).then(happened(Inspection.Closed))
    given(inspection(), *rectified, propose()).when(close()).then_refused(
        WRONG_STATE, FIELD, allowed="the veto decided"
    )
