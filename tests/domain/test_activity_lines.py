"""The six lines and their sub-forms, exactly those of the notice."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import cast

import pytest

from five_steps.domain.activities.line import (
    SUB_FORMS,
    ActivityLine,
    PreachingMethod,
    SubForm,
    require_fits,
)
from five_steps.domain.activities.plan import (
    CAPACITY_MAX,
    DUTY_HEADCOUNT_MAX,
    ActivityPlan,
    KeepsPlan,
)
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.activities import THEORY, drafted, plan
from tests.domain.given_when_then import refusal_of

INVALID = RefusalCode.INVALID


def test_each_sub_form_is_of_one_line() -> None:
    assert set(SUB_FORMS) == set(ActivityLine)
    listed = Counter(sub_form for sub_forms in SUB_FORMS.values() for sub_form in sub_forms)
    assert listed == Counter(SubForm)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (ActivityLine.THEORY_PREACHING, 3),
        (ActivityLine.MORAL_PRACTICE, 8),
        (ActivityLine.CHANGING_CUSTOMS, 2),
        (ActivityLine.CIVILIZED_CITY, 3),
        (ActivityLine.CIVIC_LITERACY, 6),
        (ActivityLine.CULTURE_SPORTS, 7),
    ],
)
def test_how_many_forms_a_line_has(line: ActivityLine, count: int) -> None:
    assert len(SUB_FORMS[line]) == count


@pytest.mark.parametrize("form", SUB_FORMS[ActivityLine.THEORY_PREACHING])
@pytest.mark.parametrize("method", PreachingMethod)
def test_theory_comes_in_each_form_by_each_method(form: SubForm, method: PreachingMethod) -> None:
    require_fits(ActivityLine.THEORY_PREACHING, form, method)


@pytest.mark.parametrize("line", ActivityLine)
def test_a_form_of_another_line_does_not_fit(line: ActivityLine) -> None:
    method = PreachingMethod.TALK if line is ActivityLine.THEORY_PREACHING else None
    for form in SubForm:
        if form in SUB_FORMS[line]:
            require_fits(line, form, method)
        else:
            refusal = refusal_of(require_fits, line, form, method)
            assert (refusal.code, refusal.field) == (INVALID, "subForm")
            assert refusal.details["allowed"] == ", ".join(SUB_FORMS[line])


def test_theory_and_nothing_else_has_a_method() -> None:
    assert plan(**THEORY).method is PreachingMethod.TALK
    for changes in ({**THEORY, "method": None}, {"method": PreachingMethod.TALK}):
        assert refusal_of(plan, **changes).field == "method"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": " "}),
        ("description", {"description": "x" * 2001}),
        ("place", {"place": "x" * 201}),
        ("capacity", {"capacity": 0}),
        ("capacity", {"capacity": CAPACITY_MAX + 1}),
        ("dutyHeadcount", {"duty_headcount": -1}),
        ("dutyHeadcount", {"duty_headcount": DUTY_HEADCOUNT_MAX + 1}),
        ("dutyCategory", {"duty_headcount": 0}),
        ("dutyCategory", {"duty_category": None}),
        ("dutySkills", {"duty_skills": ["x"] * 21}),
    ],
)
def test_what_a_plan_cannot_say(field: str, changes: dict[str, object]) -> None:
    refusal = refusal_of(plan, **changes)
    assert (refusal.code, refusal.field) == (INVALID, field)


@pytest.mark.parametrize(
    "given", [plan(), plan(**THEORY), plan(duty_headcount=0, duty_category=None)]
)
def test_an_event_keeps_all_of_a_plan(given: ActivityPlan) -> None:
    assert ActivityPlan.kept_by(cast("KeepsPlan", SimpleNamespace(**given.fields()))) == given


def test_an_activity_shows_its_plan() -> None:
    assert drafted(title="迎春").plan == plan(title="迎春")
