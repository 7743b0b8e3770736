"""The verbs of an order with everyday defaults, and an order at each stage of its loop.

The story: ordered on Monday for Thursday 14:00–16:00, dispatched and accepted on Monday, served,
verified on Friday, rated on Saturday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import CheckMethod, FollowUpChannel, RequesterKind
from five_steps.domain.ordering.rating import RatingGiven
from five_steps.domain.ordering.steps.endings import NOT_SERVED_AFTER
from tests.domain.district import (
    BEIAO_ID,
    CLERK,
    DAY,
    HOUR,
    INSTANT,
    LAN,
    MEI,
    MONDAY,
    ORDER_ID,
    OTHER_CLERK,
    RECORD_ID,
    RULES,
    STATION_ID,
    TEAM_ID,
    WU,
    between,
    moment,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from uuid import UUID

    from five_steps.domain.ordering.service_policy import ServiceRules
    from tests.domain.given_when_then import Verb

    OrderVerb = Verb[Order]

START = moment(3, 5, 14)
END = moment(3, 5, 16)
FRIDAY = moment(3, 6, 9)
SATURDAY = moment(3, 7, 9)
RATE_BY = FRIDAY + 7 * DAY


def placed(**changes: Any) -> Order:
    """A resident orders a theory lecture by two volunteers."""
    request: dict[str, Any] = {
        "id": ORDER_ID,
        "at": MONDAY,
        "rules": RULES,
        "unit_id": STATION_ID,
        "requester_kind": RequesterKind.RESIDENT,
        "requester_id": WU,
        "category": Category.THEORY,
        "menu_item_id": None,
        "title": "理论宣讲",
        "particulars": "sealed",
        "window": between(START, 120),
        "headcount": 2,
        "skills": ["first aid"],
        "hazardous": False,
    }
    return Order.place(**(request | changes))


# --- verbs ----------------------------------------------------------------------------------------


def dispatch(*named: UUID, at: datetime = MONDAY) -> OrderVerb:
    """Dispatch to the named volunteers, or else to the station's team."""
    if named:
        return lambda order: order.dispatch_to_volunteers(named, by=CLERK, rules=RULES, at=at)
    return lambda order: order.dispatch_to_team(TEAM_ID, by=CLERK, rules=RULES, at=at)


def transfer(to: UUID = BEIAO_ID, *, reason: str = "本站无此专长") -> OrderVerb:
    """Hand over to another unit."""
    return lambda order: order.transfer(to, reason=reason, rules=RULES, at=MONDAY)


def escalate(to: UUID | None = BEIAO_ID, *, at: datetime = MONDAY + DAY) -> OrderVerb:
    """Report a missed deadline a tier up."""
    return lambda order: order.escalate(to, rules=RULES, at=at)


def accept(volunteer: UUID = LAN, *, at: datetime = MONDAY) -> OrderVerb:
    """A volunteer accepts."""
    return lambda order: order.accept(volunteer, at=at)


def agree(volunteer: UUID = LAN) -> OrderVerb:
    """A written agreement with a volunteer is recorded."""
    return lambda order: order.record_agreement(
        volunteer, document_hash="ab" * 32, by=CLERK, at=MONDAY
    )


def decline(volunteer: UUID = LAN, *, reason: str = "当天有事") -> OrderVerb:
    """A volunteer declines."""
    return lambda order: order.decline(volunteer, reason=reason, rules=RULES, at=MONDAY)


def withdraw(volunteer: UUID = LAN, *, reason: str = "生病") -> OrderVerb:
    """A volunteer who has accepted steps back."""
    return lambda order: order.withdraw_acceptance(volunteer, reason=reason, rules=RULES, at=MONDAY)


def check_in(
    volunteer: UUID = LAN, *, at: datetime = START, rules: ServiceRules = RULES
) -> OrderVerb:
    """A volunteer is there."""
    return lambda order: order.check_in(
        volunteer, method=CheckMethod.CODE, location=None, rules=rules, at=at
    )


def check_out(
    volunteer: UUID = LAN, *, at: datetime = END, evidence_hash: str | None = None
) -> OrderVerb:
    """A volunteer leaves."""
    return lambda order: order.check_out(
        volunteer, method=CheckMethod.STAFF, location=None, evidence_hash=evidence_hash, at=at
    )


def no_show(volunteer: UUID = LAN, *, at: datetime = START) -> OrderVerb:
    """A volunteer does not come."""
    return lambda order: order.record_no_show(volunteer, by=CLERK, rules=RULES, at=at)


def verify(volunteer: UUID = LAN, minutes: int = 120, *, record_id: UUID = RECORD_ID) -> OrderVerb:
    """Staff verify a volunteer's minutes, on Friday."""
    return lambda order: order.verify_hours(
        volunteer, record_id, minutes, by=CLERK, rules=RULES, at=FRIDAY
    )


