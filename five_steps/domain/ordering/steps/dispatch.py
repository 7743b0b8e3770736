"""Dispatch 派单: to a team or named volunteers, to another unit, or a tier up when it is late."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.order_state import OrderState, OverdueStage
from five_steps.domain.ordering.service_policy import ServiceRules
from five_steps.domain.ordering.steps.step import Step

NAMED_MAX = 200


class Dispatch(Step):
    """An order finds who may serve it."""

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
            events.Dispatched,
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
            events.Transferred,
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
        checks.not_before("orderId", at, self.due_at)
        waiting_for_dispatch = self.state is OrderState.PLACED
        self.trigger_event(
            events.Escalated,
            timestamp=at,
            stage=(OverdueStage.DISPATCH if waiting_for_dispatch else OverdueStage.ACCEPT).value,
            to_unit_id=to_unit_id,
            due_at=at + rules.dispatch_within if to_unit_id else None,
        )
