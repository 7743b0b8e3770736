"""Points (积分): accounts, lots and the ledger of everything that changed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from five_steps.domain.incentives.points_account import PointsAccount
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position

EntryKind = Literal["CREDITED", "ADJUSTED", "FROZEN", "RELEASED"]


@dataclass(slots=True)
class PointsAccountRow:
    """A volunteer's account: issued = available + frozen, always."""

    id: Id
    volunteer_id: Id
    issued: int
    frozen: int
    available: int
    position: Position


@dataclass(slots=True)
class PointsLotRow:
    """The points of one service record; its id is the record's."""

    id: Id
    volunteer_id: Id
    points: int
    expires_at: datetime
    frozen: bool
    policy_version: int
    position: Position


@dataclass(slots=True)
class PointsEntryRow:
    """An entry of the ledger.

    `points` is the signed effect on what was issued; for FROZEN and RELEASED it is the amount.
    """

    position: Position
    volunteer_id: Id
    lot_id: Id
    kind: str
    points: int
    minutes: int | None
    coefficient: Decimal | None
    cause: str | None
    policy_version: int
    available_after: int
    occurred_at: datetime


class PointsView(Projection):
    """`read.points_accounts`, `read.points_lots` and `read.points_entries`."""

    name = "points"

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
                group={"points_account": "lot_id"},
                indexes=["(volunteer_id, expires_at)"],
            )
        )
        self.entries = self.table(
            Ledger(
                PointsEntryRow,
                "points_entries",
                key=["position"],
                indexes=["(volunteer_id, position)"],
            )
        )

    @on(PointsAccount.Created)
    def opened(self, event: Event, volunteer_id: Id) -> None:
        self.accounts.add(PointsAccountRow(event.stream, volunteer_id, 0, 0, 0, event.position))

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
        lot = self.lots.add(
            PointsLotRow(
                id=lot_id,
                volunteer_id=volunteer_id,
                points=points,
                expires_at=expires_at,
                frozen=False,
                policy_version=policy_version,
                position=event.position,
            )
        )
        account = self._changed(event)
        account.issued += points
        self._enter(event, account, lot, "CREDITED", points, minutes, coefficient)

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
        lot = self._changed_lot(event, lot_id)
        lot.points += points
        account = self._changed(event)
        account.issued += points
        account.frozen += points if lot.frozen else 0
        self._enter(event, account, lot, "ADJUSTED", points, minutes, coefficient, cause)

    @on(PointsAccount.LotFrozen)
    def lot_frozen(self, event: Event, lot_id: Id, points: int) -> None:
        lot = self._changed_lot(event, lot_id)
        lot.frozen = True
        account = self._changed(event)
        account.frozen += points
        self._enter(event, account, lot, "FROZEN", points)

    @on(PointsAccount.LotReleased)
    def lot_released(self, event: Event, lot_id: Id, points: int) -> None:
        lot = self._changed_lot(event, lot_id)
        lot.frozen = False
        account = self._changed(event)
        account.frozen -= points
        self._enter(event, account, lot, "RELEASED", points)

    def _changed(self, event: Event) -> PointsAccountRow:
        account = self.accounts.change(event.stream)
        account.position = event.position
        return account

    def _changed_lot(self, event: Event, lot_id: Id) -> PointsLotRow:
        lot = self.lots.change(lot_id)
        lot.position = event.position
        return lot

    def _enter(
        self,
        event: Event,
        account: PointsAccountRow,
        lot: PointsLotRow,
        kind: EntryKind,
        points: int,
        minutes: int | None = None,
        coefficient: Decimal | None = None,
        cause: str | None = None,
    ) -> None:
        account.available = account.issued - account.frozen
        self.entries.append(
            PointsEntryRow(
                position=event.position,
                volunteer_id=account.volunteer_id,
                lot_id=lot.id,
                kind=kind,
                points=points,
                minutes=minutes,
                coefficient=coefficient,
                cause=cause,
                policy_version=lot.policy_version,
                available_after=account.available,
                occurred_at=event.at,
            )
        )
