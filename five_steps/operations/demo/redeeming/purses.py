"""What volunteers have at least to spend, as planned: the demo must not ask for what is refused."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from five_steps.operations.demo.plan import PlannedOrder
from five_steps.operations.demo.roster import Volunteer
from five_steps.operations.demo.staff import volunteer_step
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.story import Ending

_POINTS_PER_HOUR_LEAST = 5
"""Ten by the first rules, and half of that if the rating is as bad as it can be."""
_MINUTES_LOST_MOST = 20
"""Who comes late or leaves early has fewer minutes than planned."""
_CONTESTED = frozenset(
    {Ending.DISPUTED, Ending.DISPUTE_UPHELD, Ending.DISPUTE_DISMISSED, Ending.CORRECTED}
)
"""Points of these may be frozen or taken back, when they are spent already."""


class _Earning(NamedTuple):
    at: datetime
    number: int
    points: int


class Purses:
    """What everybody has to spend as time goes by; who was in a dispute spends nothing."""

    def __init__(self, told: Iterable[tuple[PlannedOrder, list[Step]]]) -> None:
        self._points: Counter[int] = Counter()
        earnings = []
        contested: set[int] = set()
        for order, steps in told:
            if order.ending in _CONTESTED:
                contested.update(volunteer.number for volunteer in order.volunteers)
            for step in steps:
                if step.name.endswith("verified"):
                    volunteer = _whose(step, order.volunteers)
                    earnings.append(_Earning(step.at, volunteer.number, _least_points(order)))
        self._coming = sorted(e for e in earnings if e.number not in contested)
        self._coming.reverse()

    def come_to(self, at: datetime) -> None:
        """Let time go by: what was earned until then is there."""
        while self._coming and self._coming[-1].at < at:
            earning = self._coming.pop()
            self._points[earning.number] += earning.points

    def who_can_spend(self, points: int) -> list[int]:
        """The numbers of those who have so many."""
        return [number for number, has in self._points.items() if has >= points]

    def spend(self, number: int, points: int) -> None:
        """Spend points; those that come back later are left out of account."""
        self._points[number] -= points


def _whose(step: Step, volunteers: tuple[Volunteer, ...]) -> Volunteer:
    return next(v for v in volunteers if volunteer_step(v.number) in step.touches)


def _least_points(order: PlannedOrder) -> int:
    return max(order.service.minutes - _MINUTES_LOST_MOST, 0) * _POINTS_PER_HOUR_LEAST // 60
