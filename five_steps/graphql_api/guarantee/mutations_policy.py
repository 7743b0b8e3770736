"""Publishing the rules of the yearly assessment (考核规则)."""

from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from five_steps.commands.guarantee.assessment_policy import (
    DEFAULT_INDICATORS,
    IndicatorRule,
    PublishAssessmentPolicy,
)
from five_steps.domain.guarantee.assessment_policy import Indicator
from five_steps.graphql_api.guarantee.policy_result import PolicyPublished, PolicyResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run

_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(PublishAssessmentPolicy)}


@strawberry.input(description="What an indicator weighs and asks for (指标权重与目标).")
class IndicatorRuleInput:
    """What an indicator weighs and asks for."""

    indicator: Indicator = strawberry.field(description="Which 指标.")
    weight: int = strawberry.field(description="Points of 100 that it weighs 权重.")
    target: Decimal = strawberry.field(description="The value that earns all of them 目标值.")


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
            IndicatorRuleInput(indicator=rule.indicator, weight=rule.weight, target=rule.target)
            for rule in DEFAULT_INDICATORS
        ],
        description="The indicators 考核指标; their weights add up to 100 points.",
    )
    own_share: Decimal = strawberry.field(
        default=_DEFAULTS["own_share"],
        description="Share of an institute's own score, the rest being its stations' mean "
        "本级占比, 0–1.",
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

    def command(self) -> PublishAssessmentPolicy:
        """The command that is asked for."""
        return PublishAssessmentPolicy(
            effective_from=self.effective_from,
            indicators=tuple(
                IndicatorRule(rule.indicator, rule.weight, rule.target) for rule in self.indicators
            ),
            own_share=self.own_share,
            excellent_least=self.excellent_least,
            good_least=self.good_least,
            pass_least=self.pass_least,
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
