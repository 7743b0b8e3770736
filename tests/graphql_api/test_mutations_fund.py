"""Mutations of merchants, the fund and settlements."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.fund.merchants import SignUpMerchant
from five_steps.commands.incentives.fund.settling import DisputeSettlement
from five_steps.commands.incentives.fund.spending_proposals import ProposeFundSpending
from five_steps.domain.incentives.fund.fund import Purpose
from tests.commands.shop import COST_CENTS
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.market import agreed, fulfilled, shop_of, stated
from tests.graphql_api.mutating import result
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_done_once_at_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

WHY = {"reason": "金额不符"}
TREASURER = Actor("treasurer", Role.CENTRE_ADMIN)


def by_admin(district: District) -> Actor:
    return district.admin


def by_operator(district: District) -> Actor:
    """The operator of the merchant's counter."""
    return Actor("operator", Role.COUNTER, district.station)


def by_centre(district: District) -> Actor:
    return CENTRE


# --- merchants ------------------------------------------------------------------------------------


async def sign_up_merchant(api: Api) -> Asked:
    unit = gid("Unit", api.district.station)
    shown = {"name": "海霞超市", "contact": "林店长 13500000000"}
    return Asked(
        {"unitId": unit, **shown, "account": "6222 0000 0000 1234"},
        # Whom to call is for the unit, where to pay for the centre.
        {**shown, "account": "****1234", "unit": {"id": unit}, "endedAt": None},
    )


async def end_merchant_contract(api: Api) -> Asked:
    merchant = await api.district.give(
        SignUpMerchant(unit_id=api.district.station, name="小店", contact="林", account="6222"),
        api.district.admin,
    )
    given = {"merchantId": gid("Merchant", merchant), **WHY}
    return Asked(given, {"id": given["merchantId"], "endedReason": WHY["reason"]})


# --- money ----------------------------------------------------------------------------------------


async def _balances(api: Api, *, more: int) -> dict[str, int]:
    """What the fund shows once `more` free money came in."""
    shop = await shop_of(api)
    free, reserved, payable = await shop.fund()
    return {
        "freeCents": free + more,
        "reservedCents": reserved,
        "payableCents": payable,
        "cashCents": free + reserved + payable + more,
    }


async def donate(api: Api) -> Asked:
    given = {"amountCents": 12_300, "donor": "林先生", "donorIsPerson": True}
    return Asked(given, await _balances(api, more=12_300))


async def allocate_to_fund(api: Api) -> Asked:
    amount = 50_000_000_000
    return Asked({"amountCents": amount, "source": "区财政局"}, await _balances(api, more=amount))


async def spend_from_fund(api: Api) -> Asked:
    given = {"amountCents": 400, "purpose": "HELP", "reference": "决定 3 号"}
    return Asked(given, await _balances(api, more=-400))


async def _proposed(api: Api) -> str:
    await shop_of(api)
    proposal = await api.district.give(
        ProposeFundSpending(purpose=Purpose.AWARDS, amount_cents=200_000, reference="纪要 4"),
        TREASURER,
    )
    return gid("SpendingProposal", proposal)


async def propose_fund_spending(api: Api) -> Asked:
    given = {"amountCents": 200_000, "purpose": "AWARDS", "reference": "纪要 4"}
    return Asked(given, {**given, "state": "PROPOSED", "proposedBy": CENTRE.subject})


async def approve_fund_spending(api: Api) -> Asked:
    proposal = await _proposed(api)
    return Asked(
        {"proposalId": proposal},
        {"id": proposal, "state": "APPROVED", "decidedBy": CENTRE.subject},
    )


async def reject_fund_spending(api: Api) -> Asked:
    proposal = await _proposed(api)
    return Asked(
        {"proposalId": proposal, **WHY},
        {"id": proposal, "state": "REJECTED", "rejectionReason": WHY["reason"]},
    )


# --- settlements ----------------------------------------------------------------------------------


async def state_settlement(api: Api) -> Asked:
    shop, redemption = await shop_of(api), await fulfilled(api)
    api.district.now += timedelta(minutes=1)
    merchant = gid("Merchant", shop.merchant)
    period = {
        "startsAt": (api.district.now - timedelta(hours=1)).isoformat(),
        "endsAt": api.district.now.isoformat(),
    }
    return Asked(
        {"merchantId": merchant, **period, "redemptionIds": [gid("Redemption", redemption)]},
        {
            **period,
            "state": "STATED",
            "lineCount": 1,
            "totalCents": COST_CENTS,
            "statedBy": "admin",
            "merchant": {"id": merchant},
        },
    )


def about(settlement_id: UUID, state: str, **given: Any) -> Asked:
    """A command about a settlement, and the state it leaves it in."""
    settlement = gid("Settlement", settlement_id)
    return Asked({"settlementId": settlement, **given}, {"id": settlement, "state": state})


