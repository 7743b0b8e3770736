"""Units (单位): the tree of centre, institutes, stations and points, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from five_steps.domain.organisation.tiers import UnitStatus
from five_steps.domain.organisation.unit import Unit
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id
from five_steps.projections.organisation.unit_rows import UnitChange, UnitHistoryRow, UnitRow


class UnitsView(Projection):
    """`read.units` and `read.unit_history`.

    The whole tree is in memory: a move changes every unit below.
    """

    name = "units"
    version = 2

    def declare(self) -> None:
        self.units = self.table(
            Rows[Id, UnitRow](
                UnitRow,
                "units",
                key=["id"],
                whole=True,
                indexes=[
                    "USING gin (path)",
                    "(parent_id)",
                    "(code)",
                    "(merged_into_id) WHERE merged_into_id IS NOT NULL",
                ],
            )
        )
        self.history = self.table(
            Ledger(UnitHistoryRow, "unit_history", key=["unit_id", "position"])
        )

    @on(Unit.Created)
    def founded(
        self,
        event: Event,
        code: str,
        name: str,
        tier: str,
        point_kind: str | None,
        parent_id: Id | None,
        region: str,
        responsible: str,
        opening_hours: str,
    ) -> None:
        above = self.units[parent_id] if parent_id else None
        unit = self.units.add(
            UnitRow(
                id=event.stream,
                code=code,
                name=name,
                tier=tier,
                point_kind=point_kind,
                parent_id=parent_id,
                region=region,
                responsible=responsible,
                party_head="",
                opening_hours=opening_hours,
                status=UnitStatus.ACTIVE,
                merged_into_id=None,
                merged_at=None,
                successor_id=None,
                path=[*(above.path if above else []), event.stream],
                depth=above.depth + 1 if above else 0,
                founded_at=event.at,
                position=event.position,
            )
        )
        self._tell(event, unit, UnitChange.FOUNDED, other_id=parent_id)

    @on(Unit.DetailsChanged)
    def details_changed(
        self, event: Event, name: str, region: str, responsible: str, opening_hours: str
    ) -> None:
        unit = self._changed(event)
        unit.name = name
        unit.region = region
        unit.responsible = responsible
        unit.opening_hours = opening_hours
        self._tell(event, unit, UnitChange.DETAILS_CHANGED)

    @on(Unit.PartyHeadNamed)
    def party_head_named(self, event: Event, party_head: str) -> None:
        unit = self._changed(event)
        unit.party_head = party_head
        self._tell(event, unit, UnitChange.PARTY_HEAD_NAMED)

    @on(Unit.Reparented)
    def reparented(self, event: Event, parent_id: Id, reason: str) -> None:
        unit = self._changed(event)
        unit.parent_id = parent_id
        self._hang(event, unit, self.units[parent_id].path)
        self._tell(event, unit, UnitChange.REPARENTED, other_id=parent_id, reason=reason)

    @on(Unit.Suspended)
    def suspended(self, event: Event, reason: str) -> None:
        unit = self._changed(event)
        unit.status = UnitStatus.SUSPENDED
        self._tell(event, unit, UnitChange.SUSPENDED, reason=reason)

    @on(Unit.Resumed)
    def resumed(self, event: Event) -> None:
        unit = self._changed(event)
        unit.status = UnitStatus.ACTIVE
        self._tell(event, unit, UnitChange.RESUMED)

    @on(Unit.Merged)
    def merged(self, event: Event, into_id: Id, reason: str) -> None:
        unit, into = self._changed(event), self.units[into_id]
        unit.status = UnitStatus.MERGED
        unit.merged_into_id = into_id
        unit.merged_at = event.at
        unit.successor_id = into_id
        for earlier in [other for other in self.units if other.successor_id == unit.id]:
            self.units.change(earlier.id).successor_id = into_id
        self._hang(event, unit, into.path)
        self._tell(event, unit, UnitChange.MERGED, other_id=into_id, reason=reason)
        self._tell(event, into, UnitChange.TOOK_OVER, other_id=unit.id, reason=reason)
        for child in self._standing_under(unit):
            self.units.change(child.id).parent_id = into_id
            self._tell(event, child, UnitChange.PARENT_MERGED, other_id=into_id, reason=reason)

    # --- what several events do -----------------------------------------------------------------

    def _changed(self, event: Event) -> UnitRow:
        unit = self.units.change(event.stream)
        unit.position = event.position
        return unit

    def _standing_under(self, unit: UnitRow) -> list[UnitRow]:
        return [
            other
            for other in self.units
            if other.parent_id == unit.id and other.status != UnitStatus.MERGED
        ]

    def _hang(self, event: Event, unit: UnitRow, above: Sequence[Id]) -> None:
        """Put a unit, with all that lies under it, below another path."""
        old_above = len(unit.path) - 1
        for below in [other for other in self.units if unit.id in other.path]:
            moved = self.units.change(below.id)
            moved.path = [*above, *below.path[old_above:]]
            moved.depth = sum(
                self.units[higher].status != UnitStatus.MERGED for higher in moved.path[:-1]
            )
            moved.position = event.position

    def _tell(
        self,
        event: Event,
        unit: UnitRow,
        change: UnitChange,
        *,
        other_id: Id | None = None,
        reason: str | None = None,
    ) -> None:
        self.history.append(
            UnitHistoryRow(
                unit_id=unit.id,
                position=event.position,
                occurred_at=event.at,
                change=change,
                other_id=other_id,
                reason=reason,
                name=unit.name,
                responsible=unit.responsible,
                party_head=unit.party_head,
                parent_id=unit.parent_id,
                status=unit.status,
            )
        )
