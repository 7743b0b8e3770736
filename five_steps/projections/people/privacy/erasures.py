"""Erasures of personal information (删除个人信息): asked for, refused, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.people.privacy.data_period import DataPeriod
from five_steps.domain.people.privacy.erasure import Erasure
from five_steps.domain.people.privacy.erasure_state import ErasureState
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class ErasureRow:
    """A person's erasure; its reasons are empty once it is done, as all that was sealed."""

    id: Id
    person_kind: str
    person_id: Id
    unit_id: Id
    state: str | None
    ground: str | None
    reason: str | None
    requested_by: str | None
    """Empty for one that the retention rules asked for."""
    requested_at: datetime | None
    due_at: datetime | None
    overdue_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    refusal: str | None
    refusal_reason: str | None
    data: list[str]
    position: Position

    def show_reason(self, text: str | None) -> None:
        """Take over the opened text."""
        self.reason = text

    def show_refusal(self, text: str | None) -> None:
        """Take over the opened text."""
        self.refusal_reason = text


@dataclass(slots=True)
class DataPeriodRow:
    """A month whose texts of a kind were erased."""

    id: Id
    kind: str
    month: str
    policy_version: int
    erased_by: str
    erased_at: datetime
    position: Position


class ErasuresView(Projection):
    """`read.erasures` and `read.data_periods`."""

    name = "erasures"

    def declare(self) -> None:
        self.erasures = self.table(
            Rows[Id, ErasureRow](
                ErasureRow,
                "erasures",
                key=["id"],
                group={"erasure": STREAM},
                indexes=[
                    "(person_id)",
                    "(position DESC)",
                    "(due_at) WHERE state = 'REQUESTED' AND overdue_at IS NULL",
                ],
                personal={"person_id": ("reason", "refusal_reason")},
            )
        )
        self.periods = self.table(Ledger(DataPeriodRow, "data_periods", key=["id"]))

    @on(Erasure.Created)
    def begun(self, event: Event, person_kind: str, person_id: Id, unit_id: Id) -> None:
        self.erasures.add(
            ErasureRow(
                id=event.stream,
                person_kind=person_kind,
                person_id=person_id,
                unit_id=unit_id,
                state=None,
                ground=None,
                reason=None,
                requested_by=None,
                requested_at=None,
                due_at=None,
                overdue_at=None,
                decided_by=None,
                decided_at=None,
                refusal=None,
                refusal_reason=None,
                data=[],
                position=event.position,
            )
        )

    @on(Erasure.Requested)
    def requested(
        self, event: Event, ground: str, reason: str, requested_by: str, due_at: datetime
    ) -> None:
        erasure = self._changed(event)
        erasure.state = ErasureState.REQUESTED
        erasure.ground = ground
        erasure.requested_by = requested_by
        erasure.requested_at = event.at
        erasure.due_at = due_at
        erasure.overdue_at = erasure.decided_by = erasure.decided_at = None
        erasure.refusal = erasure.refusal_reason = None
        self.sealed.open(erasure.person_id, reason, erasure.show_reason)

    @on(Erasure.Withdrawn)
    def withdrawn(self, event: Event) -> None:
        self._changed(event).state = ErasureState.WITHDRAWN

    @on(Erasure.Overdue)
    def overdue(self, event: Event) -> None:
        self._changed(event).overdue_at = event.at

    @on(Erasure.Refused)
    def refused(self, event: Event, ground: str, reason: str, refused_by: str) -> None:
        erasure = self._decided(event, ErasureState.REFUSED, refused_by)
        erasure.refusal = ground
        self.sealed.open(erasure.person_id, reason, erasure.show_refusal)

    @on(Erasure.Executed)
    def executed(self, event: Event, ground: str, data: list[str], erased_by: str) -> None:
        erasure = self._decided(event, ErasureState.ERASED, erased_by)
        erasure.ground = ground
        erasure.data = data

    @on(DataPeriod.Created)
    def period_erased(
        self, event: Event, kind: str, month: str, policy_version: int, erased_by: str
    ) -> None:
        self.periods.append(
            DataPeriodRow(
                event.stream, kind, month, policy_version, erased_by, event.at, event.position
            )
        )

    def _decided(self, event: Event, state: ErasureState, by: str) -> ErasureRow:
        erasure = self._changed(event)
        erasure.state = state
        erasure.decided_by = by
        erasure.decided_at = event.at
        return erasure

    def _changed(self, event: Event) -> ErasureRow:
        erasure = self.erasures.change(event.stream)
        erasure.position = event.position
        return erasure
