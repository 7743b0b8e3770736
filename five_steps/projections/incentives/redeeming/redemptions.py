"""Redemptions (兑换): from the hold to the settlement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.incentives.redeeming.redemption import Redemption, RedemptionState
from five_steps.projections.incentives.money import Cents
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class RedemptionRow:
    """A redemption; `ended_at` is when it was cancelled, timed out or returned."""

    id: Id
    volunteer_id: Id
    counter_id: Id
    merchant_id: Id | None
    reward_id: Id
    quantity: int
    points: int
    cost_cents: Cents
    state: str
    code_hash: str
    held_by: str
    held_at: datetime
    expires_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None
    fulfilled_by: str | None
    fulfilled_at: datetime | None
    ended_by: str | None
    ended_at: datetime | None
    ended_reason: str | None
    return_days: int
    settlement_id: Id | None
    position: Position


class RedemptionsView(Projection):
    """`read.redemptions`."""

    name = "redemptions"
    version = 2

    def declare(self) -> None:
        self.redemptions = self.table(
            Rows[Id, RedemptionRow](
                RedemptionRow,
                "redemptions",
                key=["id"],
                indexes=[
                    "(volunteer_id, held_at, id)",
                    "(counter_id, held_at, id)",
                    "(merchant_id, confirmed_at)",
                    "(held_at, id)",
                    "(expires_at) WHERE state = 'HELD'",
                    "(code_hash)",
                ],
            )
        )

    @on(Redemption.Created)
    def held(
        self,
        event: Event,
        volunteer_id: Id,
        counter_id: Id,
        merchant_id: Id | None,
        reward_id: Id,
        quantity: int,
        points: int,
        cost_cents: int,
        code_hash: str,
        held_by: str,
        expires_at: datetime,
        return_days: int,
    ) -> None:
        self.redemptions.add(
            RedemptionRow(
                id=event.stream,
                volunteer_id=volunteer_id,
                counter_id=counter_id,
                merchant_id=merchant_id,
                reward_id=reward_id,
                quantity=quantity,
                points=points,
                cost_cents=cost_cents,
                state=RedemptionState.HELD,
                code_hash=code_hash,
                held_by=held_by,
                held_at=event.at,
                expires_at=expires_at,
                confirmed_by=None,
                confirmed_at=None,
                fulfilled_by=None,
                fulfilled_at=None,
                ended_by=None,
                ended_at=None,
                ended_reason=None,
                return_days=return_days,
                settlement_id=None,
                position=event.position,
            )
        )

    @on(Redemption.Confirmed)
    def confirmed(self, event: Event, confirmed_by: str) -> None:
        redemption = self._changed(event)
        redemption.state = RedemptionState.CONFIRMED
        redemption.confirmed_by = confirmed_by
        redemption.confirmed_at = event.at

    @on(Redemption.Fulfilled)
    def fulfilled(self, event: Event, fulfilled_by: str) -> None:
        redemption = self._changed(event)
        redemption.state = RedemptionState.FULFILLED
        redemption.fulfilled_by = fulfilled_by
        redemption.fulfilled_at = event.at

    @on(Redemption.Cancelled)
    def cancelled(self, event: Event, cancelled_by: str, reason: str) -> None:
        self._end(event, RedemptionState.CANCELLED, cancelled_by, reason)

    @on(Redemption.TimedOut)
    def timed_out(self, event: Event) -> None:
        self._end(event, RedemptionState.TIMED_OUT, None, None)

    @on(Redemption.Returned)
    def returned(self, event: Event, returned_by: str, reason: str) -> None:
        self._end(event, RedemptionState.RETURNED, returned_by, reason)

    @on(Redemption.Settled)
    def settled(self, event: Event, settlement_id: Id) -> None:
        self._changed(event).settlement_id = settlement_id

    @on(Redemption.SettlementWithdrawn)
    def settlement_withdrawn(self, event: Event) -> None:
        self._changed(event).settlement_id = None

    def _changed(self, event: Event) -> RedemptionRow:
        redemption = self.redemptions.change(event.stream)
        redemption.position = event.position
        return redemption

    def _end(
        self, event: Event, state: RedemptionState, by: str | None, reason: str | None
    ) -> None:
        redemption = self._changed(event)
        redemption.state = state
        redemption.ended_by = by
        redemption.ended_at = event.at
        redemption.ended_reason = reason
