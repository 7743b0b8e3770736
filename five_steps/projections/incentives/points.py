"""Points (积分): accounts, lots, the ledger of everything that changed them, adjustments."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from five_steps.domain.incentives.points_account import PointsAccount
from five_steps.projections.incentives.points_rows import (
    AdjustmentRow,
    AdjustmentState,
    PointsAccountRow,
    PointsBalance,
    PointsEntryKind,
    PointsEntryRow,
    PointsLotRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id

ISSUED, AVAILABLE, HELD, SPENT, EXPIRED, VOID = PointsBalance
NOTHING = (0, 0, 0, 0, 0)
"""The balances of what is new."""


class PointsView(Projection):
    """`read.points_accounts`, `…_lots` and `…_entries`, and `read.adjustments`."""

    name = "points"
    version = 2

    def declare(self) -> None:
        self.accounts = self.table(
            Rows[Id, PointsAccountRow](
                PointsAccountRow, "points_accounts", key=["id"], indexes=["(volunteer_id)"]
            )
        )
        self.lots = self.table(
            Rows[Id, PointsLotRow](
                PointsLotRow,
                "points_lots",
                key=["id"],
                group={"points_account": ("lot_id", "lot_ids")},
                indexes=[
                    "(volunteer_id, expires_at, id)",
                    "(expires_at) WHERE available > 0 AND NOT frozen",
                ],
            )
        )
        self.entries = self.table(
            Ledger(
                PointsEntryRow,
                "points_entries",
                key=["position"],
                indexes=[
                    "(volunteer_id, position)",
                    "(redemption_id) WHERE redemption_id IS NOT NULL",
                ],
            )
        )
        self.adjustments = self.table(
            Rows[Id, AdjustmentRow](
                AdjustmentRow,
                "adjustments",
                key=["id"],
                group={"points_account": "adjustment_id"},
                indexes=["(volunteer_id)", "(state, proposed_at, id)"],
            )
        )

    @on(PointsAccount.Created)
    def opened(self, event: Event, volunteer_id: Id) -> None:
        self.accounts.add(
            PointsAccountRow(
                *NOTHING,
                id=event.stream,
                volunteer_id=volunteer_id,
                frozen=0,
                position=event.position,
            )
        )

    # --- earning --------------------------------------------------------------------------------

    @on(PointsAccount.Credited, begins=("points_lots",))
    def credited(
        self,
        event: Event,
        volunteer_id: Id,
        lot_id: Id,
        points: int,
        minutes: int,
        coefficient: Decimal,
        expires_at: datetime,
        policy_version: int,
    ) -> None:
        self._add_lot(event, volunteer_id, lot_id, expires_at, policy_version)
        entry = self._move(
            event, PointsEntryKind.CREDITED, ISSUED, AVAILABLE, [lot_id], [points], points
        )
        entry.minutes = minutes
        entry.coefficient = coefficient
        entry.policy_version = policy_version

    @on(PointsAccount.Adjusted)
    def adjusted(
        self,
        event: Event,
        lot_id: Id,
        points: int,
        minutes: int,
        coefficient: Decimal,
        cause: str,
    ) -> None:
        entry = self._add_or_void(event, PointsEntryKind.ADJUSTED, [lot_id], [abs(points)], points)
        entry.minutes = minutes
        entry.coefficient = coefficient
        entry.cause = cause
        entry.policy_version = self.lots[lot_id].policy_version

    @on(PointsAccount.LotFrozen)
    def lot_frozen(self, event: Event, lot_id: Id) -> None:
        self._freeze(event, PointsEntryKind.FROZEN, lot_id, frozen=True)

    @on(PointsAccount.LotReleased)
    def lot_released(self, event: Event, lot_id: Id) -> None:
        self._freeze(event, PointsEntryKind.RELEASED, lot_id, frozen=False)

    # --- redeeming ------------------------------------------------------------------------------

    @on(PointsAccount.Held)
    def held(
        self,
        event: Event,
        redemption_id: Id,
        points: int,
        lot_ids: list[Id],
        lot_points: list[int],
    ) -> None:
        entry = self._move(
            event, PointsEntryKind.HELD, AVAILABLE, HELD, lot_ids, lot_points, points
        )
        entry.redemption_id = redemption_id

    @on(PointsAccount.HoldReleased)
    def hold_released(
        self,
        event: Event,
        redemption_id: Id,
        points: int,
        lot_ids: list[Id],
        lot_points: list[int],
    ) -> None:
        entry = self._move(
            event, PointsEntryKind.HOLD_RELEASED, HELD, AVAILABLE, lot_ids, lot_points, points
        )
        entry.redemption_id = redemption_id

    @on(PointsAccount.Spent)
    def spent(
        self,
        event: Event,
        redemption_id: Id,
        points: int,
        lot_ids: list[Id],
        lot_points: list[int],
    ) -> None:
        entry = self._move(event, PointsEntryKind.SPENT, HELD, SPENT, lot_ids, lot_points, points)
        entry.redemption_id = redemption_id

    @on(PointsAccount.Refunded)
    def refunded(
        self,
        event: Event,
        redemption_id: Id,
        points: int,
        lot_ids: list[Id],
        lot_points: list[int],
    ) -> None:
        entry = self._move(
            event, PointsEntryKind.REFUNDED, SPENT, AVAILABLE, lot_ids, lot_points, points
        )
        entry.redemption_id = redemption_id

    @on(PointsAccount.LotExpired)
    def lot_expired(self, event: Event, lot_id: Id, points: int) -> None:
        source, target = (AVAILABLE, EXPIRED) if points > 0 else (EXPIRED, AVAILABLE)
        amount = abs(points)
        self._move(event, PointsEntryKind.EXPIRED, source, target, [lot_id], [amount], amount)

    # --- adjusting ------------------------------------------------------------------------------

    @on(PointsAccount.AdjustmentProposed, begins=("adjustments",))
    def adjustment_proposed(
        self,
        event: Event,
        volunteer_id: Id,
        adjustment_id: Id,
        points: int,
        reason: str,
        proposed_by: str,
    ) -> None:
        self.adjustments.add(
            AdjustmentRow(
                id=adjustment_id,
                volunteer_id=volunteer_id,
                points=points,
                reason=reason,
                state=AdjustmentState.PROPOSED,
                proposed_by=proposed_by,
                proposed_at=event.at,
                decided_by=None,
                decided_at=None,
                rejection_reason=None,
                position=event.position,
            )
        )

    @on(PointsAccount.AdjustmentApproved)
    def adjustment_approved(
        self,
        event: Event,
        volunteer_id: Id,
        adjustment_id: Id,
        points: int,
        lot_ids: list[Id],
        lot_points: list[int],
        expires_at: datetime | None,
        approved_by: str,
    ) -> None:
        if expires_at is not None:
            self._add_lot(event, volunteer_id, adjustment_id, expires_at, None)
        entry = self._add_or_void(event, PointsEntryKind.ADJUSTMENT, lot_ids, lot_points, points)
        entry.adjustment_id = adjustment_id
        self._decide(event, adjustment_id, AdjustmentState.APPROVED, approved_by)

    @on(PointsAccount.AdjustmentRejected)
    def adjustment_rejected(
        self, event: Event, adjustment_id: Id, rejected_by: str, reason: str
    ) -> None:
        adjustment = self._decide(event, adjustment_id, AdjustmentState.REJECTED, rejected_by)
        adjustment.rejection_reason = reason

    # --- what several events do -----------------------------------------------------------------

    def _add_lot(
        self,
        event: Event,
        volunteer_id: Id,
        lot_id: Id,
        expires_at: datetime,
        policy_version: int | None,
    ) -> None:
        """A lot, as yet without points: they come into it by an entry."""
        self.lots.add(
            PointsLotRow(
                *NOTHING,
                id=lot_id,
                volunteer_id=volunteer_id,
                expires_at=expires_at,
                frozen=False,
                policy_version=policy_version,
                position=event.position,
            )
        )

    def _add_or_void(
        self,
        event: Event,
        kind: PointsEntryKind,
        lot_ids: list[Id],
        lot_points: list[int],
        points: int,
    ) -> PointsEntryRow:
        source, target = (ISSUED, AVAILABLE) if points > 0 else (AVAILABLE, VOID)
        return self._move(event, kind, source, target, lot_ids, lot_points, abs(points))

    def _move(
        self,
        event: Event,
        kind: PointsEntryKind,
        source: PointsBalance,
        target: PointsBalance,
        lot_ids: list[Id],
        lot_points: list[int],
        points: int,
    ) -> PointsEntryRow:
        """Move points of lots from one balance of the account to another."""
        account = self.accounts.change(event.stream)
        account.move(source, target, points)
        for lot_id, part in zip(lot_ids, lot_points, strict=True):
            lot = self.lots.change(lot_id)
            frozen_before = lot.frozen_points
            lot.move(source, target, part)
            lot.position = event.position
            account.frozen += lot.frozen_points - frozen_before
        entry = self._enter(event, account, kind, lot_ids, lot_points, points)
        entry.from_balance = source
        entry.to_balance = target
        return entry

    def _freeze(self, event: Event, kind: PointsEntryKind, lot_id: Id, *, frozen: bool) -> None:
        lot = self.lots.change(lot_id)
        lot.frozen = frozen
        lot.position = event.position
        points = max(lot.available, 0)
        account = self.accounts.change(event.stream)
        account.frozen += points if frozen else -points
        self._enter(event, account, kind, [lot_id], [points], points)

    def _enter(
        self,
        event: Event,
        account: PointsAccountRow,
        kind: PointsEntryKind,
        lot_ids: list[Id],
        lot_points: list[int],
        points: int,
    ) -> PointsEntryRow:
        account.position = event.position
        entry = PointsEntryRow(
            position=event.position,
            volunteer_id=account.volunteer_id,
            kind=kind,
            from_balance=None,
            to_balance=None,
            points=points,
            lot_ids=lot_ids,
            lot_points=lot_points,
            minutes=None,
            coefficient=None,
            cause=None,
            policy_version=None,
            redemption_id=None,
            adjustment_id=None,
            issued_after=account.issued,
            available_after=account.available,
            frozen_after=account.frozen,
            held_after=account.held,
            spent_after=account.spent,
            expired_after=account.expired,
            occurred_at=event.at,
        )
        self.entries.append(entry)
        return entry

    def _decide(
        self, event: Event, adjustment_id: Id, state: AdjustmentState, by: str
    ) -> AdjustmentRow:
        adjustment = self.adjustments.change(adjustment_id)
        adjustment.state = state
        adjustment.decided_by = by
        adjustment.decided_at = event.at
        adjustment.position = event.position
        return adjustment
