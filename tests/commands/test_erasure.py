"""Erasing a person: asked for, decided by a second one, carried out for good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.feedback.filing import FileFeedback
from five_steps.commands.ordering.endings import CancelOrder
from five_steps.commands.people.privacy.erasing import (
    EraseInTime,
    ErasePerson,
    MarkErasureOverdue,
    RefuseErasure,
    RequestErasure,
    WithdrawErasureRequest,
)
from five_steps.commands.people.privacy.periods import EraseDataPeriod
from five_steps.commands.people.residents import ChangeResidentContact, RegisterResident
from five_steps.commands.people.volunteers import ChangeVolunteerProfile
from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackKind, FeedbackTopic
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.privacy.data_period import MonthlyTexts, period_of
from five_steps.domain.people.privacy.erasure_state import ErasureRefusal, PersonKind
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus
from five_steps.event_store import EventStore
from tests.commands.district import SYSTEM
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District

CENTRE = Actor("centre", Role.CENTRE_ADMIN)
OTHER_CENTRE = Actor("centre-2", Role.CENTRE_ADMIN)


def asked(person_id: UUID, kind: PersonKind = PersonKind.RESIDENT) -> RequestErasure:
    return RequestErasure(person_kind=kind, person_id=person_id, reason="不再使用")


async def test_a_request_is_decided_by_somebody_else(district: District) -> None:
    resident = district.resident
    with refused(RefusalCode.FORBIDDEN, "personId"):
        await district.give(asked(resident), Actor(str(uuid4()), Role.RESIDENT))
    with refused(RefusalCode.NOT_FOUND, "personId"):
        await district.give(ErasePerson(person_id=resident), CENTRE)

    await district.give(asked(resident), CENTRE)
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "personId"):
        await district.give(ErasePerson(person_id=resident), CENTRE)
    with refused(RefusalCode.DUPLICATE, "personId"):
        await district.give(asked(resident), district.as_resident)
    with refused(RefusalCode.FORBIDDEN, "personId"):
        await district.give(WithdrawErasureRequest(person_id=resident), district.as_resident)
    await district.give(WithdrawErasureRequest(person_id=resident), CENTRE)

    await district.give(asked(resident), district.as_resident)
    with refused(RefusalCode.TOO_EARLY, "personId"):
        await district.give(MarkErasureOverdue(person_id=resident))
    district.now += timedelta(days=15)
    await district.give(MarkErasureOverdue(person_id=resident))
    with refused(RefusalCode.DUPLICATE, "personId"):
        await district.give(MarkErasureOverdue(person_id=resident))
    refusal = RefuseErasure(
        person_id=resident, ground=ErasureRefusal.CLAIMS_PENDING, reason="诉讼未结"
    )
    await district.give(refusal, CENTRE)
    with refused(RefusalCode.WRONG_STATE, "personId"):
        await district.give(ErasePerson(person_id=resident), CENTRE)
    await district.give(asked(resident), district.as_resident)
    await district.give(ErasePerson(person_id=resident), CENTRE)


async def test_nobody_is_forgotten_while_something_is_left_to_settle(district: District) -> None:
    order_id = await district.give(district.order(), district.as_resident)
    complaint = FileFeedback(
        kind=FeedbackKind.COMPLAINT,
        topic=FeedbackTopic.UNIT,
        about_id=district.station,
        asker_kind=AskerKind.RESIDENT,
        asker_id=district.resident,
        text="无人应答",
    )
    await district.give(complaint, district.as_resident)
    await district.give(asked(district.resident), district.as_resident)
    erase = ErasePerson(person_id=district.resident)
    with refused(RefusalCode.WRONG_STATE, "personId", actual="FEEDBACK, ORDER"):
        await district.give(erase, CENTRE)
    await district.give(CancelOrder(order_id=order_id, reason="不需要了"), district.as_resident)
    with refused(RefusalCode.WRONG_STATE, "personId", actual="FEEDBACK"):
        await district.give(erase, CENTRE)

    volunteer_id = await district.volunteer()
    await district.give(asked(volunteer_id, PersonKind.VOLUNTEER), CENTRE)
    await district.served(volunteer_id)
    with refused(RefusalCode.WRONG_STATE, "personId", actual="DUTY, HOURS"):
        await district.give(ErasePerson(person_id=volunteer_id), OTHER_CENTRE)


async def test_an_erased_person_has_left_and_does_nothing_any_more(district: District) -> None:
    volunteer_id = await district.volunteer()
    me = district.as_volunteer(volunteer_id)
    await district.give(asked(volunteer_id, PersonKind.VOLUNTEER), me)
    command_id = uuid4()
    erase = ErasePerson(person_id=volunteer_id)
    done = await district.run(erase, CENTRE, command_id)

    volunteer = await district.store.repository.get(Volunteer, volunteer_id, fresh=True)
    assert volunteer.status is VolunteerStatus.WITHDRAWN
    assert await district.store.vault.open(volunteer_id, volunteer.personal) is None
    profile = ChangeVolunteerProfile(
        volunteer_id=volunteer_id, name="新", phone="13900000000", categories=(Category.CULTURE,)
    )
    with refused(RefusalCode.NOT_FOUND, "subject"):
        await district.give(profile, me)
    with refused(RefusalCode.NOT_FOUND, "volunteerId"):
        await district.give(profile, district.admin)
    with refused(RefusalCode.NOT_FOUND, "subject"):
        await district.give(asked(volunteer_id, PersonKind.VOLUNTEER), me)
    with refused(RefusalCode.WRONG_STATE, "personId"):
        await district.give(erase, OTHER_CENTRE)
    again = await district.run(erase, CENTRE, command_id)
    assert (again.position, again.repeated) == (done.position, True)
    # The id document is free for whoever holds it.
    assert await district.give(district.registration(), district.admin) != volunteer_id


async def test_an_erased_resident_orders_nothing_any_more(district: District) -> None:
    await district.give(asked(district.resident), district.as_resident)
    await district.give(ErasePerson(person_id=district.resident), CENTRE)
    with refused(RefusalCode.WRONG_STATE, "residentId"):
        await district.give(district.order(), district.dispatcher)
    with refused(RefusalCode.NOT_FOUND, "subject"):
        await district.give(district.order(), district.as_resident)
    contact = ChangeResidentContact(
        resident_id=district.resident, unit_id=district.station, name="陈", phone="13800000000"
    )
    with refused(RefusalCode.NOT_FOUND, "residentId"):
        await district.give(contact, district.dispatcher)


async def test_the_receipt_is_carried_out_whatever_comes_between(
    district: District, postgres_dsn: str
) -> None:
    resident = district.resident
    copy = "SELECT wrapped_key FROM person_keys WHERE subject_id = $1"
    key = await district.store.pool.fetchval(copy, resident)
    await district.give(asked(resident), district.as_resident)
    await district.give(ErasePerson(person_id=resident), CENTRE)
    assert await district.store.pool.fetchval(copy, resident) is None

    # As a crash before it, or a backup of the keys put back, would leave it.
    await district.store.pool.execute(
        "UPDATE person_keys SET wrapped_key = $2, erased_at = NULL WHERE subject_id = $1",
        resident,
        key,
    )
    async with EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes."):
        assert await district.store.pool.fetchval(copy, resident) is None


async def test_other_processes_forget_a_key_as_soon_as_they_see_the_receipt(
    district: District, postgres_dsn: str
) -> None:
    secret = b"a secret of the tests, 32 bytes."
    async with EventStore.open(postgres_dsn, secret=secret) as other:
        sealed = await other.vault.seal(district.resident, "text")
        assert await other.vault.open(district.resident, sealed) == "text"
        await district.give(asked(district.resident), district.as_resident)
        await district.give(ErasePerson(person_id=district.resident), CENTRE)
        await other.erasures.catch_up()
        assert await other.vault.open(district.resident, sealed) is None


async def test_months_of_texts_are_erased_in_time_and_others_stay(district: District) -> None:
    await district.give(district.order(), district.as_resident)
    month = local_day(district.now).replace(day=1)
    erase = EraseDataPeriod(kind=MonthlyTexts.ORDER_PARTICULARS, month=month)
    with refused(RefusalCode.TOO_EARLY, "month"):
        await district.give(erase)
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(erase, CENTRE)
    period = period_of(MonthlyTexts.ORDER_PARTICULARS, district.now)
    vault = district.store.vault
    sealed = await vault.seal_twice(district.resident, period, "霓屿街道 12 号")
    assert await vault.open(district.resident, sealed) == "霓屿街道 12 号"
    district.now += timedelta(days=31 + 180)
    await district.give(erase)
    with refused(RefusalCode.DUPLICATE, "month"):
        await district.give(erase)
    assert await vault.open(district.resident, sealed) is None
    assert await vault.open(district.resident, await vault.seal(district.resident, "陈")) == "陈"


async def test_who_was_not_heard_of_is_erased_without_a_request(district: District) -> None:
    resident = await district.give(
        RegisterResident(unit_id=district.station, name="林", phone="13800000001"),
        district.dispatcher,
    )
    erase = EraseInTime(person_kind=PersonKind.RESIDENT, person_id=resident)
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(erase, CENTRE)
    await district.give(erase, SYSTEM)
    with refused(RefusalCode.DUPLICATE, "personId"):
        await district.run(erase, SYSTEM)


@pytest.mark.parametrize("months", [0, 1])
async def test_a_text_sealed_twice_opens_with_both_keys_alone(
    store: EventStore, months: int
) -> None:
    person, month = uuid4(), uuid4()
    sealed = await store.vault.seal_twice(person, month, "text")
    await store.vault.erase((person, month)[months])
    assert await store.vault.open(person, sealed) is None
