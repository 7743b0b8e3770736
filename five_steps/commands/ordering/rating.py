"""The requester's rating (评单), which moves volunteers' ratings and points in the same append."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.incentives.books import points_account, service_book
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.parties import order_of_requester
from five_steps.domain.incentives.points_account import (
    AdjustmentCause,
)
from five_steps.domain.kernel import checks
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.rating import RatingGiven


@dataclass(frozen=True, slots=True)
class VolunteerScore:
    """A volunteer's own score, 1–5, where it differs from the overall one."""

    volunteer_id: UUID
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RateOrder(Command):
    """Rate a completed order, 1–5 overall and, where it differs, per volunteer (评单)."""

    order_id: UUID
    score: int
    volunteer_scores: tuple[VolunteerScore, ...] = ()
    comment: str = ""
    tags: tuple[str, ...] = ()


@handles(RateOrder)
async def rate_order(c: Context, command: RateOrder) -> UUID:
    """Rate an order."""
    order = await order_of_requester(c, command.order_id)
    order.rate(await _given(c, order, command), at=c.now)
    await _count_scores(c, order)
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendRating(Command):
    """Amend a rating, once and in time (改评); the whole rating is given anew."""

    order_id: UUID
    score: int
    volunteer_scores: tuple[VolunteerScore, ...] = ()
    comment: str = ""
    tags: tuple[str, ...] = ()


@handles(AmendRating)
async def amend_rating(c: Context, command: AmendRating) -> UUID:
    """Amend a rating."""
    order = await order_of_requester(c, command.order_id)
    given = await _given(c, order, command)
    order.amend_rating(given, rules=await c.service_rules(), at=c.now)
    await _count_scores(c, order)
    return order.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseUnrated(Command):
    """Close an order whose time to rate has passed (逾期未评关闭)."""

    order_id: UUID


@handles(CloseUnrated)
async def close_unrated(c: Context, command: CloseUnrated) -> UUID:
    """Close an order unrated: no praise and no blame."""
    order = await c.get(Order, command.order_id, "orderId")
    order.close_unrated(at=c.now)
    return order.id


async def _given(c: Context, order: Order, command: RateOrder | AmendRating) -> RatingGiven:
    comment = checks.text("comment", command.comment, chars_min=0)
    return RatingGiven(
        score=command.score,
        volunteer_scores={given.volunteer_id: given.score for given in command.volunteer_scores},
        comment=await c.seal(order.requester_id, comment, "orderId") if comment else "",
        tags=tuple(tag.strip() for tag in command.tags),
    )


async def _count_scores(c: Context, order: Order) -> None:
    policy = await c.incentive_policy()
    rules = policy.in_force(c.now)
    for volunteer_id, score in order.scores.items():
        book = await service_book(c, volunteer_id)
        record = book.record_of_order(order.id)
        book.count_rating(record.record_id, score, rules=rules, at=c.now)
        account = await points_account(c, volunteer_id)
        account.reprice(
            record.record_id,
            minutes=record.minutes,
            score=score,
            policy=policy,
            cause=AdjustmentCause.RATING,
            at=c.now,
        )
