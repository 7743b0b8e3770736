"""Mutations of points by hand, and at their expiry."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.points_adjustment import ApproveAdjustment, ProposeAdjustment
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutating import result
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_done_once_at_once,
    is_refused,
    keeps_its_command_id,
    refusals,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


def by_admin(district: District) -> Actor:
    return district.admin


def by_second_person(district: District) -> Actor:
    return Actor("second", Role.UNIT_ADMIN, district.station)


def by_centre(district: District) -> Actor:
    return CENTRE


async def proposed(api: Api, points: int = 40) -> tuple[UUID, UUID]:
    """A volunteer and points proposed for them."""
    volunteer = await api.district.volunteer()
    propose = ProposeAdjustment(volunteer_id=volunteer, points=points, reason="往年结余")
    return volunteer, await api.district.give(propose, api.district.admin)


def named(volunteer: UUID, adjustment: UUID) -> dict[str, str]:
    return {
        "volunteerId": gid("Volunteer", volunteer),
        "adjustmentId": gid("Adjustment", adjustment),
    }


async def propose_adjustment(api: Api) -> Asked:
    volunteer = gid("Volunteer", await api.district.volunteer())
    shown = {"points": 40, "reason": "往年结余"}
    return Asked(
        {"volunteerId": volunteer, **shown},
        {**shown, "state": "PROPOSED", "proposedBy": "admin", "volunteer": {"id": volunteer}},
    )


async def approve_adjustment(api: Api) -> Asked:
    given = named(*await proposed(api))
    account = {"issued": 40, "available": 40, "spendable": 40}
    return Asked(
        given,
        {
            "id": given["adjustmentId"],
            "state": "APPROVED",
            "decidedBy": "second",
            "volunteer": {"id": given["volunteerId"], "pointsAccount": account},
        },
    )


async def reject_adjustment(api: Api) -> Asked:
    given = named(*await proposed(api))
    return Asked(
        {**given, "reason": "无凭证"},
        {"id": given["adjustmentId"], "state": "REJECTED", "rejectionReason": "无凭证"},
    )


async def expire_points(api: Api) -> Asked:
    volunteer, adjustment = await proposed(api)
    approve = ApproveAdjustment(volunteer_id=volunteer, adjustment_id=adjustment)
    await api.district.give(approve)
    api.district.now += timedelta(days=3 * 365)
    global_id = gid("Volunteer", volunteer)
    account = {"issued": 40, "available": 0, "expired": 40}
    return Asked({"volunteerId": global_id}, {"id": global_id, "pointsAccount": account})


CASES = [
    Case("proposeAdjustment", propose_adjustment, by_admin),
    Case("approveAdjustment", approve_adjustment, by_second_person),
    Case("rejectAdjustment", reject_adjustment, by_second_person),
    Case("expirePoints", expire_points, by_centre),
]


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


# Points below zero are taken away.
OTHERWISE = {("whole number", "proposeAdjustment")}


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


@pytest.mark.parametrize("points", [0, 100_001, -100_001])
async def test_points_that_cannot_be(api: Api, points: int) -> None:
    asked = await propose_adjustment(api)
    answer = await result(
        api, "proposeAdjustment", {**asked.given, "points": points}, api.district.admin
    )
    assert (answer["__typename"], answer["field"]) == ("InvalidInput", "points")


async def test_who_proposed_points_does_not_approve_them(api: Api) -> None:
    given = named(*await proposed(api))
    answer = await result(api, "approveAdjustment", given, api.district.admin)
    assert (answer["__typename"], answer["code"]) == ("Forbidden", "SECOND_PERSON_REQUIRED")


async def test_no_more_is_taken_away_than_there_is(api: Api) -> None:
    given = named(*await proposed(api, points=-1))
    answer = await result(api, "approveAdjustment", given, by_second_person(api.district))
    assert (answer["__typename"], answer["code"], answer["allowed"]) == (
        "Conflict",
        "INSUFFICIENT_POINTS",
        "0",
    )
