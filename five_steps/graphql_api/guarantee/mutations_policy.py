"""Publishing the rules of the yearly assessment (考核规则)."""

from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from five_steps.commands.guarantee.assessment_policy import PublishAssessmentPolicy
from five_steps.domain.guarantee.formulas import Formula
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import (
    DEFAULT_INDICATORS,
    FORMULAS_OF,
    Indicator,
    IndicatorRule,
)
from five_steps.domain.organisation.tiers import PointKind, Tier
from five_steps.graphql_api.guarantee.policy_result import PolicyPublished, PolicyResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run

_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(PublishAssessmentPolicy)}


@strawberry.input(
    description="What an indicator weighs and asks for, and of whom (指标权重、目标与适用范围)."
)
class IndicatorRuleInput:
    """What an indicator weighs and asks for, and of whom."""

    indicator: Indicator = strawberry.field(description="Which 指标.")
    weight: int = strawberry.field(description="Points of 100 that it weighs 权重.")
    target: Decimal = strawberry.field(description="The value that earns all of them 目标值.")
    formula: Formula | None = strawberry.field(
        default=None, description="How it is measured 计算公式; by default the indicator's first."
    )
    tiers: list[Tier] = strawberry.field(
        default_factory=lambda: list(Tier), description="The tiers it applies to 适用层级."
    )
    point_kinds: list[PointKind] = strawberry.field(
        default_factory=list,
        description="Of practice points, the kinds it applies to 适用点类别; all if it names none.",
    )

    def rule(self) -> IndicatorRule:
        """The rule as the domain knows it."""
        return IndicatorRule(
            indicator=self.indicator,
            weight=self.weight,
            target=self.target,
            formula=self.formula or FORMULAS_OF[self.indicator][0],
            tiers=tuple(self.tiers),
            point_kinds=tuple(self.point_kinds),
        )


@strawberry.input(
    description="A version of the assessment rules (考核规则), as a whole: what is left out is the "
    "default shown, not what is in force now."
)
class PublishAssessmentPolicyInput(CommandInput):
    """A version of the assessment rules."""

    effective_from: datetime = strawberry.field(
        description="From when it is in force 生效时间; after now and after the version before."
    )
    indicators: list[IndicatorRuleInput] = strawberry.field(
        default_factory=lambda: [
            IndicatorRuleInput(
                indicator=rule.indicator,
                weight=rule.weight,
                target=rule.target,
                formula=rule.formula,
                tiers=list(rule.tiers),
                point_kinds=list(rule.point_kinds),
            )
            for rule in DEFAULT_INDICATORS
        ],
        description="The indicators 考核指标; their weights add up to 100 points.",
    )
    own_share: Decimal = strawberry.field(
        default=_DEFAULTS["own_share"],
        description="Share of an institute's own score, the rest being its stations' mean "
        "本级占比, 0–1.",
    )
    centre_own_share: Decimal = strawberry.field(
        default=_DEFAULTS["centre_own_share"],
        description="Share of the centre's own score, the rest being its institutes' mean "
        "中心本级占比, 0–1.",
    )
    excellent_least: Decimal = strawberry.field(
        default=_DEFAULTS["excellent_least"],
        description="Score of an excellent year 优秀线, 0–100.",
    )
    good_least: Decimal = strawberry.field(
        default=_DEFAULTS["good_least"], description="Score of a good year 良好线, 0–100."
    )
    pass_least: Decimal = strawberry.field(
        default=_DEFAULTS["pass_least"], description="Score of a year that passes 合格线, 0–100."
    )
    veto_grade_most: Grade = strawberry.field(
        default=_DEFAULTS["veto_grade_most"],
        description="The best grade of a unit under a veto 一票否决时的最高等次.",
    )
    publicity_days: int = strawberry.field(
        default=_DEFAULTS["publicity_days"],
        description="How long an assessment is announced 公示天数, 1–90.",
    )

    def command(self) -> PublishAssessmentPolicy:
        """The command that is asked for."""
        return PublishAssessmentPolicy(
            effective_from=self.effective_from,
            indicators=tuple(indicator.rule() for indicator in self.indicators),
            own_share=self.own_share,
            centre_own_share=self.centre_own_share,
            excellent_least=self.excellent_least,
            good_least=self.good_least,
            pass_least=self.pass_least,
            veto_grade_most=self.veto_grade_most,
            publicity_days=self.publicity_days,
        )


@strawberry.type(description="Publishing the assessment rules.")
class AssessmentPolicyMutations:
    """Publishing the assessment rules."""

    @strawberry.mutation(
        description="Publish the next version of the assessment rules 发布考核规则; for the "
        "centre's administrators."
    )
    async def publish_assessment_policy(
        self,
        info: Info,
        input: Annotated[PublishAssessmentPolicyInput, GIVEN],  # noqa: A002
    ) -> PolicyResult:
        """Publish the assessment rules."""
        return await run(info, input, PolicyPublished)
