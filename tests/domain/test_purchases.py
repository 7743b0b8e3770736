"""The purchase list 政府采购清单: never beyond the plan, and nothing paid that was not accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.projects.purchasing.contract import (
    MILESTONES_MAX,
    MilestoneState,
    MilestoneTerms,
    amounts,
)
from five_steps.domain.projects.purchasing.purchase_item import PurchaseItem
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState
from tests.domain.district import CLERK, DAY, INSTANT, MONDAY, OTHER_CLERK, TEAM_ID
from tests.domain.given_when_then import given, happened, made
from tests.domain.purchases import (
    ACCEPTOR,
    ALL_AT_ONCE,
    DUE,
    THIRDS,
    accept,
    cancel,
    deliver,
    listed,
    mark_overdue,
    paid,
    pay,
    reject,
    sign,
    terminate,
)

if TYPE_CHECKING:
    from tests.domain.given_when_then import Verb

INVALID, WRONG_STATE = RefusalCode.INVALID, RefusalCode.WRONG_STATE
SECOND_PERSON = RefusalCode.SECOND_PERSON_REQUIRED


def terms(*shares: int) -> tuple[MilestoneTerms, ...]:
    return tuple(MilestoneTerms("交付", MONDAY + DAY, share) for share in shares)


# --- the list -------------------------------------------------------------------------------------


def test_an_item_is_listed_with_its_line_and_plan() -> None:
    made(listed).then(
        happened(PurchaseItem.Created, year=2026, line="2070199", planned_cents=1000_00)
    )


@pytest.mark.parametrize(
    ("field", "changes"), [("title", {"title": ""}), ("plannedCents", {"planned_cents": 0})]
)
def test_what_an_item_needs(field: str, changes: dict[str, Any]) -> None:
    made(lambda: listed(**changes)).then_refused(INVALID, field)


def test_an_item_without_a_contract_is_taken_off() -> None:
    given(listed()).when(cancel("")).then_refused(INVALID, "reason")
    off = given(listed()).when(cancel()).then(happened(PurchaseItem.Cancelled, cancelled_by=CLERK))
    for verb in (cancel(), sign()):
        given(off).when(verb).then_refused(WRONG_STATE, "purchaseItemId", actual="CANCELLED")
    given(listed(), sign()).when(cancel()).then_refused(WRONG_STATE, "purchaseItemId")


# --- the contract ---------------------------------------------------------------------------------


def test_a_contract_makes_up_its_milestones() -> None:
    given(listed()).when(sign()).then(
        happened(
            PurchaseItem.Contracted,
            supplier="海岛社工中心",
            team_id=None,
            sum_cents=900_01,
            milestone_shares=[33, 33, 34],
            milestone_cents=[297_00, 297_00, 306_01],
            signed_by=CLERK,
        )
    )


def test_a_contract_with_a_team() -> None:
    given(listed()).when(sign(supplier=None, team_id=TEAM_ID)).then(
        happened(PurchaseItem.Contracted, supplier=None, team_id=TEAM_ID)
    )


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("supplier", {"team_id": TEAM_ID}),
        ("supplier", {"supplier": None}),
        ("supplier", {"supplier": " "}),
        ("number", {"number": ""}),
        ("sumCents", {"sum_cents": 0}),
        ("signedOn", {"signed_on": MONDAY + DAY}),
        ("signedOn", {"signed_on": MONDAY.replace(tzinfo=None)}),
        ("milestones", {"milestones": ()}),
        ("milestones", {"milestones": terms(*[4] * 25)}),
        ("milestones.sharePercent", {"milestones": terms(50, 49)}),
        ("milestones.sharePercent", {"milestones": terms(100, 0)}),
        ("milestones.title", {"milestones": (MilestoneTerms("", MONDAY, 100),)}),
        (
            "milestones.dueAt",
            {"milestones": (MilestoneTerms("交付", MONDAY.replace(tzinfo=None), 100),)},
        ),
    ],
)
def test_what_a_contract_needs(field: str, changes: dict[str, Any]) -> None:
    given(listed()).when(sign(**changes)).then_refused(INVALID, field)


def test_a_contract_is_never_beyond_the_plan() -> None:
    given(listed()).when(sign(sum_cents=1000_01)).then_refused(
        RefusalCode.CAP_EXCEEDED, "sumCents", allowed=1000_00, actual=1000_01
    )
    given(listed(), sign()).when(sign()).then_refused(
        WRONG_STATE, "purchaseItemId", actual="CONTRACTED"
    )


@pytest.mark.parametrize("cents", [1, 99, 100, 101, 1000_00, 999_99])
@pytest.mark.parametrize("shares", [(100,), (33, 33, 34), (1, 99), (4,) * MILESTONES_MAX])
def test_milestones_are_the_whole_sum(cents: int, shares: tuple[int, ...]) -> None:
    parts = amounts(cents, terms(*shares))
    assert sum(parts) == cents
    assert min(parts) >= 0


# --- delivery, acceptance, payment ----------------------------------------------------------------


def test_a_milestone_is_delivered_accepted_and_paid() -> None:
    under_contract = given(listed(), sign())
    delivered = under_contract.when(deliver(2)).then(
        happened(PurchaseItem.MilestoneDelivered, milestone=2, delivered_by=OTHER_CLERK)
    )
    accepted = (
        given(delivered)
        .when(accept(2))
        .then(happened(PurchaseItem.MilestoneAccepted, milestone=2, accepted_by=ACCEPTOR))
    )
    done = (
        given(accepted)
        .when(pay(2))
        .then(happened(PurchaseItem.MilestonePaid, milestone=2, amount_cents=297_00))
    )
    assert [m.state for m in done.milestones] == [
        MilestoneState.OPEN,
        MilestoneState.PAID,
        MilestoneState.OPEN,
    ]


@pytest.mark.parametrize("verb", [accept, reject])
@pytest.mark.parametrize("by", [CLERK, OTHER_CLERK], ids=["who signed", "who delivered"])
def test_a_second_person_accepts(verb: Any, by: str) -> None:
    given(listed(), sign(), deliver()).when(verb(by=by)).then_refused(SECOND_PERSON, "milestone")


def test_what_is_not_accepted_is_delivered_again() -> None:
    delivered = given(listed(), sign(), deliver())
    delivered.when(reject(reason="")).then_refused(INVALID, "reason")
    open_again = delivered.when(reject()).then(
        happened(PurchaseItem.DeliveryRejected, reason="人数不足", rejected_by=ACCEPTOR)
    )
    given(open_again).when(accept()).then_refused(WRONG_STATE, "milestone", actual="OPEN")
    given(open_again, *paid())


@pytest.mark.parametrize(
    ("verbs", "verb"),
    [
        ((), accept()),
        ((), pay()),
        ((deliver(),), pay()),
        ((deliver(),), deliver()),
        ((deliver(), accept()), accept()),
        (paid(), pay()),
        (paid(), deliver()),
    ],
)
def test_nothing_is_done_out_of_order(
    verbs: tuple[Verb[PurchaseItem], ...], verb: Verb[PurchaseItem]
) -> None:
    given(listed(), sign(), *verbs).when(verb).then_refused(WRONG_STATE, "milestone")


@pytest.mark.parametrize("number", [0, 4, -1])
def test_which_milestones_there_are(number: int) -> None:
    given(listed(), sign()).when(deliver(number)).then_refused(INVALID, "milestone", allowed="1–3")


def test_a_delivery_is_overdue_once() -> None:
    under_contract = given(listed(), sign())
    under_contract.when(mark_overdue(at=DUE - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "milestone", allowed=DUE.isoformat()
    )
    late = under_contract.when(mark_overdue()).then(
        happened(PurchaseItem.DeliveryOverdue, milestone=1, due_at=DUE)
    )
    given(late).when(mark_overdue()).then_refused(RefusalCode.DUPLICATE, "milestone")
    given(late).when(deliver(at=DUE + DAY)).then(happened(PurchaseItem.MilestoneDelivered))
    given(late, deliver()).when(mark_overdue()).then_refused(WRONG_STATE, "milestone")


def test_a_late_delivery_says_so_before_the_keeper_has_looked() -> None:
    given(listed(), sign()).when(deliver(at=DUE)).then(
        happened(PurchaseItem.DeliveryOverdue), happened(PurchaseItem.MilestoneDelivered)
    )


def test_a_payment_has_its_voucher() -> None:
    given(listed(), sign(), deliver(), accept()).when(pay(voucher="")).then_refused(
        INVALID, "voucher"
    )


def test_the_last_payment_completes_it() -> None:
    before = given(listed(), sign(), *paid(1), *paid(2), deliver(3), accept(3))
    completed = before.when(pay(3)).then(
        happened(PurchaseItem.MilestonePaid, amount_cents=306_01), happened(PurchaseItem.Completed)
    )
    assert completed.state is PurchaseState.COMPLETED
    for verb in (deliver(), terminate()):
        given(completed).when(verb).then_refused(WRONG_STATE, "purchaseItemId", actual="COMPLETED")


# --- ending a contract ----------------------------------------------------------------------------


def test_a_terminated_contract_releases_what_it_will_not_cost() -> None:
    before = given(listed(), sign(milestones=THIRDS), *paid(1), deliver(2))
    before.when(terminate("")).then_refused(INVALID, "reason")
    ended = before.when(terminate()).then(
        happened(PurchaseItem.ContractTerminated, released_cents=603_01, terminated_by=CLERK)
    )
    given(ended).when(accept(2)).then_refused(WRONG_STATE, "purchaseItemId", actual="TERMINATED")


def test_what_was_accepted_is_paid_before_the_contract_ends() -> None:
    accepted = given(listed(), sign(milestones=ALL_AT_ONCE), deliver(), accept())
    accepted.when(terminate()).then_refused(WRONG_STATE, "purchaseItemId")
    given(listed()).when(terminate()).then_refused(WRONG_STATE, "purchaseItemId", actual="LISTED")
