"""What somebody sensible would do with an order next: the way into every state, quickly.

`how` chooses among the ways; the clock is moved to when the step is due.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from five_steps.commands import Actor, Command, Role, check_in_code
from five_steps.commands.ordering.acceptance import AcceptOrder, DeclineOrder, WithdrawAcceptance
from five_steps.commands.ordering.agreements import RecordAgreement
from five_steps.commands.ordering.attendance import CheckIn, CheckOut, RecordNoShow
from five_steps.commands.ordering.dispatching import DispatchOrder, EscalateOrder, TransferOrder
from five_steps.commands.ordering.disputes import DecideDispute, DisputeOrder, VolunteerMinutes
from five_steps.commands.ordering.endings import CancelOrder, ExpireOrder
from five_steps.commands.ordering.follow_up import FollowUpOrder
from five_steps.commands.ordering.hours import RejectHours, SubmitHours, VerifyHours
from five_steps.commands.ordering.rating import AmendRating, CloseUnrated, RateOrder
from five_steps.domain.ordering.order_state import (
    AssignmentStatus,
    FollowUpChannel,
    OrderState,
    RequesterKind,
)
from tests.commands.district import SECRETS, SYSTEM

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.domain.ordering.order import Order
    from five_steps.domain.ordering.order_state import Assignment
    from tests.service.machine.world import World

_WHY = "原因"
_SECOND = timedelta(seconds=1)

_ACCEPTED = (6, 3)
_IN_SERVICE = (*_ACCEPTED, 5)
# Out after an hour, submitted, verified as it is.
_COMPLETED = (*_IN_SERVICE, 331, 1, 1)
WAYS: dict[OrderState, tuple[int, ...]] = {
    OrderState.COMPLETED: _COMPLETED,
    OrderState.RATED: (*_COMPLETED, 2),
    OrderState.UNRATED: (*_COMPLETED, 0),
    OrderState.DISPUTED: (*_COMPLETED, 1),
    OrderState.FOLLOWED_UP: (*_COMPLETED, 2, 6),
    OrderState.CANCELLED: (6, 10),
    OrderState.EXPIRED: (2,),
    OrderState.IN_SERVICE: _IN_SERVICE,
    OrderState.ACCEPTED: _ACCEPTED,
    OrderState.DISPATCHED: (6,),
    OrderState.PLACED: (),
}
"""By which choices an order for one volunteer comes into each state; first, what takes time."""


class Step(NamedTuple):
    """A command and who gives it."""

    command: Command
    actor: Actor


def next_step(world: World, order: Order, how: int) -> Step | None:
    """The next step of an order; none if it is at its end."""
    waiting = (OrderState.PLACED, OrderState.DISPATCHED, OrderState.ACCEPTED)
    if order.state in waiting and world.now >= order.ends_at:
        return _ended(world, order, how)
    match order.state:
        case OrderState.PLACED:
            return _dispatching(world, order, how)
        case OrderState.DISPATCHED:
            return _answering(world, order, how)
        case OrderState.ACCEPTED | OrderState.IN_SERVICE:
            return _serving(world, order, how)
        case OrderState.COMPLETED:
            return _rating(world, order, how)
        case OrderState.FOLLOWED_UP if how % 3:
            # There is no more to come, though something may.
            return None
        case OrderState.RATED | OrderState.UNRATED | OrderState.FOLLOWED_UP:
            return _afterwards(world, order, how // 3)
        case OrderState.DISPUTED:
            return _deciding(world, order, how)
        case _:
            return None


def _dispatching(world: World, order: Order, how: int) -> Step:
    chief, _ = world.cast.chiefs
    volunteers = world.cast.volunteers
    match how % 12:
        case 0 if order.due_at is not None and order.due_at < order.ends_at:
            world.until(order.due_at)
            return Step(EscalateOrder(order_id=order.id), chief)
        case 1:
            to_unit = world.cast.units[how % len(world.cast.units)]
            return Step(TransferOrder(order_id=order.id, to_unit_id=to_unit, reason=_WHY), chief)
        case 2:
            return _ended(world, order, how)
        case 3 | 4 | 5:
            team = world.cast.teams[1]
            return Step(DispatchOrder(order_id=order.id, team_id=team), chief)
        case _:
            named = tuple(volunteers[(how + n) % len(volunteers)] for n in range(2))
            return Step(DispatchOrder(order_id=order.id, volunteer_ids=named), chief)


def _ended(world: World, order: Order, how: int) -> Step:
    if how % 2:
        return Step(CancelOrder(order_id=order.id, reason=_WHY), _requester(world, order))
    world.until(order.expires_at)
    return Step(ExpireOrder(order_id=order.id), SYSTEM)


def _answering(world: World, order: Order, how: int) -> Step:
    asked = order.named or world.cast.volunteers
    volunteer_id = asked[how % len(asked)]
    match how % 10:
        case 0:
            return _ended(world, order, how // 10)
        case 1 if order.due_at is not None and order.due_at < order.ends_at:
            world.until(order.due_at)
            return Step(EscalateOrder(order_id=order.id), world.cast.chiefs[0])
        case 2:
            command = DeclineOrder(order_id=order.id, volunteer_id=volunteer_id, reason=_WHY)
            return Step(command, _as_volunteer(volunteer_id))
        case _:
            return _accepting(order, volunteer_id)


def _accepting(order: Order, volunteer_id: UUID) -> Step:
    command = AcceptOrder(order_id=order.id, volunteer_id=volunteer_id)
    return Step(command, _as_volunteer(volunteer_id))


def _serving(world: World, order: Order, how: int) -> Step:
    asked = order.named or world.cast.volunteers
    if order.state is OrderState.ACCEPTED and order.open_places and how % 3 == 0:
        return _accepting(order, asked[how % len(asked)])
    unsettled = [
        assignment
        for assignment in order.assignments.values()
        if assignment.status not in (AssignmentStatus.VERIFIED, AssignmentStatus.NO_SHOW)
    ]
    if not unsettled:
        return _ended(world, order, 0)
    assignment = unsettled[how % len(unsettled)]
    if assignment.status is AssignmentStatus.ACCEPTED:
        if order.hazardous and assignment.agreement_hash is None:
            return _agreeing(world, order, assignment.volunteer_id)
        return _arriving(world, order, assignment.volunteer_id, how)
    return _leaving(world, order, assignment, how)


def _agreeing(world: World, order: Order, volunteer_id: UUID) -> Step:
    agreement = RecordAgreement(
        order_id=order.id, volunteer_id=volunteer_id, document_hash="cd" * 32
    )
    return Step(agreement, world.cast.chiefs[0])


def _arriving(world: World, order: Order, volunteer_id: UUID, how: int) -> Step:
    order_id = order.id
    match how % 16:
        case 0:
            withdraw = WithdrawAcceptance(order_id=order_id, volunteer_id=volunteer_id, reason=_WHY)
            return Step(withdraw, _as_volunteer(volunteer_id))
        case 1 if order.state is OrderState.ACCEPTED:
            return _ended(world, order, how // 16)
        case _ if world.now >= order.ends_at or how % 16 in (2, 3):
            world.until(order.starts_at)
            command = RecordNoShow(order_id=order_id, volunteer_id=volunteer_id)
            return Step(command, world.cast.chiefs[0])
        case 4:
            # An hour early is allowed.
            world.until(order.starts_at - timedelta(minutes=how % 61))
            check_in = CheckIn(order_id=order_id, volunteer_id=volunteer_id)
            return Step(check_in, world.cast.chiefs[0])
        case _:
            world.until(order.starts_at)
            code = check_in_code(SECRETS, order_id)
            check_in = CheckIn(order_id=order_id, volunteer_id=volunteer_id, code=code)
            return Step(check_in, _as_volunteer(volunteer_id))


def _leaving(world: World, order: Order, assignment: Assignment, how: int) -> Step:
    volunteer_id = assignment.volunteer_id
    chief, _ = world.cast.chiefs
    if assignment.status is AssignmentStatus.CHECKED_IN:
        world.until(order.starts_at + timedelta(seconds=how * 11))
        check_out = CheckOut(order_id=order.id, volunteer_id=volunteer_id)
        return Step(check_out, chief)
    records = world.book(volunteer_id).records.values()
    record = next((record for record in records if record.order_id == order.id), None)
    if record is None:
        submit = SubmitHours(order_id=order.id, volunteer_id=volunteer_id)
        return Step(submit, _as_volunteer(volunteer_id))
    # Minutes that cannot be verified, such as none or those beyond the day's cap, are rejected.
    if how % 5 == 0 or record.minutes == 0:
        reject = RejectHours(order_id=order.id, volunteer_id=volunteer_id, reason=_WHY)
        return Step(reject, chief)
    minutes = None if how % 2 else max(record.minutes - how % 60, 1)
    verify = VerifyHours(order_id=order.id, volunteer_id=volunteer_id, minutes=minutes)
    return Step(verify, chief)


def _rating(world: World, order: Order, how: int) -> Step:
    match how % 4:
        case 0:
            world.until((order.due_at or world.now) + _SECOND)
            return Step(CloseUnrated(order_id=order.id), SYSTEM)
        case 1:
            return _disputing(world, order)
        case _:
            rate = RateOrder(order_id=order.id, score=_score(how), comment="评语", tags=("准时",))
            return Step(rate, _requester(world, order))


def _afterwards(world: World, order: Order, how: int) -> Step:
    if how % 3 == 0:
        return _disputing(world, order)
    if how % 3 == 1:
        amend = AmendRating(order_id=order.id, score=_score(how))
        return Step(amend, _requester(world, order))
    follow_up = FollowUpOrder(
        order_id=order.id,
        channel=FollowUpChannel.PHONE,
        satisfied=how % 2 == 0,
        complaint=how % 2 == 1,
        result="回访",
    )
    return Step(follow_up, world.cast.chiefs[0])


def _disputing(world: World, order: Order) -> Step:
    return Step(DisputeOrder(order_id=order.id, reason=_WHY), world.cast.chiefs[0])


def _deciding(world: World, order: Order, how: int) -> Step:
    left = tuple(
        VolunteerMinutes(volunteer_id, order.assignments[volunteer_id].minutes * (how % 3) // 2)
        for volunteer_id in order.served[: how % 3]
    )
    decide = DecideDispute(order_id=order.id, upheld=bool(left), minutes=left, reason=_WHY)
    return Step(decide, world.cast.chiefs[1])


def _score(how: int) -> int:
    return 1 + how // 3 % 5


def _requester(world: World, order: Order) -> Actor:
    if order.requester_kind is RequesterKind.UNIT:
        return world.cast.chiefs[0]
    return Actor(str(order.requester_id), Role.RESIDENT)


def _as_volunteer(volunteer_id: UUID) -> Actor:
    return Actor(str(volunteer_id), Role.VOLUNTEER)
