"""The self-review (自评): a unit says how it sees its year."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.guarantee.assessment.reach import assessment_of_unit
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import evidence_hash
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.guarantee.indicators import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class StateIndicator(Command):
    """Say how the unit sees an indicator (指标自评), in place of what it said before."""

    assessment_id: UUID
    indicator: Indicator
    statement: str
    evidence_hashes: tuple[str, ...] = ()


@handles(StateIndicator)
async def state_indicator(c: Context, command: StateIndicator) -> UUID:
    """State an indicator, as an administrator of the unit or above."""
    assessment = await assessment_of_unit(c, command.assessment_id)
    assessment.state_indicator(
        command.indicator,
        statement=command.statement,
        evidence_hashes=[evidence_hash("evidenceHashes", h) for h in command.evidence_hashes],
        by=c.actor.subject,
        at=c.now,
    )
    return assessment.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitSelfReview(Command):
    """Hand the self-review in to be checked (提交自评)."""

    assessment_id: UUID


@handles(SubmitSelfReview)
async def submit_self_review(c: Context, command: SubmitSelfReview) -> UUID:
    """Submit the self-review, as an administrator of the unit or above."""
    assessment = await assessment_of_unit(c, command.assessment_id)
    assessment.submit_self_review(by=c.actor.subject, at=c.now)
    return assessment.id
