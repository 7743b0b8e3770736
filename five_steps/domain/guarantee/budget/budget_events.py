"""What can happen to a year's budget."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.domain.guarantee.budget.budget_state import Amendment, BudgetState, Line
from five_steps.domain.kernel.aggregate import Aggregate, with_entry, without_entry

if TYPE_CHECKING:
    from five_steps.domain.guarantee.budget.budget import Budget


class Created(Aggregate.Created):
    """The budget of a year is being drawn up (编制预算)."""

    TOPIC = "budget.created"
    year: int
    drawn_up_by: str

    def apply(self, budget: "Budget") -> None:
        budget.year = self.year
        budget.drawn_up_by = frozenset({self.drawn_up_by})


class LineAdded(Aggregate.Event):
    """A line was added (设立科目); once the budget is adopted, with nothing on it."""

    TOPIC = "budget.line_added"
    line: str
    name: str
    amount_cents: int
    added_by: str

    def apply(self, budget: "Budget") -> None:
        budget.put_line(self.line, Line(self.amount_cents))
        if budget.state is BudgetState.DRAFT:
            budget.drawn_up_by = budget.drawn_up_by | {self.added_by}


class Adopted(Aggregate.Event):
    """A second person adopted it (批复); `reference` names the decision."""

    TOPIC = "budget.adopted"
    reference: str
    adopted_by: str

    def apply(self, budget: "Budget") -> None:
        budget.state = BudgetState.ADOPTED


class Allocated(Aggregate.Event):
    """A unit got a part of a line (分配额度)."""

    TOPIC = "budget.allocated"
    line: str
    unit_id: UUID
    amount_cents: int
    allocated_by: str

    def apply(self, budget: "Budget") -> None:
        budget.move_to_units(self.line, self.amount_cents)


class AllocationWithdrawn(Aggregate.Event):
    """What a unit had free went back to the line (收回额度)."""

    TOPIC = "budget.allocation_withdrawn"
    line: str
    unit_id: UUID
    amount_cents: int
    reason: str
    withdrawn_by: str

    def apply(self, budget: "Budget") -> None:
        budget.move_to_units(self.line, -self.amount_cents)


class AmendmentProposed(Aggregate.Event):
    """Another amount was proposed for a line (申请调整)."""

    TOPIC = "budget.amendment_proposed"
    amendment_id: UUID
    line: str
    amount_cents: int
    reason: str
    proposed_by: str

    def apply(self, budget: "Budget") -> None:
        amendment = Amendment(self.line, self.amount_cents, self.proposed_by)
        budget.amendments = with_entry(budget.amendments, self.amendment_id, amendment)


class AmendmentApproved(Aggregate.Event):
    """A second person approved it: the line has another amount (批准调整)."""

    TOPIC = "budget.amendment_approved"
    amendment_id: UUID
    line: str
    amount_cents: int
    approved_by: str

    def apply(self, budget: "Budget") -> None:
        budget.amendments = without_entry(budget.amendments, self.amendment_id)
        line = budget.lines[self.line]
        budget.put_line(self.line, replace(line, amount_cents=self.amount_cents))


class AmendmentRejected(Aggregate.Event):
    """A second person did not approve it (不予调整)."""

    TOPIC = "budget.amendment_rejected"
    amendment_id: UUID
    reason: str
    rejected_by: str

    def apply(self, budget: "Budget") -> None:
        budget.amendments = without_entry(budget.amendments, self.amendment_id)
