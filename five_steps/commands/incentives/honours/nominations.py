"""Nominations (推荐), up to the review."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.honours.reach import nomination_of_staff
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.honours.nomination import Nomination, nomination_id
from five_steps.domain.incentives.honours.season import HonourCategory, HonourSeason
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.organisation.team import Team
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class NominateForHonour(Command):
    """Nominate a volunteer, a team or a unit, as the season's category has it (推荐先进)."""

    season_id: UUID
    nominee_id: UUID
    reason: str


@handles(NominateForHonour)
async def nominate_for_honour(c: Context, command: NominateForHonour) -> UUID:
    """Nominate, as staff of the nominee's unit, in a season of that unit or of one above."""
    season = await c.get(HonourSeason, command.season_id, "seasonId")
    unit_id = await _unit_of_nominee(c, season.category, command.nominee_id)
    await scope.require_unit(c, unit_id, "nomineeId")
    if not await scope.lies_under(c, unit_id, season.unit_id):
        raise Refusal(RefusalCode.NOT_ELIGIBLE, "nomineeId", allowed="what the season is for")
    season.require_nominating(c.now)
    if await c.work.find(Nomination, nomination_id(season.id, command.nominee_id)) is not None:
        raise Refusal(RefusalCode.DUPLICATE, "nomineeId")
    nomination = Nomination.nominate(
        at=c.now,
        season_id=season.id,
        category=season.category,
        nominee_id=command.nominee_id,
        unit_id=unit_id,
        reason=command.reason,
        by=c.actor.subject,
    )
    c.work.add(nomination)
    return nomination.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToNomination(Command):
    """Agree to be reviewed and announced by name (同意推荐)."""

    nomination_id: UUID


@handles(ConsentToNomination)
async def consent_to_nomination(c: Context, command: ConsentToNomination) -> UUID:
    """Consent, as the volunteer who was nominated."""
    nomination = await _own_nomination(c, command.nomination_id)
    nomination.consent(at=c.now)
    return nomination.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineNomination(Command):
    """Decline to be nominated, as long as it is not announced (谢绝推荐)."""

    nomination_id: UUID


@handles(DeclineNomination)
async def decline_nomination(c: Context, command: DeclineNomination) -> UUID:
    """Decline, as the volunteer who was nominated."""
    nomination = await _own_nomination(c, command.nomination_id)
    nomination.decline(at=c.now)
    return nomination.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNomination(Command):
    """Review a nomination that somebody else made (评审): a score of 0–100, and for or against."""

    nomination_id: UUID
    score: int
    recommended: bool
    comment: str = ""


@handles(ReviewNomination)
async def review_nomination(c: Context, command: ReviewNomination) -> UUID:
    """Review a nomination."""
    nomination, _ = await nomination_of_staff(c, command.nomination_id)
    nomination.review(
        score=command.score,
        recommended=command.recommended,
        comment=command.comment,
        by=c.actor.subject,
        at=c.now,
    )
    return nomination.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectNomination(Command):
    """Do not choose a nomination (不予入选)."""

    nomination_id: UUID
    reason: str


@handles(RejectNomination)
async def reject_nomination(c: Context, command: RejectNomination) -> UUID:
    """Reject a nomination."""
    nomination, _ = await nomination_of_staff(c, command.nomination_id)
    nomination.reject(reason=command.reason, by=c.actor.subject, at=c.now)
    return nomination.id


async def _own_nomination(c: Context, nomination_id: UUID) -> Nomination:
    nomination = await c.get(Nomination, nomination_id, "nominationId")
    scope.require_self(c, nomination.nominee_id, "nominationId")
    return nomination


async def _unit_of_nominee(c: Context, category: HonourCategory, nominee_id: UUID) -> UUID:
    # Which class it has to be depends on the season, so it is taken whatever it is.
    nominee = await c.get(Aggregate, nominee_id, "nomineeId")
    match category, nominee:
        case HonourCategory.VOLUNTEER, Volunteer():
            nominee.require_active()
            return nominee.unit_id
        case HonourCategory.TEAM, Team():
            return nominee.unit_id
        case HonourCategory.UNIT, Unit():
            nominee.require_active()
            return nominee.id
    raise Refusal(RefusalCode.NOT_FOUND, "nomineeId", allowed=category)
