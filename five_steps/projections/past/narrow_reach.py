"""What a question reaches: which rows of which tables, found by what is asked, or from others."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from five_steps.projections.past.narrow_parts import PART_OF, step_to
from five_steps.projections.past.narrow_sql import Way, reads_of
from five_steps.projections.past.narrow_tokens import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from five_steps.projections.kernel.values import Id
    from five_steps.projections.past.narrow_parts import Part, Step
    from five_steps.projections.past.narrow_sql import Read


@dataclass(frozen=True, slots=True)
class Source:
    """Rows found before, and the column of theirs that the next ones are found by."""

    mention: int
    """The rows: their place among the mentions of the reach."""
    column: str
    element: int | None
    """Which element of the column, an array; counted from 1, as SQL does."""
    owner: str | None
    """The column of theirs that tells whose the next rows are; None if this one does."""

    def values(self, rows: Iterable[Any]) -> set[Id]:
        """What the next rows are found by."""
        found = (getattr(row, self.column) for row in rows)
        if self.element is not None:
            found = (array[self.element - 1] for array in found if len(array) >= self.element)
        return {value for value in found if value is not None}

    def objects(self, rows: Iterable[Any]) -> set[Id]:
        """The objects that the next rows belong to."""
        if self.owner is None:
            return self.values(rows)
        return {getattr(row, self.owner) for row in rows}


@dataclass(frozen=True, slots=True)
class Mention:
    """Rows of a table whose column has one of the values that the sources give."""

    table: str
    """As `read` shows it."""
    column: str | None
    """None for all rows of the table."""
    part: Part
    """How they are made."""
    parameter: int | None
    """The number of the placeholder for the value; None where sources give it."""
    sources: tuple[Source, ...]
    depth: int
    """How many steps it is away from what is asked."""


@dataclass(frozen=True, slots=True)
class Reach:
    """All rows that a question reads.

    Whatever else the question asks of them only leaves some of them out.
    """

    mentions: tuple[Mention, ...]
    """None of them before those that it is found from."""
    unread: frozenset[str]
    """Tables that it names, of which no row can matter."""

    @property
    def tables(self) -> frozenset[str]:
        """The tables it names."""
        return self.unread.union(mention.table for mention in self.mentions)


def reach_of(sql: str) -> Reach | None:
    """The reach of a statement over `read.` tables; None if many streams make what it reads."""
    try:
        reads, unread = reads_of(sql)
        return Reach(_mentions(reads), unread)
    except (NotUnderstood, CycleError):
        return None


def _mentions(reads: Sequence[Read]) -> tuple[Mention, ...]:
    if not reads:
        raise NotUnderstood
    chosen = [_way(reads, n) for n in range(len(reads))]
    ways = [_shortened(way, chosen) for way in chosen]
    places: dict[int, int] = {}
    mentions: dict[Mention, int] = {}
    for n, depth in _by_depth(ways):
        mention = _mention(reads, n, ways[n], depth, places)
        # Many fields ask the same rows who may see them.
        places[n] = mentions.setdefault(mention, len(mentions))
    return tuple(mentions)


def _way(reads: Sequence[Read], n: int) -> Way | None:
    """The first of the ways to some rows that can be gone; None to take all rows of the table."""
    read = reads[n]
    for way in read.ways:
        if all(step is not None for step in _steps(reads, n, way)):
            return way
    part = PART_OF.get(read.table)
    if part is None or part.listed is None:
        raise NotUnderstood
    return None


def _steps(reads: Sequence[Read], n: int, way: Way) -> list[Step | None]:
    """The step from each place where the value may be from, or from the question itself."""
    table = reads[n].table
    if way.parameter is not None:
        return [step_to(table, way.column)]
    return [
        step_to(table, way.column, (reads[origin.read].table, origin.name))
        for origin in way.origins
    ]


def _shortened(way: Way | None, ways: Sequence[Way | None]) -> Way | None:
    """What equals a column that equals a parameter need not wait for the row that has it."""
    if way is not None and len(way.origins) == 1:
        (origin,) = way.origins
        before = ways[origin.read]
        if before is not None and before.parameter and before.column == origin.name:
            return Way(way.column, (), before.parameter)
    return way


def _by_depth(ways: Sequence[Way | None]) -> list[tuple[int, int]]:
    """The reads, each with how many steps it is away from what is asked; the nearest in front."""
    origins = {
        n: {origin.read for origin in way.origins} if way else set() for n, way in enumerate(ways)
    }
    depths: dict[int, int] = {}
    for n in TopologicalSorter(origins).static_order():
        depths[n] = max((depths[origin] + 1 for origin in origins[n]), default=0)
    return sorted(depths.items(), key=itemgetter(1))


def _mention(
    reads: Sequence[Read], n: int, way: Way | None, depth: int, places: Mapping[int, int]
) -> Mention:
    table = reads[n].table
    if way is None:
        return Mention(table, None, PART_OF[table], None, (), depth)
    sources = [
        Source(places[origin.read], origin.name, origin.element, step.owner)
        for origin, step in zip(way.origins, _steps(reads, n, way), strict=False)
        if step is not None
    ]
    unique = tuple(dict.fromkeys(sources))
    return Mention(table, way.column, PART_OF[table], way.parameter, unique, depth)
