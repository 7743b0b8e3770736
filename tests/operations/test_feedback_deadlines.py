"""Feedback that waits too long is found overdue, and questionnaires close in time."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from five_steps.commands.feedback.questionnaires.answering import AnswerQuestionnaire
from five_steps.commands.ordering.follow_up import FollowUpOrder
from five_steps.commands.ordering.rating import RateOrder
from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.ordering.order_state import FollowUpChannel
from tests.commands.district import START
from tests.graphql_api import feedback
from tests.graphql_api.feedback import ANSWERS
from tests.operations.watched import HOURS

if TYPE_CHECKING:
    from uuid import UUID

    from tests.operations.watched import Watched

DAYS = 24


async def test_a_complaint_nobody_answers_is_overdue_once(watched: Watched) -> None:
    case_id = await feedback.filed(watched.district)
    assert [await watched.act(hours) for hours in (7 * DAYS - 0.1, 7 * DAYS, 9 * DAYS)] == [0, 1, 0]
    assert await watched.happened(case_id) == ["created", "overdue"]


async def test_an_improvement_that_is_not_done_is_overdue_once(watched: Watched) -> None:
    task_id = await feedback.task(watched.district)
    assert await watched.act(10 * DAYS - 0.1) == 0
    assert await watched.act(10 * DAYS) == 1
    assert await watched.happened(task_id) == ["created", "overdue"]


async def test_what_was_done_in_time_is_not_overdue(watched: Watched) -> None:
    await feedback.finished(watched.district)
    await feedback.answered(watched.district)
    assert await watched.act(30 * DAYS) == 0


async def test_a_questionnaire_closes_in_time_with_its_answers_counted(watched: Watched) -> None:
    district = watched.district
    questionnaire_id = await feedback.published(district)
    answer = AnswerQuestionnaire(questionnaire_id=questionnaire_id, answers=ANSWERS)
    await district.give(answer, district.as_resident)
    assert await watched.act(7 * DAYS - 0.1) == 0
    assert await watched.act(7 * DAYS) == 1
    closed = await district.store.repository.get(Questionnaire, questionnaire_id, fresh=True)
    assert closed.answers == 1


async def rated(watched: Watched) -> UUID:
    district = watched.district
    order_id = await district.completed(await district.volunteer())
    await district.give(RateOrder(order_id=order_id, score=4), district.as_resident)
    return order_id


async def test_a_drawn_order_that_nobody_follows_up_is_overdue(watched: Watched) -> None:
    district = watched.district
    effective = START + HOURS
    await district.give(PublishServicePolicy(effective_from=effective, follow_up_share=Decimal(1)))
    district.now += 2 * HOURS
    late, done = await rated(watched), await rated(watched)
    follow_up = FollowUpOrder(
        order_id=done,
        channel=FollowUpChannel.PHONE,
        satisfied=True,
        complaint=False,
        result="满意",
    )
    await district.give(follow_up, district.dispatcher)
    closed_at = (await district.get_order(late)).closed_at
    assert closed_at is not None
    due = (closed_at - START) / HOURS + 14 * DAYS
    assert await watched.act(due - 0.1) == 0
    assert await watched.act(due) == 1
    assert (await watched.happened(late))[-1] == "follow_up_overdue"
    assert await watched.act(due + 1000) == 0
