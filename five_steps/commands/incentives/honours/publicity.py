"""From the publicity (公示) to the award, or to an objection that is upheld."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.honours.reach import nomination_of_staff
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.honours.nomination import Nomination


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceNomination(Command):
    """Announce a nomination that was reviewed well (公示): from now on anybody may object."""

    nomination_id: UUID


@handles(AnnounceNomination)
async def announce_nomination(c: Context, command: AnnounceNomination) -> UUID:
    """Begin the publicity, if the season has a place left."""
    nomination, season = await nomination_of_staff(c, command.nomination_id)
    nomination.announce(
        reviews_least=season.reviews_least,
        publicity=season.publicity,
        by=c.actor.subject,
        at=c.now,
    )
    season.take_place(nomination.id, at=c.now)
    return nomination.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseObjection(Command):
    """Object to a nomination that is announced (提出异议); open to everybody, once each."""

    nomination_id: UUID
    reason: str


@handles(RaiseObjection)
async def raise_objection(c: Context, command: RaiseObjection) -> UUID:
    """Raise an objection; returns it."""
    nomination = await c.get(Nomination, command.nomination_id, "nominationId")
    objection_id = c.work.new_id()
    nomination.object_to(objection_id, reason=command.reason, by=c.actor.subject, at=c.now)
    return objection_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideObjection(Command):
    """Decide an objection, as neither who raised it nor who nominated (异议裁定)."""

    nomination_id: UUID
    objection_id: UUID
    upheld: bool
    reason: str


@handles(DecideObjection)
async def decide_objection(c: Context, command: DecideObjection) -> UUID:
    """Decide an objection; one that is upheld frees the season's place; returns the objection."""
    nomination, season = await nomination_of_staff(c, command.nomination_id)
    nomination.decide_objection(
        command.objection_id,
        upheld=command.upheld,
        reason=command.reason,
        by=c.actor.subject,
        at=c.now,
    )
    if command.upheld:
        season.give_place_back(nomination.id, at=c.now)
    return command.objection_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardHonour(Command):
    """Award an honour after its publicity, with no objection open (授予先进)."""

    nomination_id: UUID


@handles(AwardHonour)
async def award_honour(c: Context, command: AwardHonour) -> UUID:
    """Award an honour."""
    nomination, _ = await nomination_of_staff(c, command.nomination_id)
    nomination.award(by=c.actor.subject, at=c.now)
    return nomination.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeHonour(Command):
    """Take an honour back (撤销先进)."""

    nomination_id: UUID
    reason: str


@handles(RevokeHonour)
async def revoke_honour(c: Context, command: RevokeHonour) -> UUID:
    """Revoke an honour."""
    nomination, _ = await nomination_of_staff(c, command.nomination_id)
    nomination.revoke(reason=command.reason, by=c.actor.subject, at=c.now)
    return nomination.id
