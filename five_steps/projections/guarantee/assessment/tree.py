"""The tree of units, as scores roll up along it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.domain.organisation.tiers import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from five_steps.projections.guarantee.assessment.memory_rows import UnitRow
    from five_steps.projections.kernel.values import Id

_ROLLS_UP = {Tier.INSTITUTE: Tier.STATION, Tier.CENTRE: Tier.INSTITUTE}
"""An institute its stations, the centre its institutes; a practice point is nobody's share."""


class Tree:
    """Who hangs under whom."""

    def __init__(self, rows: Iterable[UnitRow]) -> None:
        self.units = {row.id: row for row in rows}
        self._rolled_up: dict[Id, list[Id]] = {}
        for unit_id in sorted(self.units):
            unit = self.units[unit_id]
            parent = self.units[unit.parent_id] if unit.parent_id else None
            if parent is not None and _ROLLS_UP.get(Tier(parent.tier)) == unit.tier:
                self._rolled_up.setdefault(parent.id, []).append(unit_id)

    def rolled_up_by(self, unit_id: Id) -> list[Id]:
        """The units whose scores are part of a unit's own."""
        return self._rolled_up.get(unit_id, [])

    def above(self, units: Iterable[Id]) -> set[Id]:
        """All units above some units."""
        found: set[Id] = set()
        for unit_id in units:
            above = self.units[unit_id].parent_id
            while above is not None and above not in found:
                found.add(above)
                above = self.units[above].parent_id
        return found
