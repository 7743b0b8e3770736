"""The district's budget of a year (年度预算): its lines, and how much of each the units got.

What a unit does with its part stands in a stream of its own (`budget_account`), so that units
spend without waiting for each other, and this one stays short. Each line: amount = unallocated +
allocated, and neither is ever below zero.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from five_steps.domain.guarantee.budget import budget_events as events
from five_steps.domain.guarantee.budget.budget_state import (
    Amendment,
    BudgetState,
    Line,
    amount,
    line_code,
)
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, well_known_id, with_entry
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

YEAR_MIN, YEAR_MAX = 2000, 2100
LINES_MAX = 200
_FIELD = "budgetId"


class Budget(Aggregate):
    """A budget; the district has one a year."""

    TOPIC = "budget"

    Created = events.Created
    LineAdded = events.LineAdded
    Adopted = events.Adopted
    Allocated = events.Allocated
    AllocationWithdrawn = events.AllocationWithdrawn
    AmendmentProposed = events.AmendmentProposed
    AmendmentApproved = events.AmendmentApproved
    AmendmentRejected = events.AmendmentRejected

    def __init__(self) -> None:
        self.state = BudgetState.DRAFT
        self.year = 0
        self.drawn_up_by: frozenset[str] = frozenset()
        """Who had a hand in the draft, and so does not adopt it."""
        self.lines: Mapping[str, Line] = {}
        self.amendments: Mapping[UUID, Amendment] = {}
        """Those that wait for a second person."""

    @classmethod
    def draw_up(cls, year: int, *, by: str, at: datetime) -> "Budget":
        """Begin the budget of a year."""
        return cls._create(cls.Created, id=budget_id(year), timestamp=at, year=year, drawn_up_by=by)

    # --- lines ----------------------------------------------------------------------------------

    def add_line(self, line: str, *, name: str, amount_cents: int, by: str, at: datetime) -> None:
        """Add a line; after the adoption it begins empty, and money comes by amendment."""
        line = line_code("line", line)
        amount("amountCents", amount_cents, least=0)
        if self.state is BudgetState.ADOPTED and amount_cents:
            raise Refusal(RefusalCode.CAP_EXCEEDED, "amountCents", allowed=0, actual=amount_cents)
        if line in self.lines:
            raise Refusal(RefusalCode.DUPLICATE, "line", actual=line)
        if len(self.lines) >= LINES_MAX:
            raise Refusal(RefusalCode.FULL, _FIELD, allowed=LINES_MAX)
        self.trigger_event(
            self.LineAdded,
            timestamp=at,
            line=line,
            name=checks.name("name", name),
            amount_cents=amount_cents,
            added_by=by,
        )

    def adopt(self, *, reference: str, by: str, at: datetime) -> None:
        """Adopt it, as somebody who had no hand in the draft."""
        checks.in_state(_FIELD, self.state, BudgetState.DRAFT)
        reference = checks.name("reference", reference)
        if not self.lines:
            raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual="no lines", allowed="a line")
        if by in self.drawn_up_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, _FIELD)
        self.trigger_event(self.Adopted, timestamp=at, reference=reference, adopted_by=by)

    def require_line(self, line: str, field: str = "line") -> Line:
        """The line of a code."""
        found = self.lines.get(line_code(field, line))
        if found is None:
            raise Refusal(RefusalCode.NOT_FOUND, field, allowed=", ".join(self.lines))
        return found

    # --- allocations ----------------------------------------------------------------------------

    def allocate(
        self, line: str, unit_id: UUID, amount_cents: int, *, by: str, at: datetime
    ) -> None:
        """Give a unit a part of a line, as long as there is any."""
        amount("amountCents", amount_cents)
        left = self.require_line(line).unallocated_cents
        checks.in_state(_FIELD, self.state, BudgetState.ADOPTED)
        if amount_cents > left:
            raise Refusal(
                RefusalCode.CAP_EXCEEDED, "amountCents", allowed=left, actual=amount_cents
            )
        self.trigger_event(
            self.Allocated,
            timestamp=at,
            line=line,
            unit_id=unit_id,
            amount_cents=amount_cents,
            allocated_by=by,
        )

    def take_back(
        self, line: str, unit_id: UUID, amount_cents: int, *, reason: str, by: str, at: datetime
    ) -> None:
        """Put back on the line what the unit's account gave up in the same append."""
        self.trigger_event(
            self.AllocationWithdrawn,
            timestamp=at,
            line=line,
            unit_id=unit_id,
            amount_cents=amount_cents,
            reason=checks.reason("reason", reason),
            withdrawn_by=by,
        )

    # --- amendments -----------------------------------------------------------------------------

    def propose_amendment(
        self,
        amendment_id: UUID,
        line: str,
        amount_cents: int,
        *,
        reason: str,
        by: str,
        at: datetime,
    ) -> None:
        """Propose another amount for a line; one proposal at a time for each."""
        amount("amountCents", amount_cents, least=0)
        reason = checks.reason("reason", reason)
        self._require_covers(self.require_line(line), amount_cents)
        checks.in_state(_FIELD, self.state, BudgetState.ADOPTED)
        if any(waiting.line == line for waiting in self.amendments.values()):
            raise Refusal(RefusalCode.DUPLICATE, "line", actual=line)
        self.trigger_event(
            self.AmendmentProposed,
            timestamp=at,
            amendment_id=amendment_id,
            line=line,
            amount_cents=amount_cents,
            reason=reason,
            proposed_by=by,
        )

    def approve_amendment(self, amendment_id: UUID, *, by: str, at: datetime) -> None:
        """Approve it, as a second person, unless units have more of the line by now."""
        amendment = self._amendment_for(by, amendment_id)
        self._require_covers(self.lines[amendment.line], amendment.amount_cents)
        self.trigger_event(
            self.AmendmentApproved,
            timestamp=at,
            amendment_id=amendment_id,
            line=amendment.line,
            amount_cents=amendment.amount_cents,
            approved_by=by,
        )

    def reject_amendment(self, amendment_id: UUID, *, reason: str, by: str, at: datetime) -> None:
        """Do not approve it, as a second person."""
        self._amendment_for(by, amendment_id)
        self.trigger_event(
            self.AmendmentRejected,
            timestamp=at,
            amendment_id=amendment_id,
            reason=checks.reason("reason", reason),
            rejected_by=by,
        )

    # --- how events change the state ------------------------------------------------------------

    def put_line(self, code: str, line: Line) -> None:
        """Replace a line."""
        self.lines = with_entry(self.lines, code, line)

    def move_to_units(self, code: str, cents: int) -> None:
        """Allocate more of a line, or less."""
        line = self.lines[code]
        self.put_line(code, replace(line, allocated_cents=line.allocated_cents + cents))

    def _amendment_for(self, by: str, amendment_id: UUID) -> Amendment:
        amendment = self.amendments.get(amendment_id)
        if amendment is None:
            raise Refusal(
                RefusalCode.NOT_FOUND, "amendmentId", allowed="an amendment that is not decided"
            )
        if by == amendment.proposed_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "amendmentId")
        return amendment

    @staticmethod
    def _require_covers(line: Line, amount_cents: int) -> None:
        if amount_cents < line.allocated_cents:
            raise Refusal(
                RefusalCode.CAP_EXCEEDED,
                "amountCents",
                allowed=f"{line.allocated_cents} or more",
                actual=amount_cents,
            )


def budget_id(year: int) -> UUID:
    """The id of a year's budget; refuses a year that cannot be meant."""
    checks.whole("year", year, least=YEAR_MIN, most=YEAR_MAX)
    return well_known_id(f"budget:{year}")
