"""Indicators (考核指标): what a unit is assessed by, and what the rules say of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from five_steps.domain.guarantee.formulas import Formula
from five_steps.domain.organisation.tiers import PointKind, Tier


class Indicator(StrEnum):
    """What a unit is assessed by (考核指标)."""

    ORDER_COMPLETION = "ORDER_COMPLETION"
    """Completed orders of those that came to an end 订单完成率."""
    TIMELY_RESPONSE = "TIMELY_RESPONSE"
    """Orders dispatched and accepted in time 及时响应率."""
    SATISFACTION = "SATISFACTION"
    """Mean rating, 1–5 满意度."""
    ACTIVE_VOLUNTEERS = "ACTIVE_VOLUNTEERS"
    """Share of the unit's volunteers with verified hours in the year 活跃志愿者比例."""
    PARTY_PARTICIPATION = "PARTY_PARTICIPATION"
    """Share of in-service party members with verified hours 在职党员参与率."""
    PARTY_HOURS = "PARTY_HOURS"
    """Mean hours per in-service party member 党员人均时长."""
    ACTIVITY_COVERAGE = "ACTIVITY_COVERAGE"
    """Share of the six activity lines held 六大活动覆盖率."""
    PROJECTS_CLOSED = "PROJECTS_CLOSED"
    """Share of the projects due that ran their full loop 项目闭环率."""
    MEETING_TASKS = "MEETING_TASKS"
    """Share of joint-meeting tasks done 联席会议任务完成率."""
    FOLLOW_UPS = "FOLLOW_UPS"
    """Follow-ups made and improvements done, of those to be 回访与整改完成率."""


FORMULAS_OF: Mapping[Indicator, tuple[Formula, ...]] = {
    Indicator.ORDER_COMPLETION: (Formula.ORDERS_COMPLETED,),
    Indicator.TIMELY_RESPONSE: (Formula.ORDERS_IN_TIME,),
    Indicator.SATISFACTION: (Formula.MEAN_RATING,),
    Indicator.ACTIVE_VOLUNTEERS: (Formula.VOLUNTEERS_ACTIVE,),
    Indicator.PARTY_PARTICIPATION: (Formula.PARTY_MEMBERS_ACTIVE,),
    Indicator.PARTY_HOURS: (Formula.PARTY_MEAN_HOURS,),
    Indicator.ACTIVITY_COVERAGE: (Formula.LINES_HELD,),
    Indicator.PROJECTS_CLOSED: (Formula.PROJECTS_CLOSED,),
    Indicator.MEETING_TASKS: (Formula.MEETING_TASKS_DONE, Formula.MEETING_TASKS_IN_TIME),
    Indicator.FOLLOW_UPS: (Formula.FOLLOW_UPS_AND_IMPROVEMENTS, Formula.FOLLOW_UPS_MADE),
}
"""The formulas that an indicator may be measured by; the first by default."""


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """What an indicator weighs, in points of 100, by what it is measured, and for whom."""

    indicator: Indicator
    weight: int
    target: Decimal
    """The value that earns all of the weight."""
    formula: Formula
    tiers: tuple[Tier, ...] = tuple(Tier)
    """The tiers it applies to."""
    point_kinds: tuple[PointKind, ...] = ()
    """Of practice points, the kinds it applies to; all of them if it names none."""

    def applies_to(self, tier: Tier, point_kind: PointKind | None) -> bool:
        """Whether units of this kind are measured by it."""
        if tier not in self.tiers:
            return False
        return tier is not Tier.POINT or not self.point_kinds or point_kind in self.point_kinds


def _rule(
    indicator: Indicator, weight: int, target: str, tiers: tuple[Tier, ...] = tuple(Tier)
) -> IndicatorRule:
    return IndicatorRule(indicator, weight, Decimal(target), FORMULAS_OF[indicator][0], tiers)


DEFAULT_INDICATORS: tuple[IndicatorRule, ...] = (
    _rule(Indicator.ORDER_COMPLETION, 15, "0.95"),
    _rule(Indicator.TIMELY_RESPONSE, 10, "0.95"),
    _rule(Indicator.SATISFACTION, 20, "4.5"),
    _rule(Indicator.ACTIVE_VOLUNTEERS, 10, "0.60"),
    _rule(Indicator.PARTY_PARTICIPATION, 10, "0.80"),
    _rule(Indicator.PARTY_HOURS, 10, "20"),
    # A school or a book house need not hold all six.
    _rule(Indicator.ACTIVITY_COVERAGE, 10, "1", (Tier.CENTRE, Tier.INSTITUTE, Tier.STATION)),
    _rule(Indicator.PROJECTS_CLOSED, 5, "1"),
    _rule(Indicator.MEETING_TASKS, 5, "1"),
    _rule(Indicator.FOLLOW_UPS, 5, "1"),
)
"""The mission's weights. Party participation (80 %) and hours (20) are the notice's
targets; the others are our defaults."""
