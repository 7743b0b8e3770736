"""Complaints and suggestions (投诉建议) of the year, and what becomes of them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.feedback.case_telling import CaseTale
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.wanted import YEAR

_ORDERS_EACH: Final = 65
"""One complaint or suggestion comes with so many orders."""
_DAY: Final = timedelta(days=1)
_SETTLING_IN: Final = 20 * _DAY


def complaints(roster: Roster, now: datetime) -> Iterator[Step]:
    """Spread over the year, the last ones a few days ago, each with one of the stories in turn."""
    count = max(len(_STORIES), roster.size.orders // _ORDERS_EACH)
    every = (YEAR - _SETTLING_IN - 2 * _DAY) / count
    for number in range(count):
        throw = dice(roster.seed, "feedback", number)
        filed_at = now - YEAR + _SETTLING_IN + (number + throw.random()) * every
        tale = CaseTale(f"feedback {number}", filed_at, throw.choice(roster.residents), roster)
        _STORIES[number % len(_STORIES)](tale)
        yield from tale.steps


def _answered(tale: CaseTale) -> None:
    tale.days(2).answer()
    tale.days(1).tell_answer()
    tale.days(2).confirm(satisfied=True)


def _answered_in_vain(tale: CaseTale) -> None:
    tale.days(5).answer()
    tale.days(1).tell_answer()
    tale.days(1).confirm(satisfied=False)


def _improved(tale: CaseTale) -> None:
    tale.days(1).improve(due_in=20)
    tale.days(6).note()
    tale.days(8).finish()
    tale.days(2).accept()
    tale.days(1).tell_result()
    tale.days(3).confirm(satisfied=True)


def _sent_back(tale: CaseTale) -> None:
    tale.days(2).improve(due_in=15)
    tale.days(10).finish()
    tale.days(2).send_back(due_in=10)
    tale.days(5).finish()
    tale.days(1).accept()
    tale.days(1).tell_result()


def _late(tale: CaseTale) -> None:
    tale.days(7).miss_answer()
    tale.days(1).improve(due_in=10)
    tale.days(10).miss_due_date()
    tale.days(4).finish()


def _waiting(tale: CaseTale) -> None:
    tale.days(3).improve(due_in=40)
    tale.days(9).note()


def _unheard(tale: CaseTale) -> None:
    tale.days(7).miss_answer()
    tale.days(3).answer()


_STORIES: Final[tuple[Callable[[CaseTale], None], ...]] = (
    _answered,
    _improved,
    _answered_in_vain,
    _sent_back,
    _answered,
    _late,
    _improved,
    _unheard,
    _waiting,
)
"""How often each is told shows how such things go."""
