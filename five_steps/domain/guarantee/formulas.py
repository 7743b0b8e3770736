"""How indicators are measured (计算公式): sums of counted numbers, one over another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from five_steps.domain.activities.line import ActivityLine
from five_steps.domain.guarantee.counted import Counted

_VALUE_STEP = Decimal("0.0001")
_MINUTES_AN_HOUR = 60


class Formula(StrEnum):
    """How an indicator is measured (计算公式)."""

    ORDERS_COMPLETED = "ORDERS_COMPLETED"
    """Completed orders / those that came to an end 完成点单数÷办结点单数."""
    ORDERS_IN_TIME = "ORDERS_IN_TIME"
    """Ended orders that were never escalated / all that ended 未超时点单数÷办结点单数."""
    MEAN_RATING = "MEAN_RATING"
    """Sum of the scores / orders rated 评分合计÷评价数."""
    VOLUNTEERS_ACTIVE = "VOLUNTEERS_ACTIVE"
    """Volunteers with verified minutes / volunteers at the year's end 活跃志愿者÷志愿者."""
    PARTY_MEMBERS_ACTIVE = "PARTY_MEMBERS_ACTIVE"
    """Party members with verified minutes / members on the roster 参与党员÷名册党员."""
    PARTY_MEAN_HOURS = "PARTY_MEAN_HOURS"
    """Verified hours of the members / members on the roster 党员服务小时÷名册党员."""
    LINES_HELD = "LINES_HELD"
    """Activity lines held / the six lines 已开展类别÷六类."""
    PROJECTS_CLOSED = "PROJECTS_CLOSED"
    """Projects that ran their full loop / projects due in the year 闭环项目÷到期项目."""
    MEETING_TASKS_DONE = "MEETING_TASKS_DONE"
    """Meeting tasks done, late or not / those done or overdue 已办任务÷应办任务."""
    MEETING_TASKS_IN_TIME = "MEETING_TASKS_IN_TIME"
    """Meeting tasks never overdue / those done or overdue 按期任务÷应办任务."""
    FOLLOW_UPS_MADE = "FOLLOW_UPS_MADE"
    """Orders followed up / the share of closed ones that the rules ask for 回访数÷应回访数."""
    FOLLOW_UPS_AND_IMPROVEMENTS = "FOLLOW_UPS_AND_IMPROVEMENTS"
    """Follow-ups and improvements done / those due (回访数+已整改)÷(应回访数+应整改)."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """What an indicator measures: a numerator over a denominator, both counted from events."""

    numerator: Decimal
    denominator: Decimal

    @property
    def applicable(self) -> bool:
        """Whether there is anything to measure."""
        return self.denominator > 0

    @property
    def value(self) -> Decimal:
        """The quotient to four decimals, half-even."""
        return (self.numerator / self.denominator).quantize(_VALUE_STEP, ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Term:
    """A counted number in a sum: added, taken away (`sign`), divided, or only a sample of it."""

    counted: Counted
    sign: int = 1
    divided_by: int = 1
    sampled: bool = False
    """Times the share of closed orders that the service rules want followed up."""

    def of(self, amount: int, follow_up_share: Decimal) -> Decimal:
        """What an amount adds to the sum."""
        exact = Decimal(self.sign * amount) / self.divided_by
        return exact * follow_up_share if self.sampled else exact


@dataclass(frozen=True, slots=True)
class Ratio:
    """What a formula divides by what; `constant` is in the denominator whatever was counted."""

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...] = ()
    constant: int = 0

    def of(self, counts: Mapping[Counted, int], follow_up_share: Decimal) -> Fraction:
        """The fraction that counts make."""
        return Fraction(
            _sum(self.numerator, counts, follow_up_share),
            _sum(self.denominator, counts, follow_up_share) + self.constant,
        )


def _sum(terms: Iterable[Term], counts: Mapping[Counted, int], share: Decimal) -> Decimal:
    """The sum of some terms; of whole numbers as far as it goes, in a third of the time."""
    whole, exact = 0, Decimal(0)
    for term in terms:
        amount = counts.get(term.counted, 0)
        if term.sampled or term.divided_by > 1:
            exact += term.of(amount, share)
        else:
            whole += term.sign * amount
    return exact + whole


_ENDED = (Term(Counted.ORDERS_COMPLETED), Term(Counted.ORDERS_EXPIRED))
_SAMPLE = (Term(Counted.RATINGS, sampled=True), Term(Counted.ORDERS_UNRATED, sampled=True))

RATIOS: Mapping[Formula, Ratio] = {
    Formula.ORDERS_COMPLETED: Ratio((Term(Counted.ORDERS_COMPLETED),), _ENDED),
    Formula.ORDERS_IN_TIME: Ratio((*_ENDED, Term(Counted.ORDERS_LATE, sign=-1)), _ENDED),
    Formula.MEAN_RATING: Ratio((Term(Counted.RATING_SCORES),), (Term(Counted.RATINGS),)),
    Formula.VOLUNTEERS_ACTIVE: Ratio(
        (Term(Counted.VOLUNTEERS_ACTIVE),), (Term(Counted.VOLUNTEERS),)
    ),
    Formula.PARTY_MEMBERS_ACTIVE: Ratio(
        (Term(Counted.PARTY_MEMBERS_ACTIVE),), (Term(Counted.PARTY_MEMBERS),)
    ),
    Formula.PARTY_MEAN_HOURS: Ratio(
        (Term(Counted.PARTY_MINUTES, divided_by=_MINUTES_AN_HOUR),), (Term(Counted.PARTY_MEMBERS),)
    ),
    Formula.LINES_HELD: Ratio((Term(Counted.LINES_HELD),), constant=len(ActivityLine)),
    Formula.PROJECTS_CLOSED: Ratio((Term(Counted.PROJECTS_CLOSED),), (Term(Counted.PROJECTS_DUE),)),
    Formula.MEETING_TASKS_DONE: Ratio(
        (Term(Counted.MEETING_TASKS_DONE),), (Term(Counted.MEETING_TASKS_DUE),)
    ),
    Formula.MEETING_TASKS_IN_TIME: Ratio(
        (Term(Counted.MEETING_TASKS_DUE), Term(Counted.MEETING_TASKS_LATE, sign=-1)),
        (Term(Counted.MEETING_TASKS_DUE),),
    ),
    Formula.FOLLOW_UPS_MADE: Ratio((Term(Counted.FOLLOW_UPS),), _SAMPLE),
    Formula.FOLLOW_UPS_AND_IMPROVEMENTS: Ratio(
        (Term(Counted.FOLLOW_UPS), Term(Counted.IMPROVEMENTS_DONE)),
        (*_SAMPLE, Term(Counted.IMPROVEMENTS_DUE)),
    ),
}
"""Each formula, in the numbers that are counted."""
