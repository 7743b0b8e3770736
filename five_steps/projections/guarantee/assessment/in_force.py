"""Which rules a year is scored by, at the latest time that the counted events tell."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from five_steps.domain.guarantee.assessment_policy import AssessmentRules, indicator_rules
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.kernel.district_time import local_year, start_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from five_steps.projections.guarantee.assessment.memory_rows import RulesRow
    from five_steps.projections.guarantee.assessment.tables import AssessmentTables


class InForce(NamedTuple):
    """What a year is scored by."""

    rules: AssessmentRules
    share_version: int | None
    follow_up_share: Decimal
    year_over: bool


class _Version(Protocol):
    @property
    def version(self) -> int: ...
    @property
    def effective_from(self) -> datetime: ...


V = TypeVar("V", bound=_Version)


def in_force(kept: AssessmentTables, year: int) -> InForce | None:
    """The rules of a year; none before it has come, and none before any were published.

    A year is scored by the rules in force at its end, or now if it is not over.
    """
    clock = next(iter(kept.clock), None)
    if clock is None or local_year(clock.latest) < year:
        return None
    next_year = start_of_day(date(year + 1, 1, 1))
    moment = min(clock.latest, next_year - timedelta(microseconds=1))
    rules = _latest(kept.rules, moment)
    if rules is None:
        return None
    share = _latest(kept.shares, moment)
    return InForce(
        _rules(rules),
        share.version if share else None,
        share.share if share else Decimal(0),
        clock.latest >= next_year,
    )


def _latest(versions: Iterable[V], moment: datetime) -> V | None:
    in_force = [version for version in versions if version.effective_from <= moment]
    return max(in_force, key=lambda version: version.version, default=None)


def _rules(row: RulesRow) -> AssessmentRules:
    return AssessmentRules(
        version=row.version,
        effective_from=row.effective_from,
        indicators=indicator_rules(
            row.indicators,
            row.weights,
            row.targets,
            row.formulas,
            row.tiers,
            row.point_kinds,
        ),
        own_share=row.own_share,
        centre_own_share=row.centre_own_share,
        excellent_least=row.excellent_least,
        good_least=row.good_least,
        pass_least=row.pass_least,
        veto_grade_most=Grade(row.veto_grade_most),
        publicity_days=row.publicity_days,
    )
