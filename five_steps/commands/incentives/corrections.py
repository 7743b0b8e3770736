"""Correcting what was verified: by compensating events, never by rewriting (更正)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import points_account, service_book
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.activities.duty_roster import DutyRoster, duty_roster_id
from five_steps.domain.incentives.points_account import (
    AdjustmentCause,
)
from five_steps.domain.ordering.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectHours(Command):
    """Correct the minutes of a verified record; 0 annuls it (更正时长)."""

    volunteer_id: UUID
    record_id: UUID
    minutes: int
    reason: str


@handles(CorrectHours)
async def correct_hours(c: Context, command: CorrectHours) -> UUID:
    """Correct a record, its points by the rules they were credited by, and who served where."""
    book = await service_book(c, command.volunteer_id)
    record = book.record_numbered(command.record_id)
    await scope.require_unit(c, record.unit_id, "recordId")
    policy = await c.incentive_policy()
    book.correct(
        record.record_id,
        command.minutes,
        reason=command.reason,
        by=c.actor.subject,
        rules=policy.in_force(c.now),
        at=c.now,
    )
    if record.order_id is not None:
        order = await c.get(Order, record.order_id, "recordId")
        order.correct_hours(command.volunteer_id, command.minutes, by=c.actor.subject, at=c.now)
    if record.activity_id is not None:
        roster = await c.get(DutyRoster, duty_roster_id(record.activity_id), "recordId")
        roster.correct_hours(command.volunteer_id, command.minutes, by=c.actor.subject, at=c.now)
    account = await points_account(c, command.volunteer_id)
    account.reprice(
        record.record_id,
        minutes=command.minutes,
        score=record.score,
        policy=policy,
        cause=AdjustmentCause.CORRECTION,
        at=c.now,
    )
    return record.record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoteStar(Command):
    """Lower a volunteer's star by decision (下调星级); nothing else ever lowers it."""

    volunteer_id: UUID
    level: int
    reason: str


@handles(DemoteStar)
async def demote_star(c: Context, command: DemoteStar) -> UUID:
    """Demote a volunteer."""
    book = await service_book(c, command.volunteer_id)
    book.demote(command.level, reason=command.reason, by=c.actor.subject, at=c.now)
    return command.volunteer_id
