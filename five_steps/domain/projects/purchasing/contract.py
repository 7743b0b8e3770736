"""The contract of a purchase (采购合同): with whom, over how much, and what is paid when.

All amounts are in 分 (CNY cents).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

MILESTONES_MAX = 24
WHOLE_PERCENT = 100


class MilestoneState(StrEnum):
    """Where a milestone of a contract stands (付款节点状态)."""

    OPEN = "OPEN"
    """Not delivered yet 未交付."""
    DELIVERED = "DELIVERED"
    """Said to be delivered; a second person has not looked at it 待验收."""
    ACCEPTED = "ACCEPTED"
    """Accepted, to be paid 已验收."""
    PAID = "PAID"
    """Paid 已支付."""


@dataclass(frozen=True, slots=True)
class MilestoneTerms:
    """What has to be delivered, by when, for how much of the sum in whole percent."""

    title: str
    due_at: datetime
    share_percent: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone under contract."""

    amount_cents: int
    due_at: datetime
    overdue: bool = False
    state: MilestoneState = MilestoneState.OPEN
    delivered_by: str = ""


def check_terms(milestones: Sequence[MilestoneTerms]) -> None:
    """Refuse unless there are 1–24 milestones that make up the whole sum together."""
    if not 1 <= len(milestones) <= MILESTONES_MAX:
        raise Refusal(RefusalCode.INVALID, "milestones", allowed=f"1–{MILESTONES_MAX} milestones")
    for terms in milestones:
        checks.name("milestones.title", terms.title)
        checks.aware("milestones.dueAt", terms.due_at)
        checks.whole("milestones.sharePercent", terms.share_percent, least=1, most=WHOLE_PERCENT)
    total = sum(terms.share_percent for terms in milestones)
    if total != WHOLE_PERCENT:
        raise Refusal(
            RefusalCode.INVALID, "milestones.sharePercent", allowed="100 in all", actual=total
        )


def amounts(sum_cents: int, milestones: Sequence[MilestoneTerms]) -> list[int]:
    """The amount of each milestone, rounded down; the last takes what is left of the sum."""
    parts = [sum_cents * terms.share_percent // WHOLE_PERCENT for terms in milestones[:-1]]
    return [*parts, sum_cents - sum(parts)]
