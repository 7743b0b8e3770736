"""A project of the station, and how it goes through its loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.ordering.category import Category
from five_steps.domain.projects.project import Project
from five_steps.domain.projects.project_state import (
    ProgressKind,
    ProjectOutcome,
    ProjectStage,
    WorkKind,
)
from five_steps.domain.projects.surveys import Survey
from tests.domain.district import CLERK, DAY, LAN, MEI, MONDAY, ORDER_ID, STATION_ID

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tests.domain.given_when_then import Verb

PROJECT_ID, QUESTIONNAIRE_ID, OTHER_QUESTIONNAIRE_ID = (
    UUID(int=number) for number in range(861, 864)
)
WEEK = 7 * DAY
STARTED, EVALUATED = MONDAY + DAY, MONDAY + 3 * WEEK
"""When the first round is implemented, and when it is evaluated."""
ANSWERED = Survey(QUESTIONNAIRE_ID, opened_at=STARTED, closed=True, answers=12)


def established(**changes: Any) -> Project:
    """A project planned for the month from Monday."""
    fields: dict[str, Any] = {
        "id": PROJECT_ID,
        "at": MONDAY,
        "unit_id": STATION_ID,
        "name": "兰小草·银龄陪伴",
        "category": Category.EDUCATION,
        "aims": "独居老人每周有人上门",
        "lead": "村书记",
        "planned_start": MONDAY,
        "planned_end": MONDAY + 30 * DAY,
        "by": CLERK,
    }
    return Project.establish(**{**fields, **changes})


def replan(**changes: Any) -> Verb[Project]:
    fields: dict[str, Any] = {
        "aims": "独居老人每天有人上门",
        "lead": "文书",
        "planned_start": MONDAY,
        "planned_end": MONDAY + 60 * DAY,
        "reason": "人手够了",
        "by": CLERK,
        "at": MONDAY,
    }
    return lambda p: p.change_plan(**{**fields, **changes})


def mark_overdue(at: datetime = MONDAY + 30 * DAY) -> Verb[Project]:
    return lambda p: p.mark_overdue(at=at)


def recruit(volunteers_min: int = 1, volunteers_max: int = 2) -> Verb[Project]:
    return lambda p: p.open_recruitment(
        volunteers_min=volunteers_min, volunteers_max=volunteers_max, by=CLERK, at=MONDAY
    )


def join(volunteer_id: UUID = LAN) -> Verb[Project]:
    return lambda p: p.join(volunteer_id, at=MONDAY)


def leave(volunteer_id: UUID = LAN, *, reason: str = "搬家") -> Verb[Project]:
    return lambda p: p.leave(volunteer_id, reason=reason, at=MONDAY)


def start() -> Verb[Project]:
    return lambda p: p.start_implementation(by=CLERK, at=STARTED)


def record(kind: ProgressKind = ProgressKind.MILESTONE, **changes: Any) -> Verb[Project]:
    fields = {"title": "首次入户", "details": "", "evidence_hash": None, **changes}
    return lambda p: p.record_progress(kind=kind, by=CLERK, at=STARTED + DAY, **fields)


def link(work_id: UUID = ORDER_ID, kind: WorkKind = WorkKind.ORDER) -> Verb[Project]:
    return lambda p: p.link_work(kind, work_id, by=CLERK, at=STARTED + DAY)


def unlink(work_id: UUID = ORDER_ID) -> Verb[Project]:
    return lambda p: p.unlink_work(work_id, reason="选错了", by=CLERK, at=STARTED + DAY)


def begin_evaluation() -> Verb[Project]:
    return lambda p: p.begin_evaluation(by=CLERK, at=EVALUATED - WEEK)


def evaluate(*surveys: Survey, result: str = "满意率 96%") -> Verb[Project]:
    return lambda p: p.evaluate(
        surveys=surveys,
        outcome=ProjectOutcome.ACHIEVED,
        result=result,
        by=CLERK,
        at=EVALUATED,
    )


def name_changes(*changes: str) -> Verb[Project]:
    return lambda p: p.name_changes(changes, by=CLERK, at=EVALUATED)


def next_round(**changes: Any) -> Verb[Project]:
    fields: dict[str, Any] = {
        "planned_start": EVALUATED,
        "planned_end": EVALUATED + 30 * DAY,
        "volunteers_min": 2,
        "volunteers_max": 5,
        "by": CLERK,
        "at": EVALUATED,
    }
    return lambda p: p.begin_next_round(**{**fields, **changes})


def close(result: str = "模式在全街道推广", *, at: datetime = EVALUATED) -> Verb[Project]:
    return lambda p: p.close(result=result, by=CLERK, at=at)


def abandon(reason: str = "经费取消") -> Verb[Project]:
    return lambda p: p.abandon(reason=reason, by=CLERK, at=EVALUATED)


RECRUITING = (recruit(1, 3), join(LAN), join(MEI))
IMPLEMENTING = (*RECRUITING, start(), record())
EVALUATING = (*IMPLEMENTING, begin_evaluation())
OPTIMISING = (*EVALUATING, evaluate(ANSWERED))
LEARNT = (*OPTIMISING, name_changes("增加晚间班次"))

STAGES: dict[ProjectStage, Sequence[Verb[Project]]] = {
    ProjectStage.ESTABLISH: (),
    ProjectStage.RECRUIT: RECRUITING,
    ProjectStage.IMPLEMENT: IMPLEMENTING,
    ProjectStage.EVALUATE: EVALUATING,
    ProjectStage.OPTIMISE: LEARNT,
    ProjectStage.CLOSED: (*LEARNT, close()),
    ProjectStage.ABANDONED: (abandon(),),
}
"""How a project comes to each stage, with all that its next step needs."""
