"""What the handlers of all chapters do with what they counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.projections.guarantee.assessment.memory_rows import ClockRow, YearRow
from five_steps.projections.guarantee.assessment.result_rows import LineRow
from five_steps.projections.guarantee.assessment.tables import AssessmentTables, assessment_tables
from five_steps.projections.guarantee.assessment.tally import Tally
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.values import Event, Id

if TYPE_CHECKING:
    from five_steps.domain.guarantee.counting.changes import Changes

_CLOCK = 0
"""The key of the one row of the clock."""


class Counting(Projection):
    """The tables, and the one way to count in them."""

    kept: AssessmentTables
    tally: Tally

    def declare(self) -> None:
        self.kept = assessment_tables()
        for table in self.kept:
            self.table(table)
        self.tally = Tally()

    def count(self, event: Event, unit_id: Id, year: int, changes: Changes) -> None:
        """Count for a unit's year."""
        self.begin_year(event, year)
        for counted, amount in changes:
            self.kept.lines.append(LineRow(unit_id, year, event.position, counted.value, amount))

    def begin_year(self, event: Event, year: int) -> None:
        """See that the year is assessed, once it has come."""
        self.tick(event)
        if self.kept.years.find(year) is None:
            self.kept.years.add(YearRow(year, None, None, over=False))

    def tick(self, event: Event) -> None:
        """Note how late it is: rules published for later come into force as time goes by."""
        clock = self.kept.clock.find(_CLOCK)
        if clock is None:
            self.kept.clock.add(ClockRow(_CLOCK, event.at))
        elif clock.latest < event.at:
            self.kept.clock.change(_CLOCK).latest = event.at
