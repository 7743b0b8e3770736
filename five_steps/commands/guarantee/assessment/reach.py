"""Who may do what about the assessment of a unit's year."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.domain.guarantee.assessment_policy import (
    ASSESSMENT_POLICY_ID,
    AssessmentPolicy,
    AssessmentRules,
)
from five_steps.domain.guarantee.process.final import rules_moment
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.service_policy import SERVICE_POLICY_ID, ServicePolicy
from five_steps.domain.organisation.unit import Unit

FIELD = "assessmentId"


async def assessment_of_unit(c: Context, assessment_id: UUID) -> UnitAssessment:
    """The assessment, if the actor is staff of its unit or of one above it."""
    assessment = await c.get(UnitAssessment, assessment_id, FIELD)
    await scope.require_unit(c, assessment.unit_id, FIELD)
    return assessment


async def assessment_from_above(c: Context, assessment_id: UUID) -> UnitAssessment:
    """The assessment, if the actor is staff of a unit above: nobody checks their own unit."""
    assessment = await c.get(UnitAssessment, assessment_id, FIELD)
    unit = await c.get(Unit, assessment.unit_id, FIELD)
    if unit.parent_id is not None:
        await scope.require_unit(c, unit.parent_id, FIELD)
    elif REACH[c.actor.role] is not Reach.DISTRICT:
        raise Refusal(RefusalCode.FORBIDDEN, FIELD, allowed="the centre")
    return assessment


async def rules_of_year(c: Context, year: int) -> AssessmentRules:
    """The assessment rules that hold for a year: those in force at its end, or now."""
    policy = await c.get(AssessmentPolicy, ASSESSMENT_POLICY_ID, "policy")
    return policy.in_force(_moment(c, year))


async def follow_up_share_of_year(c: Context, year: int) -> Decimal:
    """The share of closed orders that the year's service rules want followed up."""
    policy = await c.get(ServicePolicy, SERVICE_POLICY_ID, "policy")
    return policy.in_force(_moment(c, year)).follow_up_share


def _moment(c: Context, year: int) -> datetime:
    return min(c.now, rules_moment(year))
