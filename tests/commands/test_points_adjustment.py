"""Points adjusted by hand, by two people of the volunteer's own unit, on the real store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.points_adjustment import (
    ApproveAdjustment,
    ProposeAdjustment,
    RejectAdjustment,
)
from five_steps.domain.kernel.refusal import RefusalCode
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District


async def test_two_people_adjust(district: District) -> None:
    volunteer = await district.volunteer()
    propose = ProposeAdjustment(volunteer_id=volunteer, points=5, reason="补发")
    with refused(RefusalCode.FORBIDDEN, "volunteerId"):
        await district.give(propose, district.stranger)
    adjustment = await district.give(propose, district.admin)
    approve = ApproveAdjustment(volunteer_id=volunteer, adjustment_id=adjustment)
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "adjustmentId"):
        await district.give(approve, district.admin)
    second = Actor("second", Role.UNIT_ADMIN, district.institute)
    await district.give(approve, second)
    with refused(RefusalCode.NOT_FOUND, "adjustmentId"):
        await district.give(approve, second)
    assert (await district.account(volunteer)).available == 5

    too_much = await district.give(replace(propose, points=-6), district.admin)
    with refused(RefusalCode.INSUFFICIENT_POINTS, "adjustmentId"):
        await district.give(replace(approve, adjustment_id=too_much), second)
    await district.give(
        RejectAdjustment(volunteer_id=volunteer, adjustment_id=too_much, reason="余额不足"), second
    )
    account = await district.account(volunteer)
    assert (account.available, account.proposals) == (5, {})


async def test_nobody_adjusts_their_own_points(district: District) -> None:
    volunteer = await district.volunteer()
    as_staff = Actor(str(volunteer), Role.UNIT_ADMIN, district.institute)
    with refused(RefusalCode.SELF_VERIFICATION, "volunteerId"):
        await district.give(
            ProposeAdjustment(volunteer_id=volunteer, points=5, reason="补发"), as_staff
        )
