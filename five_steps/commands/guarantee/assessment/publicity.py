"""Objections while an assessment is announced (公示异议)."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from five_steps.commands.guarantee.assessment.reach import FIELD, assessment_from_above
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from five_steps.domain.kernel import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToAssessment(Command):
    """Object to an assessment that is announced (提出异议); open to everybody, once each."""

    assessment_id: UUID
    reason: str


@handles(ObjectToAssessment)
async def object_to_assessment(c: Context, command: ObjectToAssessment) -> UUID:
    """Raise an objection; returns it. Only those who decide it, and who raised it, read why."""
    assessment = await c.get(UnitAssessment, command.assessment_id, FIELD)
    objection_id = c.work.new_id()
    # Staff have no key of their own: their words are sealed for the objection itself.
    own = REACH[c.actor.role] is Reach.OWN
    sealed_for = c.actor.person_id if own else objection_id
    reason = checks.reason("reason", command.reason)
    assessment.object_to(
        objection_id,
        sealed_for=sealed_for,
        reason=await c.seal(sealed_for, reason, "reason"),
        by=c.actor.subject,
        at=c.now,
    )
    return objection_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAssessmentObjection(Command):
    """Decide an objection (异议裁定); one that is upheld sets an indicator's points."""

    assessment_id: UUID
    objection_id: UUID
    upheld: bool
    reason: str
    indicator: Indicator | None = None
    points: Decimal | None = None


@handles(DecideAssessmentObjection)
async def decide_assessment_objection(c: Context, command: DecideAssessmentObjection) -> UUID:
    """Decide an objection, as an administrator of a unit above; returns the objection."""
    assessment = await assessment_from_above(c, command.assessment_id)
    assessment.decide_objection(
        command.objection_id,
        upheld=command.upheld,
        reason=command.reason,
        indicator=command.indicator,
        points=command.points,
        by=c.actor.subject,
        at=c.now,
    )
    return command.objection_id
