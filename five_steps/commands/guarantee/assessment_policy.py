"""Publishing the rules of the yearly assessment."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.policies import publish
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.assessment_policy import ASSESSMENT_POLICY_ID, AssessmentPolicy
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import DEFAULT_INDICATORS, IndicatorRule


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishAssessmentPolicy(Command):
    """Publish the next version of the assessment rules (发布考核规则)."""

    effective_from: datetime
    indicators: tuple[IndicatorRule, ...] = DEFAULT_INDICATORS
    own_share: Decimal = Decimal("0.6")
    centre_own_share: Decimal = Decimal(1)
    excellent_least: Decimal = Decimal(90)
    good_least: Decimal = Decimal(80)
    pass_least: Decimal = Decimal(60)
    veto_grade_most: Grade = Grade.PASS
    publicity_days: int = 7


@handles(PublishAssessmentPolicy)
async def publish_assessment_policy(c: Context, command: PublishAssessmentPolicy) -> UUID:
    """Publish a version; the first one begins the stream."""
    return await publish(c, AssessmentPolicy, ASSESSMENT_POLICY_ID, command)
