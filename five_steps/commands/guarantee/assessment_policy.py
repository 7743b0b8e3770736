"""Publishing the rules of the yearly assessment."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.assessment_policy import (
    ASSESSMENT_POLICY_ID,
    DEFAULT_TARGETS,
    DEFAULT_WEIGHTS,
    AssessmentPolicy,
    Indicator,
)
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """What an indicator weighs, in points of 100, and the value that earns them all."""

    indicator: Indicator
    weight: int
    target: Decimal


DEFAULT_INDICATORS = tuple(
    IndicatorRule(indicator, weight, DEFAULT_TARGETS[indicator])
    for indicator, weight in DEFAULT_WEIGHTS.items()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishAssessmentPolicy(Command):
    """Publish the next version of the assessment rules (发布考核规则)."""

    effective_from: datetime
    indicators: tuple[IndicatorRule, ...] = DEFAULT_INDICATORS
    own_share: Decimal = Decimal("0.6")
    excellent_least: Decimal = Decimal(90)
    good_least: Decimal = Decimal(80)
    pass_least: Decimal = Decimal(60)


@handles(PublishAssessmentPolicy)
async def publish_assessment_policy(c: Context, command: PublishAssessmentPolicy) -> UUID:
    """Publish a version; the first one begins the stream."""
    weights = {rule.indicator: rule.weight for rule in command.indicators}
    if len(weights) < len(command.indicators):
        raise Refusal(RefusalCode.INVALID, "indicators", allowed="each indicator once")
    policy = await c.work.find(AssessmentPolicy, ASSESSMENT_POLICY_ID)
    if policy is None:
        policy = AssessmentPolicy.establish(at=c.now)
        c.work.add(policy)
    policy.publish(
        effective_from=command.effective_from,
        by=c.actor.subject,
        at=c.now,
        weights=weights,
        targets={rule.indicator: rule.target for rule in command.indicators},
        own_share=command.own_share,
        excellent_least=command.excellent_least,
        good_least=command.good_least,
        pass_least=command.pass_least,
    )
    return policy.id
