"""Follows a reach from what is asked on: finds rows, and by what is in them the next ones."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from five_steps.projections.kernel.values import id_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set
    from uuid import UUID

    from five_steps.projections.kernel.personal import Opener
    from five_steps.projections.kernel.values import Id
    from five_steps.projections.past.narrow_fold import PartFold
    from five_steps.projections.past.narrow_log import NarrowLog
    from five_steps.projections.past.narrow_parts import Part
    from five_steps.projections.past.narrow_reach import Mention, Reach


_STREAM = 1
"""Where the stream stands in an event."""


class _Sought(NamedTuple):
    mention: Mention
    values: Set[Id]
    """What its rows are found by."""
    objects: Set[Id]
    """The objects that they belong to."""

    def has(self, row: Any) -> bool:
        """Whether a row of the table is one of them."""
        column = self.mention.column
        return column is None or getattr(row, column) in self.values


class Finding:
    """The rows of one question."""

    def __init__(self, log: NarrowLog, opener: Opener, folds: Mapping[Part, PartFold]) -> None:
        """Prepare.

        Args:
            log: the log up to the position that is asked about.
            opener: opens sealed texts.
            folds: what folds each part; of nothing so far.
        """
        self._log = log
        self._opener = opener
        self._folds = folds

    async def find(self, reach: Reach, parameters: Sequence[Any]) -> dict[str, list[Any]]:
        """The rows by table."""
        found: list[list[Any]] = []
        sought: list[_Sought] = []
        # Those at one depth do not need each other, and are read together.
        for _, level in groupby(reach.mentions, key=attrgetter("depth")):
            now = [await self._seek(mention, parameters, found) for mention in level]
            await self._fold(now)
            found += [self._rows(one.mention.table, [one]) for one in now]
            sought += now
        # Again, and only now: rows that depend on others were made anew when more were folded.
        return {
            table: self._rows(table, [one for one in sought if one.mention.table == table])
            for table in reach.tables
        }

    async def _fold(self, sought: Iterable[_Sought]) -> None:
        """Fold the streams of the objects, and those that they lead to."""
        asked: dict[PartFold, set[Id]] = {}
        for mention, _, objects in sought:
            fold = self._folds[mention.part]
            asked.setdefault(fold, set()).update(fold.missing(objects))
        asked = _without_idle(asked)
        folds = list(asked)
        while asked:
            events = await self._log.events_of(frozenset().union(*asked.values()))
            asked = _without_idle(
                {
                    fold: fold.take(event for event in events if event[_STREAM] in streams)
                    for fold, streams in asked.items()
                }
            )
        for fold in folds:
            await fold.fold(self._opener)

    async def _seek(
        self, mention: Mention, parameters: Sequence[Any], found: Sequence[Sequence[Any]]
    ) -> _Sought:
        if mention.column is None:
            return _Sought(mention, frozenset(), await self._log.objects_of(mention.part))
        if mention.parameter is not None:
            ids = _ids(parameters[mention.parameter - 1])
            return _Sought(mention, ids, ids)
        values: set[Id] = set()
        objects: set[Id] = set()
        for source in mention.sources:
            rows = found[source.mention]
            values |= source.values(rows)
            objects |= source.objects(rows)
        return _Sought(mention, values, objects)

    def _rows(self, table: str, sought: Sequence[_Sought]) -> list[Any]:
        """The rows of a table that are any of those sought, all of which are of this table."""
        if not sought:
            return []
        rows = self._folds[sought[0].mention.part].rows(table)
        return [row for row in rows if any(one.has(row) for one in sought)]


def _without_idle(asked: dict[PartFold, set[Id]]) -> dict[PartFold, set[Id]]:
    return {fold: streams for fold, streams in asked.items() if streams}


def _ids(parameter: UUID | None) -> Set[Id]:
    """What a parameter names: nothing equals NULL."""
    return frozenset() if parameter is None else {id_of(parameter)}
