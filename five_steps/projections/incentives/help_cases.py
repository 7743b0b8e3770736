"""Help for volunteers in need (帮扶): cases, and what was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.incentives.benefits.help_case import HelpCase, HelpCaseState
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class HelpCaseRow:
    """A case; its texts are empty once the volunteer's key is erased. Amounts are in 分."""

    id: Id
    volunteer_id: Id
    unit_id: Id
    situation: str | None
    state: str
    opened_by: str
    opened_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    rejection_reason: str | None
    approved_cents: int
    given_cents: int
    result: str | None
    closed_at: datetime | None
    position: Position

    def show_situation(self, text: str | None) -> None:
        """Take over the opened text."""
        self.situation = text

    def show_rejection(self, text: str | None) -> None:
        """Take over the opened text."""
        self.rejection_reason = text

    def show_result(self, text: str | None) -> None:
        """Take over the opened text."""
        self.result = text


@dataclass(slots=True)
class AssistanceRow:
    """What was given in a case, in 分."""

    position: Position
    help_case_id: Id
    amount_cents: int
    reference: str
    given_by: str
    given_at: datetime


class HelpCasesView(Projection):
    """`read.help_cases` and `read.assistance`."""

    name = "help_cases"
    version = 2

    def declare(self) -> None:
        self.cases = self.table(
            Rows[Id, HelpCaseRow](
                HelpCaseRow,
                "help_cases",
                key=["id"],
                indexes=["(volunteer_id)", "(unit_id)"],
                personal={"volunteer_id": ("situation", "rejection_reason", "result")},
            )
        )
        self.assistance = self.table(
            Ledger(AssistanceRow, "assistance", key=["position"], indexes=["(help_case_id)"])
        )

    @on(HelpCase.Created)
    def opened(
        self, event: Event, volunteer_id: Id, unit_id: Id, situation: str, opened_by: str
    ) -> None:
        case = self.cases.add(
            HelpCaseRow(
                id=event.stream,
                volunteer_id=volunteer_id,
                unit_id=unit_id,
                situation=None,
                state=HelpCaseState.OPEN,
                opened_by=opened_by,
                opened_at=event.at,
                decided_by=None,
                decided_at=None,
                rejection_reason=None,
                approved_cents=0,
                given_cents=0,
                result=None,
                closed_at=None,
                position=event.position,
            )
        )
        self.sealed.open(volunteer_id, situation, case.show_situation)

    @on(HelpCase.Approved)
    def approved(self, event: Event, amount_cents: int, approved_by: str) -> None:
        case = self._decided(event, HelpCaseState.APPROVED, approved_by)
        case.approved_cents = amount_cents

    @on(HelpCase.Rejected)
    def rejected(self, event: Event, reason: str, rejected_by: str) -> None:
        case = self._decided(event, HelpCaseState.REJECTED, rejected_by)
        self.sealed.open(case.volunteer_id, reason, case.show_rejection)

    @on(HelpCase.AssistanceGiven)
    def assistance_given(
        self, event: Event, amount_cents: int, reference: str, given_by: str
    ) -> None:
        self._changed(event).given_cents += amount_cents
        self.assistance.append(
            AssistanceRow(
                position=event.position,
                help_case_id=event.stream,
                amount_cents=amount_cents,
                reference=reference,
                given_by=given_by,
                given_at=event.at,
            )
        )

    @on(HelpCase.Closed)
    def closed(self, event: Event, result: str) -> None:
        case = self._changed(event)
        case.state = HelpCaseState.CLOSED
        case.closed_at = event.at
        self.sealed.open(case.volunteer_id, result, case.show_result)

    def _decided(self, event: Event, state: HelpCaseState, by: str) -> HelpCaseRow:
        case = self._changed(event)
        case.state = state
        case.decided_by = by
        case.decided_at = event.at
        return case

    def _changed(self, event: Event) -> HelpCaseRow:
        case = self.cases.change(event.stream)
        case.position = event.position
        return case
