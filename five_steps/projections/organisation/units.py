"""Units (单位): the tree of centre, institutes, stations and points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.organisation.tiers import UnitStatus
from five_steps.domain.organisation.unit import Unit
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class UnitRow:
    """A unit. `path` leads from the root to the unit itself; `depth` is 0 for the root."""

    id: Id
    code: str
    name: str
    tier: str
    point_kind: str | None
    parent_id: Id | None
    region: str
    responsible: str
    opening_hours: str
    status: str
    merged_into_id: Id | None
    path: list[Id]
    depth: int
    founded_at: datetime
    position: Position


class UnitsView(Projection):
    """`read.units`. The whole tree is in memory: a move changes every unit below."""

    name = "units"

    def declare(self) -> None:
        self.units = self.table(
            Rows[Id, UnitRow](
                UnitRow,
                "units",
                key=["id"],
                whole=True,
                indexes=["USING gin (path)", "(parent_id)", "(code)"],
            )
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
        above = self.units[parent_id].path if parent_id else []
        self.units.add(
            UnitRow(
                id=event.stream,
                code=code,
                name=name,
                tier=tier,
                point_kind=point_kind,
                parent_id=parent_id,
                region=region,
                responsible=responsible,
                opening_hours=opening_hours,
                status=UnitStatus.ACTIVE,
                merged_into_id=None,
                path=[*above, event.stream],
                depth=len(above),
                founded_at=event.at,
                position=event.position,
            )
        )

    @on(Unit.DetailsChanged)
    def details_changed(
        self, event: Event, name: str, region: str, responsible: str, opening_hours: str
    ) -> None:
        unit = self._changed(event)
        unit.name = name
        unit.region = region
        unit.responsible = responsible
        unit.opening_hours = opening_hours

    @on(Unit.Reparented)
    def reparented(self, event: Event, parent_id: Id) -> None:
        unit = self._changed(event)
        old_above = len(unit.path) - 1
        above = self.units[parent_id].path
        unit.parent_id = parent_id
        for below in [other for other in self.units if unit.id in other.path]:
            moved = self.units.change(below.id)
            moved.path = [*above, *below.path[old_above:]]
            moved.depth = len(moved.path) - 1
            moved.position = event.position

    @on(Unit.Suspended)
    def suspended(self, event: Event) -> None:
        self._changed(event).status = UnitStatus.SUSPENDED

    @on(Unit.Resumed)
    def resumed(self, event: Event) -> None:
        self._changed(event).status = UnitStatus.ACTIVE

    @on(Unit.Merged)
    def merged(self, event: Event, into_id: Id) -> None:
        unit = self._changed(event)
        unit.status = UnitStatus.MERGED
        unit.merged_into_id = into_id

    def _changed(self, event: Event) -> UnitRow:
        unit = self.units.change(event.stream)
        unit.position = event.position
        return unit
