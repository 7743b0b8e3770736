"""Mutations of the purchase list: listing, contracts, delivery, acceptance, payment."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.organisation.teams import FormTeam
from five_steps.commands.projects.purchasing.delivering import RecordDelivery
from five_steps.domain.guarantee.budget.budget import Budget
from five_steps.domain.organisation.tiers import TeamKind
from tests.commands.budgets import BUDGET_ID, LINE, accepted, adopt_budget, listed, signed
from tests.graphql_api.api import gid
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

_numbers = count(1)


def by_admin(district: District) -> Actor:
    return district.admin


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


def by_deputy(district: District) -> Actor:
    """A second administrator of the institute."""
    return Actor("deputy", Role.UNIT_ADMIN, district.institute)


async def funded(api: Api) -> District:
    """The district, with money enough for all cases of the module."""
    if await api.district.store.repository.find(Budget, BUDGET_ID) is None:
        await adopt_budget(api.district, line_cents=900_000_00, station_cents=900_000_00)
    return api.district


def about(item: UUID, given: dict[str, Any], **shown: Any) -> Asked:
    """A command about an item, and what it shows."""
    item_id = gid("PurchaseItem", item)
    return Asked({"purchaseItemId": item_id, **given}, {"id": item_id, **shown})


def milestones(first: dict[str, Any], second: dict[str, Any]) -> list[dict[str, Any]]:
    """The two milestones of `signed`, with what is shown of each."""
    return [{"number": 1, **first}, {"number": 2, **second}]


# --- the list -------------------------------------------------------------------------------------


async def list_purchase_item(api: Api) -> Asked:
    district = await funded(api)
    unit = gid("Unit", district.station)
    item = {"year": 2026, "line": LINE, "title": "银龄课堂", "plannedCents": 1_000_00}
    return Asked(
        {"unitId": unit, **item},
        {**item, "state": "LISTED", "listedBy": "admin", "paidCents": 0, "unit": {"id": unit}},
    )


async def cancel_purchase_item(api: Api) -> Asked:
    item = await listed(await funded(api))
    given = {"reason": "项目取消"}
    return about(item, given, state="CANCELLED", endedReason="项目取消", endedBy="admin")


# --- contracts ------------------------------------------------------------------------------------


def terms(api: Api, **changes: Any) -> dict[str, Any]:
    due_at = (api.district.now + timedelta(days=30)).isoformat()
    return {
        "supplier": "海岛社工中心",
        "number": f"DT-{next(_numbers)}",
        "sumCents": 900_00,
        "signedOn": api.district.now.isoformat(),
        "milestones": [
            {"title": "首期", "dueAt": due_at, "sharePercent": 33},
            {"title": "结业", "dueAt": due_at, "sharePercent": 67},
        ],
        **changes,
    }


async def sign_purchase_contract(api: Api) -> Asked:
    item = await listed(await funded(api))
    given = terms(api)
    first, second = given["milestones"]
    return about(
        item,
        given,
        state="CONTRACTED",
        supplier=given["supplier"],
        contractNumber=given["number"],
        sumCents=900_00,
        signedOn=given["signedOn"],
        signedBy="admin",
        overdue=False,
        milestones=[
            {"number": 1, **first, "amountCents": 297_00, "state": "OPEN"},
            {"number": 2, **second, "amountCents": 603_00, "state": "OPEN"},
        ],
    )


async def terminate_purchase_contract(api: Api) -> Asked:
    item = await signed(await funded(api))
    given = {"reason": "无法履约"}
    return about(item, given, state="TERMINATED", endedReason="无法履约", endedBy="admin")


# --- delivery, acceptance, payment ----------------------------------------------------------------


async def record_delivery(api: Api) -> Asked:
    item = await signed(await funded(api))
    given = {"milestone": 2, "details": "已授课 10 次", "evidenceHash": "ab" * 32}
    delivered = {"delivery": "已授课 10 次", "evidenceHash": "ab" * 32, "deliveredBy": "dispatcher"}
    return about(
        item,
        given,
        milestones=milestones(
            {"state": "OPEN", "delivery": None, "evidenceHash": None, "deliveredBy": None},
            {"state": "DELIVERED", **delivered},
        ),
    )


async def _delivered(api: Api) -> UUID:
    district = await funded(api)
    deliver = RecordDelivery(purchase_item_id=await signed(district), milestone=1)
    return await district.give(deliver, district.dispatcher)


async def accept_milestone(api: Api) -> Asked:
    return about(
        await _delivered(api),
        {"milestone": 1},
        milestones=milestones(
            {"state": "ACCEPTED", "acceptedBy": "deputy"}, {"state": "OPEN", "acceptedBy": None}
        ),
    )


async def reject_delivery(api: Api) -> Asked:
    return about(
        await _delivered(api),
        {"milestone": 1, "reason": "人数不足"},
        milestones=milestones(
            {"state": "OPEN", "rejectedBy": "deputy", "rejectionReason": "人数不足"},
            {"state": "OPEN", "rejectedBy": None, "rejectionReason": None},
        ),
    )


async def pay_milestone(api: Api) -> Asked:
    item = await accepted(await funded(api))
    voucher = f"记-{next(_numbers)}"
    return about(
        item,
        {"milestone": 1, "voucher": voucher},
        state="CONTRACTED",
        paidCents=450_00,
        milestones=milestones(
            {"state": "PAID", "voucher": voucher, "paidBy": "admin"},
            {"state": "OPEN", "voucher": None, "paidBy": None},
        ),
    )


CASES = [
    Case("listPurchaseItem", list_purchase_item, by_admin),
    Case("cancelPurchaseItem", cancel_purchase_item, by_admin),
    Case("signPurchaseContract", sign_purchase_contract, by_admin),
    Case("terminatePurchaseContract", terminate_purchase_contract, by_admin),
    Case("recordDelivery", record_delivery, by_dispatcher),
    Case("acceptMilestone", accept_milestone, by_deputy),
    Case("rejectDelivery", reject_delivery, by_deputy),
    Case("payMilestone", pay_milestone, by_admin),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("projects.purchasing")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


# A contract that names a team beside the supplier hears that it is one or the other.
OTHERWISE = {("unknown id", "signPurchaseContract")}


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


async def test_a_contract_with_a_team(api: Api) -> None:
    district = await funded(api)
    corps = FormTeam(unit_id=district.centre, kind=TeamKind.CORPS, name="总队")
    team = gid("Team", await district.give(corps))
    item = gid("PurchaseItem", await listed(district))
    given = {"purchaseItemId": item, **terms(api), "teamId": team}
    answer = await result(api, "signPurchaseContract", given, district.admin)
    assert (answer["code"], answer["field"]) == ("INVALID", "supplier")
    answer = await result(
        api,
        "signPurchaseContract",
        {**given, "supplier": None},
        district.admin,
        shown={"supplier": None, "team": {"id": ""}},
    )
    assert answer["purchaseItem"] == {"supplier": None, "team": {"id": team}}