def correct(volunteer: UUID = LAN, minutes: int = 90) -> OrderVerb:
    """A volunteer's record is corrected, on Saturday."""
    return lambda order: order.correct_hours(volunteer, minutes, by=CLERK, at=SATURDAY)


def rate(
    score: int = 5, volunteer_scores: Mapping[UUID, int] | None = None, *, at: datetime = SATURDAY
) -> OrderVerb:
    """The requester rates."""
    return lambda order: order.rate(RatingGiven(score, volunteer_scores or {}), at=at)


def amend(score: int = 3, *, at: datetime = SATURDAY, rules: ServiceRules = RULES) -> OrderVerb:
    """The requester thinks again."""
    return lambda order: order.amend_rating(RatingGiven(score), rules=rules, at=at)


def close_unrated(*, at: datetime = RATE_BY + INSTANT) -> OrderVerb:
    """The time to rate is over."""
    return lambda order: order.close_unrated(at=at)


def follow_up(*, complaint: bool = False) -> OrderVerb:
    """Staff telephone the requester."""
    return lambda order: order.follow_up(
        channel=FollowUpChannel.PHONE,
        satisfied=not complaint,
        complaint=complaint,
        result="sealed",
        by=CLERK,
        at=SATURDAY,
    )


def mark_follow_up_overdue(at: datetime, rules: ServiceRules) -> OrderVerb:
    """Nobody followed the order up, by the rules in force when it closed."""
    return lambda order: order.mark_follow_up_overdue(rules_at_close=rules, at=at)


def cancel(*, reason: str = "下雨") -> OrderVerb:
    """The requester no longer needs it."""
    return lambda order: order.cancel(by=str(WU), reason=reason, at=MONDAY)


def expire(*, at: datetime = END + NOT_SERVED_AFTER) -> OrderVerb:
    """Nobody served."""
    return lambda order: order.expire(by="system", at=at)


def dispute(
    *, by: str = str(WU), reason: str = "只来了一小时", at: datetime = SATURDAY
) -> OrderVerb:
    """The requester disputes the hours."""
    return lambda order: order.dispute(by=by, reason=reason, at=at)


def decide(
    minutes: Mapping[UUID, int] | None = None,
    *,
    upheld: bool = True,
    by: str = OTHER_CLERK,
    reason: str = "查实",
    at: datetime = SATURDAY + HOUR,
) -> OrderVerb:
    """The dispute is decided."""
    return lambda order: order.decide_dispute(
        upheld=upheld, minutes=minutes or {}, reason=reason, by=by, at=at
    )


# --- stages ---------------------------------------------------------------------------------------

_ACCEPTED = (dispatch(), accept())
_CHECKED_IN = (*_ACCEPTED, check_in())
_CHECKED_OUT = (*_CHECKED_IN, check_out())
_COMPLETED = (*_CHECKED_OUT, verify())

STAGES: dict[str, tuple[OrderVerb, ...]] = {
    "PLACED": (),
    "DISPATCHED": (dispatch(),),
    "ACCEPTED": _ACCEPTED,
    "CHECKED_IN": _CHECKED_IN,
    "CHECKED_OUT": _CHECKED_OUT,
    "COMPLETED": _COMPLETED,
    "RATED": (*_COMPLETED, rate()),
    "UNRATED": (*_COMPLETED, close_unrated()),
    "FOLLOWED_UP": (*_COMPLETED, rate(), follow_up()),
    "CANCELLED": (cancel(),),
    "EXPIRED": (expire(),),
    "DISPUTED": (*_COMPLETED, dispute()),
}
"""What an order with one volunteer has been through at each stage (one state may have two)."""


def order_at(stage: str, **changes: Any) -> Order:
    """An order that has come to a stage."""
    order = placed(**changes)
    for verb in STAGES[stage]:
        verb(order)
    return order


VERBS: dict[str, Callable[[], OrderVerb]] = {
    "dispatch": dispatch,
    "transfer": transfer,
    "escalate": escalate,
    "accept": lambda: accept(MEI),
    "agree": agree,
    "decline": lambda: decline(MEI),
    "withdraw": withdraw,
    "check_in": check_in,
    "check_out": check_out,
    "no_show": no_show,
    "verify": verify,
    "correct": correct,
    "rate": rate,
    "amend": amend,
    "close_unrated": close_unrated,
    "follow_up": follow_up,
    "cancel": cancel,
    "expire": expire,
    "dispute": dispute,
    "decide": decide,
}
"""Every verb an order knows, each at a moment that is right for it."""
