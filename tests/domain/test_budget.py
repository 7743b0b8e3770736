"""The budget 财政预算: never beyond a line, nor beyond what a unit has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.guarantee.budget.budget import LINES_MAX, Budget, budget_id
from five_steps.domain.guarantee.budget.budget_account import BudgetAccount
from five_steps.domain.guarantee.budget.budget_state import AMOUNT_CENTS_MAX
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.budgets import (
    ADOPTED,
    AMENDMENT_ID,
    LINE,
    OTHER_AMENDMENT_ID,
    add_line,
    adopt,
    allocate,
    approve,
    commit,
    drafted,
    give_up,
    opened,
    pay,
    propose,
    receive,
    refund,
    reject,
    release,
    spend,
    take_back,
)
from tests.domain.district import CLERK, OTHER_CLERK, STATION_ID
from tests.domain.given_when_then import given, happened, made, refusal_of

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

INVALID, WRONG_STATE, CAP = RefusalCode.INVALID, RefusalCode.WRONG_STATE, RefusalCode.CAP_EXCEEDED
SECOND_PERSON = RefusalCode.SECOND_PERSON_REQUIRED


# --- drawing up -----------------------------------------------------------------------------------


def test_a_budget_is_of_a_year() -> None:
    made(drafted).then(happened(Budget.Created, year=2026, drawn_up_by=CLERK))
    for year in (1999, 2101):
        assert refusal_of(budget_id, year).field == "year"


@pytest.mark.parametrize(
    ("field", "verb"),
    [
        ("line", add_line("")),
        ("line", add_line("x" * 33)),
        ("name", add_line(name="")),
        ("amountCents", add_line(cents=-1)),
        ("amountCents", add_line(cents=AMOUNT_CENTS_MAX + 1)),
    ],
)
def test_what_a_line_needs(field: str, verb: Verb[Budget]) -> None:
    given(drafted()).when(verb).then_refused(INVALID, field)


def test_lines_are_told_apart_by_code_and_are_bounded() -> None:
    given(drafted(), add_line()).when(add_line(f" {LINE} ")).then_refused(
        RefusalCode.DUPLICATE, "line", actual=LINE
    )
    full = given(drafted(), *(add_line(str(n)) for n in range(LINES_MAX)))
    full.when(add_line()).then_refused(RefusalCode.FULL, "budgetId")


def test_a_line_added_after_the_adoption_begins_empty() -> None:
    adopted = given(drafted(), *ADOPTED)
    adopted.when(add_line("new", 1)).then_refused(CAP, "amountCents", allowed=0, actual=1)
    adopted.when(add_line("new", 0)).then(happened(Budget.LineAdded, line="new", amount_cents=0))


def test_who_had_a_hand_in_the_draft_does_not_adopt_it() -> None:
    draft = given(drafted(), add_line(by=OTHER_CLERK))
    for by in (CLERK, OTHER_CLERK):
        draft.when(adopt(by)).then_refused(SECOND_PERSON, "budgetId")
    adopted = draft.when(adopt("leader")).then(happened(Budget.Adopted, adopted_by="leader"))
    given(adopted).when(adopt("leader")).then_refused(WRONG_STATE, "budgetId", actual="ADOPTED")


def test_an_adoption_needs_a_line_and_a_decision() -> None:
    given(drafted()).when(adopt()).then_refused(WRONG_STATE, "budgetId", actual="no lines")
    given(drafted(), add_line()).when(adopt(reference="")).then_refused(INVALID, "reference")


# --- allocations ----------------------------------------------------------------------------------


def test_units_get_parts_of_a_line_never_beyond_it() -> None:
    adopted = given(drafted(), *ADOPTED)
    most = adopted.when(allocate(100)).then(
        happened(Budget.Allocated, unit_id=STATION_ID, amount_cents=100, allocated_by=CLERK)
    )
    given(most).when(allocate(1)).then_refused(CAP, "amountCents", allowed=0, actual=1)
    adopted.when(allocate(101)).then_refused(CAP, "amountCents", allowed=100, actual=101)
    adopted.when(allocate(0)).then_refused(INVALID, "amountCents")
    adopted.when(allocate(line="none")).then_refused(RefusalCode.NOT_FOUND, "line", allowed=LINE)


def test_nothing_of_a_draft_is_allocated() -> None:
    for verb in (allocate(), propose()):
        given(drafted(), add_line()).when(verb).then_refused(WRONG_STATE, "budgetId")


def test_what_comes_back_can_be_allocated_again() -> None:
    back = given(drafted(), *ADOPTED, allocate(100)).when(take_back(10))
    line = back.then(happened(Budget.AllocationWithdrawn, reason="结余", withdrawn_by=CLERK))
    given(line).when(allocate(10)).then(happened(Budget.Allocated))


# --- amendments -----------------------------------------------------------------------------------


def test_a_second_person_amends_a_line() -> None:
    proposed = given(drafted(), *ADOPTED).when(propose(120))
    waiting = given(proposed.then(happened(Budget.AmendmentProposed, amount_cents=120)))
    for verb in (approve(CLERK), reject(CLERK)):
        waiting.when(verb).then_refused(SECOND_PERSON, "amendmentId")
    amended = waiting.when(approve()).then(
        happened(Budget.AmendmentApproved, line=LINE, amount_cents=120, approved_by=OTHER_CLERK)
    )
    assert amended.lines[LINE].unallocated_cents == 120
    given(amended).when(approve()).then_refused(RefusalCode.NOT_FOUND, "amendmentId")


def test_an_amendment_not_approved_changes_nothing() -> None:
    waiting = given(drafted(), *ADOPTED, propose())
    waiting.when(reject(reason="")).then_refused(INVALID, "reason")
    rejected = waiting.when(reject()).then(happened(Budget.AmendmentRejected, reason="无财源"))
    assert rejected.lines[LINE].amount_cents == 100
    given(rejected).when(propose(0, OTHER_AMENDMENT_ID)).then(happened(Budget.AmendmentProposed))


def test_one_amendment_of_a_line_waits_at_a_time() -> None:
    waiting = given(drafted(), *ADOPTED, propose())
    waiting.when(propose(130, OTHER_AMENDMENT_ID)).then_refused(RefusalCode.DUPLICATE, "line")


@pytest.mark.parametrize(
    ("field", "verb"),
    [
        ("amountCents", propose(-1)),
        ("amountCents", propose(AMOUNT_CENTS_MAX + 1)),
        ("reason", propose(reason="")),
    ],
)
def test_what_an_amendment_needs(field: str, verb: Verb[Budget]) -> None:
    given(drafted(), *ADOPTED).when(verb).then_refused(INVALID, field)


def test_a_line_is_never_amended_below_what_units_have() -> None:
    allocated = given(drafted(), *ADOPTED, allocate(60))
    allocated.when(propose(59)).then_refused(CAP, "amountCents", allowed="60 or more", actual=59)
    # Allocated after the proposal, it stands against the approval.
    meanwhile = given(drafted(), *ADOPTED, propose(59, AMENDMENT_ID), allocate(60))
    meanwhile.when(approve()).then_refused(CAP, "amountCents", allowed="60 or more", actual=59)


# --- a unit's account -----------------------------------------------------------------------------


def balances(account: BudgetAccount) -> tuple[int, int, int]:
    return account.free, account.committed, account.spent


def test_each_event_moves_money_between_two_balances() -> None:
    account = given(opened(), receive(60)).when(commit(30))
    committed = account.then(happened(BudgetAccount.Committed, amount_cents=30))
    assert balances(committed) == (30, 30, 0)
    given(committed, pay(20), release(10), spend(5), refund(2), give_up(8))
    assert balances(committed) == (29, 0, 23)
    assert committed.allocated == 52


@pytest.mark.parametrize(
    ("field", "verb"),
    [("amountCents", spend(61)), ("amountCents", give_up(61)), ("sumCents", commit(61))],
)
def test_no_unit_spends_beyond_its_part(field: str, verb: Verb[BudgetAccount]) -> None:
    given(opened(), receive(60)).when(verb).then_refused(CAP, field, allowed=60, actual=61)


def test_what_is_set_aside_is_not_free() -> None:
    given(opened(), receive(60), commit(30)).when(spend(31)).then_refused(
        CAP, "amountCents", allowed=30
    )


def test_no_more_comes_back_than_was_spent() -> None:
    given(opened(), receive(60), spend(5)).when(refund(6)).then_refused(
        CAP, "amountCents", allowed=5
    )


@pytest.mark.parametrize(
    ("field", "verb"),
    [
        ("amountCents", spend(0)),
        ("purpose", spend(purpose="")),
        ("voucher", spend(voucher="")),
        ("amountCents", refund(-1)),
        ("reason", refund(reason="")),
        ("voucher", refund(voucher="")),
        ("amountCents", give_up(0)),
        ("reason", give_up(reason="")),
    ],
)
def test_what_a_posting_needs(field: str, verb: Verb[BudgetAccount]) -> None:
    given(opened(), receive(60), spend(5)).when(verb).then_refused(INVALID, field)
