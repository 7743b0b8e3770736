"""The view of the yearly assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.projections.guarantee.assessment.counting_orders import CountsOrders
from five_steps.projections.guarantee.assessment.counting_rules import NotesRules
from five_steps.projections.guarantee.assessment.counting_tasks import CountsTasks
from five_steps.projections.guarantee.assessment.counting_volunteers import CountsVolunteers
from five_steps.projections.guarantee.assessment.counting_work import CountsWork
from five_steps.projections.guarantee.assessment.scoring import Scoring
from five_steps.projections.guarantee.assessment.sums import add_up_batch, add_up_everything

if TYPE_CHECKING:
    from five_steps.projections.guarantee.assessment.tally import UnitYear
    from five_steps.projections.kernel.connections import Connection


class AssessmentView(NotesRules, CountsOrders, CountsVolunteers, CountsTasks, CountsWork):
    """`read.unit_assessments`, `read.assessment_indicators`, and the lines that explain them."""

    name = "assessment"
    version = 3

    def declare(self) -> None:
        super().declare()
        self.scoring = Scoring(self.kept)

    async def settle(self, connection: Connection, *, everything: bool) -> None:
        """Bring the sums up to date, and score the units' years that the batch touched."""
        for table in (self.kept.years, self.kept.units, self.kept.rules, self.kept.shares):
            await table.load(connection, set())
        await self.kept.clock.load(connection, set())
        touched: set[UnitYear] = set()
        if everything:
            await add_up_everything(connection, self.kept)
        else:
            touched = await add_up_batch(connection, self.kept, self.tally)
        moved = self.tally.moved
        await self.scoring.score(connection, touched, moved, everything=everything)
        self.tally.forget()

    def forget(self) -> None:
        """Forget all that is in memory."""
        super().forget()
        self.tally.forget()
        self.scoring.forget()
