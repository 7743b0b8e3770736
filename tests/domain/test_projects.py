"""Projects 项目: a closed loop, and what stands guard between its stages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.projects.plan import PERIOD_DAYS_MAX, VOLUNTEERS_MAX
from five_steps.domain.projects.project import Project
from five_steps.domain.projects.project_state import ProjectOutcome, ProjectStage
from five_steps.domain.projects.stages.implementation import PROGRESS_MAX
from five_steps.domain.projects.stages.optimisation import CHANGES_MAX, ROUNDS_MAX
from five_steps.domain.projects.surveys import SURVEYS_MAX
from tests.domain.district import CLERK, DAY, HAI, INSTANT, LAN, MEI, MONDAY, ORDER_ID, STATION_ID
from tests.domain.given_when_then import given, happened, made
from tests.domain.projects import (
    ANSWERED,
    EVALUATED,
    EVALUATING,
    IMPLEMENTING,
    LEARNT,
    OPTIMISING,
    OTHER_QUESTIONNAIRE_ID,
    QUESTIONNAIRE_ID,
    RECRUITING,
    STAGES,
    STARTED,
    abandon,
    begin_evaluation,
    close,
    established,
    evaluate,
    join,
    leave,
    link,
    mark_overdue,
    name_changes,
    next_round,
    record,
    recruit,
    replan,
    start,
    unlink,
)

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

INVALID, WRONG_STATE = RefusalCode.INVALID, RefusalCode.WRONG_STATE

VERBS: dict[str, tuple[Verb[Project], set[ProjectStage]]] = {
    "replan": (replan(at=EVALUATED), {*list(ProjectStage)[:3]}),
    "mark overdue": (mark_overdue(), {*list(ProjectStage)[:5]}),
    "recruit": (recruit(), {ProjectStage.ESTABLISH}),
    "join": (join(HAI), {ProjectStage.RECRUIT}),
    "leave": (leave(MEI), {ProjectStage.RECRUIT, ProjectStage.IMPLEMENT}),
    "start": (start(), {ProjectStage.RECRUIT}),
    "record": (record(), {ProjectStage.IMPLEMENT}),
    "link": (link(), {ProjectStage.IMPLEMENT}),
    "begin evaluation": (begin_evaluation(), {ProjectStage.IMPLEMENT}),
    "evaluate": (evaluate(ANSWERED), {ProjectStage.EVALUATE}),
    "name changes": (name_changes("增加班次"), {ProjectStage.OPTIMISE}),
    "next round": (next_round(), {ProjectStage.OPTIMISE}),
    "close": (close(), {ProjectStage.OPTIMISE}),
    "abandon": (abandon(), {*list(ProjectStage)[:5]}),
}


@pytest.mark.parametrize("stage", ProjectStage)
@pytest.mark.parametrize("name", VERBS)
def test_each_step_is_taken_from_its_own_stages_alone(stage: ProjectStage, name: str) -> None:
    verb, stages = VERBS[name]
    outcome = given(established(), *STAGES[stage]).when(verb)
    if stage in stages:
        assert outcome.refusal is None, outcome.refusal
    else:
        outcome.then_refused(WRONG_STATE, "projectId", actual=stage)


# --- establishing ---------------------------------------------------------------------------------


def test_a_project_begins_with_its_aims_lead_and_period() -> None:
    made(established).then(
        happened(
            Project.Created,
            unit_id=STATION_ID,
            aims="独居老人每周有人上门",
            lead="村书记",
            planned_end=MONDAY + 30 * DAY,
            established_by=CLERK,
        )
    )


@pytest.mark.parametrize(
    ("code", "field", "changes"),
    [
        (INVALID, "name", {"name": " "}),
        (INVALID, "aims", {"aims": ""}),
        (INVALID, "lead", {"lead": ""}),
        (INVALID, "plannedStart", {"planned_start": MONDAY.replace(tzinfo=None)}),
        (INVALID, "plannedEnd", {"planned_end": MONDAY.replace(tzinfo=None)}),
        (INVALID, "plannedEnd", {"planned_end": MONDAY}),
        (INVALID, "plannedEnd", {"planned_end": MONDAY + (PERIOD_DAYS_MAX + 1) * DAY}),
        (RefusalCode.TOO_LATE, "plannedEnd", {"at": MONDAY + 30 * DAY}),
    ],
)
def test_what_a_project_needs(code: RefusalCode, field: str, changes: dict[str, Any]) -> None:
    made(lambda: established(**changes)).then_refused(code, field)


def test_a_plan_is_changed_with_a_reason() -> None:
    given(established()).when(replan()).then(
        happened(Project.PlanChanged, lead="文书", planned_end=MONDAY + 60 * DAY, changed_by=CLERK)
    )
    given(established()).when(replan(reason="")).then_refused(INVALID, "reason")
    given(established()).when(replan(planned_end=MONDAY)).then_refused(INVALID, "plannedEnd")


def test_a_project_is_overdue_once_for_each_plan() -> None:
    end = MONDAY + 30 * DAY
    project = given(established())
    project.when(mark_overdue(end - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "projectId", allowed=end.isoformat()
    )
    late = project.when(mark_overdue()).then(happened(Project.Overdue, planned_end=end))
    given(late).when(mark_overdue(end + DAY)).then_refused(RefusalCode.DUPLICATE, "projectId")
    again = given(late, replan(at=end)).when(mark_overdue(MONDAY + 60 * DAY))
    again.then(happened(Project.Overdue, planned_end=MONDAY + 60 * DAY))


def test_what_ends_a_round_late_says_so_before_the_keeper_has_looked() -> None:
    end = MONDAY + 30 * DAY
    learnt = given(established(), *LEARNT)
    learnt.when(close(at=end)).then(happened(Project.Overdue), happened(Project.Closed))
    learnt.when(next_round(at=end, planned_end=end + DAY)).then(
        happened(Project.Overdue), happened(Project.NextRoundBegun)
    )
    given(established()).when(replan(at=end)).then(
        happened(Project.Overdue, planned_end=end), happened(Project.PlanChanged)
    )


# --- recruiting -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("volunteersMax", (0, 0)),
        ("volunteersMax", (1, VOLUNTEERS_MAX + 1)),
        ("volunteersMin", (0, 2)),
        ("volunteersMin", (3, 2)),
    ],
)
def test_how_many_volunteers_may_be_wanted(field: str, wanted: tuple[int, int]) -> None:
    given(established()).when(recruit(*wanted)).then_refused(INVALID, field)


def test_volunteers_join_up_to_the_headcount() -> None:
    project = given(established(), recruit(1, 2), join(LAN))
    project.when(join(LAN)).then_refused(RefusalCode.DUPLICATE, "volunteerId")
    full = project.when(join(MEI)).then(happened(Project.VolunteerJoined, volunteer_id=MEI))
    given(full).when(join(HAI)).then_refused(RefusalCode.FULL, "projectId", allowed=2)
    given(full, leave(LAN)).when(join(HAI)).then(happened(Project.VolunteerJoined))


def test_who_leaves_has_joined_and_says_why() -> None:
    project = given(established(), *RECRUITING)
    project.when(leave(HAI)).then_refused(RefusalCode.NOT_FOUND, "volunteerId")
    project.when(leave(LAN, reason="")).then_refused(INVALID, "reason")
    left = project.when(leave(LAN)).then(happened(Project.VolunteerLeft, reason="搬家"))
    assert left.members == {MEI}


def test_it_starts_once_enough_have_joined() -> None:
    few = given(established(), recruit(2, 3), join(LAN))
    few.when(start()).then_refused(WRONG_STATE, "projectId", allowed="2 volunteers or more")
    enough = given(established(), recruit(2, 3), join(LAN), join(MEI))
    enough.when(start()).then(happened(Project.ImplementationStarted, started_by=CLERK))


# --- implementing ---------------------------------------------------------------------------------


def test_milestones_and_reports_are_recorded_up_to_a_bound() -> None:
    project = given(established(), *IMPLEMENTING)
    project.when(record(title="")).then_refused(INVALID, "title")
    full = given(established(), *IMPLEMENTING, *[record()] * (PROGRESS_MAX - 1))
    full.when(record()).then_refused(RefusalCode.FULL, "projectId", allowed=PROGRESS_MAX)


def test_work_is_linked_once_and_unlinked_with_a_reason() -> None:
    linked = given(established(), *IMPLEMENTING, link())
    linked.when(link()).then_refused(RefusalCode.DUPLICATE, "workId")
    linked.when(unlink(UUID(int=9))).then_refused(RefusalCode.NOT_FOUND, "workId")
    again = linked.when(unlink()).then(happened(Project.WorkUnlinked, work_id=ORDER_ID))
    given(again).when(link()).then(happened(Project.WorkLinked, kind="ORDER", linked_by=CLERK))


def test_nothing_is_evaluated_that_was_not_recorded() -> None:
    silent = given(established(), *RECRUITING, start())
    silent.when(begin_evaluation()).then_refused(
        WRONG_STATE, "projectId", actual="nothing recorded"
    )


# --- evaluating -----------------------------------------------------------------------------------


def test_an_evaluation_stands_on_its_surveys() -> None:
    other = replace(ANSWERED, questionnaire_id=OTHER_QUESTIONNAIRE_ID, answers=3)
    given(established(), *EVALUATING).when(evaluate(ANSWERED, other)).then(
        happened(
            Project.Evaluated,
            questionnaire_ids=[QUESTIONNAIRE_ID, OTHER_QUESTIONNAIRE_ID],
            answers=15,
            outcome=ProjectOutcome.ACHIEVED,
            result="满意率 96%",
            evaluated_by=CLERK,
        )
    )


@pytest.mark.parametrize(
    ("code", "surveys"),
    [
        (INVALID, []),
        (
            INVALID,
            [replace(ANSWERED, questionnaire_id=UUID(int=n)) for n in range(SURVEYS_MAX + 1)],
        ),
        (RefusalCode.DUPLICATE, [ANSWERED, ANSWERED]),
        (WRONG_STATE, [replace(ANSWERED, closed=False)]),
        (WRONG_STATE, [replace(ANSWERED, opened_at=STARTED - INSTANT)]),
        (WRONG_STATE, [replace(ANSWERED, opened_at=None, closed=False)]),
        (WRONG_STATE, [replace(ANSWERED, answers=0)]),
        (WRONG_STATE, [ANSWERED, replace(ANSWERED, questionnaire_id=UUID(int=1), answers=0)]),
    ],
    ids=[
        "none",
        "too many",
        "twice",
        "open",
        "of another round",
        "a draft",
        "unanswered",
        "one unanswered",
    ],
)
def test_what_its_surveys_must_be(code: RefusalCode, surveys: list[Any]) -> None:
    given(established(), *EVALUATING).when(evaluate(*surveys)).then_refused(
        code, "questionnaireIds"
    )


def test_an_evaluation_has_a_result() -> None:
    given(established(), *EVALUATING).when(evaluate(ANSWERED, result=" ")).then_refused(
        INVALID, "result"
    )


# --- optimising -----------------------------------------------------------------------------------


@pytest.mark.parametrize("changes", [(), ("",), ("好",) * (CHANGES_MAX + 1)])
def test_what_changes_is_named(changes: tuple[str, ...]) -> None:
    given(established(), *OPTIMISING).when(name_changes(*changes)).then_refused(INVALID, "changes")


def test_more_changes_may_be_named_later_up_to_a_bound() -> None:
    project = given(established(), *LEARNT)
    more = project.when(name_changes("再招十人")).then(
        happened(Project.ChangesNamed, changes=["再招十人"], named_by=CLERK)
    )
    assert more.changes == ("增加晚间班次", "再招十人")
    project.when(name_changes(*["好"] * CHANGES_MAX)).then_refused(
        INVALID, "changes", allowed=f"1–{CHANGES_MAX - 1} changes"
    )


@pytest.mark.parametrize("verb", [next_round(), close()])
def test_without_a_change_the_loop_goes_nowhere(verb: Verb[Project]) -> None:
    given(established(), *OPTIMISING).when(verb).then_refused(
        WRONG_STATE, "projectId", actual="no changes named"
    )


def test_the_next_round_recruits_anew() -> None:
    project = (
        given(established(), *IMPLEMENTING, link(), *LEARNT[len(IMPLEMENTING) :])
        .when(next_round())
        .then(happened(Project.NextRoundBegun, round=2, volunteers_min=2, begun_by=CLERK))
    )
    assert (project.stage, project.round) == (ProjectStage.RECRUIT, 2)
    assert not project.members
    assert not project.work
    given(project).when(join(LAN)).then(happened(Project.VolunteerJoined))


@pytest.mark.parametrize(
    ("field", "changes"),
    [("plannedEnd", {"planned_end": EVALUATED}), ("volunteersMin", {"volunteers_min": 0})],
)
def test_what_the_next_round_needs(field: str, changes: dict[str, Any]) -> None:
    given(established(), *LEARNT).when(next_round(**changes)).then_refused(INVALID, field)


def test_rounds_are_bounded() -> None:
    once_more = (next_round(volunteers_min=1), join(LAN), start(), *LEARNT[len(RECRUITING) + 1 :])
    last = given(established(), *LEARNT, *once_more * (ROUNDS_MAX - 1))
    last.when(next_round()).then_refused(RefusalCode.CAP_EXCEEDED, "projectId", actual=ROUNDS_MAX)
    last.when(close()).then(happened(Project.Closed))


# --- endings --------------------------------------------------------------------------------------


def test_a_project_is_closed_with_its_result() -> None:
    project = given(established(), *LEARNT)
    project.when(close("")).then_refused(INVALID, "result")
    project.when(close()).then(happened(Project.Closed, result="模式在全街道推广", closed_by=CLERK))


def test_a_project_is_abandoned_with_a_reason() -> None:
    project = given(established())
    project.when(abandon("")).then_refused(INVALID, "reason")
    project.when(abandon()).then(happened(Project.Abandoned, reason="经费取消", abandoned_by=CLERK))
