"""Units (单位): founded from the centre down, wherever in the table their parents stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from five_steps.commands.organisation.units import FoundUnit
from five_steps.domain.organisation.tiers import Tier
from five_steps.operations.importing import values as read
from five_steps.operations.importing.directory import Directory
from five_steps.operations.importing.errors import TableError
from five_steps.operations.importing.jobs import CommandRunner, Fate, Job, Values
from five_steps.operations.importing.limits import UNIT_ROWS_MAX

_COLUMNS = {"parentId": "parent", "pointKind": "point_kind", "openingHours": "opening_hours"}
_TIERS = tuple(Tier)


class UnitImport:
    """Founds units."""

    def __init__(self, runner: CommandRunner, directory: Directory) -> None:
        self._runner = runner
        self._directory = directory
        self._rows: list[tuple[int, FoundUnit, str]] = []

    def read(self, values: Values) -> Iterable[Job]:
        """Keep the row: its parent may come later."""
        if len(self._rows) == UNIT_ROWS_MAX:
            raise TableError(f"单位过多 / more than {UNIT_ROWS_MAX} units in one table")
        unit = FoundUnit(
            code=read.required_text(values["code"], "code"),
            name=read.required_text(values["name"], "name"),
            tier=read.tier(values["tier"], "tier"),
            point_kind=read.point_kind(values["point_kind"], "point_kind"),
            region=read.optional_text(values["region"], "region"),
            responsible=read.optional_text(values["responsible"], "responsible"),
            opening_hours=read.optional_text(values["opening_hours"], "opening_hours"),
        )
        parent = read.optional_text(values["parent"], "parent")
        self._rows.append((values.line, unit, parent))
        return ()

    def rest(self) -> Iterator[Job]:
        """Parents before children; a child waits for the unit it names."""
        for line, unit, parent in sorted(self._rows, key=lambda row: _TIERS.index(row[1].tier)):
            # A parent is named by its code or its name: the child waits for either.
            keys = tuple({unit.code, unit.name, parent} - {""})
            yield Job((line,), keys, partial(self._found, unit, parent))

    async def _found(self, unit: FoundUnit, parent: str) -> Fate:
        parent_id = self._directory.unit(parent, "parent") if parent else None
        outcome = await self._runner.run(replace(unit, parent_id=parent_id), columns=_COLUMNS)
        self._directory.add_unit(outcome.object_id, unit.code, unit.name)
        return Fate.ALREADY_THERE if outcome.repeated else Fate.IMPORTED
