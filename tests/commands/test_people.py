"""Volunteers and residents."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.kernel.personal_data import PersonalData
from five_steps.commands.people.registration import ApproveVolunteer, RejectVolunteer
from five_steps.commands.people.residents import ChangeResidentContact, RegisterResident
from five_steps.commands.people.volunteers import (
    ChangeVolunteerProfile,
    ResumeVolunteer,
    SuspendVolunteer,
    TransferVolunteer,
    WithdrawVolunteer,
)
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import Volunteer
from tests.commands.district import id_number
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District


async def volunteer_of(district: District, volunteer_id: UUID) -> Volunteer:
    return await district.store.repository.get(Volunteer, volunteer_id, fresh=True)


async def test_who_registers_goes_by_the_own_account(district: District) -> None:
    account = uuid4()
    me = district.as_volunteer(account)
    assert await district.give(district.registration(), me) == account
    with refused(RefusalCode.DUPLICATE, "subject"):
        await district.give(district.registration(), me)
    with refused(RefusalCode.DUPLICATE, "subject"):
        await district.give(district.registration(), district.as_volunteer(district.resident))
    with refused(RefusalCode.FORBIDDEN, "subject"):
        await district.give(district.registration(), Actor("not a uuid", Role.VOLUNTEER))


async def test_approval_opens_book_and_account_in_the_same_append(district: District) -> None:
    volunteer_id = await district.give(district.registration(), district.as_resident)
    before = await district.position()
    await district.give(ApproveVolunteer(volunteer_id=volunteer_id), district.admin)
    rows = await district.store.recorder.select_notifications(before + 1, 10)
    assert {row.topic for row in rows} == {
        "volunteer.approved",
        "service_book.created",
        "points_account.created",
    }
    assert len({row.command_id for row in rows}) == 1


async def test_an_id_document_registers_once_until_given_up(district: District) -> None:
    number = id_number(900)
    first = await district.give(district.registration(id_number=number), district.admin)
    with refused(RefusalCode.DUPLICATE, "idNumber"):
        await district.give(district.registration(id_number=number), district.admin)
    await district.give(RejectVolunteer(volunteer_id=first, reason="材料不全"), district.admin)
    second = await district.give(district.registration(id_number=number), district.admin)
    assert second != first
    with refused(RefusalCode.DUPLICATE, "idNumber"):
        await district.give(district.registration(id_number=number), district.admin)


async def test_two_registrations_of_one_document_race(district: District) -> None:
    number = id_number(901)
    outcomes = await asyncio.gather(
        *(district.give(district.registration(id_number=number), district.admin) for _ in range(2)),
        return_exceptions=True,
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert [refusal.code for refusal in refusals] == [RefusalCode.DUPLICATE]


async def test_a_minor_needs_consent(district: District) -> None:
    young = id_number(1, born="20100101")
    with refused(RefusalCode.NOT_ELIGIBLE, "guardianConsent"):
        await district.give(district.registration(id_number=young), district.admin)
    volunteer_id = await district.volunteer(id_number=young, guardian_consent=True)
    assert (await volunteer_of(district, volunteer_id)).minor
    unborn = id_number(1, born="20270101")
    with refused(RefusalCode.INVALID, "idNumber"):
        await district.give(district.registration(id_number=unborn), district.admin)


async def test_a_profile_keeps_birth_date_and_id_number(district: District) -> None:
    volunteer_id = await district.volunteer()
    await district.give(
        ChangeVolunteerProfile(
            volunteer_id=volunteer_id,
            name="林新名",
            phone="13700000000",
            categories=(Category.SCIENCE,),
        ),
        district.as_volunteer(volunteer_id),
    )
    volunteer = await volunteer_of(district, volunteer_id)
    text = await district.store.vault.open(volunteer_id, volunteer.personal)
    assert text is not None
    personal = PersonalData.from_text(text)
    assert (personal.name, personal.phone) == ("林新名", "13700000000")
    assert personal.birth_date is not None
    assert personal.id_number_masked is not None
    assert volunteer.categories == ("SCIENCE",)


async def test_staff_look_after_the_volunteers_of_their_units(district: District) -> None:
    volunteer_id = await district.volunteer()
    suspend = SuspendVolunteer(volunteer_id=volunteer_id, reason="投诉")
    with refused(RefusalCode.FORBIDDEN, "volunteerId"):
        await district.give(suspend, district.stranger)
    await district.give(suspend, district.admin)
    with refused(RefusalCode.WRONG_STATE, "volunteerId"):
        await district.dispatched(volunteer_id)
    await district.give(ResumeVolunteer(volunteer_id=volunteer_id), district.admin)
    await district.give(
        TransferVolunteer(volunteer_id=volunteer_id, unit_id=district.other_station, reason="搬家"),
        district.admin,
    )
    assert (await volunteer_of(district, volunteer_id)).unit_id == district.other_station
    await district.give(suspend, district.stranger)


async def test_nobody_withdraws_from_accepted_duties(district: District) -> None:
    volunteer_id = await district.volunteer()
    await district.accepted(volunteer_id)
    command = WithdrawVolunteer(volunteer_id=volunteer_id, reason="搬家")
    with refused(RefusalCode.WRONG_STATE, "volunteerId"):
        await district.give(command, district.as_volunteer(volunteer_id))
    free = await district.volunteer()
    with refused(RefusalCode.FORBIDDEN, "volunteerId"):
        await district.give(
            WithdrawVolunteer(volunteer_id=free, reason="搬家"),
            district.as_volunteer(volunteer_id),
        )
    await district.give(
        WithdrawVolunteer(volunteer_id=free, reason="搬家"), district.as_volunteer(free)
    )


@pytest.mark.parametrize("who", ["as_resident", "dispatcher"])
async def test_residents_change_their_contact(district: District, who: str) -> None:
    change = ChangeResidentContact(
        resident_id=district.resident, unit_id=district.station, name="陈婆", phone="0577-63480000"
    )
    await district.give(change, getattr(district, who))
    with refused(RefusalCode.FORBIDDEN, "residentId"):
        await district.give(change, Actor(str(uuid4()), Role.RESIDENT))


async def test_residents_are_registered_by_staff_of_the_area(district: District) -> None:
    register = RegisterResident(unit_id=district.station, name="王伯", phone="13600000000")
    with refused(RefusalCode.FORBIDDEN, "unitId"):
        await district.give(register, district.stranger)
    assert await district.give(register, district.dispatcher) != district.resident
    with refused(RefusalCode.DUPLICATE, "subject"):
        await district.give(register, district.as_resident)
