"""Personal information is erased when the time to keep it is over, and not while it is in use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from five_steps.commands import Commands
from five_steps.commands.feedback.filing import FileFeedback
from five_steps.commands.ordering.endings import CancelOrder
from five_steps.commands.people.privacy.erasing import EraseInTime, RequestErasure
from five_steps.commands.people.privacy.open_in_log import OpenInLog
from five_steps.commands.people.privacy.retention_policy import PublishRetentionPolicy
from five_steps.commands.people.volunteers import WithdrawVolunteer
from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackKind, FeedbackTopic
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.people.privacy.data_period import MonthlyTexts, data_period_id
from five_steps.domain.people.privacy.erasure import erasure_id
from five_steps.domain.people.privacy.erasure_state import PersonKind
from five_steps.domain.people.privacy.retention_policy import (
    DAYS_MAX,
    RETENTION_POLICY_ID,
    RetentionPolicy,
)
from five_steps.event_store import EventStore
from five_steps.operations.first_rules import publish_first_rules
from five_steps.operations.verifying.identities import check_books
from five_steps.projections.people.privacy.open_matters import OpenInViews
from tests.commands.district import SECRETS, START, SYSTEM

if TYPE_CHECKING:
    from tests.commands.district import District
    from tests.operations.watched import Watched

DAY = timedelta(days=1)
YEARS = 3 * 365 * DAY


async def test_a_request_is_late_once_when_nobody_decides(watched: Watched) -> None:
    district = watched.district
    request = RequestErasure(
        person_kind=PersonKind.RESIDENT, person_id=district.resident, reason="不再使用"
    )
    await district.give(request, district.as_resident)
    due_at = district.now + 15 * DAY
    assert await watched.act_at(due_at - DAY) == 0
    assert await watched.act_at(due_at) == 1
    assert await watched.act_at(due_at + DAY) == 0
    happened = await watched.happened(erasure_id(district.resident))
    assert happened == ["created", "requested", "overdue"]


async def test_who_left_or_was_not_heard_of_is_erased_in_time(watched: Watched) -> None:
    district = watched.district
    volunteer = await district.volunteer()
    stays = await district.volunteer()
    await district.give(WithdrawVolunteer(volunteer_id=volunteer, reason="搬家"), district.admin)
    left_at = district.now
    # Who orders something is heard of.
    district.now += 100 * DAY
    order = await district.give(district.order(), district.as_resident)
    await district.give(CancelOrder(order_id=order, reason="不需要"), district.as_resident)
    heard_at = district.now

    assert await watched.act_at(left_at + YEARS - DAY) == 1, "the month of the order alone"
    assert await watched.act_at(left_at + YEARS) == 1
    assert await erased(district, volunteer)
    assert not await erased(district, district.resident)
    assert await watched.act_at(heard_at + YEARS) == 1
    assert await erased(district, district.resident)
    assert not await erased(district, stays)
    assert await watched.happened(erasure_id(volunteer)) == ["created", "executed"]


async def test_a_month_of_orders_waits_for_the_last_of_them(watched: Watched) -> None:
    district = watched.district
    order = await district.give(district.order(), district.as_resident)
    month = local_day(district.now).replace(day=1)
    stream = data_period_id(MonthlyTexts.ORDER_PARTICULARS, month)
    over = district.now + 31 * DAY + 180 * DAY
    shorter = PublishRetentionPolicy(
        effective_from=district.now + 10 * DAY, order_particulars_days=60
    )
    await district.give(shorter)
    await district.give(CancelOrder(order_id=order, reason="不需要"), district.as_resident)
    early = district.now + 40 * DAY
    assert await watched.act_at(early) == 0
    open_one = await district.give(district.order(), district.as_resident)
    assert await watched.act_at(over) >= 1, "the open order expires first"
    assert await watched.happened(open_one) == ["created", "escalated", "expired"]
    assert await watched.act_at(over) == 0
    assert await watched.happened(stream) == ["created"]
    row = await district.store.pool.fetchrow(
        "SELECT place, period_id FROM read.orders WHERE id = $1", order
    )
    assert row is not None
    assert (row["place"], row["period_id"]) == (None, stream)


async def test_views_and_log_agree_on_what_is_not_settled(watched: Watched) -> None:
    district = watched.district
    views = OpenInViews(district.store.pool, district.store.recorder, watched.views)
    person = district.resident
    complaint = FileFeedback(
        kind=FeedbackKind.COMPLAINT,
        topic=FeedbackTopic.UNIT,
        about_id=district.station,
        asker_kind=AskerKind.RESIDENT,
        asker_id=person,
        text="无人应答",
    )
    found = []
    for command in (None, district.order(), complaint):
        if command is not None:
            await district.give(command, district.as_resident)
        in_log = await OpenInLog(district.store).of(person)
        assert await views.of(person) == in_log
        found.append(sorted(in_log))
    assert found == [[], ["ORDER"], ["FEEDBACK", "ORDER"]]


async def test_verify_tells_of_a_key_that_a_receipt_should_have_destroyed(watched: Watched) -> None:
    pool = watched.district.store.pool
    resident = watched.district.resident
    erase = EraseInTime(person_kind=PersonKind.RESIDENT, person_id=resident)
    position = (await watched.district.run(erase, SYSTEM)).position
    await watched.shown()
    assert await check_books(pool) == []

    await pool.execute(
        "UPDATE person_keys SET wrapped_key = 'x', erased_at = NULL WHERE subject_id = $1", resident
    )
    (found,) = await check_books(pool)
    assert found.book == "erased keys"
    assert found.position is not None
    assert found.position <= position
    assert str(resident) in found.detail


async def test_a_service_without_rules_erases_nothing_for_a_month(postgres_dsn: str) -> None:
    async with EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes.") as store:
        commands = Commands(store, SECRETS, lambda: START)
        for _ in range(2):
            await publish_first_rules(store, commands, now=START)
        policy = await store.repository.get(RetentionPolicy, RETENTION_POLICY_ID)
    kept, announced = policy.versions
    assert (kept.effective_from, announced.effective_from) == (START, START + 30 * DAY)
    assert (kept.order_particulars_days, announced.order_particulars_days) == (DAYS_MAX, 180)
    assert kept.erasure_decision_days == announced.erasure_decision_days


async def erased(district: District, person_id: UUID) -> bool:
    return bool(
        await district.store.pool.fetchval(
            "SELECT erased_at IS NOT NULL FROM person_keys WHERE subject_id = $1", person_id
        )
    )
