"""The states of an order and of a volunteer's part in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel.district_time import Window
from five_steps.domain.ordering.service_policy import ServiceRules


class OrderState(StrEnum):
    """Where an order stands (订单状态)."""

    PLACED = "PLACED"
    """Waiting for dispatch 待派单."""
    DISPATCHED = "DISPATCHED"
    """Waiting for volunteers to accept 待接单."""
    ACCEPTED = "ACCEPTED"
    """Accepted by at least one volunteer, waiting for the service 待服务."""
    IN_SERVICE = "IN_SERVICE"
    """Somebody has checked in 服务中."""
    COMPLETED = "COMPLETED"
    """All hours are verified, waiting for the rating 待评价."""
    RATED = "RATED"
    """Rated by the requester 已评价."""
    UNRATED = "UNRATED"
    """Closed without a rating 未评价: counts as no praise and no blame."""
    FOLLOWED_UP = "FOLLOWED_UP"
    """Followed up by staff 已回访."""
    CANCELLED = "CANCELLED"
    """Cancelled 已取消."""
    EXPIRED = "EXPIRED"
    """Nobody served before the window passed 已过期."""
    DISPUTED = "DISPUTED"
    """A dispute freezes hours and points 争议中."""


class RequesterKind(StrEnum):
    """Who ordered (点单人类别)."""

    RESIDENT = "RESIDENT"
    """A resident 群众."""
    UNIT = "UNIT"
    """A unit 单位."""


class AssignmentStatus(StrEnum):
    """Where a volunteer's part in an order stands (接单状态)."""

    ACCEPTED = "ACCEPTED"
    """Has accepted 已接单."""
    CHECKED_IN = "CHECKED_IN"
    """Has checked in 已签到."""
    CHECKED_OUT = "CHECKED_OUT"
    """Has checked out 已签退."""
    VERIFIED = "VERIFIED"
    """The hours were verified, or refused with 0 minutes 已审核."""
    NO_SHOW = "NO_SHOW"
    """Did not come 未到岗."""


class CheckMethod(StrEnum):
    """How presence was established (签到方式)."""

    CODE = "CODE"
    """By the order's code, told by the requester on the spot 签到码."""
    STAFF = "STAFF"
    """By staff 工作人员代签."""


class FollowUpChannel(StrEnum):
    """How staff followed up (回访方式)."""

    PHONE = "PHONE"
    """By telephone 电话."""
    VISIT = "VISIT"
    """By a visit 上门."""


class OverdueStage(StrEnum):
    """Which deadline was missed (逾期环节)."""

    DISPATCH = "DISPATCH"
    """Not dispatched in time 派单逾期."""
    ACCEPT = "ACCEPT"
    """Not accepted in time 接单逾期."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A volunteer's part in an order, or on duty at an activity."""

    volunteer_id: UUID
    status: AssignmentStatus = AssignmentStatus.ACCEPTED
    checked_in_at: datetime | None = None
    checked_out_at: datetime | None = None
    evidence_hash: str | None = None
    record_id: UUID | None = None
    minutes: int = 0
    agreement_hash: str | None = None

    def served(self, ends_at: datetime, rules: ServiceRules) -> Window:
        """From check-in to check-out.

        It ends at the latest as long after the planned end as one may check in before the start, so
        that a forgotten check-out does not fill the volunteer's days.
        """
        assert self.checked_in_at is not None
        assert self.checked_out_at is not None
        latest = ends_at + timedelta(minutes=rules.check_in_early_minutes)
        return Window(self.checked_in_at, min(self.checked_out_at, latest))
