"""Orders (订单): from the request to the follow-up."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import AssignmentStatus, OrderState
from five_steps.domain.ordering.steps.endings import NOT_SERVED_AFTER
from five_steps.domain.people.privacy.data_period import MonthlyTexts, period_of
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, id_of
from five_steps.projections.ordering.order_rows import AssignmentRow, InvitationRow, OrderRow


class OrdersView(Projection):
    """`read.orders`, `read.order_invitations` and `read.order_assignments`."""

    name = "orders"
    version = 3

    def declare(self) -> None:
        self.orders = self.table(
            Rows[Id, OrderRow](
                OrderRow,
                "orders",
                key=["id"],
                indexes=[
                    "(handling_unit_id, state)",
                    "(requester_id)",
                    "(placed_at, id)",
                    "(team_id) WHERE team_id IS NOT NULL",
                    "(due_at) WHERE due_at IS NOT NULL",
                    "(expires_at) WHERE expires_at IS NOT NULL",
                ],
                personal={
                    "requester_id": ("place", "details", "contact", "comment", "follow_up_result"),
                    "period_id": ("place", "details", "contact"),
                },
            )
        )
        self.invitations = self.table(
            Rows[tuple[Id, Id], InvitationRow](
                InvitationRow,
                "order_invitations",
                key=["order_id", "volunteer_id"],
                indexes=["(volunteer_id)"],
            )
        )
        self.assignments = self.table(
            Rows[tuple[Id, Id], AssignmentRow](
                AssignmentRow,
                "order_assignments",
                key=["order_id", "volunteer_id"],
                indexes=["(volunteer_id)"],
            )
        )

    # --- request 点单 ---------------------------------------------------------------------------

    @on(Order.Created)
    def placed(
        self,
        event: Event,
        unit_id: Id,
        requester_kind: str,
        requester_id: Id,
        category: str,
        menu_item_id: Id | None,
        title: str,
        particulars: str,
        starts_at: datetime,
        ends_at: datetime,
        headcount: int,
        skills: list[str],
        hazardous: bool,
        due_at: datetime,
    ) -> None:
        order = self.orders.add(
            OrderRow(
                id=event.stream,
                unit_id=unit_id,
                handling_unit_id=unit_id,
                requester_kind=requester_kind,
                requester_id=requester_id,
                period_id=id_of(period_of(MonthlyTexts.ORDER_PARTICULARS, event.at)),
                category=category,
                menu_item_id=menu_item_id,
                title=title,
                place=None,
                details=None,
                contact=None,
                starts_at=starts_at,
                ends_at=ends_at,
                headcount=headcount,
                skills=skills,
                hazardous=hazardous,
                state=OrderState.PLACED,
                state_before_dispute=None,
                team_id=None,
                due_at=due_at,
                expires_at=ends_at,
                overdue=False,
                overdue_stage=None,
                accepted_count=0,
                placed_at=event.at,
                dispatched_at=None,
                accepted_at=None,
                started_at=None,
                completed_at=None,
                closed_at=None,
                score=None,
                comment=None,
                tags=[],
                rated_at=None,
                amended=False,
                follow_up_channel=None,
                satisfied=None,
                complaint=None,
                follow_up_result=None,
                followed_up_at=None,
                ended_reason=None,
                position=event.position,
            )
        )
        self.sealed.open_fields(requester_id, particulars, order.show_particulars)

    # --- dispatch 派单 --------------------------------------------------------------------------

    @on(Order.Dispatched)
    def dispatched(
        self, event: Event, team_id: Id | None, volunteer_ids: list[Id], due_at: datetime
    ) -> None:
        order = self._changed(event)
        order.state = OrderState.DISPATCHED
        order.team_id = team_id
        order.due_at = due_at
        order.dispatched_at = event.at
        for volunteer_id in volunteer_ids:
            self._invite(event, volunteer_id)

    @on(Order.Transferred)
    def transferred(self, event: Event, to_unit_id: Id, due_at: datetime) -> None:
        self._back_to_dispatch(event, due_at).handling_unit_id = to_unit_id

    @on(Order.Escalated)
    def escalated(
        self, event: Event, stage: str, to_unit_id: Id | None, due_at: datetime | None
    ) -> None:
        order = self._back_to_dispatch(event, due_at)
        order.overdue = True
        order.overdue_stage = stage
        order.handling_unit_id = to_unit_id or order.handling_unit_id

    @on(Order.Returned)
    def returned(self, event: Event, due_at: datetime) -> None:
        self._back_to_dispatch(event, due_at)

    # --- acceptance 接单 ------------------------------------------------------------------------

    @on(Order.Accepted)
    def accepted(self, event: Event, volunteer_id: Id) -> None:
        order = self._changed(event)
        order.state = OrderState.ACCEPTED
        order.due_at = None
        order.expires_at = order.ends_at + NOT_SERVED_AFTER
        order.accepted_at = order.accepted_at or event.at
        order.accepted_count += 1
        self.assignments.add(
            AssignmentRow(
                order_id=order.id,
                volunteer_id=volunteer_id,
                status=AssignmentStatus.ACCEPTED,
                accepted_at=event.at,
                checked_in_at=None,
                checked_out_at=None,
                minutes=0,
                record_id=None,
                score=None,
                agreement_hash=None,
                agreement_at=None,
                position=event.position,
            )
        )

    @on(Order.AgreementRecorded)
    def agreement_recorded(self, event: Event, volunteer_id: Id, document_hash: str) -> None:
        self._changed(event)
        assignment = self._assignment(event, volunteer_id)
        assignment.agreement_hash = document_hash
        assignment.agreement_at = event.at

    @on(Order.Declined)
    def declined(self, event: Event, volunteer_id: Id, reason: str) -> None:
        self._changed(event)
        self._note_refusal(event, volunteer_id, reason)

    @on(Order.AcceptanceWithdrawn)
    def acceptance_withdrawn(self, event: Event, volunteer_id: Id, reason: str) -> None:
        self._changed(event).accepted_count -= 1
        self.assignments.remove((event.stream, volunteer_id))
        self._note_refusal(event, volunteer_id, reason)

    # --- service 服务 ---------------------------------------------------------------------------

    @on(Order.CheckedIn)
    def checked_in(self, event: Event, volunteer_id: Id) -> None:
        order = self._changed(event)
        order.state = OrderState.IN_SERVICE
        order.expires_at = None
        order.started_at = order.started_at or event.at
        assignment = self._assignment(event, volunteer_id)
        assignment.status = AssignmentStatus.CHECKED_IN
        assignment.checked_in_at = event.at

    @on(Order.CheckedOut)
    def checked_out(self, event: Event, volunteer_id: Id) -> None:
        self._changed(event)
        assignment = self._assignment(event, volunteer_id)
        assignment.status = AssignmentStatus.CHECKED_OUT
        assignment.checked_out_at = event.at

    @on(Order.NoShowRecorded)
    def no_show_recorded(self, event: Event, volunteer_id: Id) -> None:
        self._changed(event)
        self._assignment(event, volunteer_id).status = AssignmentStatus.NO_SHOW

    @on(Order.HoursVerified)
    def hours_verified(self, event: Event, volunteer_id: Id, record_id: Id, minutes: int) -> None:
        self._changed(event)
        assignment = self._assignment(event, volunteer_id)
        assignment.status = AssignmentStatus.VERIFIED
        assignment.record_id = record_id
        assignment.minutes = minutes

    @on(Order.HoursCorrected)
    def hours_corrected(self, event: Event, volunteer_id: Id, minutes: int) -> None:
        self._changed(event)
        self._assignment(event, volunteer_id).minutes = minutes

    @on(Order.Completed)
    def completed(self, event: Event, due_at: datetime) -> None:
        order = self._changed(event)
        order.state = OrderState.COMPLETED
        order.due_at = due_at
        order.completed_at = event.at

    # --- rating 评单 and follow-up 回访 -----------------------------------------------------------

    @on(Order.Rated)
    def rated(
        self,
        event: Event,
        score: int,
        volunteer_ids: list[Id],
        volunteer_scores: list[int],
        comment: str,
        tags: list[str],
    ) -> None:
        order = self._rate(event, score, volunteer_ids, volunteer_scores, comment, tags)
        order.state = OrderState.RATED
        order.due_at = None
        order.rated_at = order.closed_at = event.at

    @on(Order.RatingAmended)
    def rating_amended(
        self,
        event: Event,
        score: int,
        volunteer_ids: list[Id],
        volunteer_scores: list[int],
        comment: str,
        tags: list[str],
    ) -> None:
        order = self._rate(event, score, volunteer_ids, volunteer_scores, comment, tags)
        order.amended = True

    @on(Order.ClosedUnrated)
    def closed_unrated(self, event: Event) -> None:
        self._end(event, OrderState.UNRATED)

    @on(Order.FollowedUp)
    def followed_up(
        self, event: Event, channel: str, satisfied: bool, complaint: bool, result: str
    ) -> None:
        order = self._changed(event)
        order.state = OrderState.FOLLOWED_UP
        order.follow_up_channel = channel
        order.satisfied = satisfied
        order.complaint = complaint
        order.followed_up_at = event.at
        self.sealed.open(order.requester_id, result, order.show_result)

    # --- endings and disputes -------------------------------------------------------------------

    @on(Order.Cancelled)
    def cancelled(self, event: Event, reason: str) -> None:
        self._end(event, OrderState.CANCELLED).ended_reason = reason

    @on(Order.Expired)
    def expired(self, event: Event) -> None:
        self._end(event, OrderState.EXPIRED)

    @on(Order.Disputed)
    def disputed(self, event: Event) -> None:
        order = self._changed(event)
        order.state_before_dispute = order.state
        order.state = OrderState.DISPUTED

    @on(Order.DisputeDecided)
    def dispute_decided(
        self,
        event: Event,
        volunteer_ids: list[Id],
        minutes: list[int],
        due_at: datetime | None,
    ) -> None:
        order = self._changed(event)
        assert order.state_before_dispute is not None
        order.state = order.state_before_dispute
        order.state_before_dispute = None
        order.due_at = due_at
        for volunteer_id, left in zip(volunteer_ids, minutes, strict=True):
            self._assignment(event, volunteer_id).minutes = left

    # --- what several events do -----------------------------------------------------------------

    def _changed(self, event: Event) -> OrderRow:
        order = self.orders.change(event.stream)
        order.position = event.position
        return order

    def _assignment(self, event: Event, volunteer_id: Id) -> AssignmentRow:
        assignment = self.assignments.change((event.stream, volunteer_id))
        assignment.position = event.position
        return assignment

    def _back_to_dispatch(self, event: Event, due_at: datetime | None) -> OrderRow:
        order = self._changed(event)
        order.state = OrderState.PLACED
        order.team_id = None
        order.due_at = due_at
        order.expires_at = order.ends_at
        order.dispatched_at = order.accepted_at = None
        for invitation in self.invitations.of(order.id):
            if invitation.declined_at is None:
                self.invitations.remove((order.id, invitation.volunteer_id))
        return order

    def _end(self, event: Event, state: OrderState) -> OrderRow:
        order = self._changed(event)
        order.state = state
        order.due_at = order.expires_at = None
        order.closed_at = event.at
        return order

    def _invite(self, event: Event, volunteer_id: Id) -> None:
        invitation = self._invitation(event, volunteer_id)
        invitation.invited_at = event.at
        invitation.declined_at = invitation.reason = None

    def _note_refusal(self, event: Event, volunteer_id: Id, reason: str) -> None:
        invitation = self._invitation(event, volunteer_id)
        invitation.declined_at = event.at
        invitation.reason = reason

    def _invitation(self, event: Event, volunteer_id: Id) -> InvitationRow:
        key = (event.stream, volunteer_id)
        if self.invitations.find(key) is not None:
            return self.invitations.change(key)
        return self.invitations.add(InvitationRow(*key, None, None, None))

    def _rate(
        self,
        event: Event,
        score: int,
        volunteer_ids: list[Id],
        volunteer_scores: list[int],
        comment: str,
        tags: list[str],
    ) -> OrderRow:
        order = self._changed(event)
        order.score = score
        order.tags = tags
        self.sealed.open(order.requester_id, comment, order.show_comment)
        for volunteer_id, given in zip(volunteer_ids, volunteer_scores, strict=True):
            self._assignment(event, volunteer_id).score = given
        return order
