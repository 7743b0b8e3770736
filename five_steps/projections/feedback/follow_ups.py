"""Follow-ups by draw (回访抽样): the closed orders to ask about, and whether staff did.

A pure function of the log: the same function that decides which order is drawn is asked here, with
the rules that were in force when the order closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from five_steps.domain.kernel.versions import in_force
from five_steps.domain.ordering.follow_up_draw import is_drawn
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.service_policy import ServicePolicy
from five_steps.event_store.plain_uuid import uuid_from_hex
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class FollowUpRow:
    """An order that was drawn when it closed.

    `due_at` moves by as long as disputes are open; `overdue_at` is when nobody had asked in time.
    """

    order_id: Id
    closed_at: datetime
    rules_version: int
    due_at: datetime
    disputed_at: datetime | None
    overdue_at: datetime | None
    done_at: datetime | None
    position: Position


@dataclass(slots=True)
class DrawingRulesRow:
    """What a version of the service rules says of follow-ups."""

    version: int
    effective_from: datetime
    follow_up_share: Decimal
    follow_up_within_days: int


class FollowUpsView(Projection):
    """`read.follow_ups`."""

    name = "follow_ups"

    def declare(self) -> None:
        self.follow_ups = self.table(
            Rows[Id, FollowUpRow](
                FollowUpRow,
                "follow_ups",
                key=["order_id"],
                group={"order": STREAM},
                indexes=[
                    "(closed_at, order_id)",
                    "(due_at, order_id)",
                    "(due_at) WHERE done_at IS NULL AND overdue_at IS NULL",
                ],
            )
        )
        self.rules = self.table(
            Rows[int, DrawingRulesRow](
                DrawingRulesRow, "follow_up_rules", key=["version"], whole=True, public=False
            )
        )

    @on(ServicePolicy.Published)
    def rules_published(
        self,
        event: Event,
        version: int,
        effective_from: datetime,
        follow_up_share: Decimal,
        follow_up_within_days: int,
    ) -> None:
        self.rules.add(
            DrawingRulesRow(version, effective_from, follow_up_share, follow_up_within_days)
        )

    @on(Order.Rated, begins=("follow_ups",))
    def rated(self, event: Event) -> None:
        self._draw(event)

    @on(Order.ClosedUnrated, begins=("follow_ups",))
    def closed_unrated(self, event: Event) -> None:
        self._draw(event)

    @on(Order.Disputed)
    def disputed(self, event: Event) -> None:
        if (drawn := self._drawn(event)) is not None:
            drawn.disputed_at = event.at

    @on(Order.DisputeDecided)
    def dispute_decided(self, event: Event) -> None:
        if (drawn := self._drawn(event)) is not None and drawn.disputed_at is not None:
            drawn.due_at += event.at - drawn.disputed_at
            drawn.disputed_at = None

    @on(Order.FollowUpOverdue)
    def follow_up_overdue(self, event: Event) -> None:
        if (drawn := self._drawn(event)) is not None:
            drawn.overdue_at = event.at

    @on(Order.FollowedUp)
    def followed_up(self, event: Event) -> None:
        if (drawn := self._drawn(event)) is not None:
            drawn.done_at = event.at

    def _draw(self, event: Event) -> None:
        rules = in_force(sorted(self.rules, key=lambda rules: rules.version), event.at)
        if not is_drawn(uuid_from_hex(event.stream), event.at, rules):
            return
        self.follow_ups.add(
            FollowUpRow(
                order_id=event.stream,
                closed_at=event.at,
                rules_version=rules.version,
                due_at=event.at + timedelta(days=rules.follow_up_within_days),
                disputed_at=None,
                overdue_at=None,
                done_at=None,
                position=event.position,
            )
        )

    def _drawn(self, event: Event) -> FollowUpRow | None:
        """The order's row, to be changed, if it was drawn."""
        if self.follow_ups.find(event.stream) is None:
            return None
        drawn = self.follow_ups.change(event.stream)
        drawn.position = event.position
        return drawn
