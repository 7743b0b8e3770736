"""Insurance before dangerous duty; whom a policy is for; and certificates of what was served."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands.incentives.benefits.help_cases import (
    ApproveHelp,
    GiveAssistance,
    OpenHelpCase,
)
from five_steps.commands.incentives.benefits.insurance import EnrolVolunteers, TerminateInsurance
from five_steps.commands.incentives.certificates.issuing import IssueCertificate
from five_steps.commands.incentives.fund.money import AllocateToFund
from five_steps.domain.incentives.benefits.help_case import HelpCase
from five_steps.domain.incentives.certificates.certificate import Certificate
from five_steps.domain.incentives.fund.fund import FUND_ID, Fund
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import OrderState
from tests.commands.insured import insure
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District

NOT_ELIGIBLE = RefusalCode.NOT_ELIGIBLE
DAY = timedelta(days=1)


async def test_a_dangerous_order_is_for_the_insured_alone(district: District) -> None:
    volunteer = await district.volunteer()
    with refused(NOT_ELIGIBLE, "volunteerId"):
        await district.accepted(volunteer, hazardous=True)
    await insure(district, volunteer)
    order_id = await district.accepted(volunteer, hazardous=True)
    assert (await district.get_order(order_id)).state is OrderState.ACCEPTED


async def test_any_other_order_needs_no_insurance(district: District) -> None:
    order_id = await district.accepted(await district.volunteer())
    assert (await district.get_order(order_id)).state is OrderState.ACCEPTED


@pytest.mark.parametrize(
    "changes",
    [
        {"hazardous": False},
        {"categories": (Category.FITNESS,)},
        {"days": 2},
        {"starts_after": 3},
    ],
    ids=["no dangerous duty", "another category", "ends on the way", "begins too late"],
)
async def test_a_policy_has_to_cover_the_whole_duty(
    district: District, changes: dict[str, Any]
) -> None:
    volunteer = await district.volunteer()
    # The order is of CULTURE, for two hours, two days from now.
    starts_at = district.now + changes.pop("starts_after", 0) * DAY
    ends_at = district.now + changes.pop("days", 365) * DAY + timedelta(hours=1)
    await insure(district, volunteer, starts_at=starts_at, ends_at=ends_at, **changes)
    with refused(NOT_ELIGIBLE, "volunteerId"):
        await district.accepted(volunteer, hazardous=True)
    await insure(district, volunteer, policy_number="P-2")
    await district.accepted(volunteer, hazardous=True)


async def test_a_terminated_policy_insures_nobody(district: District) -> None:
    volunteer = await district.volunteer()
    cover_id = await insure(district, volunteer)
    await district.give(TerminateInsurance(cover_id=cover_id, reason="欠费"))
    with refused(NOT_ELIGIBLE, "volunteerId"):
        await district.accepted(volunteer, hazardous=True)


async def test_a_policy_is_for_volunteers_under_its_unit(district: District) -> None:
    elsewhere = await district.volunteer(unit_id=district.other_station)
    with refused(NOT_ELIGIBLE, "volunteerIds"):
        await insure(district, elsewhere, unit_id=district.station)
    cover_id = await insure(district, elsewhere, unit_id=district.institute)
    here = await district.volunteer()
    with refused(RefusalCode.FORBIDDEN, "coverId"):
        await district.give(
            EnrolVolunteers(cover_id=cover_id, volunteer_ids=(here,)), district.stranger
        )


async def test_stars_decide_who_is_enrolled(district: District) -> None:
    volunteer = await district.volunteer()
    with refused(NOT_ELIGIBLE, "volunteerIds"):
        await insure(district, volunteer, star_floor=1)


async def test_help_is_approved_by_a_second_person(district: District) -> None:
    volunteer = await district.volunteer()
    case_id = await district.give(
        OpenHelpCase(volunteer_id=volunteer, situation="住院"), district.admin
    )
    approval = ApproveHelp(help_case_id=case_id, amount_cents=100_00)
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "helpCaseId"):
        await district.give(approval, district.admin)
    await district.give(approval)
    case = await district.store.repository.get(HelpCase, case_id, fresh=True)
    assert case.approved_cents == 100_00


async def test_the_fund_pays_for_help_in_the_same_append(district: District) -> None:
    volunteer = await district.volunteer()
    case_id = await district.give(
        OpenHelpCase(volunteer_id=volunteer, situation="住院"), district.admin
    )
    await district.give(ApproveHelp(help_case_id=case_id, amount_cents=100_00))
    give = GiveAssistance(help_case_id=case_id, amount_cents=60_00, reference="凭证 1")
    with refused(RefusalCode.FUND_EXHAUSTED, "amountCents"):
        await district.give(give, district.admin)
    await district.give(AllocateToFund(amount_cents=80_00, source="区财政"))
    outcome = await district.run(give, district.admin)
    fund = await district.store.repository.get(Fund, FUND_ID, fresh=True)
    assert fund.free == 20_00
    last = await district.store.recorder.select_notifications(outcome.position - 1, 2)
    assert [row.topic for row in last] == ["help_case.assistance_given", "fund.spent"]
    assert case_id.hex.encode() in last[1].state


async def test_what_need_there_was_is_gone_with_the_volunteers_key(district: District) -> None:
    volunteer = await district.volunteer()
    case_id = await district.give(OpenHelpCase(volunteer_id=volunteer, situation="住院"))
    created = (await district.store.recorder.select_events(case_id))[0]
    assert "住院".encode() not in created.state
    await district.store.vault.erase(volunteer)
    case = await district.store.repository.get(HelpCase, case_id, fresh=True)
    assert case.volunteer_id == volunteer
    with refused(RefusalCode.NOT_FOUND, "volunteerId"):
        await district.give(OpenHelpCase(volunteer_id=volunteer, situation="再次"))


async def test_a_certificate_has_a_number_of_its_own(district: District) -> None:
    volunteer = await district.volunteer()
    await district.completed(volunteer)
    numbers = set()
    command = IssueCertificate(
        volunteer_id=volunteer, starts_at=district.now - 30 * DAY, ends_at=district.now
    )
    for _ in range(3):
        certificate_id = await district.give(command, district.as_volunteer(volunteer))
        (created,) = await district.store.recorder.select_events(certificate_id)
        numbers.add(json.loads(created.state)["number"])
        certificate = await district.store.repository.get(Certificate, certificate_id, fresh=True)
        assert (certificate.volunteer_id, certificate.unit_id) == (volunteer, district.station)
    assert len(numbers) == 3


async def test_a_certificate_is_for_the_volunteer_or_by_the_unit(district: District) -> None:
    volunteer = await district.volunteer()
    await district.completed(volunteer)
    command = IssueCertificate(
        volunteer_id=volunteer,
        starts_at=district.now - 30 * DAY,
        ends_at=district.now,
        consent="本人同意",
    )
    other = await district.volunteer()
    for stranger in (district.as_volunteer(other), district.stranger):
        with refused(RefusalCode.FORBIDDEN, "volunteerId"):
            await district.give(command, stranger)
    await district.give(command, district.admin)
    with refused(NOT_ELIGIBLE, "startsAt"):
        await district.give(
            IssueCertificate(
                volunteer_id=other, starts_at=district.now - DAY, ends_at=district.now
            ),
            district.as_volunteer(other),
        )
