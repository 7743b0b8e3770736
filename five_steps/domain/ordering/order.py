"""An order (订单): a service from the request to the follow-up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, with_entry
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import HEADCOUNT_MAX
from five_steps.domain.ordering.order_state import (
    Assignment,
    AssignmentStatus,
    CheckMethod,
    FollowUpChannel,
    OrderState,
    OverdueStage,
    RequesterKind,
)
from five_steps.domain.ordering.rating import RatingGiven
from five_steps.domain.ordering.service_policy import ServiceRules

WINDOW_DAYS_MAX = 31
"""A service longer than a month needs a written agreement (浙江省志愿服务条例, art. 21)."""
NOT_SERVED_AFTER = timedelta(hours=24)
"""An accepted order that nobody checked in to expires this long after its window."""
NAMED_MAX = 200


class Order(Aggregate):
    """An order and the volunteers who serve it."""

    TOPIC = "order"

    Created = events.Created
    Dispatched = events.Dispatched
    Transferred = events.Transferred
    Escalated = events.Escalated
    Accepted = events.Accepted
    Declined = events.Declined
    AcceptanceWithdrawn = events.AcceptanceWithdrawn
    Returned = events.Returned
    CheckedIn = events.CheckedIn
    CheckedOut = events.CheckedOut
    NoShowRecorded = events.NoShowRecorded
    HoursVerified = events.HoursVerified
    Completed = events.Completed
    Rated = events.Rated
    RatingAmended = events.RatingAmended
    ClosedUnrated = events.ClosedUnrated
    FollowedUp = events.FollowedUp
    Cancelled = events.Cancelled
    Expired = events.Expired
    Disputed = events.Disputed
    DisputeDecided = events.DisputeDecided

    def __init__(self) -> None:
        self.state = OrderState.PLACED
        self.unit_id: UUID
        self.handling_unit_id: UUID
        self.requester_kind = RequesterKind.RESIDENT
        self.requester_id: UUID
        self.category = Category.THEORY
        self.starts_at: datetime
        self.ends_at: datetime
        self.headcount = 1
        self.skills: tuple[str, ...] = ()
        self.hazardous = False
        self.team_id: UUID | None = None
        self.named: tuple[UUID, ...] = ()
        self.declined: frozenset[UUID] = frozenset()
        self.assignments: dict[UUID, Assignment] = {}
        self.overdue = False
        self.due_at: datetime | None = None
        self.amendable_since: datetime | None = None
        """When it was rated, later by as long as disputes were open since."""
        self.amended = False
        self.scores: dict[UUID, int] = {}
        self.state_before_dispute = OrderState.COMPLETED
        self.disputed_by = ""
        self.disputed_at: datetime

    @classmethod
    def place(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        rules: ServiceRules,
        unit_id: UUID,
        requester_kind: RequesterKind,
        requester_id: UUID,
        category: Category,
        menu_item_id: UUID | None,
        title: str,
        particulars: str,
        window: Window,
        headcount: int,
        skills: Sequence[str],
        hazardous: bool,
    ) -> "Order":
        """Order a service for a window that has not ended yet."""
        if window.end <= at:
            raise Refusal(RefusalCode.TOO_LATE, "endsAt", allowed=f"after {at.isoformat()}")
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            requester_kind=requester_kind.value,
            requester_id=requester_id,
            category=category.value,
            menu_item_id=menu_item_id,
            title=checks.name("title", title),
            particulars=particulars,
            starts_at=window.start,
            ends_at=window.end,
            headcount=checks.whole("headcount", headcount, least=1, most=HEADCOUNT_MAX),
            skills=list(skills),
            hazardous=hazardous,
            due_at=at + rules.dispatch_within,
        )

    @property
    def window(self) -> Window:
        """When the service is wanted."""
        return Window(self.starts_at, self.ends_at)

    @property
    def open_places(self) -> int:
        """How many more volunteers may accept."""
        return self.headcount - len(self.assignments)

    @property
    def served(self) -> list[UUID]:
        """The volunteers with minutes verified on the order."""
        return [a.volunteer_id for a in self.assignments.values() if a.minutes > 0]

    # --- dispatch 派单 -------------------------------------------------------------------------

    def dispatch_to_team(
        self, team_id: UUID, *, by: str, rules: ServiceRules, at: datetime
    ) -> None:
        """Send the order to a team, whose members may accept."""
        self._dispatch(team_id, [], by=by, rules=rules, at=at)

    def dispatch_to_volunteers(
        self, volunteer_ids: Sequence[UUID], *, by: str, rules: ServiceRules, at: datetime
    ) -> None:
        """Send the order to named volunteers. It is an offer: nobody is forced to serve."""
        named = list(dict.fromkeys(volunteer_ids))
        if not 1 <= len(named) <= NAMED_MAX:
            raise Refusal(RefusalCode.INVALID, "volunteerIds", allowed=f"1–{NAMED_MAX} volunteers")
        self._dispatch(None, named, by=by, rules=rules, at=at)

    def _dispatch(
        self,
        team_id: UUID | None,
        volunteer_ids: list[UUID],
        *,
        by: str,
        rules: ServiceRules,
        at: datetime,
    ) -> None:
        checks.in_state("orderId", self.state, OrderState.PLACED)
        self._require_not_over(at)
        self.trigger_event(
            self.Dispatched,
            timestamp=at,
            team_id=team_id,
            volunteer_ids=volunteer_ids,
            dispatched_by=by,
            due_at=at + rules.accept_within,
        )

    def transfer(self, to_unit_id: UUID, *, reason: str, rules: ServiceRules, at: datetime) -> None:
        """Hand the order to another unit, up or down the tiers."""
        checks.in_state("orderId", self.state, OrderState.PLACED, OrderState.DISPATCHED)
        if to_unit_id == self.handling_unit_id:
            raise Refusal(RefusalCode.INVALID, "toUnitId", allowed="another unit than now")
        self.trigger_event(
            self.Transferred,
            timestamp=at,
            to_unit_id=to_unit_id,
            reason=checks.reason("reason", reason),
            due_at=at + rules.dispatch_within,
        )

    def escalate(self, to_unit_id: UUID | None, *, rules: ServiceRules, at: datetime) -> None:
        """Flag a missed deadline and move the order to the unit above (none above the centre)."""
        checks.in_state("orderId", self.state, OrderState.PLACED, OrderState.DISPATCHED)
        if self.due_at is None:
            raise Refusal(RefusalCode.DUPLICATE, "orderId", allowed="one escalation at the centre")
        if at < self.due_at:
            raise Refusal(RefusalCode.TOO_EARLY, "orderId", allowed=self.due_at.isoformat())
        waiting_for_dispatch = self.state is OrderState.PLACED
        self.trigger_event(
            self.Escalated,
            timestamp=at,
            stage=(OverdueStage.DISPATCH if waiting_for_dispatch else OverdueStage.ACCEPT).value,
            to_unit_id=to_unit_id,
            due_at=at + rules.dispatch_within if to_unit_id else None,
        )

    # --- acceptance 接单 ------------------------------------------------------------------------

    def accept(self, volunteer_id: UUID, *, at: datetime) -> None:
        """A volunteer takes one of the places."""
        checks.in_state("orderId", self.state, OrderState.DISPATCHED, OrderState.ACCEPTED)
        self._require_not_over(at)
        if volunteer_id in self.assignments:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        if self.named and volunteer_id not in self.named:
            raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="the volunteers named")
        if self.open_places <= 0:
            raise Refusal(RefusalCode.FULL, "orderId", allowed=self.headcount)
        self.trigger_event(self.Accepted, timestamp=at, volunteer_id=volunteer_id)

    def decline(
        self, volunteer_id: UUID, *, reason: str, rules: ServiceRules, at: datetime
    ) -> None:
        """A volunteer the order was sent to says no; with nobody left it goes back to dispatch."""
        checks.in_state("orderId", self.state, OrderState.DISPATCHED, OrderState.ACCEPTED)
        if volunteer_id in self.assignments or volunteer_id in self.declined:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        if self.named and volunteer_id not in self.named:
            raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="the volunteers named")
        reason = checks.reason("reason", reason)
        self.trigger_event(self.Declined, timestamp=at, volunteer_id=volunteer_id, reason=reason)
        if self.named and self.declined.issuperset(self.named):
            self._go_on_with_who_is_left(reason, rules, at)

    def withdraw_acceptance(
        self, volunteer_id: UUID, *, reason: str, rules: ServiceRules, at: datetime
    ) -> None:
        """A volunteer steps back before checking in; with nobody left it returns to dispatch.

        With no-shows alone left it has expired.
        """
        checks.in_state("orderId", self.state, OrderState.ACCEPTED)
        self._require_assignment(volunteer_id, AssignmentStatus.ACCEPTED)
        reason = checks.reason("reason", reason)
        self.trigger_event(
            self.AcceptanceWithdrawn, timestamp=at, volunteer_id=volunteer_id, reason=reason
        )
        self._go_on_with_who_is_left(reason, rules, at)

    def _go_on_with_who_is_left(self, reason: str, rules: ServiceRules, at: datetime) -> None:
        if self.assignments:
            # Those left may all be no-shows: then the order is over.
            self._settle(rules, at)
        else:
            self.trigger_event(
                self.Returned, timestamp=at, reason=reason, due_at=at + rules.dispatch_within
            )

    # --- service 服务 ---------------------------------------------------------------------------

    def check_in(
        self,
        volunteer_id: UUID,
        *,
        method: CheckMethod,
        location: str | None,
        rules: ServiceRules,
        at: datetime,
    ) -> None:
        """A volunteer is there: at the earliest a little before the window, before its end."""
        checks.in_state("orderId", self.state, OrderState.ACCEPTED, OrderState.IN_SERVICE)
        self._require_assignment(volunteer_id, AssignmentStatus.ACCEPTED)
        earliest = self.starts_at - timedelta(minutes=rules.check_in_early_minutes)
        if at < earliest:
            raise Refusal(RefusalCode.TOO_EARLY, "orderId", allowed=earliest.isoformat())
        self._require_not_over(at)
        self.trigger_event(
            self.CheckedIn,
            timestamp=at,
            volunteer_id=volunteer_id,
            method=method.value,
            location=location,
        )

    def check_out(
        self,
        volunteer_id: UUID,
        *,
        method: CheckMethod,
        location: str | None,
        evidence_hash: str | None,
        at: datetime,
    ) -> None:
        """A volunteer who has checked in leaves."""
        checks.in_state("orderId", self.state, OrderState.IN_SERVICE)
        self._require_assignment(volunteer_id, AssignmentStatus.CHECKED_IN)
        self.trigger_event(
            self.CheckedOut,
            timestamp=at,
            volunteer_id=volunteer_id,
            method=method.value,
            location=location,
            evidence_hash=evidence_hash,
        )

    def served_window(self, volunteer_id: UUID, rules: ServiceRules) -> Window:
        """From check-in to check-out of a volunteer who has left.

        It ends at the latest as long after the ordered window as one may check in before it, so
        that a forgotten check-out does not fill the volunteer's days.
        """
        assignment = self._require_assignment(volunteer_id, AssignmentStatus.CHECKED_OUT)
        assert assignment.checked_in_at is not None
        assert assignment.checked_out_at is not None
        latest = self.ends_at + timedelta(minutes=rules.check_in_early_minutes)
        return Window(assignment.checked_in_at, min(assignment.checked_out_at, latest))

    def record_no_show(
        self, volunteer_id: UUID, *, by: str, rules: ServiceRules, at: datetime
    ) -> None:
        """Record that a volunteer who had accepted did not come."""
        checks.in_state("orderId", self.state, OrderState.ACCEPTED, OrderState.IN_SERVICE)
        self._require_assignment(volunteer_id, AssignmentStatus.ACCEPTED)
        if at < self.starts_at:
            raise Refusal(RefusalCode.TOO_EARLY, "orderId", allowed=self.starts_at.isoformat())
        self.trigger_event(
            self.NoShowRecorded, timestamp=at, volunteer_id=volunteer_id, recorded_by=by
        )
        self._settle(rules, at)

    def verify_hours(
        self,
        volunteer_id: UUID,
        record_id: UUID,
        minutes: int,
        *,
        by: str,
        rules: ServiceRules,
        at: datetime,
    ) -> None:
        """Note a volunteer's verified minutes (0: refused); the last one completes the order."""
        checks.in_state("orderId", self.state, OrderState.IN_SERVICE)
        self._require_assignment(volunteer_id, AssignmentStatus.CHECKED_OUT)
        self.trigger_event(
            self.HoursVerified,
            timestamp=at,
            volunteer_id=volunteer_id,
            record_id=record_id,
            minutes=minutes,
            verified_by=by,
        )
        self._settle(rules, at)

    def _settle(self, rules: ServiceRules, at: datetime) -> None:
        statuses = {assignment.status for assignment in self.assignments.values()}
        if statuses == {AssignmentStatus.NO_SHOW}:
            self.trigger_event(self.Expired, timestamp=at)
        elif statuses <= {AssignmentStatus.VERIFIED, AssignmentStatus.NO_SHOW}:
            self.trigger_event(self.Completed, timestamp=at, due_at=at + rules.rate_within)

    # --- rating 评单 ----------------------------------------------------------------------------

    def rate(self, given: RatingGiven, *, at: datetime) -> None:
        """The requester rates, once, in time."""
        checks.in_state("orderId", self.state, OrderState.COMPLETED)
        assert self.due_at is not None
        if at > self.due_at:
            raise Refusal(RefusalCode.TOO_LATE, "orderId", allowed=self.due_at.isoformat())
        self._trigger_rating(self.Rated, given, at)

    def amend_rating(self, given: RatingGiven, *, rules: ServiceRules, at: datetime) -> None:
        """The requester amends the rating, once, in time."""
        checks.in_state("orderId", self.state, OrderState.RATED, OrderState.FOLLOWED_UP)
        if self.amendable_since is None:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                "orderId",
                actual=OrderState.UNRATED,
                allowed=OrderState.RATED,
            )
        if self.amended:
            raise Refusal(RefusalCode.DUPLICATE, "orderId", allowed="one amendment")
        latest = self.amendable_since + rules.amend_within
        if at > latest:
            raise Refusal(RefusalCode.TOO_LATE, "orderId", allowed=latest.isoformat())
        self._trigger_rating(self.RatingAmended, given, at)

    def _trigger_rating(
        self,
        event_class: type[events.Rated] | type[events.RatingAmended],
        given: RatingGiven,
        at: datetime,
    ) -> None:
        scores = given.scores_of(self.served)
        self.trigger_event(
            event_class,
            timestamp=at,
            score=given.score,
            volunteer_ids=list(scores),
            volunteer_scores=list(scores.values()),
            comment=given.comment,
            tags=list(given.tags),
        )

    def close_unrated(self, *, at: datetime) -> None:
        """Close without a rating once the time to rate has passed."""
        checks.in_state("orderId", self.state, OrderState.COMPLETED)
        assert self.due_at is not None
        if at <= self.due_at:
            raise Refusal(RefusalCode.TOO_EARLY, "orderId", allowed=self.due_at.isoformat())
        self.trigger_event(self.ClosedUnrated, timestamp=at)

    def follow_up(
        self,
        *,
        channel: FollowUpChannel,
        satisfied: bool,
        complaint: bool,
        result: str,
        by: str,
        at: datetime,
    ) -> None:
        """Note what the requester told staff afterwards."""
        checks.in_state("orderId", self.state, OrderState.RATED, OrderState.UNRATED)
        self.trigger_event(
            self.FollowedUp,
            timestamp=at,
            channel=channel.value,
            satisfied=satisfied,
            complaint=complaint,
            result=result,
            followed_up_by=by,
        )

    # --- endings and disputes -------------------------------------------------------------------

    def cancel(self, *, by: str, reason: str, at: datetime) -> None:
        """Cancel before anybody has checked in."""
        checks.in_state(
            "orderId", self.state, OrderState.PLACED, OrderState.DISPATCHED, OrderState.ACCEPTED
        )
        self.trigger_event(
            self.Cancelled, timestamp=at, cancelled_by=by, reason=checks.reason("reason", reason)
        )

    def expire(self, *, by: str, at: datetime) -> None:
        """Close an order that nobody served: everybody who had accepted is a no-show."""
        checks.in_state(
            "orderId", self.state, OrderState.PLACED, OrderState.DISPATCHED, OrderState.ACCEPTED
        )
        if at < self.expires_at:
            raise Refusal(RefusalCode.TOO_EARLY, "orderId", allowed=self.expires_at.isoformat())
        for assignment in self.assignments.values():
            if assignment.status is AssignmentStatus.ACCEPTED:
                self.trigger_event(
                    self.NoShowRecorded,
                    timestamp=at,
                    volunteer_id=assignment.volunteer_id,
                    recorded_by=by,
                )
        self.trigger_event(self.Expired, timestamp=at)

    @property
    def expires_at(self) -> datetime:
        """When an order that nobody serves expires."""
        accepted = self.state is OrderState.ACCEPTED
        return self.ends_at + NOT_SERVED_AFTER if accepted else self.ends_at

    def dispute(self, *, by: str, reason: str, at: datetime) -> None:
        """Dispute the service once its hours are verified."""
        checks.in_state(
            "orderId",
            self.state,
            OrderState.COMPLETED,
            OrderState.RATED,
            OrderState.UNRATED,
            OrderState.FOLLOWED_UP,
        )
        self.trigger_event(
            self.Disputed, timestamp=at, disputed_by=by, reason=checks.reason("reason", reason)
        )

    def decide_dispute(
        self,
        *,
        upheld: bool,
        minutes: Mapping[UUID, int],
        reason: str,
        by: str,
        at: datetime,
    ) -> None:
        """Decide the dispute: minutes per volunteer may only go down, and only if it is upheld.

        Never by who disputed, ordered or served. The requester's time to rate or to amend stood
        still meanwhile: what was left of it is left now.
        """
        checks.in_state("orderId", self.state, OrderState.DISPUTED)
        if by == self.disputed_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "orderId")
        if by in (str(self.requester_id), *map(str, self.assignments)):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "orderId")
        if minutes and not upheld:
            raise Refusal(RefusalCode.INVALID, "minutes", allowed="only when the dispute is upheld")
        for volunteer_id, count in minutes.items():
            verified = self._require_assignment(volunteer_id, AssignmentStatus.VERIFIED).minutes
            checks.whole("minutes", count, least=0, most=verified)
        stood_still = at - self.disputed_at
        self.trigger_event(
            self.DisputeDecided,
            timestamp=at,
            upheld=upheld,
            reason=checks.reason("reason", reason),
            decided_by=by,
            volunteer_ids=list(minutes),
            minutes=list(minutes.values()),
            due_at=self.due_at + stood_still if self.due_at else None,
        )

    # --- how events change the state --------------------------------------------------------------

    def back_to_dispatch(self, due_at: datetime | None) -> None:
        """Wait for dispatch again."""
        self.state = OrderState.PLACED
        self.team_id = None
        self.named = ()
        self.due_at = due_at

    def update_assignment(self, volunteer_id: UUID, **changes: Any) -> None:
        """Replace fields of a volunteer's part."""
        changed = replace(self.assignments[volunteer_id], **changes)
        self.assignments = with_entry(self.assignments, volunteer_id, changed)

    def _require_assignment(self, volunteer_id: UUID, status: AssignmentStatus) -> Assignment:
        assignment = self.assignments.get(volunteer_id)
        if assignment is None:
            raise Refusal(RefusalCode.NOT_FOUND, "volunteerId", allowed="who accepted the order")
        checks.in_state("volunteerId", assignment.status, status)
        return assignment

    def _require_not_over(self, at: datetime) -> None:
        if at >= self.ends_at:
            raise Refusal(RefusalCode.TOO_LATE, "orderId", allowed=self.ends_at.isoformat())
