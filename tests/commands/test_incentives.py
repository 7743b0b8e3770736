"""Back-entered and imported hours, stars by decision, published rules, party rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.guarantee.assessment_policy import PublishAssessmentPolicy
from five_steps.commands.guarantee.party_rosters import RecordPartyRoster
from five_steps.commands.incentives.back_hours import (
    EnterBackHours,
    RejectBackHours,
    VerifyBackHours,
)
from five_steps.commands.incentives.corrections import CorrectHours, DemoteStar
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.commands.ordering.disputes import DecideDispute, DisputeOrder, VolunteerMinutes
from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.domain.guarantee.indicators import DEFAULT_INDICATORS
from five_steps.domain.guarantee.party_roster import PartyRoster, party_roster_id
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.category import Category
from tests.commands.district import id_number
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District


def back_hours(district: District, volunteer_id: UUID, **changes: Any) -> EnterBackHours:
    command = EnterBackHours(
        volunteer_id=volunteer_id,
        unit_id=district.station,
        category=Category.CIVILITY,
        starts_at=district.now - timedelta(hours=5),
        ends_at=district.now - timedelta(hours=3),
        minutes=120,
        reason="断网未签到",
        evidence_hash="A" * 64,
    )
    return replace(command, **changes)


async def test_back_entered_hours_need_a_second_person_and_earn_no_points(
    district: District,
) -> None:
    volunteer_id = await district.volunteer()
    record_id = await district.give(back_hours(district, volunteer_id), district.admin)
    verify = VerifyBackHours(volunteer_id=volunteer_id, record_id=record_id)
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "recordId"):
        await district.give(verify, district.admin)
    second = Actor("second", Role.UNIT_ADMIN, district.institute)
    await district.give(verify, second)
    book = await district.book(volunteer_id)
    assert (book.minutes, book.records[record_id].kind) == (120, RecordKind.BACK_ENTERED)
    assert (await district.account(volunteer_id)).lots == {}


async def test_back_entered_hours_earn_points_if_the_policy_says_so(district: District) -> None:
    await district.give(
        PublishIncentivePolicy(
            effective_from=district.now + timedelta(days=1), points_for_back_entry=True
        )
    )
    district.now += timedelta(days=2)
    volunteer_id = await district.volunteer()
    record_id = await district.give(back_hours(district, volunteer_id), district.admin)
    await district.give(VerifyBackHours(volunteer_id=volunteer_id, record_id=record_id, minutes=90))
    account = await district.account(volunteer_id)
    assert (account.available, account.lots[record_id].policy_version) == (15, 2)


async def test_a_rejected_back_entry_frees_the_window(district: District) -> None:
    volunteer_id = await district.volunteer()
    record_id = await district.give(back_hours(district, volunteer_id), district.admin)
    with refused(RefusalCode.OVERLAP, "startsAt"):
        await district.give(back_hours(district, volunteer_id), district.admin)
    await district.give(
        RejectBackHours(volunteer_id=volunteer_id, record_id=record_id, reason="无凭证")
    )
    await district.give(back_hours(district, volunteer_id), district.admin)


async def test_one_person_enters_so_many_records_a_day(district: District) -> None:
    await district.give(
        PublishServicePolicy(
            effective_from=district.now + timedelta(hours=1), back_entries_per_day=1
        )
    )
    district.now += timedelta(hours=2)
    one, two = await district.volunteer(), await district.volunteer()
    await district.give(back_hours(district, one), district.admin)
    with refused(RefusalCode.CAP_EXCEEDED, "volunteerId"):
        await district.give(back_hours(district, two), district.admin)
    district.now += timedelta(days=1)
    await district.give(back_hours(district, two), district.admin)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"evidence_hash": "photo"}, "evidenceHash"), ({"reason": " "}, "reason")],
)
async def test_back_entries_carry_reason_and_evidence(
    district: District, changes: dict[str, str], field: str
) -> None:
    volunteer_id = await district.volunteer()
    with refused(RefusalCode.INVALID, field):
        await district.give(back_hours(district, volunteer_id, **changes), district.admin)


async def test_nobody_enters_their_own_hours(district: District) -> None:
    volunteer_id = await district.volunteer()
    as_staff = Actor(str(volunteer_id), Role.UNIT_ADMIN, district.institute)
    with refused(RefusalCode.SELF_VERIFICATION, "volunteerId"):
        await district.give(back_hours(district, volunteer_id), as_staff)


async def test_an_import_run_twice_is_a_duplicate_of_the_key(district: District) -> None:
    volunteer_id = await district.volunteer()
    row = ImportServiceRecord(
        source="2025 名册",
        natural_key="第 7 行",
        volunteer_id=volunteer_id,
        unit_id=district.station,
        category=Category.THEORY,
        starts_at=district.now - timedelta(days=100, hours=3),
        ends_at=district.now - timedelta(days=100),
        minutes=180,
        verified_by="老系统",
    )
    await district.give(row)
    with refused(RefusalCode.DUPLICATE, "naturalKey"):
        await district.give(row)
    with refused(RefusalCode.OVERLAP, "startsAt"):
        await district.give(replace(row, natural_key="第 8 行"))
    assert (await district.book(volunteer_id)).minutes == 180
    assert (await district.account(volunteer_id)).lots == {}


async def test_a_star_is_lowered_by_decision_only(district: District) -> None:
    volunteer_id = await district.volunteer()
    demote = DemoteStar(volunteer_id=volunteer_id, level=0, reason="伪造记录")
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(demote, district.admin)
    with refused(RefusalCode.WRONG_STATE, "volunteerId"):
        await district.give(demote)


async def test_rules_are_published_ahead(district: District) -> None:
    late = district.now
    for command in (
        PublishServicePolicy(effective_from=late),
        PublishIncentivePolicy(effective_from=late),
        PublishAssessmentPolicy(effective_from=late),
    ):
        with refused(RefusalCode.TOO_EARLY, "effectiveFrom"):
            await district.give(command)
    first, *rest = DEFAULT_INDICATORS
    with refused(RefusalCode.INVALID, "indicators"):
        await district.give(
            PublishAssessmentPolicy(
                effective_from=late + timedelta(days=1),
                indicators=(replace(first, weight=first.weight + 1), *rest),
            )
        )
    with refused(RefusalCode.INVALID, "indicators"):
        await district.give(
            PublishAssessmentPolicy(
                effective_from=late + timedelta(days=1),
                indicators=(*DEFAULT_INDICATORS, replace(first, weight=0)),
            )
        )
    with refused(RefusalCode.INVALID, "followUpShare"):
        await district.give(
            PublishServicePolicy(
                effective_from=late + timedelta(days=1), follow_up_share=Decimal("1.1")
            )
        )


async def test_a_roster_keeps_hashes_and_is_recorded_as_a_whole(district: District) -> None:
    numbers = (id_number(1), id_number(2))
    record = RecordPartyRoster(unit_id=district.station, year=2026, id_numbers=numbers)
    await district.give(record, district.admin)
    before = await district.position()
    await district.give(replace(record, id_numbers=numbers[::-1]), district.admin)
    assert await district.position() == before
    await district.give(replace(record, id_numbers=numbers[:1]), district.admin)
    roster = await district.store.repository.get(
        PartyRoster, party_roster_id(district.station, 2026), fresh=True
    )
    assert len(roster.member_hashes) == 1
    assert not roster.member_hashes & set(numbers)
    with refused(RefusalCode.FORBIDDEN, "unitId"):
        await district.give(record, district.stranger)


async def test_a_dispute_decides_on_corrected_minutes_in_the_order_and_the_book_alike(
    district: District,
) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.completed(volunteer_id)
    (record_id,) = (await district.book(volunteer_id)).records
    correct = CorrectHours(
        volunteer_id=volunteer_id, record_id=record_id, minutes=30, reason="早退"
    )
    await district.give(correct, district.admin)
    assert (await district.get_order(order_id)).assignments[volunteer_id].minutes == 30
    await district.give(replace(correct, minutes=90, reason="查实"), district.admin)
    await district.give(DisputeOrder(order_id=order_id, reason="不实"), district.as_resident)
    with refused(RefusalCode.FROZEN, "recordId"):
        await district.give(correct, district.admin)
    left = (VolunteerMinutes(volunteer_id, 60),)
    decide = DecideDispute(order_id=order_id, upheld=True, minutes=left, reason="核实")
    await district.give(decide, district.admin)
    book = await district.book(volunteer_id)
    order = await district.get_order(order_id)
    assert (book.minutes, order.assignments[volunteer_id].minutes) == (60, 60)