async def dispute_settlement(api: Api) -> Asked:
    counter = gid("Counter", (await shop_of(api)).counter)
    return about(await stated(api), "DISPUTED", counterId=counter, **WHY)


async def answer_settlement_dispute(api: Api) -> Asked:
    settlement = await stated(api)
    dispute = DisputeSettlement(settlement_id=settlement, reason="少算")
    await api.district.give(dispute, api.district.admin)
    return about(settlement, "STATED", answer="已核对")


async def agree_settlement(api: Api) -> Asked:
    counter = gid("Counter", (await shop_of(api)).counter)
    return about(await stated(api), "AGREED", counterId=counter)


async def pay_settlement(api: Api) -> Asked:
    return about(await agreed(api), "PAID", reference="转账 2026-001")


async def withdraw_settlement(api: Api) -> Asked:
    asked = about(await agreed(api), "WITHDRAWN", **WHY)
    by = {"withdrawnBy": "admin", "withdrawnReason": WHY["reason"]}
    return Asked(asked.given, {**asked.shown, **by})


CASES = [
    Case("signUpMerchant", sign_up_merchant, by_admin),
    Case("endMerchantContract", end_merchant_contract, by_admin),
    Case("donate", donate, by_centre),
    Case("allocateToFund", allocate_to_fund, by_centre),
    Case("spendFromFund", spend_from_fund, by_centre),
    Case("proposeFundSpending", propose_fund_spending, by_centre),
    Case("approveFundSpending", approve_fund_spending, by_centre),
    Case("rejectFundSpending", reject_fund_spending, by_centre),
    Case("stateSettlement", state_settlement, by_admin),
    Case("disputeSettlement", dispute_settlement, by_operator),
    Case("answerSettlementDispute", answer_settlement_dispute, by_admin),
    Case("agreeSettlement", agree_settlement, by_operator),
    Case("withdrawSettlement", withdraw_settlement, by_admin),
    Case("paySettlement", pay_settlement, by_centre),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("incentives.fund")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


# A statement that names a unit beside the merchant hears that it is one or the other.
OTHERWISE = {("unknown id", "stateSettlement")}


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- rules that show in the answer ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("merchantId", {"merchantId": gid("Merchant", uuid4())}),
        ("redemptionIds", {"redemptionIds": [gid("Redemption", uuid4())]}),
        ("unitId", {"merchantId": None, "unitId": gid("Unit", uuid4())}),
    ],
)
async def test_a_statement_names_what_there_is(
    api: Api, name: str, changes: dict[str, Any]
) -> None:
    asked = await state_settlement(api)
    answer = await result(api, "stateSettlement", {**asked.given, **changes}, api.district.admin)
    assert (answer["__typename"], answer["field"]) == ("NotFound", name)


async def test_who_drew_a_statement_up_does_not_agree_to_it(api: Api) -> None:
    settlement = gid("Settlement", await stated(api))
    answer = await result(api, "agreeSettlement", {"settlementId": settlement}, api.district.admin)
    assert (answer["__typename"], answer["code"]) == ("Forbidden", "SECOND_PERSON_REQUIRED")


async def test_no_redemption_is_settled_twice(api: Api) -> None:
    asked = await state_settlement(api)
    answers = [
        await result(api, "stateSettlement", asked.given, api.district.admin) for _ in range(2)
    ]
    assert [answer["__typename"] for answer in answers] == ["SettlementChanged", "Conflict"]
    assert answers[1]["code"] == "DUPLICATE"


async def test_who_proposes_spending_does_not_approve_it(api: Api) -> None:
    given = {"proposalId": await _proposed(api)}
    answer = await result(api, "approveFundSpending", given, TREASURER)
    assert (answer["__typename"], answer["code"]) == ("Forbidden", "SECOND_PERSON_REQUIRED")


async def test_a_posting_leads_to_the_proposal_it_was_spent_for(api: Api) -> None:
    proposal = await _proposed(api)
    await result(api, "approveFundSpending", {"proposalId": proposal}, CENTRE)
    await api.shown()
    data = await api.data(
        "{ fundPostings(filter: {cause: [SPENDING]}, first: 1) { edges { node {"
        " amountCents proposal { id proposedBy decidedBy } helpCase { id } } } }"
        " spendingProposals(filter: {state: [APPROVED]}, first: 1) { edges { node { id } } } }",
        by=CENTRE,
    )
    (posting,) = (edge["node"] for edge in data["fundPostings"]["edges"])
    assert posting == {
        "amountCents": 200_000,
        "proposal": {"id": proposal, "proposedBy": "treasurer", "decidedBy": CENTRE.subject},
        "helpCase": None,
    }
    (latest,) = (edge["node"] for edge in data["spendingProposals"]["edges"])
    assert latest == {"id": proposal}
