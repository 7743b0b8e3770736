"""Making an assessment final (定稿): from the lowest tier up."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.guarantee.assessment.reach import (
    FIELD,
    follow_up_share_of_year,
    rules_of_year,
)
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment, unit_assessment_id


@dataclass(frozen=True, slots=True, kw_only=True)
class FinaliseAssessment(Command):
    """Make an assessment final, once its publicity is over (考核定稿)."""

    assessment_id: UUID


@handles(FinaliseAssessment)
async def finalise_assessment(c: Context, command: FinaliseAssessment) -> UUID:
    """Freeze the counts as they stand, and hand the score to the assessment that rolls it up."""
    assessment = await c.get(UnitAssessment, command.assessment_id, FIELD)
    # Counting is dear: first whether it may be final at all.
    assessment.require_finalisable(by=c.actor.subject, at=c.now)
    counted = await c.counted_years.of(assessment.unit_id, assessment.year)
    assessment.finalise(
        counted,
        await rules_of_year(c, assessment.year),
        follow_up_share=await follow_up_share_of_year(c, assessment.year),
        by=c.actor.subject,
        at=c.now,
    )
    if assessment.upper_id is not None:
        upper_id = unit_assessment_id(assessment.upper_id, assessment.year)
        upper = await c.get(UnitAssessment, upper_id, FIELD)
        assert assessment.final is not None
        upper.take_lower(assessment.unit_id, assessment.final.score, at=c.now)
    return assessment.id
