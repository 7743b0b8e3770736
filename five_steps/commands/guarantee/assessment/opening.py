"""Opening the assessments of a year: from the centre down."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment, unit_assessment_id
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAssessment(Command):
    """Open the assessment of a unit's year (启动考核), after that of the unit it counts for."""

    unit_id: UUID
    year: int


@handles(OpenAssessment)
async def open_assessment(c: Context, command: OpenAssessment) -> UUID:
    """Open an assessment; the one that rolls it up waits for its final score from now on."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    if await c.work.find(UnitAssessment, unit_assessment_id(unit.id, command.year)) is not None:
        raise Refusal(RefusalCode.DUPLICATE, "unitId")
    assessment = UnitAssessment.open(unit, command.year, by=c.actor.subject, at=c.now)
    if assessment.upper_id is not None:
        upper_id = unit_assessment_id(assessment.upper_id, command.year)
        upper = await c.work.find(UnitAssessment, upper_id)
        if upper is None:
            raise Refusal(
                RefusalCode.WRONG_STATE, "unitId", allowed="the unit above is being assessed"
            )
        upper.open_lower(unit.id, at=c.now)
    c.work.add(assessment)
    return assessment.id
