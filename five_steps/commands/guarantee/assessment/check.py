"""The check (核查): somebody of a unit above confirms or adjusts each indicator."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from five_steps.commands.guarantee.assessment.reach import assessment_from_above, rules_of_year
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.indicators import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIndicator(Command):
    """Confirm an indicator, or give or take points with a reason (指标核查)."""

    assessment_id: UUID
    indicator: Indicator
    points: Decimal = Decimal(0)
    reason: str = ""


@handles(CheckIndicator)
async def check_indicator(c: Context, command: CheckIndicator) -> UUID:
    """Check an indicator, as an administrator of a unit above who did not speak for this one."""
    assessment = await assessment_from_above(c, command.assessment_id)
    assessment.check(
        command.indicator,
        points=command.points,
        reason=command.reason,
        by=c.actor.subject,
        at=c.now,
    )
    return assessment.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceAssessment(Command):
    """Announce a checked assessment (考核公示): from now on anybody may object."""

    assessment_id: UUID


@handles(AnnounceAssessment)
async def announce_assessment(c: Context, command: AnnounceAssessment) -> UUID:
    """Begin the publicity, for as long as the year's rules say."""
    assessment = await assessment_from_above(c, command.assessment_id)
    rules = await rules_of_year(c, assessment.year)
    assessment.announce(rules, by=c.actor.subject, at=c.now)
    return assessment.id
