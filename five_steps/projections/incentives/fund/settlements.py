"""Settlements (结算) with merchants, and with units that run counters themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.incentives.fund.settlement import Settlement, SettlementState
from five_steps.projections.incentives.money import Cents
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class SettlementRow:
    """A settlement; of several disputes, the last one and its answer."""

    id: Id
    merchant_id: Id | None
    unit_id: Id
    starts_at: datetime
    ends_at: datetime
    line_count: int
    total_cents: Cents
    state: str
    stated_by: str
    stated_at: datetime
    disputed_by: str | None
    disputed_at: datetime | None
    dispute_reason: str | None
    answered_by: str | None
    answered_at: datetime | None
    answer: str | None
    agreed_by: str | None
    agreed_at: datetime | None
    paid_by: str | None
    paid_at: datetime | None
    reference: str | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    position: Position


@dataclass(slots=True)
class SettlementLineRow:
    """What one redemption costs the fund; `number` is its line on the statement, from 1."""

    settlement_id: Id
    redemption_id: Id
    number: int
    cost_cents: Cents


class SettlementsView(Projection):
    """`read.settlements` and `read.settlement_lines`."""

    name = "settlements"
    version = 2

    def declare(self) -> None:
        self.settlements = self.table(
            Rows[Id, SettlementRow](
                SettlementRow,
                "settlements",
                key=["id"],
                indexes=["(merchant_id)", "(unit_id)", "(stated_at, id)"],
            )
        )
        self.lines = self.table(
            Ledger(SettlementLineRow, "settlement_lines", key=["settlement_id", "number"])
        )

    @on(Settlement.Created)
    def stated(
        self,
        event: Event,
        merchant_id: Id | None,
        unit_id: Id,
        starts_at: datetime,
        ends_at: datetime,
        redemption_ids: list[Id],
        cost_cents: list[int],
        total_cents: int,
        stated_by: str,
    ) -> None:
        self.settlements.add(
            SettlementRow(
                id=event.stream,
                merchant_id=merchant_id,
                unit_id=unit_id,
                starts_at=starts_at,
                ends_at=ends_at,
                line_count=len(redemption_ids),
                total_cents=total_cents,
                state=SettlementState.STATED,
                stated_by=stated_by,
                stated_at=event.at,
                disputed_by=None,
                disputed_at=None,
                dispute_reason=None,
                answered_by=None,
                answered_at=None,
                answer=None,
                agreed_by=None,
                agreed_at=None,
                paid_by=None,
                paid_at=None,
                reference=None,
                withdrawn_by=None,
                withdrawn_at=None,
                withdrawn_reason=None,
                position=event.position,
            )
        )
        lines = zip(redemption_ids, cost_cents, strict=True)
        for number, (redemption_id, cost) in enumerate(lines, start=1):
            self.lines.append(SettlementLineRow(event.stream, redemption_id, number, cost))

    @on(Settlement.Disputed)
    def disputed(self, event: Event, reason: str, disputed_by: str) -> None:
        settlement = self._changed(event, SettlementState.DISPUTED)
        settlement.disputed_by = disputed_by
        settlement.disputed_at = event.at
        settlement.dispute_reason = reason
        settlement.answered_by = settlement.answered_at = settlement.answer = None

    @on(Settlement.DisputeAnswered)
    def dispute_answered(self, event: Event, answer: str, answered_by: str) -> None:
        settlement = self._changed(event, SettlementState.STATED)
        settlement.answered_by = answered_by
        settlement.answered_at = event.at
        settlement.answer = answer

    @on(Settlement.Agreed)
    def agreed(self, event: Event, agreed_by: str) -> None:
        settlement = self._changed(event, SettlementState.AGREED)
        settlement.agreed_by = agreed_by
        settlement.agreed_at = event.at

    @on(Settlement.Withdrawn)
    def withdrawn(self, event: Event, reason: str, withdrawn_by: str) -> None:
        settlement = self._changed(event, SettlementState.WITHDRAWN)
        settlement.withdrawn_by = withdrawn_by
        settlement.withdrawn_at = event.at
        settlement.withdrawn_reason = reason

    @on(Settlement.Paid)
    def paid(self, event: Event, paid_by: str, reference: str) -> None:
        settlement = self._changed(event, SettlementState.PAID)
        settlement.paid_by = paid_by
        settlement.paid_at = event.at
        settlement.reference = reference

    def _changed(self, event: Event, state: SettlementState) -> SettlementRow:
        settlement = self.settlements.change(event.stream)
        settlement.state = state
        settlement.position = event.position
        return settlement
