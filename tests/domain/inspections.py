"""An inspection, and what happens to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.guarantee.inspections.inspection_state import InspectionKind, Severity
from tests.domain.district import BEIAO_ID, CLERK, DAY, MONDAY, OTHER_CLERK

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

INSPECTION_ID, RECTIFICATION_ID, OTHER_RECTIFICATION_ID = (UUID(int=n) for n in range(851, 854))
CHECKED_AT = MONDAY + 10 * DAY
RECTIFY_BY = MONDAY + 40 * DAY
THIRD_CLERK, UNIT_CLERK = "clerk-3", "unit-clerk"


def inspection(**changes: Any) -> Inspection:
    """An inspection of the ideological responsibility of Beiao, with two items."""
    fields: dict[str, Any] = {
        "id": INSPECTION_ID,
        "at": MONDAY,
        "unit_id": BEIAO_ID,
        "year": 2026,
        "kind": InspectionKind.IDEOLOGY,
        "title": "2026 年意识形态工作责任制检查",
        "checklist": ["责任清单", "阵地管理"],
        "planned_at": CHECKED_AT,
        "by": CLERK,
    }
    return Inspection.plan(**{**fields, **changes})


def check(number: int, severity: Severity | None = None, note: str = "记录") -> Verb[Inspection]:
    return lambda i: i.check_item(
        number, passed=severity is None, severity=severity, note=note, by=CLERK, at=CHECKED_AT
    )


def carry_out() -> Verb[Inspection]:
    return lambda i: i.carry_out(summary="总体良好", by=CLERK, at=CHECKED_AT)


def cancel() -> Verb[Inspection]:
    return lambda i: i.cancel(reason="合并检查", by=CLERK, at=MONDAY)


def order(number: int = 2, task_id: UUID = RECTIFICATION_ID) -> Verb[Inspection]:
    return lambda i: i.order_rectification(
        number, task_id=task_id, due_at=RECTIFY_BY, by=CLERK, at=CHECKED_AT
    )


def reinspect(
    number: int = 2, *, rectified: bool = True, note: str = "复查记录"
) -> Verb[Inspection]:
    return lambda i: i.reinspect(number, rectified=rectified, note=note, by=CLERK, at=RECTIFY_BY)


def close() -> Verb[Inspection]:
    return lambda i: i.close(conclusion="整改到位", by=CLERK, at=RECTIFY_BY)


def propose(by: str = CLERK) -> Verb[Inspection]:
    return lambda i: i.propose_veto(reason="阵地失管", by=by, at=RECTIFY_BY)


def decide(by: str = OTHER_CLERK, *, vetoed: bool = True) -> Verb[Inspection]:
    return lambda i: i.decide_veto(vetoed=vetoed, reason="属实", by=by, at=RECTIFY_BY)


def object_to(by: str = UNIT_CLERK) -> Verb[Inspection]:
    return lambda i: i.object_to_veto(reason="已当日整改", by=by, at=RECTIFY_BY)


def uphold(by: str = THIRD_CLERK) -> Verb[Inspection]:
    return lambda i: i.uphold_veto(reason="异议不成立", by=by, at=RECTIFY_BY)


def lift(by: str = THIRD_CLERK) -> Verb[Inspection]:
    return lambda i: i.lift_veto(reason="异议成立", by=by, at=RECTIFY_BY)


CARRIED_OUT = (check(1), check(2, Severity.SEVERE), carry_out())
"""The second item is a severe finding."""
VETOED = (*CARRIED_OUT, propose(), decide())
