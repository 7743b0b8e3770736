"""Disputes: hours and points freeze until somebody else has decided (争议)."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import points_account, service_book
from five_steps.commands.kernel.actor import Role
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.parties import order_of_requester_or_staff, order_of_staff
from five_steps.domain.incentives.points_account import (
    AdjustmentCause,
    PointsAccount,
)
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOrder(Command):
    """Dispute a service whose hours are verified (提出争议): by requester, volunteer or staff."""

    order_id: UUID
    reason: str


@handles(DisputeOrder)
async def dispute_order(c: Context, command: DisputeOrder) -> UUID:
    """Dispute an order and freeze all hours and points earned on it."""
    order = await _order_of_party(c, command.order_id)
    order.dispute(by=c.actor.subject, reason=command.reason, at=c.now)
    async for book, account in _books(c, order.served):
        record = book.record_of_order(order.id)
        book.freeze(record.record_id, at=c.now)
        account.freeze(record.record_id, at=c.now)
    return order.id


@dataclass(frozen=True, slots=True)
class VolunteerMinutes:
    """The minutes that a decision leaves a volunteer."""

    volunteer_id: UUID
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDispute(Command):
    """Decide a dispute (裁定争议); if it is upheld, `minutes` says who keeps how many."""

    order_id: UUID
    upheld: bool
    minutes: tuple[VolunteerMinutes, ...] = ()
    reason: str


@handles(DecideDispute)
async def decide_dispute(c: Context, command: DecideDispute) -> UUID:
    """Decide a dispute: release hours and points, at what the decision leaves of them."""
    order = await order_of_staff(c, command.order_id)
    left = {given.volunteer_id: given.minutes for given in command.minutes}
    by = c.actor.subject
    # Before the decision: it may leave somebody no minutes, and release them all the same.
    frozen = order.served
    order.decide_dispute(
        upheld=command.upheld,
        minutes=left,
        reason=command.reason,
        by=by,
        at=c.now,
    )
    policy = await c.incentive_policy()
    async for book, account in _books(c, frozen):
        record_id = book.record_of_order(order.id).record_id
        book.unfreeze(
            record_id,
            left.get(book.volunteer_id),
            reason=command.reason,
            by=by,
            rules=policy.in_force(c.now),
            at=c.now,
        )
        account.unfreeze(record_id, at=c.now)
        record = book.record_numbered(record_id)
        account.reprice(
            record_id,
            minutes=record.minutes,
            score=record.score,
            policy=policy,
            cause=AdjustmentCause.DISPUTE,
            at=c.now,
        )
    return order.id


async def _order_of_party(c: Context, order_id: UUID) -> Order:
    if c.actor.role is not Role.VOLUNTEER:
        return await order_of_requester_or_staff(c, order_id)
    order = await c.get(Order, order_id, "orderId")
    if c.actor.person_id not in order.assignments:
        raise Refusal(RefusalCode.FORBIDDEN, "orderId", allowed="who served on the order")
    return order


async def _books(
    c: Context, volunteer_ids: Iterable[UUID]
) -> AsyncIterator[tuple[ServiceBook, PointsAccount]]:
    for volunteer_id in volunteer_ids:
        book = await service_book(c, volunteer_id)
        account = await points_account(c, volunteer_id)
        yield book, account
