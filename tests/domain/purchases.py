"""An item of the purchase list, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.projects.purchasing.contract import MilestoneTerms
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem
from tests.domain.district import CLERK, DAY, MONDAY, OTHER_CLERK, STATION_ID

if TYPE_CHECKING:
    from datetime import datetime

    from tests.domain.given_when_then import Verb

PURCHASE_ID = UUID(int=811)
ACCEPTOR = "clerk-3"
DUE = MONDAY + 30 * DAY
"""When the first milestone is."""
THIRDS = (
    MilestoneTerms("首期培训", DUE, 33),
    MilestoneTerms("中期培训", MONDAY + 60 * DAY, 33),
    MilestoneTerms("结业", MONDAY + 90 * DAY, 34),
)
ALL_AT_ONCE = (MilestoneTerms("全部交付", DUE, 100),)


def listed(**changes: Any) -> PurchaseItem:
    """A course planned for 1,000 yuan."""
    fields: dict[str, Any] = {
        "id": PURCHASE_ID,
        "at": MONDAY,
        "year": 2026,
        "unit_id": STATION_ID,
        "line": "2070199",
        "title": "银龄课堂",
        "planned_cents": 1000_00,
        "project_id": None,
        "by": CLERK,
    }
    return PurchaseItem.list_item(**{**fields, **changes})


def sign(**changes: Any) -> Verb[PurchaseItem]:
    fields: dict[str, Any] = {
        "supplier": "海岛社工中心",
        "team_id": None,
        "number": "DT-2026-001",
        "sum_cents": 900_01,
        "signed_on": MONDAY,
        "milestones": THIRDS,
        "by": CLERK,
        "at": MONDAY,
    }
    return lambda i: i.sign_contract(**{**fields, **changes})


def deliver(
    milestone: int = 1, *, by: str = OTHER_CLERK, at: datetime = MONDAY + DAY
) -> Verb[PurchaseItem]:
    return lambda i: i.deliver(milestone, details="已授课 10 次", evidence_hash=None, by=by, at=at)


def mark_overdue(milestone: int = 1, *, at: datetime = DUE) -> Verb[PurchaseItem]:
    return lambda i: i.mark_overdue(milestone, at=at)


def accept(milestone: int = 1, *, by: str = ACCEPTOR) -> Verb[PurchaseItem]:
    return lambda i: i.accept(milestone, by=by, at=MONDAY + DAY)


def reject(
    milestone: int = 1, *, by: str = ACCEPTOR, reason: str = "人数不足"
) -> Verb[PurchaseItem]:
    return lambda i: i.reject_delivery(milestone, reason=reason, by=by, at=MONDAY + DAY)


def pay(milestone: int = 1, *, voucher: str = "记-101") -> Verb[PurchaseItem]:
    return lambda i: i.pay(milestone, voucher=voucher, by=CLERK, at=MONDAY + DAY)


def terminate(reason: str = "无法履约") -> Verb[PurchaseItem]:
    return lambda i: i.terminate(reason=reason, by=CLERK, at=MONDAY + DAY)


def cancel(reason: str = "项目取消") -> Verb[PurchaseItem]:
    return lambda i: i.cancel(reason=reason, by=CLERK, at=MONDAY + DAY)


def paid(milestone: int = 1) -> tuple[Verb[PurchaseItem], ...]:
    """All that it takes for a milestone to be paid."""
    return deliver(milestone), accept(milestone), pay(milestone)
