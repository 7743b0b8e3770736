"""The demo's feedback: answers of both kinds, cases and tasks in every state, and the draw."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TypeVar

from eventsourcing.utils import get_topic

from five_steps.commands.feedback.questionnaires.blind_signatures import is_signed, read_bytes
from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.feedback_state import FeedbackState
from five_steps.domain.feedback.improvement_state import ImprovementState
from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import QuestionnaireState
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.ordering.follow_up_draw import is_drawn
from five_steps.domain.ordering.order import Order
from five_steps.domain.ordering.order_state import OrderState
from five_steps.domain.ordering.service_policy import SERVICE_POLICY_ID, ServicePolicy
from five_steps.event_store.codec import decode_fields
from tests.operations.test_demo import NOW, Loading, loading

__all__ = ["loading"]

A = TypeVar("A", bound=Aggregate)


async def every(loading: Loading, cls: type[A]) -> list[A]:
    return [
        await loading.store.repository.get(cls, id_)
        for id_ in await loading.streams(f"{get_topic(cls)}.created")
    ]


async def test_feedback_in_every_state(loading: Loading) -> None:
    await loading.load()
    cases = await every(loading, FeedbackCase)
    assert {case.state for case in cases} >= set(FeedbackState) - {FeedbackState.OPEN}
    tasks = await every(loading, ImprovementTask)
    assert {task.state for task in tasks} == set(ImprovementState)
    assert {task.asker_informed for task in tasks} == {True, False}
    questionnaires = await every(loading, Questionnaire)
    assert {one.state for one in questionnaires} == set(QuestionnaireState)
    for one in questionnaires:
        if one.state is QuestionnaireState.CLOSED:
            assert one.answers > 0

    # Every anonymous answer came with a ballot that somebody had claimed.
    rows = await loading.store.recorder.select_notifications(1, 1_000_000)
    keys = {one.id: one.published.ballot_key for one in questionnaires if one.published}
    cast = [decode_fields(row.state) for row in rows if row.topic == "anonymous_answer.created"]
    claimed = Counter(row.topic for row in rows)["ballot.created"]
    assert 0 < len(cast) == claimed
    for answer in cast:
        serial = read_bytes("serial", answer["serial"], 32)
        signature = read_bytes("signature", answer["signature"], 256)
        assert is_signed(keys[answer["questionnaire_id"]], serial, signature)

    # Of the drawn orders long closed nearly all were followed up, and the others are overdue.
    policy = await loading.store.repository.get(ServicePolicy, SERVICE_POLICY_ID)
    drawn = [
        order
        for order in await every(loading, Order)
        if order.closed_at
        and order.closed_at < NOW - timedelta(days=40)
        and is_drawn(order.id, order.closed_at, policy.in_force(order.closed_at))
    ]
    followed_up = [order for order in drawn if order.state is OrderState.FOLLOWED_UP]
    assert 0.7 * len(drawn) < len(followed_up)
    waiting = [o for o in drawn if o.state in (OrderState.RATED, OrderState.UNRATED)]
    assert all(order.follow_up_overdue for order in waiting)
