"""Last year's assessments, led to the final, and this year's, just opened."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from five_steps.commands.guarantee.assessment.check import AnnounceAssessment, CheckIndicator
from five_steps.commands.guarantee.assessment.finalising import FinaliseAssessment
from five_steps.commands.guarantee.assessment.opening import OpenAssessment
from five_steps.commands.guarantee.assessment.publicity import (
    DecideAssessmentObjection,
    ObjectToAssessment,
)
from five_steps.commands.guarantee.assessment.self_review import StateIndicator, SubmitSelfReview
from five_steps.commands.kernel.registry import Command
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.kernel.district_time import local_year, start_of_day
from five_steps.operations.demo.district import DISTRICT_CODE
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import (
    ActorOf,
    centre_admin,
    centre_deputy,
    resident,
    unit_admin,
    unit_step,
)
from five_steps.operations.demo.step import Made, Step

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_STATIONS_MAX: Final = 12
_OPENED_BEFORE_NOW: Final = 10 * _DAY
_STATEMENTS: Final = {
    Indicator.SATISFACTION: "群众评价总体较好，个别差评已逐一回访",
    Indicator.ACTIVE_VOLUNTEERS: "年底集中招募的志愿者尚未参加服务",
}


@dataclass(frozen=True, slots=True)
class _Assessed:
    """A unit whose year is assessed: by its code and that of the unit that rolls it up."""

    number: int
    code: str
    upper_code: str | None
    rank: int
    """How many tiers lie under it: finals are made from the lowest up."""


def assessments(roster: Roster, now: datetime) -> Iterator[Step]:
    """The process of all institutes and some stations."""
    units = _assessed(roster)
    this_year = local_year(now)
    january = start_of_day(date(this_year, 1, 5)) + timedelta(hours=9)
    for unit in units:
        yield from _Process(unit, this_year - 1, roster).to_the_final(january)
    for unit in units:
        yield from _Process(unit, this_year, roster).opened(now - _OPENED_BEFORE_NOW)


def _assessed(roster: Roster) -> Sequence[_Assessed]:
    institutes = dict.fromkeys(institute.code for institute, _ in roster.places)
    firsts = {institute.code: (institute, station) for institute, station in roster.places[::-1]}
    chosen: list[tuple[str, str | None, int]] = [(DISTRICT_CODE, None, 2)]
    chosen += [(code, DISTRICT_CODE, 1) for code in institutes]
    chosen += [(firsts[code][1].code, code, 0) for code in list(institutes)[:_STATIONS_MAX]]
    return [_Assessed(number, *unit) for number, unit in enumerate(chosen)]


class _Process:
    """The steps of one assessment; all of them touch it, and so come in turn."""

    def __init__(self, unit: _Assessed, year: int, roster: Roster) -> None:
        self._unit = unit
        self._year = year
        self._roster = roster
        self._name = f"assessment {year} {unit.code}"

    def opened(self, at: datetime) -> Iterator[Step]:
        """Opened; every second unit has begun to say how it sees its year."""
        # From above, so that each finds the one that rolls it up.
        yield self._opening(at)
        if self._unit.number % 2:
            yield from self._self_review(at + 2 * _DAY)

    def to_the_final(self, at: datetime) -> Iterator[Step]:
        """From the opening to the final; two units are objected to on the way."""
        yield self._opening(at)
        yield from self._self_review(at + 2 * _DAY)
        yield self._step("submitted", at + 5 * _DAY, self._plain(SubmitSelfReview), self._admin)
        yield from self._check(at + 8 * _DAY)
        announced = self._plain(AnnounceAssessment)
        yield self._step("announced", at + 10 * _DAY, announced, centre_admin)
        if self._unit.number in (1, 2):
            yield from self._objection(at + 12 * _DAY, upheld=self._unit.number == 1)
        final_at = at + 18 * _DAY + self._unit.rank * _DAY
        final = self._plain(FinaliseAssessment)
        yield self._step("final", final_at, final, centre_deputy, upper=True)

    def _opening(self, at: datetime) -> Step:
        at += (2 - self._unit.rank) * timedelta(hours=1)
        return Step(
            self._name,
            at + self._unit.number * _MINUTE,
            self._touches(upper=True),
            lambda made: OpenAssessment(unit_id=made[unit_step(self._unit.code)], year=self._year),
            centre_admin,
        )

    def _self_review(self, at: datetime) -> Iterator[Step]:
        for indicator, statement in _STATEMENTS.items():
            state = partial(self._command, StateIndicator, indicator=indicator, statement=statement)
            yield self._step(f"stated {indicator}", at, state, self._admin)

    def _check(self, at: datetime) -> Iterator[Step]:
        for indicator in Indicator:
            check = partial(self._command, CheckIndicator, indicator=indicator)
            if indicator is Indicator.SATISFACTION and self._unit.number % 3 == 0:
                reason = "抽查一条评价非本人所作"
                check = partial(check, points=Decimal("-0.5"), reason=reason)
            yield self._step(f"checked {indicator}", at, check, centre_admin)

    def _objection(self, at: datetime, *, upheld: bool) -> Iterator[Step]:
        reason = "去年有一次活动没有按时开展，仍计入完成"
        objected = partial(self._command, ObjectToAssessment, reason=reason)
        number = self._roster.residents[self._unit.number].number
        yield self._step("objection", at, objected, resident(number))
        yield self._step(
            "objection decided",
            at + 3 * _DAY,
            lambda made: DecideAssessmentObjection(
                assessment_id=made[self._name],
                objection_id=made[f"{self._name} objection"],
                upheld=upheld,
                reason="经核实属实" if upheld else "经核实，活动改期后已开展",
                indicator=Indicator.ORDER_COMPLETION if upheld else None,
                points=Decimal(-1) if upheld else None,
            ),
            centre_deputy,
        )

    @property
    def _admin(self) -> ActorOf:
        """Who speaks for the unit."""
        return unit_admin(self._unit.code)

    def _plain(self, command: Callable[..., Command]) -> Callable[[Made], Command]:
        return partial(self._command, command)

    def _command(self, command: Callable[..., Command], made: Made, **given: object) -> Command:
        return command(assessment_id=made[self._name], **given)

    def _step(
        self,
        what: str,
        at: datetime,
        command: Callable[[Made], Command],
        by: ActorOf,
        *,
        upper: bool = False,
    ) -> Step:
        # A minute apart, so that the centre's clerk does one after the other.
        at += self._unit.number * _MINUTE
        return Step(f"{self._name} {what}", at, self._touches(upper=upper), command, by)

    def _touches(self, *, upper: bool) -> tuple[str, ...]:
        if upper and self._unit.upper_code is not None:
            return self._name, f"assessment {self._year} {self._unit.upper_code}"
        return (self._name,)
