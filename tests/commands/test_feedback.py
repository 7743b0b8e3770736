"""Complaints, suggestions and improvement tasks: who may, and what is appended together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from five_steps.commands.feedback.handling import ConfirmOutcome, ImproveOnFeedback
from five_steps.commands.feedback.improving import NoteImprovementProgress
from five_steps.commands.feedback.informing import InformOfImprovement
from five_steps.commands.ordering.follow_up import FollowUpOrder
from five_steps.commands.ordering.follow_up_overdue import MarkFollowUpOverdue
from five_steps.commands.ordering.rating import RateOrder
from five_steps.commands.people.residents import RegisterResident
from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackState, FeedbackTopic
from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.order_state import FollowUpChannel
from tests.graphql_api import feedback
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

FORBIDDEN = RefusalCode.FORBIDDEN


async def rated(district: District) -> UUID:
    order_id = await district.completed(await district.volunteer())
    await district.give(RateOrder(order_id=order_id, score=1), district.as_resident)
    return order_id


def complaint(order_id: UUID) -> FollowUpOrder:
    return FollowUpOrder(
        order_id=order_id,
        channel=FollowUpChannel.PHONE,
        satisfied=False,
        complaint=True,
        result="来晚了一小时",
    )


# --- follow-ups -----------------------------------------------------------------------------------


async def test_a_complaint_at_a_follow_up_becomes_a_task_in_the_same_append(
    district: District,
) -> None:
    order_id = await rated(district)
    before = await district.position()
    await district.give(complaint(order_id), district.dispatcher)
    rows = await district.store.pool.fetch(
        "SELECT originator_id, topic, command_id FROM public.stored_events"
        " WHERE notification_id > $1 ORDER BY notification_id",
        before,
    )
    assert [row["topic"] for row in rows] == ["order.followed_up", "improvement_task.created"]
    assert len({row["command_id"] for row in rows}) == 1
    task = await district.store.repository.get(ImprovementTask, rows[1]["originator_id"])
    assert (task.unit_id, task.source_id) == (district.station, order_id)
    assert (task.asker_id, task.owner) == (district.resident, "dispatcher")
    assert task.due_at == district.now + timedelta(days=15)


async def test_without_a_complaint_there_is_no_task(district: District) -> None:
    order_id = await rated(district)
    before = await district.position()
    command = FollowUpOrder(
        order_id=order_id,
        channel=FollowUpChannel.VISIT,
        satisfied=True,
        complaint=False,
        result="很好",
    )
    await district.give(command, district.dispatcher)
    assert await district.position() == before + 1


async def test_what_has_not_closed_is_not_overdue_for_a_follow_up(district: District) -> None:
    order_id = await district.completed(await district.volunteer())
    with refused(RefusalCode.WRONG_STATE, "orderId"):
        await district.give(MarkFollowUpOverdue(order_id=order_id))


# --- filing ---------------------------------------------------------------------------------------


async def test_everybody_speaks_for_themselves_and_staff_for_their_own_people(
    district: District,
) -> None:
    volunteer = await district.volunteer()
    by_volunteer: dict[str, Any] = {"asker_kind": AskerKind.VOLUNTEER, "asker_id": volunteer}
    with refused(FORBIDDEN, "askerId"):
        await feedback.filed(district, **by_volunteer)
    for actor in (district.as_volunteer(volunteer), district.dispatcher, district.admin):
        await feedback.filed(district, by=actor, **by_volunteer)
    with refused(FORBIDDEN, "askerId"):
        await feedback.filed(district, by=district.stranger, **by_volunteer)


async def test_who_asks_is_of_the_kind_that_is_said(district: District) -> None:
    with refused(RefusalCode.NOT_FOUND, "askerId"):
        await feedback.filed(district, asker_kind=AskerKind.VOLUNTEER)


async def test_an_order_is_complained_of_by_who_placed_or_served_it(district: District) -> None:
    volunteer = await district.volunteer()
    order_id = await district.completed(volunteer)
    about: dict[str, Any] = {"topic": FeedbackTopic.ORDER, "about_id": order_id}
    case = await district.store.repository.get(
        FeedbackCase, await feedback.filed(district, **about)
    )
    assert case.unit_id == district.station
    served: dict[str, Any] = {"asker_kind": AskerKind.VOLUNTEER, "asker_id": volunteer}
    await feedback.filed(district, by=district.as_volunteer(volunteer), **about, **served)
    other = await district.volunteer()
    with refused(FORBIDDEN, "aboutId"):
        await feedback.filed(
            district, by=district.as_volunteer(other), **about, **{**served, "asker_id": other}
        )
    with refused(RefusalCode.NOT_FOUND, "aboutId"):
        await feedback.filed(district, topic=FeedbackTopic.ORDER, about_id=uuid4())


# --- handling -------------------------------------------------------------------------------------


async def test_telling_the_result_of_a_task_tells_the_case_too(district: District) -> None:
    task_id = await feedback.accepted(district)
    task = await district.store.repository.get(ImprovementTask, task_id)
    command = InformOfImprovement(
        task_id=task_id, channel=InformChannel.LETTER, told_at=district.now, proof="函 8"
    )
    await district.give(command, district.dispatcher)
    case = await district.store.repository.get(FeedbackCase, task.source_id, fresh=True)
    assert case.state is FeedbackState.INFORMED
    with refused(FORBIDDEN, "caseId"):
        await district.give(
            ConfirmOutcome(case_id=case.id, satisfied=True),
            district.as_volunteer(await district.volunteer()),
        )
    await district.give(ConfirmOutcome(case_id=case.id, satisfied=True), district.as_resident)


async def test_the_unit_above_may_and_a_neighbour_may_not(district: District) -> None:
    case_id = await feedback.filed(district)
    command = ImproveOnFeedback(
        case_id=case_id, owner="王主任", matter="开门", due_at=district.now + feedback.DAY
    )
    with refused(FORBIDDEN, "caseId"):
        await district.give(command, district.stranger)
    task_id = await district.give(command, district.admin)
    with refused(FORBIDDEN, "taskId"):
        await district.give(NoteImprovementProgress(task_id=task_id, note="x"), district.stranger)


async def test_a_task_goes_on_after_its_asker_was_forgotten(district: District) -> None:
    task_id = await feedback.task(district)
    await district.store.vault.erase(district.resident)
    await district.give(
        NoteImprovementProgress(task_id=task_id, note="已与陈阿婆谈过"), district.dispatcher
    )
    state = await district.store.pool.fetchval(
        "SELECT state FROM public.stored_events WHERE topic = 'improvement_task.progress_noted'"
    )
    assert b'"note":""' in state


async def test_nobody_files_for_somebody_who_was_forgotten(district: District) -> None:
    forgotten = await district.give(
        RegisterResident(unit_id=district.station, name="林伯", phone="13800000009"),
        district.dispatcher,
    )
    await district.store.vault.erase(forgotten)
    with refused(RefusalCode.NOT_FOUND, "askerId"):
        await feedback.filed(district, by=district.dispatcher, asker_id=forgotten)
