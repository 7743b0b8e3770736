"""The district's budget (财政预算): lines, amendments, the units' accounts, and all entries."""

from __future__ import annotations

from five_steps.domain.guarantee.budget.budget import Budget
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount
from five_steps.domain.guarantee.budget.budget_state import BudgetState
from five_steps.projections.guarantee.budget.budget_rows import (
    AmendmentState,
    BudgetAccountRow,
    BudgetAmendmentRow,
    BudgetBalance,
    BudgetEntryCause,
    BudgetEntryRow,
    BudgetLineRow,
    BudgetRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import STREAM, Rows
from five_steps.projections.kernel.values import Event, Id

OUTSIDE, UNALLOCATED, FREE, COMMITTED, SPENT = BudgetBalance
_BY_BUDGET = {"budget": STREAM}


class BudgetsView(Projection):
    """`read.budgets`, and `budget_lines`, `_amendments`, `_accounts` and `_entries`."""

    name = "budgets"

    def declare(self) -> None:
        self.budgets = self.table(
            Rows[Id, BudgetRow](
                BudgetRow, "budgets", key=["id"], group=_BY_BUDGET, indexes=["(year)"]
            )
        )
        self.lines = self.table(
            Rows[tuple[Id, str], BudgetLineRow](
                BudgetLineRow, "budget_lines", key=["budget_id", "line"], group=_BY_BUDGET
            )
        )
        self.amendments = self.table(
            Rows[tuple[Id, Id], BudgetAmendmentRow](
                BudgetAmendmentRow,
                "budget_amendments",
                key=["budget_id", "id"],
                group=_BY_BUDGET,
                indexes=["(id)"],
            )
        )
        self.accounts = self.table(
            Rows[Id, BudgetAccountRow](
                BudgetAccountRow,
                "budget_accounts",
                key=["id"],
                group={"budget_account": STREAM},
                indexes=["(budget_id, line)", "(unit_id)"],
            )
        )
        self.entries = self.table(
            Ledger(
                BudgetEntryRow,
                "budget_entries",
                key=["position"],
                indexes=["(budget_id, position)", "(account_id)", "(unit_id)"],
            )
        )

    # --- the budget and its lines ---------------------------------------------------------------

    @on(Budget.Created)
    def drawn_up(self, event: Event, year: int, drawn_up_by: str) -> None:
        self.budgets.add(
            BudgetRow(
                id=event.stream,
                year=year,
                state=BudgetState.DRAFT,
                drawn_up_by=drawn_up_by,
                drawn_up_at=event.at,
                reference=None,
                adopted_by=None,
                adopted_at=None,
                position=event.position,
            )
        )

    @on(Budget.LineAdded)
    def line_added(
        self, event: Event, line: str, name: str, amount_cents: int, added_by: str
    ) -> None:
        self._changed(event)
        self.lines.add(BudgetLineRow(event.stream, line, name, amount_cents, 0, event.position))
        self._enter_on_line(event, line, BudgetEntryCause.LINE, amount_cents, name, added_by)

    @on(Budget.Adopted)
    def adopted(self, event: Event, reference: str, adopted_by: str) -> None:
        budget = self._changed(event)
        budget.state = BudgetState.ADOPTED
        budget.reference = reference
        budget.adopted_by = adopted_by
        budget.adopted_at = event.at

    @on(Budget.Allocated)
    def line_allocated(self, event: Event, line: str, amount_cents: int) -> None:
        self._line(event, line).allocated_cents += amount_cents

    @on(Budget.AllocationWithdrawn)
    def line_got_back(self, event: Event, line: str, amount_cents: int) -> None:
        self._line(event, line).allocated_cents -= amount_cents

    # --- amendments -----------------------------------------------------------------------------

    @on(Budget.AmendmentProposed)
    def amendment_proposed(
        self,
        event: Event,
        amendment_id: Id,
        line: str,
        amount_cents: int,
        reason: str,
        proposed_by: str,
    ) -> None:
        self._changed(event)
        self.amendments.add(
            BudgetAmendmentRow(
                budget_id=event.stream,
                id=amendment_id,
                line=line,
                previous_cents=self.lines[event.stream, line].amount_cents,
                amount_cents=amount_cents,
                reason=reason,
                state=AmendmentState.PROPOSED,
                proposed_by=proposed_by,
                proposed_at=event.at,
                decided_by=None,
                decided_at=None,
                rejection_reason=None,
                position=event.position,
            )
        )

    @on(Budget.AmendmentApproved)
    def amendment_approved(
        self, event: Event, amendment_id: Id, line: str, amount_cents: int, approved_by: str
    ) -> None:
        amendment = self._decided(event, amendment_id, AmendmentState.APPROVED, approved_by)
        amended = self._line(event, line)
        more = amount_cents - amended.amount_cents
        amended.amount_cents = amount_cents
        self._enter_on_line(
            event, line, BudgetEntryCause.AMENDMENT, more, amendment.reason, approved_by
        )

    @on(Budget.AmendmentRejected)
    def amendment_rejected(
        self, event: Event, amendment_id: Id, reason: str, rejected_by: str
    ) -> None:
        amendment = self._decided(event, amendment_id, AmendmentState.REJECTED, rejected_by)
        amendment.rejection_reason = reason

    # --- the units' accounts --------------------------------------------------------------------

    @on(BudgetAccount.Created)
    def account_opened(self, event: Event, budget_id: Id, line: str, unit_id: Id) -> None:
        self.accounts.add(
            BudgetAccountRow(event.stream, budget_id, line, unit_id, 0, 0, 0, 0, event.position)
        )

    @on(BudgetAccount.Allocated)
    def allocated(self, event: Event, amount_cents: int, allocated_by: str) -> None:
        cause = BudgetEntryCause.ALLOCATION
        self._enter(event, cause, FREE, UNALLOCATED, amount_cents, allocated_by)

    @on(BudgetAccount.AllocationWithdrawn)
    def withdrawn(self, event: Event, amount_cents: int, reason: str, withdrawn_by: str) -> None:
        cause = BudgetEntryCause.WITHDRAWAL
        entry = self._enter(event, cause, UNALLOCATED, FREE, amount_cents, withdrawn_by)
        entry.text = reason

    @on(BudgetAccount.Committed)
    def committed(
        self, event: Event, purchase_item_id: Id, amount_cents: int, committed_by: str
    ) -> None:
        cause = BudgetEntryCause.COMMITMENT
        entry = self._enter(event, cause, COMMITTED, FREE, amount_cents, committed_by)
        entry.purchase_item_id = purchase_item_id

    @on(BudgetAccount.CommitmentReleased)
    def released(
        self, event: Event, purchase_item_id: Id, amount_cents: int, released_by: str
    ) -> None:
        cause = BudgetEntryCause.RELEASE
        entry = self._enter(event, cause, FREE, COMMITTED, amount_cents, released_by)
        entry.purchase_item_id = purchase_item_id

    @on(BudgetAccount.CommitmentPaid)
    def paid(
        self,
        event: Event,
        purchase_item_id: Id,
        milestone: int,
        amount_cents: int,
        voucher: str,
        paid_by: str,
    ) -> None:
        cause = BudgetEntryCause.PAYMENT
        entry = self._enter(event, cause, SPENT, COMMITTED, amount_cents, paid_by)
        entry.purchase_item_id = purchase_item_id
        entry.milestone = milestone
        entry.voucher = voucher

    @on(BudgetAccount.Spent)
    def spent(
        self, event: Event, amount_cents: int, purpose: str, voucher: str, spent_by: str
    ) -> None:
        entry = self._enter(event, BudgetEntryCause.SPENDING, SPENT, FREE, amount_cents, spent_by)
        entry.text = purpose
        entry.voucher = voucher

    @on(BudgetAccount.Refunded)
    def refunded(
        self, event: Event, amount_cents: int, reason: str, voucher: str, recorded_by: str
    ) -> None:
        entry = self._enter(event, BudgetEntryCause.REFUND, FREE, SPENT, amount_cents, recorded_by)
        entry.text = reason
        entry.voucher = voucher

    # --- what several events do -----------------------------------------------------------------

    def _changed(self, event: Event) -> BudgetRow:
        budget = self.budgets.change(event.stream)
        budget.position = event.position
        return budget

    def _line(self, event: Event, line: str) -> BudgetLineRow:
        self._changed(event)
        found = self.lines.change((event.stream, line))
        found.position = event.position
        return found

    def _decided(
        self, event: Event, amendment_id: Id, state: AmendmentState, by: str
    ) -> BudgetAmendmentRow:
        self._changed(event)
        amendment = self.amendments.change((event.stream, amendment_id))
        amendment.state = state
        amendment.decided_by = by
        amendment.decided_at = event.at
        amendment.position = event.position
        return amendment

    def _enter_on_line(
        self, event: Event, line: str, cause: BudgetEntryCause, cents: int, text: str, by: str
    ) -> None:
        """Enter what a line got, or gave back where it is below zero."""
        debit, credit = (UNALLOCATED, OUTSIDE) if cents >= 0 else (OUTSIDE, UNALLOCATED)
        self.entries.append(
            BudgetEntryRow(
                position=event.position,
                budget_id=event.stream,
                line=line,
                account_id=None,
                unit_id=None,
                cause=cause,
                debit=debit,
                credit=credit,
                amount_cents=abs(cents),
                text=text,
                voucher=None,
                purchase_item_id=None,
                milestone=None,
                recorded_by=by,
                recorded_at=event.at,
            )
        )

    def _enter(
        self,
        event: Event,
        cause: BudgetEntryCause,
        debit: BudgetBalance,
        credit: BudgetBalance,
        amount_cents: int,
        by: str,
    ) -> BudgetEntryRow:
        account = self.accounts.change(event.stream)
        account.move(debit, credit, amount_cents)
        account.position = event.position
        entry = BudgetEntryRow(
            position=event.position,
            budget_id=account.budget_id,
            line=account.line,
            account_id=account.id,
            unit_id=account.unit_id,
            cause=cause,
            debit=debit,
            credit=credit,
            amount_cents=amount_cents,
            text=None,
            voucher=None,
            purchase_item_id=None,
            milestone=None,
            recorded_by=by,
            recorded_at=event.at,
        )
        self.entries.append(entry)
        return entry
